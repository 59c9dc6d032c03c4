using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Bridges.Matter.Wire;
using Kith.Homes.Devices;
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
        var attributes = new JsonObject();
        foreach (var (address, value) in device.Values) Say(attributes, shown, address, value.V);
        var several = Kinds(device).Count() > 1;
        return new JsonObject
        {
            ["id"] = shown.Id, ["type"] = shown.Kind.Type, ["reachable"] = device.Online, ["attributes"] = attributes,
            ["name"] = several ? $"{device.Name} {shown.Service.Name.En}" : device.Name,
        };
    }

    private static void Say(JsonObject attributes, Shown shown, string address, Value value)
    {
        if (value.IsNone || !address.StartsWith(shown.Service.Id, StringComparison.Ordinal)) return;
        foreach (var attribute in shown.Kind.Attributes)
            if (address == $"{shown.Service.Id}.{attribute.Property}" && attribute.Say(value) is { } said) attributes[attribute.Path] = said;
    }

    private async Task SayAsync(string id, JsonObject attributes, bool? reachable)
    {
        if (!_isConnected) return;
        var asked = new JsonObject { ["id"] = id, ["attributes"] = attributes };
        if (reachable is { } its) asked["reachable"] = its;
        await ask("kith_say", asked, MatterLimits.Patience, CancellationToken.None);
    }

    /// <summary>Somebody in another ecosystem set something. Of wishes that come faster than the device follows, the last one counts.</summary>
    private async Task WishedAsync(JsonElement data)
    {
        if (MatterClient.Text(data, "id") is not { } id || MatterClient.Text(data, "path") is not { } path || !data.TryGetProperty("value", out var raw)) return;
        Shown? shown;
        using (_gate.EnterScope()) shown = _shown.GetValueOrDefault(id);
        if (shown is null) return;
        if (path == "258/stop")
        {
            await StopAsync(shown);
            return;
        }
        if (shown.Kind.Attributes.FirstOrDefault(its => its.Path == path && its.Hear is not null) is not { } attribute || attribute.Hear!(raw) is not { IsNone: false } value) return;
        var key = (shown.Device, $"{shown.Service.Id}.{attribute.Property}");
        value = Fit(shown, key.Item2, value);
        if (!_wishes.TryAdd(key, value))
        {
            _wishes[key] = value;
            return;
        }
        while (_wishes.TryGetValue(key, out var wished))
        {
            var set = await seat.Homes.SetAsync(seat.Home, _link, shown.Device, new Dictionary<string, Value> { [key.Item2] = wished });
            if (!set.Ok || set.Value.Outcome.Kind is not (OutcomeKind.Done or OutcomeKind.Accepted)) await SayAgainAsync(shown);
            if (_wishes.TryRemove(KeyValuePair.Create(key, wished))) return;
        }
    }

    private async Task StopAsync(Shown shown)
    {
        var address = $"{shown.Service.Id}.motor-control";
        var pause = shown.Service.Properties.FirstOrDefault(property => property.Name == "motor-control")?.Choices?.FirstOrDefault(choice => choice.Key == "pause");
        if (pause is not null) await seat.Homes.SetAsync(seat.Home, _link, shown.Device, new Dictionary<string, Value> { [address] = Value.Of(pause.Value) });
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

    /// <summary>Within the device's own range and steps: others know only what the standard allows.</summary>
    private static Value Fit(Shown shown, string address, Value value)
    {
        Property? property = shown.Service.Properties.FirstOrDefault(its => its.Address == address);
        if (property?.Range is not { } range || value.Kind is ValueKind.Bool) return value;
        var stepped = range.Min + Math.Round((Math.Clamp(value.AsDouble(), range.Min, range.Max) - range.Min) / range.Step) * range.Step;
        return property.Format is Format.Float ? Value.Of(Math.Round(Math.Min(stepped, range.Max), 6)) : Value.Of((long)Math.Round(stepped));
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
