using System.Collections.Concurrent;
using Kith.Homes;
using Kith.Homes.Bridges;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Mqtt.Broker;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>All zigbee2mqtts of all homes. Follows the homes' bridge records: one is served from its adding to its removal.</summary>
public sealed partial class ZigbeeBridges : IAsyncDisposable
{
    /// <summary>The kind that bridge records of this sort have.</summary>
    public const string Kind = "zigbee2mqtt";

    private readonly ConcurrentDictionary<(HomeId Home, DeviceId Bridge), ZigbeeBridge> _bridges = new();
    private readonly HomeHost _homes;
    private readonly Func<HomeId, Bridge, ZigbeeBridge> _make;
    private readonly BridgeMetrics _metrics = new();
    private readonly ILogger _logger;
    private readonly Link _link;

    internal ZigbeeBridges(HomeHost homes, MqttBroker broker, Func<HomeId, Wall> wallOf, Library library, TimeProvider time, ILogger logger)
    {
        (_homes, _logger, _link) = (homes, logger, new Link(this));
        _make = (home, bridge) => new ZigbeeBridge(homes, home, bridge, broker.Attach(wallOf(home), $"kith-{bridge.Id}"), library, time, _metrics, logger);
    }

    internal async Task StartAsync()
    {
        _homes.BridgeAdded += Open;
        _homes.BridgeRemoved += Close;
        _homes.Deleted += CloseAll;
        foreach (var (home, bridge) in await _homes.AllBridgesAsync()) Open(home, bridge);
    }

    /// <summary>How a bridge is doing; null for one that is not there.</summary>
    public BridgeStatus? StateOf(HomeId home, DeviceId bridge) => Find(home, bridge)?.Status;

    /// <summary>Opens the zigbee network for new devices. Fails with request.invalid, device.offline, device.timeout or device.refused.</summary>
    /// <param name="seconds">1 to 254: zigbee2mqtt's own limit.</param>
    public async Task<Result<bool>> PermitJoinAsync(HomeId home, DeviceId bridge, int seconds, CancellationToken cancel = default)
    {
        if (seconds is < 1 or > ZigbeeLimits.LongestJoin) return new Fault(ErrorCodes.RequestInvalid, $"joining is open for 1 to {ZigbeeLimits.LongestJoin} seconds", "seconds");
        return Find(home, bridge) is { } its ? await its.PermitJoinAsync(seconds, cancel) : Missing(bridge);
    }

    /// <summary>Closes it again.</summary>
    public async Task<Result<bool>> StopJoinAsync(HomeId home, DeviceId bridge, CancellationToken cancel = default) =>
        Find(home, bridge) is { } its ? await its.PermitJoinAsync(0, cancel) : Missing(bridge);

    private static Fault Missing(DeviceId bridge) => new(ErrorCodes.NotFound, $"there is no zigbee2mqtt bridge {bridge} in this home");

    private ZigbeeBridge? Find(HomeId home, DeviceId bridge) => _bridges.GetValueOrDefault((home, bridge));

    private void Open(HomeId home, Bridge bridge)
    {
        if (bridge.Kind != Kind) return;
        var made = _make(home, bridge);
        if (!_bridges.TryAdd((home, bridge.Id), made))
        {
            _ = CloseAsync(made);
            return;
        }
        _homes.AddLink(made.Via, _link);
        made.Start();
    }

    private void Close(HomeId home, Bridge bridge)
    {
        if (_bridges.TryRemove((home, bridge.Id), out var closed)) _ = CloseAsync(closed);
    }

    private void CloseAll(HomeId home)
    {
        foreach (var key in _bridges.Keys)
            if (key.Home == home && _bridges.TryRemove(key, out var closed)) _ = CloseAsync(closed);
    }

    private async Task CloseAsync(ZigbeeBridge bridge)
    {
        try
        {
            await bridge.DisposeAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogNotClosed(_logger, failure);
        }
    }

    /// <summary>Stops following the homes and leaves the broker.</summary>
    public async ValueTask DisposeAsync()
    {
        _homes.BridgeAdded -= Open;
        _homes.BridgeRemoved -= Close;
        _homes.Deleted -= CloseAll;
        foreach (var bridge in _bridges.Values) await CloseAsync(bridge);
        _bridges.Clear();
        _metrics.Dispose();
    }

    [LoggerMessage(6008, LogLevel.Error, "A bridge did not close cleanly")]
    private static partial void LogNotClosed(ILogger logger, Exception failure);

    /// <summary>The homes' way to devices of this kind: by home and link to the bridge that has them.</summary>
    private sealed class Link(ZigbeeBridges bridges) : IDeviceLink
    {
        public Fault? Deliver(HomeId home, Device device, Spec spec, Operation operation) =>
            Of(home, device) is { } bridge ? bridge.Deliver(device, operation) : new Fault(ErrorCodes.DeviceOffline, "its bridge was removed");

        public void Forget(HomeId home, Device device) => Of(home, device)?.Forget(device);

        private ZigbeeBridge? Of(HomeId home, Device device)
        {
            foreach (var ((its, _), bridge) in bridges._bridges)
                if (its == home && bridge.Via == device.Via) return bridge;
            return null;
        }
    }
}
