using System.Text.Json.Nodes;
using Kith.Model.Specs;

namespace Kith.Bridges.HomeAssistant.Out;

/// <summary>Which services are one entity of Home Assistant: a row each. What no row takes, and what a row leaves, is an entity for each property, action and event.</summary>
internal static partial class Shapes
{
    /// <summary>The command of a climate entity that is off or a mode.</summary>
    internal const string ModeOrOff = "mode-or-off";

    private static readonly Dictionary<string, Action<Shape>> Rows = new(StringComparer.Ordinal)
    {
        ["light"] = Light, ["ambient-light"] = Light, ["night-light"] = Light,
        ["switch"] = its => its.Entity("switch", "on").Class(its.Device.Spec.Type == "outlet" ? "outlet" : null).State("state_topic", "value_template", "on").Command("command_topic", "on"),
        ["curtain"] = its => Cover(its, its.Device.Spec.Type == "blind" ? "blind" : "curtain"),
        ["window-opener"] = its => Cover(its, "window"),
        ["gate"] = its => its.Entity("cover", "open").Class("garage").Put("payload_open", "ON").Put("payload_close", "OFF").Put("payload_stop", null).Command("command_topic", "open")
            .Template("state_topic", "value_template", "{{ 'open' if value_json.get('open') == 'ON' else 'closed' if value_json.get('open') == 'OFF' }}"),
        ["lock"] = its => its.Entity("lock", "locked").Put("payload_lock", "ON").Put("payload_unlock", "OFF").Put("state_locked", "ON").Put("state_unlocked", "OFF")
            .State("state_topic", "value_template", "locked").Command("command_topic", "locked"),
        ["thermostat"] = its => Climate(its, "fan-level"),
        ["air-conditioner"] = its => Climate(its, "-"),
        ["fan"] = Fan, ["ceiling-fan"] = Fan,
        ["humidifier"] = its => Humidifier(its, "humidifier"), ["dehumidifier"] = its => Humidifier(its, "dehumidifier"),
        ["water-heater"] = its => its.Entity("water_heater", "on", "target-temperature", "temperature").Put("modes", new JsonArray("off", "performance"))
            .Command("power_command_topic", "on").Command("temperature_command_topic", "target-temperature")
            .State("temperature_state_topic", "temperature_state_template", "target-temperature").State("current_temperature_topic", "current_temperature_template", "temperature")
            .State("power_state_topic", "power_state_template", "on")
            .Template("mode_state_topic", "mode_state_template", "{{ 'off' if value_json.get('on') == 'OFF' else 'performance' }}").Range("target-temperature", "min_temp", "max_temp", "temp_step"),
        ["valve"] = its => its.Entity("valve", "open").Put("payload_open", "ON").Put("payload_close", "OFF").Put("state_open", "ON").Put("state_closed", "OFF")
            .State("state_topic", "value_template", "open").Command("command_topic", "open"),
        ["siren"] = its => its.Entity("siren", "on").Put("command_template", "{{ value }}").Put("support_duration", false).Put("support_volume_set", false)
            .State("state_topic", "state_value_template", "on").Command("command_topic", "on"),
        ["arming"] = its => its.Entity("alarm_control_panel", "mode").Put("code_arm_required", false).Put("code_disarm_required", false)
            .Put("supported_features", new JsonArray("arm_home", "arm_away", "arm_night")).Put("payload_disarm", "disarmed").Put("payload_arm_home", "home").Put("payload_arm_away", "away").Put("payload_arm_night", "night")
            .Template("state_topic", "value_template", "{{ {'alarm': 'triggered', 'entry': 'pending', 'arming': 'arming'}.get(value_json.get('status'), {'home': 'armed_home', 'away': 'armed_away', 'night': 'armed_night'}.get(value_json.get('mode'), 'disarmed')) }}")
            .Command("command_topic", "mode"),
        ["mower"] = its => its.Entity("lawn_mower", "start-mow", "pause", "dock")
            .Template("activity_state_topic", "activity_value_template", "{{ {'mowing': 'mowing', 'paused': 'paused', 'returning': 'returning', 'error': 'error'}.get(value_json.get('status'), 'docked') }}")
            .Call("start_mowing_command_topic", "start-mow").Call("pause_command_topic", "pause").Call("dock_command_topic", "dock"),
        ["firmware"] = its => its.Entity("update", "version", "available", "install").Class("firmware").State("state_topic", "value_template", "version")
            .State("latest_version_topic", "latest_version_template", "available").Call("command_topic", "install").Put("payload_install", "install"),
    };

    /// <summary>The entities of a service, by their id in the device.</summary>
    internal static IEnumerable<(string Id, JsonObject Component)> Of(DeviceExport device, Service service)
    {
        var shape = new Shape(device, service);
        if (Rows.TryGetValue(service.Type, out var row)) row(shape);
        if (shape.Made is { } made) yield return (service.Id, made);
        foreach (var property in service.Properties.Where(property => !shape.Took(property.Name)))
            if (Single(new Shape(device, service), property) is { } single) yield return (IdOf(service, property.Name), single);
        foreach (var action in service.Actions.Where(action => !shape.Took(action.Name) && action.In.Count == 0))
            yield return (IdOf(service, action.Name), new Shape(device, service).Entity("button").Name(action.Title.En).Class(Classes.Of(service.Type, action.Name)).Call("command_topic", action.Name).Made!);
        if (service.Events.Count > 0)
            yield return (IdOf(service, "event"), new Shape(device, service).Entity("event").Class(service.Type switch { "switch-sensor" => "button", "doorbell" => "doorbell", _ => null })
                .Put("state_topic", $"{device.Stem}/{service.Id}/event").Put("event_types", new JsonArray([.. service.Events.Select(its => JsonValue.Create(its.Name))])).Made!);
    }

    private static string IdOf(Service service, string name) => $"{service.Id}-{name}".Replace('.', '_');

    private static JsonObject? Single(Shape its, Property property)
    {
        var (reads, writes) = (property.Access.HasFlag(Access.Read), property.Access.HasFlag(Access.Write));
        if (!reads && !writes) return null;
        its.Entity(property switch
        {
            { Format: Format.Bool } => writes ? "switch" : "binary_sensor",
            { Choices: not null } => writes ? "select" : "sensor",
            { Format: Format.String } or { Unit: "rgb" } => writes ? "text" : "sensor",
            _ => writes ? "number" : "sensor",
        }).Name(property.Title.En);
        if (reads) its.State("state_topic", "value_template", property.Name);
        if (writes) its.Command("command_topic", property.Name);
        // A setting is no function: its switch must not look like the device's own.
        if (writes && !(property.Format is Format.Bool && property.Name == "on")) its.Put("entity_category", "config");
        if (property.Choices is { } choices) its.Put("options", new JsonArray([.. choices.Select(choice => JsonValue.Create(choice.Key))]));
        else if (property.Format is not (Format.Bool or Format.String) && property.Unit != "rgb") Numbers(its, property, writes);
        if (!writes) its.Class(property.Choices is not null ? "enum" : Classes.Of(its.Service.Type, property.Name));
        return its.Made;
    }

    private static void Numbers(Shape its, Property property, bool writes)
    {
        if (property.Unit is { } unit && Kith.Model.Units.UnitTable.Find(unit) is { Symbol.Length: > 0 } known) its.Put("unit_of_measurement", known.Symbol);
        if (writes && property.Range is { } range) its.Put("min", range.Min).Put("max", range.Max).Put("step", range.Step);
        else if (!writes) its.Put("state_class", property.Accumulation is Accumulation.Total ? "total_increasing" : "measurement");
    }
}
