using Kith.Homes.Rules;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.People;

/// <summary>What people do with their own arrangement. Whoever may enter has one; nobody reaches another's.</summary>
public static class ArrangementDeeds
{
    /// <summary>The caller's own.</summary>
    public static ValueTask<Result<Arrangement>> ArrangementAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<Arrangement>(home, caller, (its, _, asker) =>
            Rights.Check(asker, Deed.Enter) is { } denied ? denied : Arrangement.Of(its, asker));

    /// <summary>Replaces the caller's own; their other screens hear of it. Ids that the home does not know are dropped.</summary>
    public static ValueTask<Result<Arrangement>> ArrangeAsync(this HomeHost homes, HomeId home, Caller caller, Arrangement wished) =>
        homes.AskAsync<Arrangement>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Enter) is { } denied) return denied;
            if (asker.Person is not { } me) return new Fault(ErrorCodes.RightMissing, "the house itself has nothing to arrange");
            // Every device may stand in each of the three lists.
            var most = (3 * its.Options.Devices) + its.Options.Rooms;
            if (wished.Count > most) return new Fault(ErrorCodes.LimitReached, $"an arrangement names at most {most} things");
            if (wished.Rules?.Count > RuleLimits.Rules) return new Fault(ErrorCodes.LimitReached, $"an arrangement names at most {RuleLimits.Rules} rules");
            var kept = wished.SeenBy(its, asker);
            its.Arrangements[me.Id] = kept;
            turn.Record(HomeRecords.PutArrangement, HomeRecords.Row(its.Id, me.Id, kept));
            turn.Arranged(me.Id, kept);
            return kept;
        });
}
