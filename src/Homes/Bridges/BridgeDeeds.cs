using System.Text.Json;
using Dapper;
using Kith.Homes.Actor;
using Kith.Homes.Alarms;
using Kith.Homes.Credentials;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Bridges;

/// <summary>A bridge with the credential it connects with, shown once.</summary>
public sealed record AddedBridge(Bridge Bridge, IssuedCredential Credential);

/// <summary>What people do with bridges. The bridges themselves (src/Bridges) follow these records.</summary>
public static class BridgeDeeds
{
    /// <summary>Bridges of one home.</summary>
    private const int Limit = 50;

    /// <summary>The bridges of a home, oldest first; for owners and admins.</summary>
    public static ValueTask<Result<IReadOnlyList<Bridge>>> BridgesAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<IReadOnlyList<Bridge>>(home, caller, (its, _, asker) => Rights.Check(asker, Deed.Arrange) is { } denied
            ? denied
            : its.Bridges.Values.OrderBy(bridge => bridge.Created).ToList());

    /// <summary>All bridges of all homes, for their connectors at start.</summary>
    public static async ValueTask<IReadOnlyList<(HomeId Home, Bridge Bridge)>> AllBridgesAsync(this HomeHost homes) =>
        [.. (await homes.Ledger.ReadAsync(connection => connection.Query<(string Home, string Body)>("SELECT home, body FROM bridge").ToList()))
            .Select(row => (HomeId.Parse(row.Home), JsonSerializer.Deserialize(row.Body, HomesJson.Default.Bridge)!))];

    /// <summary>Adds a bridge and makes its credential.</summary>
    public static async ValueTask<Result<AddedBridge>> AddBridgeAsync(this HomeHost homes, HomeId home, Caller caller, string kind, string name, string baseTopic,
        JsonElement? settings = null)
    {
        var added = await homes.AskAsync<AddedBridge>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if ((Names.Check(name) ?? Names.Check(kind, "kind")) is { } wrong) return wrong;
            if (its.Bridges.Count >= Limit) return new Fault(ErrorCodes.LimitReached, $"a home has at most {Limit} bridges");
            if (baseTopic.Length is 0 or > 100 || baseTopic.StartsWith("kith", StringComparison.Ordinal) || baseTopic.AsSpan().ContainsAny("#+$ \0"))
                return new Fault(ErrorCodes.RequestInvalid, "a base topic has 1 to 100 characters, none of # + $ or space, and does not begin with kith", "baseTopic");
            if (its.Bridges.Values.Any(other => other.BaseTopic == baseTopic)) return new Fault(ErrorCodes.Conflict, $"a bridge of this home uses {baseTopic} already", "baseTopic");
            var id = Names.Free(name, DeviceId.FromName, its.Bridges.ContainsKey);
            var issued = CredentialDeeds.Issue(homes, turn, asker, CredentialKind.Bridge, id.ToString(), name);
            var bridge = new Bridge(id, kind, name.Trim(), baseTopic, issued.Username, turn.Now, settings?.Clone());
            its.Bridges[id] = bridge;
            turn.Record(HomeRecords.PutBridge, HomeRecords.Row(its.Id, bridge));
            return new AddedBridge(bridge, issued);
        });
        if (added.Ok) homes.BridgeCame(home, added.Value.Bridge);
        return added;
    }

    /// <summary>Gives a bridge other settings, which its kind has found good; it is opened anew with them.</summary>
    public static async ValueTask<Result<Bridge>> ChangeBridgeAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId id, JsonElement? settings)
    {
        var changed = await homes.AskAsync<Bridge>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (!its.Bridges.TryGetValue(id, out var bridge)) return Unknown(id);
            var next = its.Bridges[id] = bridge with { Settings = settings?.Clone() };
            turn.Record(HomeRecords.ChangeBridge, HomeRecords.Row(its.Id, next));
            return next;
        });
        if (changed.Ok) homes.BridgeIs(home, changed.Value);
        return changed;
    }

    /// <summary>Removes a bridge, its credential and its devices, all at once.</summary>
    public static async ValueTask<Result<bool>> RemoveBridgeAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId id)
    {
        var removed = await homes.AskAsync<Bridge>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (!its.Bridges.TryGetValue(id, out var bridge)) return Unknown(id);
            var all = its.Twins.Values.Where(twin => twin.Device.Via == ViaOf(bridge)).ToList();
            if (all.Select(twin => Guard.Keeps(its, asker, twin)).FirstOrDefault(kept => kept is not null) is { } kept) return kept;
            its.Bridges.Remove(id);
            CredentialDeeds.Revoke(homes, turn, asker, CredentialKind.Bridge, id.ToString(), bridge.Name);
            turn.Record(HomeRecords.DropBridge, HomeRecords.Row(its.Id, id.ToString()));
            turn.Record(HomeRecords.DropBridgeDocuments, HomeRecords.Row(its.Id, id.ToString()));
            foreach (var twin in all) DeviceDeeds.Remove(homes, its, turn, asker, twin);
            return bridge;
        });
        if (removed.Fault is { } fault) return fault;
        homes.BridgeWent(home, removed.Value);
        return true;
    }

    internal static Fault Unknown(DeviceId id) => new(ErrorCodes.NotFound, $"there is no bridge {id} in this home");

    /// <summary>Its program has another user name.</summary>
    internal static void Rename(Home its, Turn turn, DeviceId id, CredentialId username)
    {
        its.Bridges[id] = its.Bridges[id] with { Username = username };
        turn.Record(HomeRecords.ChangeBridge, HomeRecords.Row(its.Id, its.Bridges[id]));
    }

    /// <summary>How devices of a bridge name their link: by its kind, with the bridge's id where a home has several of a kind.</summary>
    public static string ViaOf(Bridge bridge) => bridge.Id.ToString() == bridge.Kind ? bridge.Kind : $"{bridge.Kind}/{bridge.Id}";
}
