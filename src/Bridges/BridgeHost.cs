using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Bridges.Bluetooth;
using Kith.Bridges.HomeAssistant;
using Kith.Bridges.HomeAssistant.Out;
using Kith.Bridges.Infrared;
using Kith.Bridges.Matter;
using Kith.Bridges.Own;
using Kith.Bridges.Zigbee2Mqtt;
using Kith.Homes;
using Kith.Homes.Bridges;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Walls;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges;

/// <summary>
/// Other people's devices: follows the homes' bridge records and serves each from its adding to its removal. Make it after the gateway,
/// start it before the listeners open, dispose it before the broker.
/// </summary>
/// <param name="wallOf">The broker's wall of a home.</param>
/// <param name="folder">Where bridges keep files: a folder for each home, and in it one for each bridge.</param>
/// <param name="network">Where devices that people name may be.</param>
public sealed partial class BridgeHost(HomeHost homes, MqttBroker broker, Func<HomeId, Wall> wallOf, Library library, string folder, LocalNetwork network, TimeProvider time, ILoggerFactory logs) : IAsyncDisposable
{
    /// <summary>How long the start waits for bridges to listen: one that cannot read what it kept must not keep the house dark.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(HomeId Home, DeviceId Bridge), (string Via, ConnectedBridge Open, CutPrograms Cut)> _bridges = new();
    private readonly BridgeMetrics _metrics = new();
    private readonly ILogger _logger = logs.CreateLogger<BridgeHost>();

    /// <summary>Every kind that there is.</summary>
    public static IReadOnlyList<BridgeKind> Kinds { get; } =
    [
        new BluetoothKind(),
        new HomeAssistantKind(),
        new HomeAssistantOutKind(),
        new InfraredKind(),
        new MatterKind(),
        new OwnKind(),
        new ZigbeeKind(),
    ];

    /// <summary>The kind of that name; null for none.</summary>
    public static BridgeKind? FindKind(string name) => Kinds.FirstOrDefault(kind => kind.Name == name);

    /// <summary>Serves the bridges that the homes have, and from now on those they add. Returns when they listen: what is published then is not missed.</summary>
    public async Task StartAsync()
    {
        homes.BridgeAdded += Open;
        homes.BridgeChanged += Reopen;
        homes.BridgeRemoved += Close;
        homes.Deleted += CloseAll;
        foreach (var (home, bridge) in await homes.AllBridgesAsync()) Open(home, bridge);
        try
        {
            await Task.WhenAll(_bridges.Values.Select(its => its.Open.Listening)).WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            LogNotListening(_logger, _bridges.Values.Count(its => !its.Open.Listening.IsCompleted));
        }
    }

    /// <summary>How a bridge is doing; null for one that is not there.</summary>
    public BridgeStatus? StateOf(HomeId home, DeviceId bridge) => _bridges.TryGetValue((home, bridge), out var its) ? its.Cut.On(its.Open.Status) : null;

    /// <summary>Something that people ask of the bridge itself. Fails with not.found, or as the bridge says.</summary>
    /// <param name="deed">permit-join, adopt, ...: docs/bridges says which a kind has.</param>
    public async Task<Result<JsonNode>> DoAsync(HomeId home, DeviceId bridge, string deed, JsonElement arguments, CancellationToken cancel = default) =>
        _bridges.TryGetValue((home, bridge), out var its)
            ? await its.Open.DoAsync(deed, arguments, cancel)
            : new Fault(ErrorCodes.NotFound, $"there is no bridge {bridge} in this home");

    private void Open(HomeId home, Bridge bridge)
    {
        if (FindKind(bridge.Kind) is not { } kind) return;
        var seat = new BridgeSeat(
            homes, home, bridge, broker.Attach(wallOf(home), $"kith-{bridge.Id}"), new BridgeDocuments(homes, home, bridge.Id), library, network, time, _metrics, _logger, FolderOf(home, bridge.Id));
        var made = kind.Open(seat);
        if (!_bridges.TryAdd((home, bridge.Id), (seat.Via, made, new CutPrograms(seat))))
        {
            _ = CloseAsync(made);
            return;
        }
        homes.AddLink(seat.Via, new Link(this));
        made.Start();
    }

    private void Reopen(HomeId home, Bridge bridge) => _ = ReopenAsync(home, bridge);

    private async Task ReopenAsync(HomeId home, Bridge bridge)
    {
        if (!_bridges.TryRemove((home, bridge.Id), out var closed)) return;
        await CloseAsync(closed.Open);
        Open(home, bridge);
    }

    private void Close(HomeId home, Bridge bridge)
    {
        if (_bridges.TryRemove((home, bridge.Id), out var closed)) _ = EndAsync(closed.Open, FolderOf(home, bridge.Id));
    }

    private void CloseAll(HomeId home)
    {
        foreach (var key in _bridges.Keys)
            if (key.Home == home && _bridges.TryRemove(key, out var closed)) _ = EndAsync(closed.Open, FolderOf(home, key.Bridge));
    }

    private string FolderOf(HomeId home, DeviceId bridge) => Path.Combine(folder, home.ToString(), bridge.ToString());

    private async Task EndAsync(ConnectedBridge bridge, string its)
    {
        await CloseAsync(bridge);
        try
        {
            if (Directory.Exists(its)) Directory.Delete(its, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogNotCleared(_logger, failure, its);
        }
    }

    private async Task CloseAsync(ConnectedBridge bridge)
    {
        try
        {
            await bridge.DisposeAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The consumer's edge: one bridge must not keep the others from closing.
            LogNotClosed(_logger, failure);
        }
    }

    /// <summary>Stops following the homes; the bridges' devices are offline.</summary>
    public async ValueTask DisposeAsync()
    {
        homes.BridgeAdded -= Open;
        homes.BridgeChanged -= Reopen;
        homes.BridgeRemoved -= Close;
        homes.Deleted -= CloseAll;
        await Task.WhenAll(_bridges.Values.Select(its => CloseAsync(its.Open)));
        _bridges.Clear();
        _metrics.Dispose();
    }

    [LoggerMessage(6008, LogLevel.Error, "A bridge did not close cleanly")]
    private static partial void LogNotClosed(ILogger logger, Exception failure);

    [LoggerMessage(6010, LogLevel.Warning, "{Count} bridges do not listen yet; the doors open without them")]
    private static partial void LogNotListening(ILogger logger, int count);

    [LoggerMessage(6009, LogLevel.Error, "The files of a removed bridge could not be deleted: {Folder}")]
    private static partial void LogNotCleared(ILogger logger, Exception failure, string folder);

    /// <summary>The homes' way to devices behind bridges: by home and link to the bridge that has them.</summary>
    private sealed class Link(BridgeHost host) : IDeviceLink
    {
        public Fault? Deliver(HomeId home, Device device, Spec spec, Operation operation) =>
            Of(home, device) is { } bridge ? bridge.Deliver(device, spec, operation) : new Fault(ErrorCodes.DeviceOffline, "its bridge was removed");

        public void Forget(HomeId home, Device device) => Of(home, device)?.Forget(device);

        private ConnectedBridge? Of(HomeId home, Device device)
        {
            foreach (var ((its, _), bridge) in host._bridges)
                if (its == home && bridge.Via == device.Via) return bridge.Open;
            return null;
        }
    }
}
