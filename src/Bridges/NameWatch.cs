using System.Collections.Concurrent;
using Kith.Homes;
using Kith.Homes.Devices;
using Kith.Homes.Feed;
using Kith.Homes.People;
using Kith.Model.Ids;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges;

/// <summary>
/// What the home calls a bridge's devices, and which id each has; heard where everybody hears it, on the home's stream of changes.
/// </summary>
internal sealed class NameWatch(HomeHost homes, HomeId home, string via, Action<DeviceView> seen, Func<DeviceView, Task> renamed, TimeProvider time, ILogger logger)
{
    private readonly ConcurrentDictionary<DeviceId, string> _names = new();

    internal string? NameOf(DeviceId device) => _names.GetValueOrDefault(device);

    internal Task RunAsync(CancellationToken cancel) => HomeChanges.FollowAsync(homes, home, Caller.House(via), BeginAsync, TakeAsync, time, logger, cancel);

    private async ValueTask BeginAsync(SnapshotView whole)
    {
        foreach (var device in whole.Devices) await SeenAsync(device);
    }

    private async ValueTask TakeAsync(ChangesView changes)
    {
        foreach (var device in changes.Devices ?? []) await SeenAsync(device);
        foreach (var gone in changes.Removed ?? []) _names.TryRemove(gone, out _);
    }

    private async Task SeenAsync(DeviceView device)
    {
        if (device.Via != via) return;
        var before = _names.GetValueOrDefault(device.Id);
        _names[device.Id] = device.Name;
        seen(device);
        if (before is not null && before != device.Name) await renamed(device);
    }
}
