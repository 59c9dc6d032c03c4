using System.Text.Json;
using Dapper;
using Kith.Homes.Actor;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Satellites;

/// <summary>What people do with satellites. Who connects to them (src/Server/Voice) follows these records.</summary>
public static class SatelliteDeeds
{
    /// <summary>Satellites of one home: more rooms with two of them than most houses have.</summary>
    private const int Limit = 32;

    /// <summary>The satellites of a home, oldest first; for owners and admins.</summary>
    public static ValueTask<Result<IReadOnlyList<Satellite>>> SatellitesAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<IReadOnlyList<Satellite>>(home, caller, (its, _, asker) => Rights.Check(asker, Deed.Arrange) is { } denied
            ? denied
            : its.Satellites.Values.OrderBy(satellite => satellite.Created).ToList());

    /// <summary>All satellites of all homes, for who connects to them.</summary>
    public static async ValueTask<IReadOnlyList<(HomeId Home, Satellite Satellite)>> AllSatellitesAsync(this HomeHost homes) =>
        [.. (await homes.Ledger.ReadAsync(connection => connection.Query<(string Home, string Body)>("SELECT home, body FROM satellite").ToList()))
            .Select(row => (HomeId.Parse(row.Home), JsonSerializer.Deserialize(row.Body, HomesJson.Default.Satellite)!))];

    /// <summary>A satellite as it is now, for the house itself; null when there is none.</summary>
    public static async ValueTask<Satellite?> SatelliteAsync(this HomeHost homes, HomeId home, DeviceId id) =>
        await homes.AskAsync<Satellite>(home, Caller.House("voice"), (its, _, _) => its.Satellites.TryGetValue(id, out var satellite) ? satellite : Unknown(id)) is { Ok: true } found ? found.Value : null;

    /// <summary>Adds a satellite. Whether its address may be connected to is the caller's to know.</summary>
    public static ValueTask<Result<Satellite>> AddSatelliteAsync(this HomeHost homes, HomeId home, Caller caller, string name, string address, RoomId? room, string? language) =>
        ToldAsync(homes, home, homes.AskAsync<Satellite>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (its.Satellites.Count >= Limit) return new Fault(ErrorCodes.LimitReached, $"a home has at most {Limit} satellites");
            return Put(its, turn, new(Names.Free(name, DeviceId.FromName, its.Satellites.ContainsKey), name, address, room, language, false, PersonId.New(), turn.Now));
        }));

    /// <summary>Changes what is said.</summary>
    public static ValueTask<Result<Satellite>> ChangeSatelliteAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId id, SatelliteChange change) =>
        ToldAsync(homes, home, homes.AskAsync<Satellite>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (!its.Satellites.TryGetValue(id, out var satellite)) return Unknown(id);
            return Put(its, turn, satellite with
            {
                Name = change.Name ?? satellite.Name, Address = change.Address ?? satellite.Address, Room = change.MoveRoom ? change.Room : satellite.Room,
                Language = change.ChangeLanguage ? change.Language : satellite.Language, Paused = change.Paused ?? satellite.Paused,
            });
        }));

    /// <summary>Removes a satellite, and what waits by the words that were said there.</summary>
    public static async ValueTask<Result<bool>> RemoveSatelliteAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId id)
    {
        var removed = await homes.AskAsync<bool>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (!its.Satellites.Remove(id, out var satellite)) return Unknown(id);
            turn.Record(HomeRecords.DropSatellite, HomeRecords.Row(its.Id, id.ToString()));
            foreach (var rule in its.Rules.All.Where(rule => rule.Kept.Spoken?.By == satellite.Voice).ToList()) its.Rules.Remove(turn, rule);
            return true;
        });
        if (removed.Ok) homes.SatelliteWent(home, id);
        return removed;
    }

    private static async ValueTask<Result<Satellite>> ToldAsync(HomeHost homes, HomeId home, ValueTask<Result<Satellite>> work)
    {
        var put = await work;
        if (put.Ok) homes.SatelliteCame(home, put.Value);
        return put;
    }

    private static Result<Satellite> Put(Home home, Turn turn, Satellite satellite)
    {
        if (Names.Check(satellite.Name) is { } wrong) return wrong;
        if (satellite.Room is { } room && !home.Rooms.ContainsKey(room)) return new Fault(ErrorCodes.NotFound, $"there is no room {room} in this home", "room");
        if (satellite.Language is not (null or "en" or "zh")) return new Fault(ErrorCodes.RequestInvalid, "a language is en or zh", "language");
        if (home.Satellites.Values.Any(other => other.Id != satellite.Id && other.Address == satellite.Address)) return new Fault(ErrorCodes.Conflict, "a satellite of this home is there already", "address");
        satellite = satellite with { Name = satellite.Name.Trim() };
        Keep(home, turn, satellite);
        return satellite;
    }

    internal static void Keep(Home home, Turn turn, Satellite satellite)
    {
        home.Satellites[satellite.Id] = satellite;
        turn.Record(HomeRecords.PutSatellite, HomeRecords.Row(home.Id, satellite));
    }

    private static Fault Unknown(DeviceId id) => new(ErrorCodes.NotFound, $"there is no satellite {id} in this home");
}
