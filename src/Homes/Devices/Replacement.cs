using Kith.Homes.Activity;
using Kith.Homes.Actor;
using Kith.Homes.Alarms;
using Kith.Homes.Bridges;
using Kith.Homes.Credentials;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Twins;
using Kith.Homes.Virtual;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Devices;

/// <summary>
/// A bridge's device that came in by itself takes the place of another afterwards. A native device knows its own id, and so it
/// takes the place as it pairs (<see cref="DeviceDraft.Replaces"/>); one behind a bridge is known by its address alone.
/// </summary>
public static class Replacement
{
    /// <summary>The device goes on, with all that refers to it and its past; behind it is now what was known as <paramref name="by"/>, which is no more.</summary>
    public static ValueTask<Result<DeviceView>> ReplaceDeviceAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId id, DeviceId by) =>
        homes.AskAsync<DeviceView>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (!its.Twins.TryGetValue(id, out var old)) return Home.Unknown(id);
            if (!its.Twins.TryGetValue(by, out var fresh)) return Home.Unknown(by);
            if ((Unfit(its, old, fresh) ?? Guard.Keeps(its, asker, old) ?? Guard.Keeps(its, asker, fresh)) is { } unfit) return unfit;
            Merge(homes, turn, asker, old, fresh);
            DeviceDeeds.Tell(turn, asker, old, new Said("replaced", old.Device.Name, $"{fresh.Spec.Product} {fresh.Spec.Version}"));
            return DeviceDeeds.Put(its, turn, asker, old);
        });

    private static Fault? Unfit(Home home, Twin old, Twin fresh) =>
        old == fresh ? new Fault(ErrorCodes.RequestInvalid, "a device cannot take its own place", "by")
        : !home.Bridges.Values.Any(bridge => BridgeDeeds.ViaOf(bridge) == fresh.Device.Via)
            ? new Fault(ErrorCodes.Conflict, $"{fresh.Device.Name} is of no bridge; remove it, and pair it anew in the place of {old.Device.Name}", "by")
        : old.Device.Via == VirtualDevice.Via ? new Fault(ErrorCodes.Conflict, $"{old.Device.Name} is the home's own; there is nothing behind it that could break")
        : old.Spec.Type != fresh.Spec.Type ? new Fault(ErrorCodes.Conflict, $"a {fresh.Spec.Type} cannot take the place of a {old.Spec.Type}", "by")
        : home.Twins.Values.Any(twin => twin.Device.Hub == old.Device.Id) ? new Fault(ErrorCodes.Conflict, $"other devices speak through {old.Device.Name}; remove them first")
        : null;

    private static void Merge(HomeHost homes, Turn turn, Asker asker, Twin old, Twin fresh)
    {
        var (home, before, after) = (turn.Home, old.Device, fresh.Device);
        OperationFlow.Forsake(turn, fresh);
        OperationFlow.Forsake(turn, old);
        Reports.Presence(turn, old, online: false);
        turn.Forgotten.Add(before);
        CredentialDeeds.End(homes, turn, CredentialKind.Device, before.Id.ToString());

        home.Twins.Remove(after.Id);
        foreach (var sql in (string[])[HomeRecords.DropDevice, HomeRecords.DropOnline]) turn.Record(sql, HomeRecords.Row(home.Id, after.Id.ToString()));
        VirtualDeeds.Forget(homes, turn, asker, after.Id);
        // Its few minutes of past stay under its id, which goes to nobody: what it is known by belongs to the other id now.
        DeviceDeeds.Bury(home, turn, after with { NativeId = $"{after.NativeId} as {after.Id}" }, fresh.Spec.Type);
        turn.Removed(after.Id);

        old.Adopt(fresh.Spec);
        old.Device = before with { Spec = after.Spec, Via = after.Via, NativeId = after.NativeId, Hub = after.Hub };
        DeviceDeeds.DropUnused(home, turn, before.Spec);
        foreach (var property in fresh.Spec.Properties)
            if (!fresh[property].Value.IsNone) Reports.Take(turn, old, property, fresh[property].Value, turn.Arrival, by: null);
        Reports.Presence(turn, old, fresh.Online);
        VirtualDeeds.Respec(homes, turn, asker, before.Id);
    }
}
