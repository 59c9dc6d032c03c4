using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Bridges.Matter.Wire;
using Kith.Homes.Devices;
using Kith.Homes.Feed;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Showing;

/// <summary>What is said to the Matter bridge, and what comes back from it.</summary>
internal sealed partial class Showcase
{
    private async Task KeepShowingAsync(CancellationToken cancel)
    {
        await foreach (var _ in _changed.Reader.ReadAllAsync(cancel))
            if (_isConnected && await ApplyAsync(cancel) is { } fault) wrong(fault.Detail);
    }

    /// <summary>Makes the Matter bridge show what is chosen, all of it.</summary>
    private async Task<Fault?> ApplyAsync(CancellationToken cancel)
    {
        // A bridge that shows nothing and never did is not started.
        if (_chosen is not { } chosen || (chosen.Count == 0 && _told is null)) return null;
        var devices = new JsonArray();
        using (_gate.EnterScope())
        {
            _shown.Clear();
            foreach (var id in chosen)
                if (_devices.TryGetValue(id, out var device))
                    foreach (var (service, kind) in Kinds(device))
                    {
                        var shown = new Shown(id, service, kind);
                        _shown[shown.Id] = shown;
                        devices.Add(Whole(shown, device));
                    }
        }
        var answer = await ask("kith_show", new JsonObject { ["name"] = "Kith", ["unique"] = seat.Home.ToString(), ["devices"] = devices }, MatterLimits.Commissioning, cancel);
        if (answer.Fault is { } fault) return fault;
        Told(answer.Value);
        return null;
    }

    private JsonObject Whole(Shown shown, DeviceView device)
    {
        var several = Kinds(device).Count() > 1;
        return new JsonObject
        {
            ["id"] = shown.Id, ["form"] = shown.Kind.Form, ["reachable"] = device.Online, ["attributes"] = Attributes(shown, device, fresh: null),
            ["clusters"] = new JsonArray([.. shown.Kind.Clusters(shown.Service).Select(cluster => JsonValue.Create(cluster))]),
            ["name"] = several ? $"{device.Name} {shown.Service.Name.En}" : device.Name,
        };
    }

    /// <param name="fresh">Only what these addresses are part of; null for all.</param>
    private static JsonObject Attributes(Shown shown, DeviceView device, HashSet<string>? fresh)
    {
        var attributes = new JsonObject();
        var said = new Said(shown.Service, device.Values);
        foreach (var attribute in shown.Kind.Attributes)
            if ((fresh is null || attribute.Of.Any(property => fresh.Contains($"{shown.Service.Id}.{property}"))) && attribute.Say(said) is { } value) attributes[attribute.Path] = value;
        return attributes;
    }

    private static JsonArray Events(Shown shown, IReadOnlyList<EventChange> happened)
    {
        var events = new JsonArray();
        foreach (var change in happened)
            if (change.D == shown.Device && change.E.StartsWith($"{shown.Service.Id}.", StringComparison.Ordinal) && shown.Kind.Events?.GetValueOrDefault(change.E[(shown.Service.Id.Length + 1)..]) is { } said) events.Add(said());
        return events;
    }

    private async Task SayAsync(string id, JsonObject attributes, bool? reachable, JsonArray? events = null)
    {
        if (!_isConnected) return;
        var asked = new JsonObject { ["id"] = id, ["attributes"] = attributes };
        if (reachable is { } its) asked["reachable"] = its;
        if (events is { Count: > 0 }) asked["events"] = events;
        await ask("kith_say", asked, MatterLimits.Patience, CancellationToken.None);
    }

    /// <summary>Somebody in another ecosystem set something. Of wishes that come faster than the device follows, the last one counts.</summary>
    private async Task WishedAsync(JsonElement data)
    {
        if (MatterClient.Text(data, "id") is not { } id || MatterClient.Text(data, "path") is not { } path || !data.TryGetProperty("value", out var raw)) return;
        Shown? shown;
        using (_gate.EnterScope()) shown = _shown.GetValueOrDefault(id);
        if (shown is null) return;
        if (shown.Kind.Calls.TryGetValue(path, out var action))
        {
            if (shown.Service.Actions.Any(its => its.Name == action)) await seat.Homes.CallAsync(seat.Home, _link, shown.Device, $"{shown.Service.Id}.{action}", arguments: null);
            return;
        }
        var heard = shown.Kind.Attributes.Where(its => its.Path == path && its.Hear is not null).SelectMany(its => its.Hear!(raw)).ToList();
        var wish = heard.Select(its => Fit(shown.Service, its)).OfType<(string Address, Value Value)>().ToDictionary(its => its.Address, its => its.Value);
        if (wish.Count == 0) return;
        var key = (id, path);
        if (!_wishes.TryAdd(key, wish))
        {
            _wishes[key] = wish;
            return;
        }
        while (_wishes.TryGetValue(key, out var wished))
        {
            var set = await seat.Homes.SetAsync(seat.Home, _link, shown.Device, wished);
            if (!set.Ok || set.Value.Outcome.Kind is not (OutcomeKind.Done or OutcomeKind.Accepted)) await SayAgainAsync(shown);
            if (_wishes.TryRemove(KeyValuePair.Create(key, wished))) return;
        }
    }

    /// <summary>It did not happen: the others see how it is.</summary>
    private async Task SayAgainAsync(Shown shown)
    {
        JsonObject? attributes = null;
        bool? reachable = null;
        using (_gate.EnterScope())
            if (_devices.TryGetValue(shown.Device, out var device)) (attributes, reachable) = (Whole(shown, device)["attributes"]!.DeepClone().AsObject(), device.Online);
        if (attributes is not null) await SayAsync(shown.Id, attributes, reachable);
    }

    /// <summary>What the service takes, within its own choices, range and steps: others know only what the standard allows. Null for what it has not.</summary>
    private static (string Address, Value Value)? Fit(Service service, Wished wish)
    {
        if (Said.Find(service, wish.Property) is not { } property || !property.Access.HasFlag(Access.Write)) return null;
        if (property.Choices is { } choices) return choices.FirstOrDefault(choice => choice.Key == wish.Value.AsText()) is { } choice ? (property.Address, Value.Of(choice.Value)) : null;
        if (property.Range is not { } range || wish.Value.Kind is ValueKind.Bool) return (property.Address, wish.Value);
        var stepped = range.Min + Math.Round((Math.Clamp(wish.Value.AsDouble(), range.Min, range.Max) - range.Min) / range.Step) * range.Step;
        return (property.Address, property.Format is Format.Float ? Value.Of(Math.Round(Math.Min(stepped, range.Max), 6)) : Value.Of((long)Math.Round(stepped)));
    }

    private void Told(JsonElement data)
    {
        if (data.ValueKind is JsonValueKind.Object) _told = JsonObject.Create(data);
    }

    private IEnumerable<(Service Service, ShownKind Kind)> Kinds(DeviceView device) =>
        device.Via != seat.Via && _specs.TryGetValue(device.Spec, out var spec) ? ShownKinds.Of(spec) : [];

    private JsonObject Candidate(DeviceView device)
    {
        var kinds = Kinds(device).ToList();
        return new JsonObject
        {
            ["device"] = device.Id.ToString(), ["name"] = device.Name, ["shown"] = _chosen?.Contains(device.Id) == true,
            // Never among what is chosen at once: it opens the home, or somebody else lives there.
            ["careful"] = kinds.Exists(its => its.Kind.IsCareful) ? "lock" : device.Room is { } room && _guestRooms.Contains(room) ? "guest" : null,
        };
    }
}
