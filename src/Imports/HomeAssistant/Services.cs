using System.Text.Json.Nodes;
using Kith.Homes.Rules.Steps;
using Kith.Imports.Planning;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Imports.HomeAssistant;

/// <summary>What automations call: domain.service with targets (entities, devices, areas) and data.</summary>
internal static class Services
{
    internal static IEnumerable<Step> Say(Talk talk, string called, JsonNode action)
    {
        if (Times.IsTemplate(called)) return Actions.Lost(talk, "template", called);
        var (domain, service) = called.Split('.', 2) is [var left, var right] ? (left, right) : ("", called);
        var data = Data(action);
        switch (domain)
        {
            case "notify": return Notify(talk, data);
            case "persistent_notification" when service == "create": return Notify(talk, data);
            case "delay": return [];
            case "scene" when service == "turn_on":
                return Targets(talk, action, "scene").Select(talk.Scene).OfType<DeviceId>().Select(scene => new CallStep([scene], "scene.run"));
            case "homeassistant" or "light" or "switch" or "fan" or "siren" or "humidifier" or "input_boolean" or "climate" or "cover" or "valve" or "lock" or "media_player" or "vacuum" or "water_heater":
                return Command(talk, domain, service, action, data);
            default: return Actions.Lost(talk, "action.unknown", called);
        }
    }

    private static IEnumerable<Step> Command(Talk talk, string domain, string service, JsonNode action, JsonObject data)
    {
        var sets = new List<(DeviceId, Dictionary<string, Value>)>();
        var calls = new List<(DeviceId Device, string Action)>();
        foreach (var entity in Targets(talk, action, domain))
        {
            if (talk.Find(entity) is not { } bound) continue;
            var values = new Dictionary<string, Value>();
            if (Call(talk, bound, service) is { } call) calls.Add((bound.Id, call));
            else if (Set(talk, bound, service, data, values)) sets.Add((bound.Id, values));
            else talk.Lose("action.unknown", $"{domain}.{service}");
        }
        return [.. Talk.Sets(sets), .. calls.GroupBy(call => call.Action).Select(same => new CallStep([.. same.Select(call => call.Device).Distinct()], same.Key))];
    }

    /// <summary>What is an action here.</summary>
    private static string? Call(Talk talk, Bound bound, string service)
    {
        if (service == "toggle")
        {
            var on = Facets.Find(bound.Spec, bound.Facet, bound.Facet == "cover" ? "open" : "state", bound.Hints, Model.Specs.Access.Write);
            var toggle = on is null ? null : bound.Spec.FindAction($"{on.Address[..on.Address.LastIndexOf('.')]}.toggle");
            return toggle?.Address;
        }
        string? wanted = (bound.Facet, service) switch
        {
            ("vacuum", "start") => "start-sweep",
            ("vacuum", "stop") => "stop-sweeping",
            ("vacuum", "pause") => "pause-sweeping",
            ("vacuum", "return_to_base") => "stop-and-gocharge",
            ("vacuum", "locate") => "locate",
            ("media", "media_play") => "play",
            ("media", "media_pause") => "pause",
            ("media", "media_stop") => "stop",
            ("media", "media_next_track") => "next",
            ("media", "media_previous_track") => "previous",
            _ => null,
        };
        return wanted is null ? null : bound.Spec.Services.SelectMany(its => its.Actions).FirstOrDefault(its => its.Name == wanted && its.In.Count == 0)?.Address;
    }

