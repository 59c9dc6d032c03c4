using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Errors;
using Kith.Model.Specs;

namespace Kith.Bridges.Own;

/// <summary>The described devices of one home: each description is a document of the bridge, and a device at work.</summary>
internal sealed class OwnBridge : ConnectedBridge
{
    private readonly BridgeSeat _seat;
    private readonly BridgedDevices _devices;
    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<string, OwnDevice> _working = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private volatile string? _lastError;
    private long _malformed;

    internal OwnBridge(BridgeSeat seat) => (_seat, _devices, _http) = (seat, new BridgedDevices(seat), seat.Network.Http(OwnLimits.Call));

    internal override void Start() => _running = Task.WhenAll(RestoreAsync(), _devices.RunAsync(_stop.Token));

    internal override BridgeStatus Status => new(
        BridgeLink.Online, _devices.Count, [], null, null, _lastError, Interlocked.Read(ref _malformed),
        new JsonObject
        {
            ["devices"] = new JsonArray([.. _working.Values.OrderBy(device => device.Document.Name, StringComparer.Ordinal).Select(device => new JsonObject
            {
                ["id"] = device.Document.Id, ["name"] = device.Document.Name, ["trouble"] = device.Trouble, ["heard"] = device.Heard?.ToString("O"),
            })]),
        });

    internal override Fault? Deliver(Device device, Spec spec, Operation operation) =>
        _working.TryGetValue(device.NativeId, out var its) ? its.Send(operation) : new Fault(ErrorCodes.DeviceOffline, "its description is gone");

    internal override void Forget(Device device) => _ = RemoveAsync(device.NativeId);

    /// <summary>check {device}: what is wrong with a description; save {device}: keeps it and sets it to work; test {id}: what it says now; read: all of them.</summary>
    internal override async Task<Result<JsonNode>> DoAsync(string deed, JsonElement arguments, CancellationToken cancel)
    {
        if (deed == "read") return new JsonObject { ["devices"] = new JsonArray([.. (await _seat.Documents.ReadAsync()).Values]) };
        if (arguments.ValueKind is not JsonValueKind.Object) return new Fault(ErrorCodes.RequestInvalid, "an object is needed");
        if (deed == "test")
            return arguments.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String && _working.TryGetValue(id.GetString()!, out var device)
                ? await device.TestAsync(cancel)
                : new Fault(ErrorCodes.NotFound, "there is no such description", "id");
        if (deed is not ("check" or "save")) return Unknown(deed);
        if (!arguments.TryGetProperty("device", out var json)) return new Fault(ErrorCodes.RequestInvalid, "a description is needed", "device");
        var read = OwnSpec.Read(json);
        if (read.Fault is { } unread) return unread;
        var spec = OwnSpec.Of(read.Value, _seat.Library, _seat.Network);
        if (spec.Fault is { } unfit) return unfit;
        var answer = new JsonObject { ["type"] = spec.Value.Type, ["properties"] = spec.Value.Properties.Count };
        if (deed == "check") return answer;
        await _turn.WaitAsync(cancel);
        try
        {
            if (!_working.ContainsKey(read.Value.Id) && _working.Count >= OwnLimits.Devices) return new Fault(ErrorCodes.LimitReached, $"a bridge has at most {OwnLimits.Devices} described devices");
            if (await SetToWorkAsync(read.Value, spec.Value) is { } refused) return refused;
            if (await _seat.Documents.PutAsync(read.Value.Id, JsonNode.Parse(json.GetRawText())!) is { } full) return full;
        }
        finally
        {
            _turn.Release();
        }
        answer["device"] = _devices.Get(read.Value.Id).Id?.ToString();
        return answer;
    }

    private async Task RestoreAsync()
    {
        foreach (var (id, document) in await _seat.Documents.ReadAsync())
        {
            var read = OwnSpec.Read(document.Deserialize(OwnJson.Default.JsonElement));
            var spec = read.Ok ? OwnSpec.Of(read.Value, _seat.Library, _seat.Network) : read.Fault!;
            var fault = spec.Fault ?? await InTurnAsync(() => SetToWorkAsync(read.Value, spec.Value));
            if (fault is not null) _lastError = $"{id}: {fault.Detail}";
        }
        Listens();
    }

    private async Task<Fault?> InTurnAsync(Func<Task<Fault?>> work)
    {
        await _turn.WaitAsync(_stop.Token);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Fault?> SetToWorkAsync(OwnDocument document, Spec spec)
    {
        var device = _devices.Get(document.Id);
        if (await device.TakeInAsync(document.Name, spec) is { } refused) return refused;
        if (_working.TryRemove(document.Id, out var before)) await before.DisposeAsync();
        var working = new OwnDevice(_seat, _http, document, spec, device, () =>
        {
            Interlocked.Increment(ref _malformed);
            _seat.Metrics.Malformed("own");
        });
        _working[document.Id] = working;
        working.Start();
        return null;
    }

    private async Task RemoveAsync(string id) => await InTurnAsync(async () =>
    {
        await _seat.Documents.DropAsync(id);
        if (_working.TryRemove(id, out var removed)) await removed.DisposeAsync();
        _devices.Drop(id);
        return null;
    });

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var device in _working.Values) await device.DisposeAsync();
        _seat.Client.Dispose();
        _devices.Leave();
        _http.Dispose();
        _stop.Dispose();
        _turn.Dispose();
    }
}
