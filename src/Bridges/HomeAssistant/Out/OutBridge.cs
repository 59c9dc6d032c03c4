using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Kith.Homes.Devices;
using Kith.Homes.Feed;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Mqtt.Broker.Local;
using Kith.Mqtt.Codec;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges.HomeAssistant.Out;

/// <summary>
/// A home's devices towards Home Assistant. Follows the home's stream of changes like everybody:
///   devices -> DeviceExport -> PREFIX/device/.../config      values, presence, events -> BASE/DEVICE/...
///   BASE/DEVICE/.../set and call -> the home's commands, with the bridge as their cause
/// Everything is retained, so that a Home Assistant that comes later finds it; when it says that it has started, it is told again.
/// </summary>
internal sealed partial class OutBridge : ConnectedBridge
{
    private const string Chosen = "shown";

    /// <summary>Devices that are described; a device is a few KiB on the broker.</summary>
    private const int Most = 1000;

    /// <summary>Services that a home does not show unless a person chose it.</summary>
    private static readonly HashSet<string> Careful = new(StringComparer.Ordinal) { "lock", "arming", "camera-control", "gate" };

    private readonly BridgeSeat _seat;
    private readonly string _base, _prefix;
    private readonly Caller _caller;
    private readonly Lock _gate = new();
    private readonly Dictionary<DeviceId, DeviceView> _devices = [];
    private readonly Dictionary<string, Spec> _specs = new(StringComparer.Ordinal);
    private readonly Dictionary<RoomId, string> _rooms = [];
    private readonly HashSet<RoomId> _guestRooms = [];
    private readonly Dictionary<DeviceId, DeviceExport> _shown = [];
    private readonly Dictionary<string, string> _said = new(StringComparer.Ordinal);
    private readonly Channel<(DeviceId Device, Wish Wish)> _wishes = Channel.CreateBounded<(DeviceId, Wish)>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private HashSet<DeviceId>? _chosen;
    private Task _running = Task.CompletedTask;
    private volatile BridgeLink _state = BridgeLink.Waiting;
    private volatile string? _lastError;
    private long _malformed;

    internal OutBridge(BridgeSeat seat)
    {
        (_seat, _base, _prefix) = (seat, seat.Record.BaseTopic!, OutSettings.Read(seat.Record.Settings) is { Ok: true } settings ? settings.Value.Prefix : "homeassistant");
        // The house speaks for whoever was let in; what is careful is only shown where a person chose it.
        _caller = new Caller(null, Scopes.Read | Scopes.Control, seat.Record.Kind, Confirmed: true, new Cause(CauseKind.Partner, seat.Record.Id.ToString(), seat.Record.Name, seat.Record.Kind));
    }

    internal override void Start() => _running = RunAsync(_stop.Token);

    internal override BridgeStatus Status
    {
        get
        {
            using (_gate.EnterScope())
                return new BridgeStatus(_state, 0, [], null, null, _lastError, Interlocked.Read(ref _malformed), new JsonObject
                {
                    ["prefix"] = _prefix, ["shown"] = _shown.Count,
                    ["candidates"] = new JsonArray([.. _devices.Values.OrderBy(device => device.Name, StringComparer.CurrentCulture).Select(device => new JsonObject
                    {
                        ["id"] = device.Id.ToString(), ["name"] = device.Name, ["shown"] = _shown.ContainsKey(device.Id), ["careful"] = WhyCareful(device),
                    })]),
                });
        }
    }

    internal override Fault? Deliver(Device device, Spec spec, Operation operation) => new Fault(ErrorCodes.DeviceOffline, "this bridge brings no devices");

    internal override void Forget(Device device)
    {
        // It brings none.
    }

