using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Kith.Bridges.Matter.Wire;
using Kith.Homes.Devices;
using Kith.Homes.Feed;
using Kith.Homes.People;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Showing;

/// <summary>
/// The other way: devices of the home that people chose, as a Matter bridge that other ecosystems pair. Follows the home's stream of
/// changes like everybody; what others wish becomes a command of the home with the link as its cause, and what did not happen is taken back.
/// </summary>
internal sealed partial class Showcase(BridgeSeat seat, Ask ask, Action<string> wrong)
{
    private const string Chosen = "shown";

    private sealed record Shown(DeviceId Device, Service Service, ShownKind Kind)
    {
        /// <summary>What the Matter bridge knows it by, for ever.</summary>
        internal string Id => $"{Device}~{Service.Id}~{Kind.Form}";
    }

    private readonly Lock _gate = new();
    private readonly Dictionary<DeviceId, DeviceView> _devices = [];
    private readonly Dictionary<string, Spec> _specs = new(StringComparer.Ordinal);
    private readonly HashSet<RoomId> _guestRooms = [];
    private readonly Dictionary<string, Shown> _shown = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Shown, string Path), IReadOnlyDictionary<string, Value>> _wishes = new();
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private HashSet<DeviceId>? _chosen;
    private volatile bool _isConnected;
    private volatile JsonObject? _told;

    /// <summary>The house speaks for whoever was let in; a lock is only shown where a person chose it.</summary>
    private readonly Caller _link = new(null, Scopes.Read | Scopes.Control, "matter", Confirmed: true, new Cause(CauseKind.Partner, seat.Record.Id.ToString(), seat.Record.Name, "matter"));

    /// <summary>The controller came or went; only Kith's own can show devices.</summary>
    internal void Connected(bool canShow)
    {
        _isConnected = canShow;
        _told = canShow ? _told : null;
        _changed.Writer.TryWrite(true);
    }

    internal JsonNode Describe(bool isOwn)
    {
        using (_gate.EnterScope())
            return new JsonObject
            {
                ["possible"] = isOwn,
                ["bridge"] = _told?.DeepClone(),
                ["candidates"] = new JsonArray([.. _devices.Values.Where(device => Kinds(device).Any()).OrderBy(device => device.Name, StringComparer.CurrentCulture).Select(Candidate)]),
            };
    }

    /// <summary>Chooses what is shown: all of it, each time. Fails with request.invalid, device.unknown or limit.reached.</summary>
    internal async Task<Result<JsonNode>> ShowAsync(JsonElement arguments, CancellationToken cancel)
    {
        if (arguments.ValueKind is not JsonValueKind.Object || !arguments.TryGetProperty("devices", out var list) || list.ValueKind is not JsonValueKind.Array)
            return new Fault(ErrorCodes.RequestInvalid, "devices is the list of device ids that are shown", "devices");
        var chosen = new HashSet<DeviceId>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind is not JsonValueKind.String || !DeviceId.TryParse(item.GetString(), null, out var id)) return new Fault(ErrorCodes.RequestInvalid, "a device id is a text", "devices");
            using (_gate.EnterScope())
                if (!_devices.TryGetValue(id, out var device) || !Kinds(device).Any()) return new Fault(ErrorCodes.DeviceUnknown, $"{id} is no device of this home that Matter can show", "devices");
            chosen.Add(id);
        }
        if (chosen.Count > MatterLimits.Shown) return new Fault(ErrorCodes.LimitReached, $"at most {MatterLimits.Shown} devices are shown");
        if (await seat.Documents.PutAsync(Chosen, new JsonArray([.. chosen.Select(id => JsonValue.Create(id.ToString()))])) is { } fault) return fault;
        _chosen = chosen;
        if (_isConnected && await ApplyAsync(cancel) is { } refused) return refused;
        return new JsonObject { ["shown"] = chosen.Count, ["bridge"] = _told?.DeepClone() };
    }

    /// <summary>Lets one more ecosystem in: opens a pairing window and gives its codes. Fails with device.refused while none is linked, or one is being paired.</summary>
    internal async Task<Result<JsonNode>> InviteAsync(CancellationToken cancel)
    {
        var answer = await ask("kith_invite", new JsonObject { ["timeout"] = (int)MatterLimits.Window.TotalSeconds }, MatterLimits.Patience, cancel);
        if (answer.Fault is { } fault) return fault;
        Told(answer.Value);
        var window = answer.Value.GetProperty("window");
        return new JsonObject { ["manualCode"] = MatterClient.Text(window, "manual"), ["qrCode"] = MatterClient.Text(window, "qr"), ["until"] = seat.Time.GetUtcNow() + MatterLimits.Window };
    }

    /// <summary>Ends the link to one ecosystem.</summary>
    internal async Task<Result<JsonNode>> UnshareAsync(JsonElement arguments, CancellationToken cancel)
    {
        if (arguments.ValueKind is not JsonValueKind.Object || !arguments.TryGetProperty("fabric", out var fabric) || !fabric.TryGetInt32(out var index)) return new Fault(ErrorCodes.RequestInvalid, "fabric is the number of a link", "fabric");
        var answer = await ask("kith_unshare", new JsonObject { ["fabric_index"] = index }, MatterLimits.Patience, cancel);
        if (answer.Fault is { } fault) return fault;
        Told(answer.Value);
        return new JsonObject();
    }

    /// <summary>False for an event that is not about what is shown.</summary>
    internal bool Take(string happening, JsonElement data)
    {
        if (happening == "kith_shown") Told(data);
        else if (happening == "kith_again") _changed.Writer.TryWrite(true);
        else if (happening == "kith_wish") _ = WishedAsync(data);
        else return false;
        return true;
    }

    internal async Task RunAsync(CancellationToken cancel)
    {
        var documents = await seat.Documents.ReadAsync();
        if (_chosen is null && documents.TryGetValue(Chosen, out var kept) && kept is JsonArray list) _chosen = [.. list.Select(item => DeviceId.Parse(item!.GetValue<string>(), null))];
        await Task.WhenAll(HomeChanges.FollowAsync(seat.Homes, seat.Home, seat.House, Take, Take, seat.Time, seat.Logger, cancel), KeepShowingAsync(cancel));
    }

    private void Take(SnapshotView snapshot)
    {
        using (_gate.EnterScope())
        {
            _devices.Clear();
            foreach (var device in snapshot.Devices) _devices[device.Id] = device;
            foreach (var (id, spec) in snapshot.Specs) _specs[id] = spec;
            TakePeople(snapshot.People);
        }
        _changed.Writer.TryWrite(true);
    }

    private void Take(ChangesView changes)
    {
        var says = new List<(string Id, JsonObject Attributes, JsonArray Events, bool? Reachable)>();
        using (_gate.EnterScope())
        {
            foreach (var (id, spec) in changes.Specs ?? new Dictionary<string, Spec>()) _specs[id] = spec;
            foreach (var device in changes.Devices ?? []) _devices[device.Id] = device;
            foreach (var gone in changes.Removed ?? []) _devices.Remove(gone);
            if (changes.People is { } people) TakePeople(people);
            foreach (var change in changes.Values ?? [])
                if (_devices.TryGetValue(change.D, out var device)) _devices[change.D] = device with { Values = new Dictionary<string, ValueView>(device.Values) { [change.P] = new(change.V, change.T) } };
            foreach (var change in changes.Presence ?? [])
                if (_devices.TryGetValue(change.D, out var device)) _devices[change.D] = device with { Online = change.Online };
            foreach (var shown in _shown.Values)
            {
                var fresh = (changes.Values ?? []).Where(change => change.D == shown.Device).Select(change => change.P).ToHashSet(StringComparer.Ordinal);
                var attributes = fresh.Count > 0 && _devices.TryGetValue(shown.Device, out var its) ? Attributes(shown, its, fresh) : [];
                var events = Events(shown, changes.Events ?? []);
                var presence = (changes.Presence ?? []).FirstOrDefault(change => change.D == shown.Device);
                if (attributes.Count > 0 || events.Count > 0 || presence is not null) says.Add((shown.Id, attributes, events, presence?.Online));
            }
        }
        if (changes.Devices is not null || changes.Removed is not null) _changed.Writer.TryWrite(true);
        foreach (var (id, attributes, events, reachable) in says) _ = SayAsync(id, attributes, reachable, events);
    }

    private void TakePeople(IReadOnlyList<PersonView> people)
    {
        _guestRooms.Clear();
        foreach (var person in people.Where(person => person.Role is Role.Guest)) _guestRooms.UnionWith(person.Rooms ?? []);
    }
}