    /// <summary>Puts what a service sets; false for one that sets nothing here.</summary>
    private static bool Set(Talk talk, Bound bound, string service, JsonObject data, Dictionary<string, Value> values)
    {
        switch (bound.Facet, service)
        {
            case ("climate", "turn_on" or "turn_off"): return talk.Put(bound, bound.Can("on") ? "on" : "mode", service == "turn_on" ? "on" : "off", values);
            case ("climate", "set_hvac_mode"): return Mode(talk, bound, data.Text("hvac_mode") ?? "", values);
            case ("climate", "set_preset_mode"): return talk.Put(bound, "preset", data.Text("preset_mode") ?? "", values);
            case ("climate", "set_fan_mode"): return talk.Put(bound, "fan", data.Text("fan_mode") ?? "", values);
            case ("cover", "open_cover" or "close_cover" or "turn_on" or "turn_off"):
                var open = service is "open_cover" or "turn_on";
                return bound.Can("position") ? talk.Put(bound, "position", open ? "100" : "0", values)
                    : bound.Can("motor") ? talk.Put(bound, "motor", open ? "open" : "close", values)
                    : talk.Put(bound, "open", open ? "on" : "off", values);
            case ("cover", "stop_cover"): return talk.Put(bound, "motor", "pause", values);
            case ("valve", "open_valve" or "close_valve"): return talk.Put(bound, "state", service == "open_valve" ? "on" : "off", values);
            case ("lock", "lock" or "unlock"): return talk.Put(bound, "state", service == "lock" ? "locked" : "unlocked", values);
            case (_, "turn_off"): return talk.Put(bound, "state", "off", values);
            case (_, "turn_on"):
                if (!talk.Put(bound, "state", "on", values)) return false;
                Attributes(talk, bound, data, values, isScene: false);
                return true;
            case (_, "set_temperature" or "set_cover_position" or "set_cover_tilt_position" or "set_percentage" or "set_humidity" or "volume_set" or "volume_mute" or "set_valve_position" or "set_direction"):
                if (service == "set_temperature" && data.Text("hvac_mode") is { } mode) Mode(talk, bound, mode, values);
                Attributes(talk, bound, data, values, isScene: false);
                return values.Count > 0;
            default: return false;
        }
    }

    /// <summary>heat, cool, off, fan_only; some devices have no mode off, but can be switched off.</summary>
    internal static bool Mode(Talk talk, Bound bound, string mode, Dictionary<string, Value> values)
    {
        var word = mode is "fan_only" ? "fan" : mode is "heat_cool" ? "auto" : mode;
        if (Facets.Find(bound.Spec, bound.Facet, "mode", bound.Hints, Model.Specs.Access.Write) is { } property && Talk.Fit(property, word) is { } value)
        {
            values[property.Address] = value;
            if (word != "off" && bound.Can("on")) talk.Put(bound, "on", "on", values);
            return true;
        }
        return talk.Put(bound, bound.Can("on") && word == "off" ? "on" : "mode", word, values);
    }

    /// <summary>Brightness, colour, temperature, position: under the names of data and of states.</summary>
    internal static void Attributes(Talk talk, Bound bound, JsonNode data, Dictionary<string, Value> values, bool isScene)
    {
        foreach (var (name, value) in data.Fields())
        {
            if (Times.IsTemplate(value.Text())) talk.Lose("template", value.Text()!);
            else if (Attribute(bound.Facet, name, value) is var (aspect, text))
            {
                // A lamp that cannot fade goes on all the same.
                if (aspect == "transition" && !bound.Can(aspect)) talk.Note("option.unknown", name);
                else if (!isScene || bound.Can(aspect)) talk.Put(bound, aspect, text, values);
            }
            // A scene's states carry everything that was known of the device.
            else if (!isScene && name is not "entity_id" and not "hvac_mode" and not "device_id" and not "area_id") talk.Lose("option.unknown", name);
        }
    }

