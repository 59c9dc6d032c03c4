using System.Collections.Concurrent;
using Kith.Homes.Devices;

namespace Kith.Bridges;

/// <summary>The devices of one bridge by what the other side knows them by, kept in step with the home.</summary>
/// <param name="moved">A device took another's place in the home: tell all of it again.</param>
/// <param name="renamed">A device was renamed in the home.</param>
internal sealed class BridgedDevices(BridgeSeat seat, Action<BridgedDevice>? moved = null, Func<BridgedDevice, string, Task>? renamed = null)
{
    private readonly ConcurrentDictionary<string, BridgedDevice> _all = new(StringComparer.Ordinal);

    internal IEnumerable<BridgedDevice> All => _all.Select(row => row.Value);

    /// <summary>Those that are in the home.</summary>
    internal int Count => All.Count(device => device.Id is not null);

    internal BridgedDevice? Find(string nativeId) => _all.GetValueOrDefault(nativeId);

    internal BridgedDevice Get(string nativeId) => _all.GetOrAdd(nativeId, id => new BridgedDevice(seat, id));

    internal void Drop(string nativeId) => _all.TryRemove(nativeId, out _);

    /// <summary>Follows the home until cancelled: who was renamed, and who took another's place.</summary>
    internal Task RunAsync(CancellationToken cancel) =>
        new NameWatch(seat.Homes, seat.Home, seat.Via, Seen, RenamedAsync, seat.Time, seat.Logger).RunAsync(cancel);

    /// <summary>Those that the home has from this bridge, whether or not they were heard of since the start.</summary>
    internal async Task<IReadOnlyList<DeviceView>> KnownAsync()
    {
        var devices = await seat.Homes.DevicesAsync(seat.Home, seat.House);
        return devices.Ok ? [.. devices.Value.Where(device => device.Via == seat.Via)] : [];
    }

    /// <summary>The bridge ends: none can be reached any more.</summary>
    internal void Leave()
    {
        foreach (var device in All) device.There(false);
    }

    private void Seen(DeviceView view)
    {
        if (Find(view.NativeId) is { } device && device.Is(view.Id)) moved?.Invoke(device);
    }

    private Task RenamedAsync(DeviceView view) => Find(view.NativeId) is { } device && renamed is not null ? renamed(device, view.Name) : Task.CompletedTask;
}
