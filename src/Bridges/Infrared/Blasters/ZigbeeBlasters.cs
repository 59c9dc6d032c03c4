using Kith.Homes.Devices;
using Kith.Homes.Feed;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Bridges.Infrared.Blasters;

/// <summary>Finds the home's Zigbee blasters where everybody finds devices, on the home's stream of changes, and hears there what they learn.</summary>
internal sealed class ZigbeeBlasters(BridgeSeat seat, Action<ZigbeeBlaster> came, Func<DeviceId, Task> went, Action changed)
{
    private readonly Dictionary<DeviceId, ZigbeeBlaster> _all = [];
    private readonly Dictionary<string, Spec> _specs = new(StringComparer.Ordinal);

    internal Task RunAsync(CancellationToken cancel) => HomeChanges.FollowAsync(seat.Homes, seat.Home, seat.House, BeginAsync, TakeAsync, seat.Time, seat.Logger, cancel);

    private async ValueTask BeginAsync(SnapshotView home)
    {
        foreach (var (id, spec) in home.Specs) Know(id, spec);
        foreach (var gone in _all.Keys.Except(home.Devices.Select(device => device.Id)).ToList()) await DropAsync(gone);
        foreach (var device in home.Devices) await SeeAsync(device);
    }

    private async ValueTask TakeAsync(ChangesView changes)
    {
        foreach (var (id, spec) in changes.Specs ?? new Dictionary<string, Spec>()) Know(id, spec);
        foreach (var device in changes.Devices ?? []) await SeeAsync(device);
        foreach (var gone in changes.Removed ?? []) await DropAsync(gone);
        foreach (var presence in changes.Presence ?? [])
            if (_all.TryGetValue(presence.D, out var blaster)) blaster.IsOnline = presence.Online;
        foreach (var change in changes.Values ?? [])
            if (_all.TryGetValue(change.D, out var blaster) && change.P == blaster.Its.Learned) blaster.Heard(change.V);
    }

    /// <summary>Only specs with such a property are of use here.</summary>
    private void Know(string id, Spec spec)
    {
        if (ZigbeeBlaster.WaysOf(spec) is not null) _specs[id] = spec;
        else _specs.Remove(id);
    }

    private async Task SeeAsync(DeviceView device)
    {
        if (!device.Via.StartsWith("zigbee2mqtt", StringComparison.Ordinal)) return;
        if (!_specs.TryGetValue(device.Spec, out var spec) || ZigbeeBlaster.WaysOf(spec) is not { } ways)
        {
            await DropAsync(device.Id);
            return;
        }
        if (_all.TryGetValue(device.Id, out var known) && known.Its != ways) await DropAsync(device.Id);
        if (!_all.TryGetValue(device.Id, out var blaster))
        {
            _all[device.Id] = blaster = new ZigbeeBlaster(seat, device.Id, device.Name, ways, changed);
            blaster.Start();
            came(blaster);
        }
        (blaster.Name, blaster.IsOnline) = (device.Name, device.Online);
    }

    private async Task DropAsync(DeviceId device)
    {
        if (_all.Remove(device)) await went(device);
    }
}