    /// <summary>show: exactly these devices from now on.</summary>
    internal override async Task<Result<JsonNode>> DoAsync(string deed, JsonElement arguments, CancellationToken cancel)
    {
        if (deed != "show") return Unknown(deed);
        if (arguments.ValueKind is not JsonValueKind.Object || !arguments.TryGetProperty("devices", out var list) || list.ValueKind is not JsonValueKind.Array)
            return new Fault(ErrorCodes.RequestInvalid, "devices is the list of device ids that are shown", "devices");
        var chosen = new HashSet<DeviceId>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind is not JsonValueKind.String || !DeviceId.TryParse(item.GetString(), null, out var id)) return new Fault(ErrorCodes.RequestInvalid, "a device id is a text", "devices");
            using (_gate.EnterScope())
                if (!_devices.ContainsKey(id)) return new Fault(ErrorCodes.DeviceUnknown, $"there is no device {id} in this home", "devices");
            if (chosen.Add(id) && chosen.Count > Most) return new Fault(ErrorCodes.LimitReached, $"at most {Most} devices are shown", "devices");
        }
        if (await _seat.Documents.PutAsync(Chosen, new JsonArray([.. chosen.Select(id => JsonValue.Create(id.ToString()))])) is { } fault) return fault;
        using (_gate.EnterScope())
        {
            _chosen = chosen;
            foreach (var device in _devices.Values.ToList()) Show(device);
            return new JsonObject { ["shown"] = _shown.Count };
        }
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        if ((await _seat.Documents.ReadAsync()).GetValueOrDefault(Chosen) is JsonArray chosen)
            _chosen = [.. chosen.Select(id => DeviceId.TryParse((string?)id, null, out var its) ? its : (DeviceId?)null).OfType<DeviceId>()];
        _seat.Client.Publish($"{_base}/status", "online", Qos.AtLeastOnce, retain: true);
        _seat.Client.Subscribe($"{_prefix}/status", Birth);
        _seat.Client.Subscribe($"{_base}/+/+/+/set", Take);
        _seat.Client.Subscribe($"{_base}/+/+/+/call", Take);
        Listens();
        await Task.WhenAll(HomeChanges.FollowAsync(_seat.Homes, _seat.Home, _seat.House, Begin, Apply, _seat.Time, _seat.Logger, cancel), ObeyAsync(cancel));
    }


    private void Begin(SnapshotView snapshot)
    {
        using var scope = _gate.EnterScope();
        foreach (var (id, spec) in snapshot.Specs) _specs[id] = spec;
        Places(snapshot.Rooms, snapshot.People);
        var now = snapshot.Devices.Select(device => device.Id).ToHashSet();
        foreach (var gone in _devices.Keys.Where(id => !now.Contains(id)).ToList()) Gone(gone);
        foreach (var device in snapshot.Devices)
        {
            _devices[device.Id] = device;
            Show(device);
        }
        _state = BridgeLink.Online;
    }

    private void Places(IReadOnlyList<Homes.Rooms.Room>? rooms, IReadOnlyList<PersonView>? people)
    {
        if (rooms is not null)
        {
            _rooms.Clear();
            foreach (var room in rooms) _rooms[room.Id] = room.Name;
        }
        if (people is null) return;
        _guestRooms.Clear();
        foreach (var person in people.Where(person => person.Role is Role.Guest)) _guestRooms.UnionWith(person.Rooms ?? []);
    }

    private void Apply(ChangesView changes)
    {
        using var scope = _gate.EnterScope();
        foreach (var (id, spec) in changes.Specs ?? new Dictionary<string, Spec>()) _specs[id] = spec;
        Places(changes.Rooms, changes.People);
        if (changes.Rooms is not null || changes.People is not null)
            foreach (var device in _devices.Values.ToList()) Show(device);
        foreach (var device in changes.Devices ?? [])
        {
            _devices[device.Id] = device;
            Show(device);
        }
        foreach (var gone in changes.Removed ?? []) Gone(gone);
        foreach (var presence in changes.Presence ?? [])
            if (_devices.TryGetValue(presence.D, out var device))
            {
                _devices[presence.D] = device with { Online = presence.Online };
                if (_shown.TryGetValue(presence.D, out var shown)) Say($"{shown.Stem}/available", presence.Online ? "online" : "offline");
            }
        foreach (var some in (changes.Values ?? []).GroupBy(change => change.D))
            if (_devices.TryGetValue(some.Key, out var device))
            {
                var values = new Dictionary<string, ValueView>(device.Values);
                foreach (var change in some) values[change.P] = new ValueView(change.V, change.T);
                _devices[some.Key] = device = device with { Values = values };
                if (_shown.TryGetValue(some.Key, out var shown)) SayStates(shown, device);
            }
        foreach (var happening in changes.Events ?? [])
            if (_shown.TryGetValue(happening.D, out var shown) && happening.E.IndexOf('.') is > 0 and var dot)
                _seat.Client.Publish($"{shown.Stem}/{happening.E[..dot]}/event", new JsonObject { ["event_type"] = happening.E[(dot + 1)..] }.ToJsonString(), Qos.AtLeastOnce);
    }

    private string? WhyCareful(DeviceView device) =>
        _specs.TryGetValue(device.Spec, out var spec) && spec.Services.Any(service => Careful.Contains(service.Type)) ? "lock"
        : device.Room is { } room && _guestRooms.Contains(room) ? "guest" : null;

    /// <summary>What came in by discovery under the same prefix is Home Assistant's already.</summary>
    private bool IsShown(DeviceView device) =>
        (_chosen?.Contains(device.Id) ?? WhyCareful(device) is null && !device.Via.StartsWith("homeassistant", StringComparison.Ordinal)) && (_shown.ContainsKey(device.Id) || _shown.Count < Most);

    private void Show(DeviceView device)
    {
        if (!IsShown(device) || !_specs.TryGetValue(device.Spec, out var spec))
        {
            Hide(device.Id);
            return;
        }
        var export = _shown[device.Id] = new DeviceExport(_seat.Home, _base, device, spec);
        Say($"{_prefix}/{export.Path}", export.Description(device.Room is { } room ? _rooms.GetValueOrDefault(room) : null).ToJsonString());
        Say($"{export.Stem}/available", device.Online ? "online" : "offline");
        SayStates(export, device);
    }

    private void SayStates(DeviceExport export, DeviceView device)
    {
        foreach (var (topic, payload) in export.States(device.Values.ToDictionary(row => row.Key, row => row.Value.V))) Say(topic, payload);
    }

    private void Gone(DeviceId device)
    {
        _devices.Remove(device);
        Hide(device);
    }

    private void Hide(DeviceId device)
    {
        if (!_shown.Remove(device, out var export)) return;
        Say($"{_prefix}/{export.Path}", "");
        foreach (var topic in _said.Keys.Where(topic => topic.StartsWith($"{export.Stem}/", StringComparison.Ordinal)).ToList()) Say(topic, "");
    }

    /// <summary>Retained, and said once; an empty payload takes it back.</summary>
    private void Say(string topic, string payload)
    {
        if (_said.TryGetValue(topic, out var before) ? before == payload : payload.Length == 0) return;
        if (payload.Length == 0) _said.Remove(topic);
        else _said[topic] = payload;
        _seat.Client.Publish(topic, payload, Qos.AtLeastOnce, retain: true);
    }

    /// <summary>A Home Assistant that has started wants everything again.</summary>
    private void Birth(LocalMessage message)
    {
        if (message.IsRetained || message.PayloadText != "online") return;
        using var scope = _gate.EnterScope();
        foreach (var (topic, payload) in _said.OrderBy(row => row.Key.StartsWith($"{_prefix}/", StringComparison.Ordinal) ? 0 : 1)) _seat.Client.Publish(topic, payload, Qos.AtLeastOnce, retain: true);
    }

    private void Take(LocalMessage message)
    {
        // A command that was left lying is nobody's wish any more.
        if (message.IsRetained || message.Payload.Length > HaLimits.StateBytes) return;
        var rest = message.Topic[(_base.Length + 1)..];
        var slash = rest.IndexOf('/');
        using var scope = _gate.EnterScope();
        if (DeviceId.TryParse(rest[..slash], null, out var id) && _shown.TryGetValue(id, out var export) && export.Read(rest[(slash + 1)..], message.PayloadText) is { } wish)
        {
            _seat.Metrics.Used();
            if (!_wishes.Writer.TryWrite((id, wish))) _lastError = "more commands than the home can take";
            return;
        }
        _seat.Metrics.Malformed("command");
        Interlocked.Increment(ref _malformed);
    }

    private async Task ObeyAsync(CancellationToken cancel)
    {
        await foreach (var (device, wish) in _wishes.Reader.ReadAllAsync(cancel)) _ = ObeyAsync(device, wish);
    }

    /// <summary>A device may take its time: the next wish does not wait for it.</summary>
    private async Task ObeyAsync(DeviceId device, Wish wish)
    {
        try
        {
            var done = wish.Action is { } action
                ? await _seat.Homes.CallAsync(_seat.Home, _caller, device, action, null)
                : await _seat.Homes.SetAsync(_seat.Home, _caller, device, wish.Values!);
            var (kind, why) = done.Ok ? (done.Value.Outcome.Kind, done.Value.Outcome.Detail) : (OutcomeKind.Rejected, done.Fault!.Detail);
            if (kind is OutcomeKind.Done or OutcomeKind.Accepted) return;
            _lastError = $"{device}: {why ?? kind.ToString()}";
            Again(device);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The connection's edge: one wish must not end the others.
            LogFailed(_seat.Logger, failure, _seat.Via);
        }
    }

    /// <summary>What did not happen is taken back: Home Assistant may have shown it already.</summary>
    private void Again(DeviceId device)
    {
        using var scope = _gate.EnterScope();
        if (!_shown.TryGetValue(device, out var export)) return;
        foreach (var (topic, payload) in _said.Where(row => row.Key.StartsWith($"{export.Stem}/", StringComparison.Ordinal))) _seat.Client.Publish(topic, payload, Qos.AtLeastOnce, retain: true);
    }

    public override async ValueTask DisposeAsync()
    {
        _seat.Client.Publish($"{_base}/status", "offline", Qos.AtLeastOnce, retain: true);
        _seat.Client.Dispose();
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    [LoggerMessage(6025, LogLevel.Error, "The home of {Via} could not be followed, or a command not done")]
    private static partial void LogFailed(ILogger logger, Exception failure, string via);
}
