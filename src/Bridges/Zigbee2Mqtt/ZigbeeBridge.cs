using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Homes;
using Kith.Homes.Bridges;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Mqtt.Broker.Local;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>
/// One zigbee2mqtt of one home. A client of Kith's own broker inside the home's wall reads everything below its base topic, in order:
///   bridge/devices -> Roster -> DeviceSync -> the home's devices          NAME -> StateIntake -> reports, events, confirmations
///   bridge/state, NAME/availability -> presence                            the home's commands -> CommandSender -> NAME/set
/// Other homes are behind other walls: nothing here could name their topics.
/// </summary>
internal sealed partial class ZigbeeBridge : ConnectedBridge
{
    private readonly HomeHost _homes;
    private readonly HomeId _home;
    private readonly string _base, _via;
    private readonly LocalClient _client;
    private readonly TimeProvider _time;
    private readonly BridgeMetrics _metrics;
    private readonly ILogger _logger;
    private readonly Roster _roster = new();
    private readonly Requests _requests;
    private readonly StateIntake _intake;
    private readonly CommandSender _sender;
    private readonly DeviceSync _sync;
    private readonly NameWatch _names;
    private readonly BridgeDocuments _documents;
    private readonly Interviews _interviews;
    private readonly EarlyStates _early = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private volatile BridgeLink _state = BridgeLink.Waiting;
    private volatile string? _version, _lastError;
    private long _joiningUntilMs, _malformed;
    private volatile int _lists;

    internal ZigbeeBridge(BridgeSeat seat)
    {
        (_homes, _home, _base, _via, _client, _time, _metrics, _logger) =
            (seat.Homes, seat.Home, seat.Record.BaseTopic, seat.Via, seat.Client, seat.Time, seat.Metrics, seat.Logger);
        _documents = seat.Documents;
        _interviews = new Interviews(_time);
        _requests = new Requests(_client, _base, _time);
        _intake = new StateIntake(_homes, _home, _time, _metrics);
        _sender = new CommandSender(_homes, _home, _client, _base, _time);
        _sync = new DeviceSync(_homes, _home, _via, seat.Library, Arrived, Wrong, _logger);
        _names = new NameWatch(_homes, _home, _via, Seen, OursRenamedAsync, _time, _logger);
    }

    internal override void Start()
    {
        _running = Task.WhenAll(_sync.RunAsync(_stop.Token), _names.RunAsync(_stop.Token), KeepGroupsAsync(_stop.Token));
        _client.Subscribe($"{_base}/#", Take);
        Listens();
    }

    internal override BridgeStatus Status
    {
        get
        {
            var (until, listed) = (Interlocked.Read(ref _joiningUntilMs), _roster.All.Where(device => device.Listed is not null).ToList());
            return new BridgeStatus(
                _state,
                listed.Count(device => device.Id is not null),
                [.. listed.Where(device => device.Id is null && device.Listed is { IsReady: false, Group: null }).Select(device => new Newcomer(device.Address, device.Name, device.Listed!.Standing))],
                _version,
                until > _time.GetUtcNow().ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null,
                _lastError,
                Interlocked.Read(ref _malformed),
                Details());
        }
    }

    internal override Fault? Deliver(Device device, Spec spec, Operation operation)
    {
        if (_state is not BridgeLink.Online) return new Fault(ErrorCodes.DeviceOffline, "zigbee2mqtt is not connected");
        if (operation.Kind is OperationKind.Call && operation.Address is "firmware.check" or "firmware.install") return Renew(device, operation);
        return _roster.ByAddress(device.NativeId) is { } its ? _sender.Send(its, operation) : new Fault(ErrorCodes.DeviceOffline, "zigbee2mqtt does not list this device");
    }

    /// <summary>Removed in Kith: it leaves the zigbee network too. A device that does not answer is struck off the list without being asked.</summary>
    internal override void Forget(Device device)
    {
        if (_roster.ByAddress(device.NativeId) is not { } its) return;
        using (its.Gate.EnterScope())
        {
            if (its.IsLeaving) return;
            (its.IsLeaving, its.Id, its.Mapping) = (true, null, null);
        }
        _ = RemoveAsync(its);
    }

    private async Task RemoveAsync(ZigbeeDevice device)
    {
        try
        {
            var (request, id) = device.Listed?.Group is { } group ? ("group/remove", (JsonNode)group) : ("device/remove", device.Address);
            var removed = await RequestAsync(request, new JsonObject { ["id"] = id }, _stop.Token);
            if (!removed.Ok) removed = await RequestAsync(request, new JsonObject { ["id"] = id.DeepClone(), ["force"] = true }, _stop.Token);
            bool isStillListed;
            using (device.Gate.EnterScope()) (device.IsLeaving, isStillListed) = (false, device.Listed is not null);
            if (removed.Ok || !isStillListed)
            {
                _roster.Drop(device);
                foreach (var heir in _roster.All.Where(heir => heir.Id is { } id && _names.NameOf(id) is { } ours && FriendlyNames.Of(ours) == device.Name)) await FollowNameAsync(heir);
            }
            else _sync.Listed([.. _roster.All]);
        }
        catch (OperationCanceledException)
        {
            // The bridge stops; whether the device left stands in its next list.
        }
    }

