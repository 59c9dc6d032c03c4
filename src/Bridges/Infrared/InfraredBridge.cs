using System.Collections.Concurrent;
using System.Text.Json;
using Kith.Bridges.Infrared.Blasters;
using Kith.Bridges.Infrared.Remotes;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges.Infrared;

/// <summary>
/// The remote controls of one home:
///   files and learning (deeds) -> Files, Formats -> RemoteRecord (kept) -> Remote, a device of the home
///   the home's commands -> Remote: which signals, and what holds then -> Blaster -> tasmota, esphome, or a zigbee device of this very home
/// A remote is there while its blaster is. Nothing ever answers, so what it is said to be is assumed, and marked so.
/// </summary>
internal sealed partial class InfraredBridge : ConnectedBridge
{
    private const string RemoteKey = "remote/", BlasterKey = "blaster/";

    private readonly BridgeSeat _seat;
    private readonly ConcurrentDictionary<string, Blaster> _blasters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Remote> _remotes = new(StringComparer.Ordinal);
    private readonly BridgedDevices _devices;
    private readonly ZigbeeBlasters _zigbee;
    private readonly SemaphoreSlim _changing = new(1);
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private volatile string? _lastError;
    private long _malformed;

    internal InfraredBridge(BridgeSeat seat)
    {
        _seat = seat;
        _devices = new BridgedDevices(seat, device => { if (_remotes.TryGetValue(device.NativeId, out var remote)) device.Tell(remote.Believed); });
        _zigbee = new ZigbeeBlasters(seat, blaster => { _blasters[blaster.Id] = blaster; Changed(); }, device => RemoveAsync(ZigbeeBlaster.IdOf(device)), Changed);
    }

    internal override void Start() => _running = Task.WhenAll(LoadAsync(), _devices.RunAsync(_stop.Token), _zigbee.RunAsync(_stop.Token));

    internal override BridgeStatus Status => new(
        _blasters.IsEmpty ? BridgeLink.Waiting : _blasters.Values.Any(blaster => blaster.IsOnline) ? BridgeLink.Online : BridgeLink.Offline,
        _devices.Count, [], null, null, _lastError, Interlocked.Read(ref _malformed), Details());

    internal override Fault? Deliver(Device device, Spec spec, Operation operation) =>
        !_remotes.TryGetValue(device.NativeId, out var remote) ? new Fault(ErrorCodes.DeviceOffline, "its codes are not here")
        : !_blasters.TryGetValue(remote.Record.Blaster, out var blaster) ? new Fault(ErrorCodes.DeviceOffline, "its blaster is not here any more; choose another one on the page of the bridge")
        : remote.Do(operation, blaster);

    /// <summary>Removed in the home: its codes go too.</summary>
    internal override void Forget(Device device)
    {
        if (_devices.Find(device.NativeId) is { } its) its.Forgotten();
        _ = DropAsync(device.NativeId);
    }

    private async Task LoadAsync()
    {
        await _changing.WaitAsync(_stop.Token);
        try
        {
            var known = (await _devices.KnownAsync()).ToDictionary(device => device.NativeId, StringComparer.Ordinal);
            var kept = await _seat.Documents.ReadAsync();
            foreach (var (key, document) in kept.Where(row => row.Key.StartsWith(BlasterKey, StringComparison.Ordinal)))
                if (document.Deserialize(InfraredJson.Default.BlasterRecord) is { } record) Open(record);
            foreach (var (key, document) in kept.Where(row => row.Key.StartsWith(RemoteKey, StringComparison.Ordinal)))
            {
                var id = key[RemoteKey.Length..];
                if (document.Deserialize(InfraredJson.Default.RemoteRecord) is not { } record) continue;
                var made = Remote.Make(id, record, _seat.Library, _devices.Get(id));
                if (made.Fault is { } broken) Wrong($"{record.Name}: {broken.Detail}");
                else await PutAsync(made.Value, known.GetValueOrDefault(id));
            }
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            // The edge of what was kept: the bridge works without it and says so.
            LogNotLoaded(_seat.Logger, failure, _seat.Via);
            Wrong("what was kept could not be read; see the log");
        }
        finally
        {
            _changing.Release();
            _loaded.TrySetResult();
            Listens();
        }
    }

    private async Task<Fault?> PutAsync(Remote remote, DeviceView? known)
    {
        if (known is not null) remote.Believe(known.Values.Select(value => KeyValuePair.Create(value.Key, value.Value.V)));
        _remotes[remote.Id] = remote;
        if (await remote.Device.TakeInAsync(remote.Record.Name, remote.Spec) is { } refused)
        {
            Wrong($"{remote.Record.Name}: {refused.Detail}");
            return refused;
        }
        Changed();
        return null;
    }

    private Blaster Open(BlasterRecord record)
    {
        Blaster blaster = record.Kind == "tasmota"
            ? new TasmotaBlaster(_seat, record.Topic, record.Name, Changed, Malformed)
            : new EspHomeBlaster(_seat, record.Topic, record.Name, Changed, Malformed);
        _blasters[blaster.Id] = blaster;
        blaster.Start();
        return blaster;
    }

    private async Task RemoveAsync(string blaster)
    {
        if (!_blasters.TryRemove(blaster, out var gone)) return;
        await gone.DisposeAsync();
        Changed();
    }

    private async Task DropAsync(string remote)
    {
        _remotes.TryRemove(remote, out _);
        _devices.Drop(remote);
        await _seat.Documents.DropAsync(RemoteKey + remote);
    }

    /// <summary>Remotes are there while their blasters are.</summary>
    private void Changed()
    {
        foreach (var remote in _remotes.Values) remote.Device.There(_blasters.TryGetValue(remote.Record.Blaster, out var blaster) && blaster.IsOnline);
    }

    private void Wrong(string what) => _lastError = what.Length <= 300 ? what : what[..300];

    private void Malformed(string what)
    {
        _seat.Metrics.Malformed(what);
        // Once per power of two: a broken blaster must not fill the log.
        var count = Interlocked.Increment(ref _malformed);
        if ((count & (count - 1)) == 0) LogMalformed(_seat.Logger, _seat.Via, what, count);
    }

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var blaster in _blasters.Values) await blaster.DisposeAsync();
        _seat.Client.Dispose();
        _devices.Leave();
        _changing.Dispose();
        _stop.Dispose();
    }

    [LoggerMessage(6052, LogLevel.Error, "What {Via} had kept could not be read")]
    private static partial void LogNotLoaded(ILogger logger, Exception failure, string via);

    [LoggerMessage(6053, LogLevel.Warning, "{Via} said something that cannot be read: {What}, {Count} so far")]
    private static partial void LogMalformed(ILogger logger, string via, string what, long count);
}
