using Dapper;
using Kith.Homes.Activity;
using Kith.Homes.Feed;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Rules.Clock;
using Kith.Homes.Whereabouts;
using Kith.Ledger.Facts;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes;

/// <summary>What people do with a home as a whole.</summary>
public static class HomeDeeds
{
    /// <summary>The home as the caller sees it; not_found for who is nobody here, right.missing for a guest out of time.</summary>
    public static ValueTask<Result<HomeView>> HomeAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<HomeView>(home, caller, (its, _, asker) =>
            Rights.Check(asker, Deed.Enter) is { } denied ? denied : Snapshots.ViewOf(its, asker));

    /// <summary>The home whole.</summary>
    public static ValueTask<Result<SnapshotView>> SnapshotAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<SnapshotView>(home, caller, (its, _, asker) =>
            Rights.Check(asker, Deed.Enter) is { } denied ? denied : Snapshots.Of(its, asker));

    /// <summary>Follows the home's changes from a point, or from a snapshot when the point is too old. Call <see cref="LeaveAsync"/> at the end.</summary>
    public static ValueTask<Result<Follower>> FollowAsync(this HomeHost homes, HomeId home, Caller caller, long? after) =>
        homes.AskAsync<Follower>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Enter) is { } denied) return denied;
            if (its.Feed.IsFull) return new Fault(ErrorCodes.LimitReached, $"{its.Options.Viewers} viewers follow this home already");
            var follower = new Follower(caller, its.Options.FeedBacklog);
            its.Feed.Reserve(follower);
            turn.After(() => its.Feed.Join(its, follower, after, turn.Now));
            return follower;
        });

    /// <summary>Stops following.</summary>
    public static async ValueTask LeaveAsync(this HomeHost homes, HomeId home, Follower follower) =>
        await homes.AskAsync<bool>(home, Caller.House("feed"), (its, turn, _) =>
        {
            its.Feed.Leave(follower, turn.NowMs);
            return true;
        });

    /// <summary>Renames the home, gives it another time zone (IANA name), says where it stands, or after how long it counts that somebody left.</summary>
    public static ValueTask<Result<HomeView>> ChangeHomeAsync(this HomeHost homes, HomeId home, Caller caller, string? name, string? timeZone, Location? location = null, TimeSpan? leaveAfter = null, bool? asksModel = null) =>
        homes.AskAsync<HomeView>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (name is not null && Names.Check(name) is { } wrong) return wrong;
            if (timeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _))
                return new Fault(ErrorCodes.RequestInvalid, $"there is no time zone {timeZone}", "timeZone");
            if (location is { } place && (Math.Abs(place.Latitude) > 90 || Math.Abs(place.Longitude) > 180))
                return new Fault(ErrorCodes.RequestInvalid, "latitude is -90 to 90, longitude -180 to 180 degrees", "location");
            if (leaveAfter is { } after && (after < HomesOptions.LeastLeaveAfter || after > HomesOptions.MostLeaveAfter))
                return new Fault(ErrorCodes.ValueOutOfRange, $"a leaving counts after {HomesOptions.LeastLeaveAfter:c} to {HomesOptions.MostLeaveAfter:c}", "leaveAfter");
            its.Record = its.Record with { AsksModel = asksModel ?? its.Record.AsksModel, LeaveAfter = leaveAfter ?? its.Record.LeaveAfter, Location = location ?? its.Record.Location, Name = name?.Trim() ?? its.Record.Name, TimeZone = timeZone ?? its.Record.TimeZone };
            turn.Record(HomeRecords.PutHome, HomeRecords.Row(its.Record));
            turn.Fact(FactKind.Home, "", "changed", ActivityDetail.By(asker, new Said("changed", its.Record.Name)));
            if (asksModel is { } agrees) turn.Fact(FactKind.Consent, "", "model", ActivityDetail.By(asker, new Said(agrees ? "modelAllowed" : "modelForbidden", its.Record.Name)));
            turn.HomeChanged();
            if (timeZone is not null || location is not null) its.Rules.Moved(turn);
            if (leaveAfter is not null) Moves.AwaitAnew(its);
            return Snapshots.ViewOf(its, asker);
        });

    /// <summary>
    /// Deletes a home with everything it had, for ever: devices are told, records removed, and the data key that seals its facts destroyed.
    /// </summary>
    /// <param name="confirm">The home's name, typed by the person who means it.</param>
    public static async ValueTask<Result<bool>> DeleteHomeAsync(this HomeHost homes, HomeId home, Caller caller, string confirm)
    {
        var deleted = await homes.AskAsync<bool>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Own) is { } denied) return denied;
            if (confirm != its.Record.Name) return new Fault(ErrorCodes.RequestInvalid, "type the home's name to delete it", "confirm");
            foreach (var twin in its.Twins.Values) OperationFlow.Forsake(turn, twin);
            turn.Record("INSERT INTO home_erasing(home) VALUES(@Home)", new { Home = its.Id.ToString() });
            foreach (var sql in HomeRecords.DropHome) turn.Record(sql, new { Home = its.Id.ToString() });
            turn.Forgotten.AddRange(its.Twins.Values.Select(twin => twin.Device));
            its.Feed.EndAll();
            turn.IsLast = true;
            return true;
        });
        if (!deleted.Ok) return deleted;
        homes.WasDeleted(home);
        await homes.Ledger.EraseAsync(home);
        return deleted;
    }

    /// <summary>Ends the deletions that a power cut interrupted between their records and their facts. Once, at the start.</summary>
    public static async Task FinishDeletionsAsync(this HomeHost homes)
    {
        var interrupted = await homes.Ledger.ReadAsync(connection => connection.Query<string>("SELECT home FROM home_erasing").ToList());
        foreach (var home in interrupted) await homes.Ledger.EraseAsync(HomeId.Parse(home));
        // What the broker wrote down while its home was being deleted.
        await homes.Ledger.WriteAsync("DELETE FROM kept WHERE home NOT IN (SELECT id FROM home)");
    }
}
