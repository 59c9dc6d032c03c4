using Kith.Homes;
using Kith.Homes.Devices;
using Kith.Homes.Feed;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges.Infrared.Blasters;

/// <summary>Finds the home's Zigbee blasters where everybody finds devices, on the home's stream of changes, and hears there what they learn.</summary>
internal sealed partial class ZigbeeBlasters(BridgeSeat seat, Action<ZigbeeBlaster> came, Func<DeviceId, Task> went, Action changed)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<DeviceId, ZigbeeBlaster> _all = [];
    private readonly Dictionary<string, Spec> _specs = new(StringComparer.Ordinal);

    internal async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var followed = await seat.Homes.FollowAsync(seat.Home, seat.House, after: null);
            if (followed.Fault is { } fault)
            {
                if (fault.Error == ErrorCodes.NotFound) return;
                await Task.Delay(Pause, seat.Time, cancel);
                continue;
            }
            var follower = followed.Value;
            try
            {
                if (follower.Snapshot is { } home)
                {
                    foreach (var (id, spec) in home.Specs) Know(id, spec);
                    foreach (var gone in _all.Keys.Except(home.Devices.Select(device => device.Id)).ToList()) await DropAsync(gone);
                    foreach (var device in home.Devices) await SeeAsync(device);
                }
                await foreach (var changes in follower.Changes.ReadAllAsync(cancel)) await TakeAsync(changes);
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
            {
                // The feed's edge: follow again from a snapshot.
                LogFailed(seat.Logger, failure, seat.Via);
            }
            finally
            {
                await seat.Homes.LeaveAsync(seat.Home, follower);
            }
        }
    }

    private async Task TakeAsync(ChangesView changes)
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

    [LoggerMessage(6051, LogLevel.Error, "The changes of the home of {Via} could not be followed for its infrared blasters")]
    private static partial void LogFailed(ILogger logger, Exception failure, string via);
}
