using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Kith.Bridges.Bluetooth.Sources;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges.Bluetooth;

/// <summary>
/// The Bluetooth sensors of one home:
///   gateways' MQTT, ESPHome's proxies -> Advertisement -> BtHome | MiBeacon -> readings -> newcomers, or the home's devices.
/// One turn after another: an advertisement, a deed and the look for silence never meet inside a sensor.
/// </summary>
internal sealed partial class BluetoothBridge : ConnectedBridge
{
    private readonly BridgeSeat _seat;
    private readonly ConcurrentDictionary<string, Sensor> _sensors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _sources = new(StringComparer.Ordinal);
    private readonly Channel<(string Source, Advertisement Heard)> _heard = Channel.CreateBounded<(string, Advertisement)>(
        new BoundedChannelOptions(BluetoothLimits.Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly SemaphoreSlim _turn = new(1);
    private readonly BridgedDevices _devices;
    private readonly MqttGateways _gateways;
    private readonly IReadOnlyList<EspHomeProxy> _proxies;
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private volatile string? _lastError;
    private long _malformed;

    internal BluetoothBridge(BridgeSeat seat)
    {
        _seat = seat;
        _devices = new BridgedDevices(seat);
        _gateways = new MqttGateways(seat.Client, seat.Record.BaseTopic, Hear, SourceIs, Malformed);
        _proxies = [.. EspHomeProxy.Read(seat.Record.Settings).Value.Select(address => new EspHomeProxy(address.Host, address.Port, seat.Network, seat.Time, Hear, SourceIs, Wrong, Malformed))];
    }

    internal override void Start() => _running = Task.WhenAll([RunAsync(), _devices.RunAsync(_stop.Token), .. _proxies.Select(proxy => proxy.RunAsync(_stop.Token))]);

    internal override BridgeStatus Status => new(
        _sources.IsEmpty ? BridgeLink.Waiting : _sources.Values.Any(online => online) ? BridgeLink.Online : BridgeLink.Offline,
        _devices.Count,
        [.. _sensors.Values.Where(sensor => sensor.Device is null).OrderByDescending(sensor => sensor.Rssi ?? -999)
            .Select(sensor => new Newcomer(Advertisement.Shown(sensor.Address), sensor.Shown, "found", sensor.Verdict is Verdict.NeedsKey or Verdict.WrongKey ? "key" : null))],
        null, null, _lastError, Interlocked.Read(ref _malformed),
        new JsonObject
        {
            ["sources"] = new JsonArray([.. _sources.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => new JsonObject { ["name"] = row.Key, ["online"] = row.Value })]),
            ["sensors"] = new JsonArray([.. _sensors.Values.Where(sensor => sensor.Device is not null).Select(sensor => new JsonObject
            {
                ["address"] = Advertisement.Shown(sensor.Address), ["name"] = sensor.Shown, ["sealed"] = sensor.Key is not null, ["wrongKey"] = sensor.Verdict is Verdict.WrongKey,
                ["replayed"] = sensor.Replayed, ["rssi"] = sensor.Rssi, ["source"] = sensor.Source, ["seen"] = sensor.Seen == default ? null : sensor.Seen.ToString("O"),
            })]),
        });

    /// <summary>Sensors only tell.</summary>
    internal override Fault? Deliver(Device device, Spec spec, Operation operation) => new Fault(ErrorCodes.PropertyNotWritable, "a Bluetooth sensor takes no commands");

    internal override void Forget(Device device) => _ = InTurnAsync(async () =>
    {
        await _seat.Documents.DropAsync(device.NativeId);
        _sensors.TryRemove(device.NativeId, out _);
        _devices.Drop(device.NativeId);
    });

    /// <summary>adopt {address, key?, name?}: takes a newcomer into the home; a key that does not open what it last said is refused.</summary>
    internal override async Task<Result<JsonNode>> DoAsync(string deed, JsonElement arguments, CancellationToken cancel)
    {
        if (deed != "adopt") return Unknown(deed);
        if (arguments.ValueKind is not JsonValueKind.Object || Advertisement.Address12(Text(arguments, "address")) is not { } address)
            return new Fault(ErrorCodes.RequestInvalid, "an address is twelve hexadecimal digits", "address");
        byte[]? key = null;
        if (Text(arguments, "key") is { Length: > 0 } given)
        {
            if (given.Length != 32 || !given.All(char.IsAsciiHexDigit)) return new Fault(ErrorCodes.RequestInvalid, "a key is 32 hexadecimal digits", "key");
            key = Convert.FromHexString(given);
        }
        await _turn.WaitAsync(cancel);
        try
        {
            return await AdoptAsync(address, key, Text(arguments, "name"));
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Result<JsonNode>> AdoptAsync(string address, byte[]? key, string? name)
    {
        if (!_sensors.TryGetValue(address, out var sensor)) return new Fault(ErrorCodes.NotFound, "no such device has been heard; bring it nearer or press its button");
        if (sensor.Device is null && _devices.Count >= BluetoothLimits.Adopted) return new Fault(ErrorCodes.LimitReached, $"a Bluetooth bridge has at most {BluetoothLimits.Adopted} devices");
        var decoded = Decode(sensor, sensor.Last.Span, key);
        if (decoded.Verdict is Verdict.NeedsKey) return new Fault(ErrorCodes.RequestInvalid, "it seals what it says: its key is needed", "key");
        if (decoded.Verdict is Verdict.WrongKey) return new Fault(ErrorCodes.RequestInvalid, "this key does not open what it says", "key");
        // Adopted again, the counter begins anew: a changed battery sets some sensors back.
        (sensor.Key, sensor.Name, sensor.Verdict, sensor.Counter) = (decoded.Sealed ? key : null, name ?? sensor.Name, Verdict.Read, null);
        sensor.Learn(decoded);
        sensor.Device ??= _devices.Get(address);
        if (await BringAsync(sensor) is { } refused)
        {
            if (sensor.Device.Id is null) (sensor.Device, sensor.Key) = (null, null);
            return refused;
        }
        await TellAsync(sensor, decoded);
        return new JsonObject { ["device"] = sensor.Device.Id?.ToString() };
    }

    private async Task RunAsync()
    {
        try
        {
            foreach (var (address, document) in await _seat.Documents.ReadAsync()) await InTurnAsync(() => RestoreAsync(Sensor.Of(address, document)));
            _gateways.Start();
            Listens();
            await Task.WhenAll(HearAllAsync(), LookAsync());
        }
        catch (OperationCanceledException)
        {
            // The bridge ends.
        }
    }

    private async Task HearAllAsync()
    {
        await foreach (var (source, heard) in _heard.Reader.ReadAllAsync(_stop.Token)) await InTurnAsync(() => TakeAsync(source, heard));
    }

    /// <summary>Who has been silent for too long is not there.</summary>
    private async Task LookAsync()
    {
        using var timer = new PeriodicTimer(BluetoothLimits.Look, _seat.Time);
        while (await timer.WaitForNextTickAsync(_stop.Token))
            foreach (var sensor in _sensors.Values)
            {
                var patience = sensor.IsWatcher ? BluetoothLimits.SilenceOfWatchers : BluetoothLimits.SilenceOfMeters;
                if (_seat.Time.GetUtcNow() - sensor.Seen > patience) sensor.Device?.There(false);
            }
    }

    private async Task InTurnAsync(Func<Task> work)
    {
        await _turn.WaitAsync(_stop.Token);
        try
        {
            await work();
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            // The feed's edge: one sensor must not silence the others.
            LogFailed(_seat.Logger, failure, _seat.Via);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Hear(string source, Advertisement heard)
    {
        if (_sources.ContainsKey(source)) _heard.Writer.TryWrite((source, heard));
    }

    private void SourceIs(string source, bool online)
    {
        if (_sources.Count >= BluetoothLimits.Sources && !_sources.ContainsKey(source))
        {
            Malformed("source");
            Wrong($"more than {BluetoothLimits.Sources} gateways; {(source.Length <= 40 ? source : source[..40])} is not heard");
            return;
        }
        _sources[source] = online;
        if (!online)
            foreach (var sensor in _sensors.Values.Where(sensor => sensor.Source == source)) sensor.Device?.There(false);
    }

    private void Wrong(string what) => _lastError = what;

    private void Malformed(string what)
    {
        Interlocked.Increment(ref _malformed);
        _seat.Metrics.Malformed(what);
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var its) && its.ValueKind is JsonValueKind.String ? its.GetString()!.Trim() : null;

    public override async ValueTask DisposeAsync()
    {
        _seat.Client.Dispose();
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var sensor in _sensors.Values.Where(sensor => sensor.Device?.Id is not null && sensor.Counter != sensor.KeptCounter)) await KeepAsync(sensor);
        _devices.Leave();
        _stop.Dispose();
        _turn.Dispose();
    }

    [LoggerMessage(6023, LogLevel.Error, "A Bluetooth sensor of {Via} could not be taken further")]
    private static partial void LogFailed(ILogger logger, Exception failure, string via);
}