    private async Task<Result<JsonElement>> RequestAsync(string request, JsonObject arguments, CancellationToken cancel, TimeSpan? patience = null)
    {
        var answer = await _requests.AskAsync(request, arguments, patience, cancel);
        if (answer.Fault is not { } fault) return answer;
        _metrics.Failed(fault.Error.Code);
        LogRequestFailed(_logger, request, fault.Detail);
        Wrong(fault.Detail);
        return answer;
    }

    private void Take(LocalMessage message)
    {
        var topic = message.Topic;
        if (topic.Length <= _base.Length + 1) return;
        var rest = topic[(_base.Length + 1)..];
        if (rest.StartsWith("bridge/", StringComparison.Ordinal)) TakeBridge(rest["bridge/".Length..], message.Payload);
        else if (message.Payload.IsEmpty) return;
        else if (_roster.ByName(rest) is { } device) TakeState(device, message.Payload, !message.IsRetained);
        else if (rest.EndsWith("/availability", StringComparison.Ordinal))
        {
            if (_roster.ByName(rest[..^"/availability".Length]) is { } its) TakeAvailability(its, message.Payload);
        }
        else if (_lists == 0 && !message.IsRetained) _early.Keep(rest, message.Payload);
    }

    private void TakeBridge(string what, ReadOnlyMemory<byte> payload)
    {
        // The three that are large or endless and of no use here.
        if (payload.IsEmpty || what is "definitions" or "converters" or "extensions" || what.StartsWith("request/", StringComparison.Ordinal)) return;
        if (what == "logging" && payload.Span.IndexOf("\"error\""u8) < 0) return;
        if (what is "devices" or "groups")
        {
            if (what == "devices") TakeDevices(payload);
            else TakeGroups(payload);
            return;
        }
        if (Json.Read(payload, ZigbeeLimits.ListBytes) is not { } json)
        {
            // zigbee2mqtt 1.x says its state as bare text.
            if (what == "state" && payload.Length <= 16) Turned(payload.Span.SequenceEqual("online"u8));
            else Malformed(what);
            return;
        }
        _metrics.Used();
        if (what == "state") Turned(Json.Text(json, "state") == "online");
        else if (what == "info") TakeInfo(json);
        else if (what == "event") TakeEvent(json);
        else if (what == "health") _health = new(json);
        else if (what == "logging") TakeLog(json);
        else if (what.StartsWith("response/", StringComparison.Ordinal)) TakeResponse(what["response/".Length..], json);
    }

    private void TakeState(ZigbeeDevice device, ReadOnlyMemory<byte> payload, bool isLive)
    {
        if (!_intake.Take(device, payload, isLive)) Malformed("state");
        else
        {
            _metrics.Used();
            if (isLive && device.IsSilent) Heard(device, isSilent: false);
        }
    }

    private void TakeAvailability(ZigbeeDevice device, ReadOnlyMemory<byte> payload)
    {
        using (device.Gate.EnterScope())
        {
            device.Available = payload.Span.SequenceEqual("online"u8) || Json.Read(payload, ZigbeeLimits.StateBytes) is { } json && Json.Text(json, "state") == "online";
            if (device.Available == true) device.HasLeft = false;
        }
        TellPresence(device);
    }

    private void TakeInfo(JsonElement json)
    {
        _version = Json.Text(json, "version");
        _info = new(json);
        var until = Json.Truth(json, "permit_join") == true ? Json.Integer(json, "permit_join_end") ?? 0 : 0;
        Interlocked.Exchange(ref _joiningUntilMs, Math.Clamp(until, 0, _time.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds()));
    }

    private void Turned(bool online)
    {
        var state = online ? BridgeLink.Online : BridgeLink.Offline;
        if (_state == state) return;
        _state = state;
        LogTurned(_logger, _via, state);
        foreach (var device in _roster.All) TellPresence(device);
        if (online) _ = AskForListAsync();
    }

    private void TellPresence(ZigbeeDevice device)
    {
        using (device.Gate.EnterScope())
            if (device.Id is { } id) _homes.Presence(_home, id, device.IsThere(_state is BridgeLink.Online));
    }

    private void Heard(ZigbeeDevice device, bool isSilent)
    {
        using (device.Gate.EnterScope()) device.IsSilent = isSilent;
        TellPresence(device);
    }

    private void Wrong(string what) => _lastError = what.Length <= 300 ? what : what[..300];

    private void Malformed(string what)
    {
        _metrics.Malformed(what);
        // Once per power of two: a broken program must not fill the log.
        var count = Interlocked.Increment(ref _malformed);
        if ((count & (count - 1)) == 0) LogMalformed(_logger, _via, what, count);
    }

    public override async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        foreach (var device in _roster.All)
            using (device.Gate.EnterScope())
                if (device.Id is { } id) _homes.Presence(_home, id, online: false);
    }
}
