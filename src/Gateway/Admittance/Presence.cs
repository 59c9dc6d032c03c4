using Kith.Homes;
using Kith.Model.Ids;

namespace Kith.Gateway.Admittance;

/// <summary>
/// The connection that speaks for each device now: one device, one connection, the newest wins. Coming and going are told to the home in the
/// order in which they happen here, or a device that returns at once could be left offline by the news of its old connection.
/// </summary>
internal sealed class Presence(HomeHost homes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(HomeId, DeviceId), DevicePrincipal> _present = [];

    /// <summary>The older connection of the same device, which is to be cut: by the caller, when no lock is held.</summary>
    internal DevicePrincipal? Came(DevicePrincipal device)
    {
        lock (_lock)
        {
            var older = _present.GetValueOrDefault((device.Home, device.Device));
            _present[(device.Home, device.Device)] = device;
            homes.Presence(device.Home, device.Device, online: true);
            return older;
        }
    }

    internal void Went(DevicePrincipal device)
    {
        lock (_lock)
        {
            // A newer connection has taken over: the device is there.
            if (_present.GetValueOrDefault((device.Home, device.Device)) != device) return;
            _present.Remove((device.Home, device.Device));
            homes.Presence(device.Home, device.Device, online: false);
            foreach (var child in device.Children.Values) homes.Presence(device.Home, child, online: false);
        }
    }

    internal bool Has(HomeId home, DeviceId device)
    {
        lock (_lock) return _present.ContainsKey((home, device));
    }

    /// <summary>A hub's child was removed from the home: the hub no longer speaks for it.</summary>
    internal void Release(HomeId home, DeviceId hub, DeviceId child)
    {
        lock (_lock) _present.GetValueOrDefault((home, hub))?.Forget(child);
    }
}