    private static (string Aspect, string Text)? Attribute(string facet, string name, JsonNode? value) => (facet, name, value.Number()) switch
    {
        ("light", "brightness", { } raw) => ("brightness", Tree.Said(Math.Round(Math.Clamp(raw, 0, 255) / 255 * 100))),
        ("light", "brightness_pct", { } percent) => ("brightness", Tree.Said(percent)),
        ("light", "color_temp_kelvin" or "kelvin", { } kelvin) => ("color-temperature", Tree.Said(kelvin)),
        ("light", "color_temp", { } mired and > 0) => ("color-temperature", Tree.Said(Math.Round(1_000_000 / mired))),
        ("light", "rgb_color", _) when value.Texts() is [var red, var green, var blue] => Rgb(red, green, blue),
        ("light", "hs_color", _) when value.Items().Select(Tree.Number).OfType<double>().ToList() is [var hue, var saturation] => ("color", Tree.Said(Colors.OfHue(hue, saturation))),
        ("light", "transition", { } seconds) => ("transition", Tree.Said(Math.Round(seconds * 1000))),
        ("climate", "temperature", { } degrees) => ("target", Tree.Said(degrees)),
        ("climate", "preset_mode", _) => ("preset", value.Text() ?? ""),
        ("climate", "fan_mode", _) => ("fan", value.Text() ?? ""),
        ("cover" or "valve", "position" or "current_position", { } position) => ("position", Tree.Said(position)),
        ("cover", "tilt_position" or "current_tilt_position", { } tilt) => ("tilt", Tree.Said(tilt)),
        ("fan", "percentage", { } speed) => ("speed", Tree.Said(speed)),
        ("fan", "direction", _) => ("direction", value.Text() ?? ""),
        ("humidifier", "humidity", { } percent) => ("target", Tree.Said(percent)),
        ("media", "volume_level", { } level) => ("volume", Tree.Said(Math.Round(level * 100))),
        ("media", "is_volume_muted", _) => ("mute", value.Text() ?? ""),
        _ => null,
    };

    private static (string, string)? Rgb(string red, string green, string blue) =>
        byte.TryParse(red, out var r) && byte.TryParse(green, out var g) && byte.TryParse(blue, out var b) ? ("color", Tree.Said((r << 16) | (g << 8) | b)) : null;

    private static IEnumerable<Step> Notify(Talk talk, JsonObject data)
    {
        var (title, message) = (data.Named("title"), data.Named("message"));
        foreach (var text in (string?[])[title, message])
            if (Times.IsTemplate(text)) return Actions.Lost(talk, "template", text!);
        if ((title ?? message) is not { } said) return Actions.Lost(talk, "action.unknown", "notify");
        // Braces are expressions here.
        static string Plain(string text) => text.Replace('{', '(').Replace('}', ')')[..Math.Min(text.Length, 500)];
        return [new NotifyStep(Plain(said), title is null || message is null ? null : Plain(message))];
    }

    private static JsonObject Data(JsonNode action)
    {
        var data = new JsonObject();
        foreach (var (name, value) in action.At("data").Fields()) data[name] = value?.DeepClone();
        // Device actions and old spellings have it beside the service.
        foreach (var name in (string[])["brightness_pct", "position", "option"])
            if (action.At(name) is { } value) data[name] = value.DeepClone();
        return data;
    }

    /// <summary>The entities that are meant: by name, or those of the domain in a device or an area.</summary>
    private static IEnumerable<string> Targets(Talk talk, JsonNode action, string domain)
    {
        JsonNode?[] places = [action.At("target"), action.At("data"), action];
        var entities = places.SelectMany(place => place.Texts("entity_id")).ToList();
        foreach (var device in places[..2].SelectMany(place => place.Texts("device_id")))
            entities.AddRange(Of(talk, domain, (entity, thing) => entity.Thing == device || thing?.Key == device));
        foreach (var area in places[..2].SelectMany(place => place.Texts("area_id")))
            entities.AddRange(Of(talk, domain, (_, thing) => thing?.Room == area));
        if (entities.Count == 0) talk.Lose("entity.unknown", places.Select(place => place.Text("entity_id") ?? place.Text("device_id") ?? place.Text("area_id") ?? place.Text("floor_id") ?? place.Text("label_id")).FirstOrDefault(text => text is not null) ?? "?");
        return entities.Distinct();
    }

    private static IEnumerable<string> Of(Talk talk, string domain, Func<ForeignEntity, ForeignThing?, bool> which) =>
        talk.Entities((entity, thing) => (domain == "homeassistant" || entity.Key.StartsWith($"{domain}.", StringComparison.Ordinal)) && which(entity, thing))
            .Select(entity => entity.Key).Where(talk.Knows);
}
