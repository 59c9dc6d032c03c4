using Kith.Homes.Activity;
using Kith.Homes.Credentials;
using Kith.Homes.People;
using Kith.Ledger.Facts;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.Watching;

/// <summary>Who looks at what a device says and hears does so before everybody's eyes: it stands in the activity.</summary>
public static class WatchDeeds
{
    private const string Native = "native";

    /// <summary>Whose traffic that of a device is: for owners and admins.</summary>
    public static ValueTask<Result<Watched>> TrafficOfDeviceAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId device) =>
        homes.AskAsync<Watched>(home, caller, (its, _, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (!its.Twins.TryGetValue(device, out var twin)) return Home.Unknown(device);
            var thing = twin.Device;
            if (thing.Via != Native) return new Fault(ErrorCodes.NotFound, $"{thing.Name} does not speak for itself here; what its bridge says can be watched");
            var speaker = thing.Hub ?? thing.Id;
            var specs = its.Twins.Values.Where(other => other.Device.Id == speaker || other.Device.Hub == speaker).ToDictionary(other => other.Device.Id.ToString(), other => other.Spec);
            return new Watched(CredentialKind.Device, speaker.ToString(), thing.Hub is null ? null : thing.Id, thing.Name, specs);
        });

    /// <summary>Whose traffic that of a bridge is: its program's.</summary>
    public static ValueTask<Result<Watched>> TrafficOfBridgeAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId bridge) =>
        homes.AskAsync<Watched>(home, caller, (its, _, asker) =>
            Rights.Check(asker, Deed.Arrange) is { } denied ? denied
            : its.Bridges.TryGetValue(bridge, out var found) ? new Watched(CredentialKind.Bridge, bridge.ToString(), null, found.Name, new Dictionary<string, Spec>())
            : new Fault(ErrorCodes.NotFound, $"there is no bridge {bridge} in this home"));

    /// <summary>Somebody begins to watch. Answered when it is written down.</summary>
    public static ValueTask<Result<bool>> TellWatchedAsync(this HomeHost homes, HomeId home, Caller caller, Watched watched) =>
        homes.AskAsync<bool>(home, caller, (_, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            var device = watched.Kind is CredentialKind.Device ? watched.Child?.ToString() ?? watched.Subject : "";
            turn.Fact(FactKind.Traffic, device, watched.Subject, ActivityDetail.By(asker, new Said("watched", watched.Name)));
            return true;
        });
}
