using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Bridges.Products;
using Kith.Model.Specs;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>climate, humidifier, water_heater: what is set and measured of the air and the water. What can dry or blow is an air conditioner, the rest a thermostat.</summary>
internal static class Climates
{
    private const Access Reported = Access.Read | Access.Notify;

    private static readonly IReadOnlyList<(string, string)> Modes =
        [("auto", "auto"), ("heat_cool", "auto"), ("cool", "cool"), ("dry", "dry"), ("heat", "heat"), ("fan_only", "fan"), ("off", "off")];
    private static readonly IReadOnlyList<(string, string)> Levels = [("auto", "auto"), ("low", "low"), ("medium", "medium"), ("high", "high")];
    private static readonly IReadOnlyList<(string, string)> Presets =
    [
        ("none", "none"), ("home", "home"), ("away", "away"), ("sleep", "sleep"), ("eco", "eco"), ("boost", "boost"), ("comfort", "comfort"), ("holiday", "holiday"), ("schedule", "schedule"), ("manual", "manual"),
    ];

    internal static Platform Climate { get; } = new("climate", ReadClimate,
    [
        new("climate.power", "thermostat", "on"),
        new("climate.mode", "thermostat", "mode") { Choices = Modes },
        new("climate.mode", "thermostat", "on", As.OnOff) { Also = true, Without = ["climate.power"] },
        new("climate.temperature", "thermostat", "target-temperature"),
        new("climate.low", "thermostat", "target-temperature-low"),
        new("climate.high", "thermostat", "target-temperature-high"),
        new("climate.current-temperature", "thermostat", "temperature") { Only = Reported },
        new("climate.fan-mode", "thermostat", "fan-level") { Choices = Levels },
        new("climate.preset", "thermostat", "preset") { Choices = Presets },
        new("climate.action", "thermostat", "status") { Choices = [("idle", "idle"), ("off", "idle"), ("heating", "heating"), ("preheating", "heating"), ("cooling", "cooling"), ("drying", "cooling"), ("fan", "fan")] },
        new("climate.current-humidity", "environment", "relative-humidity") { Only = Reported },

        new("cooler.power", "air-conditioner", "on"),
        new("cooler.mode", "air-conditioner", "mode") { Choices = [.. Modes.Where(mode => mode.Item1 != "off")] },
        new("cooler.mode-off", "air-conditioner", "on", As.OnOff) { Without = ["cooler.power"] },
        new("cooler.temperature", "air-conditioner", "target-temperature"),
        new("cooler.current-temperature", "air-conditioner", "temperature") { Only = Reported },
        new("cooler.fan-mode", "fan-control", "fan-level") { Choices = Levels },
        new("cooler.swing", "fan-control", "vertical-swing"), new("cooler.swing-horizontal", "fan-control", "horizontal-swing"),
        new("cooler.action", "air-conditioner", "status")
        {
            Choices = [("idle", "idle"), ("off", "idle"), ("heating", "heating"), ("preheating", "heating"), ("cooling", "cooling"), ("drying", "drying"), ("fan", "fan"), ("defrosting", "defrosting")],
        },
        new("cooler.current-humidity", "environment", "relative-humidity") { Only = Reported },
        new("cooler.target-humidity", "air-conditioner", "target-humidity"),
    ]);

    internal static Platform Humidifier { get; } = new("humidifier", draft =>
    {
        var its = draft.Config;
        var kind = its.DeviceClass == "dehumidifier" ? "dehumidifier" : "humidifier";
        Feature Named(Feature feature, string name) => feature with { Name = $"{kind}.{name}" };
        draft.Add("", Named(draft.Truth(""), ""), draft.From("state_topic", "state_value_template"), draft.To("command_topic", "command_template"),
            EntityDraft.Words(its.Text("payload_on") ?? "ON", its.Text("payload_off") ?? "OFF"));
        draft.Add("target-humidity", Named(draft.Number("target-humidity", "%", its.Number("min_humidity") ?? 0, its.Number("max_humidity") ?? 100, 1), "target-humidity"),
            draft.From("target_humidity_state_topic", "target_humidity_state_template"), draft.To("target_humidity_command_topic", "target_humidity_command_template"));
        draft.Add("current-humidity", Named(draft.Number("current-humidity", "%"), "current-humidity"), draft.From("current_humidity_topic", "current_humidity_template"), null);
        if (its.List("modes") is { Count: > 0 } modes)
            draft.Add("mode", Named(draft.Choice("mode", modes), "mode"), draft.From("mode_state_topic", "mode_state_template"), draft.To("mode_command_topic", "mode_command_template"));
        draft.Add("action", Named(draft.Choice("action", ["off", "humidifying", "drying", "idle"]), "action"), draft.From("action_topic", "action_template"), null);
    },
    [
        new("humidifier.", "humidifier", "on"), new("humidifier.target-humidity", "humidifier", "target-humidity") { Joins = true },
        new("humidifier.mode", "humidifier", "mode") { Joins = true, Choices = [("auto", "auto"), ("normal", "manual"), ("manual", "manual"), ("sleep", "sleep")] },
        new("humidifier.action", "humidifier", "status") { Joins = true, Choices = [("off", "idle"), ("idle", "idle"), ("humidifying", "running")] },
        new("humidifier.current-humidity", "environment", "relative-humidity"),
        new("dehumidifier.", "dehumidifier", "on"), new("dehumidifier.target-humidity", "dehumidifier", "target-humidity") { Joins = true },
        new("dehumidifier.mode", "dehumidifier", "mode") { Joins = true, Choices = [("auto", "auto"), ("sleep", "sleep"), ("laundry", "dry-clothes"), ("continuous", "continuous"), ("boost", "continuous")] },
        new("dehumidifier.current-humidity", "environment", "relative-humidity"),
    ]);

    internal static Platform WaterHeater { get; } = new("water_heater", draft =>
    {
        var its = draft.Config;
        AddPower(draft, "water_heater");
        var modes = its.List("modes") ?? ["off", "eco", "electric", "gas", "heat_pump", "high_demand", "performance"];
        draft.Add("mode", draft.Choice("mode", modes), draft.From("mode_state_topic", "mode_state_template"), draft.To("mode_command_topic", "mode_command_template"));
        draft.Add("temperature", Degrees(draft, "temperature", isSet: true) with { Name = "water_heater.temperature" }, draft.From("temperature_state_topic", "temperature_state_template"), draft.To("temperature_command_topic", "temperature_command_template"));
        draft.Add("current-temperature", Degrees(draft, "current-temperature", isSet: false), draft.From("current_temperature_topic", "current_temperature_template"), null);
    },
    [
        new("water_heater.power", "water-heater", "on"),
        new("water_heater.mode", "water-heater", "mode") { Choices = [("eco", "eco"), ("electric", "normal"), ("gas", "normal"), ("heat_pump", "eco"), ("high_demand", "quick"), ("performance", "quick")] },
        new("water_heater.mode", "water-heater", "on", As.OnOff) { Also = true, Without = ["water_heater.power"] },
        new("water_heater.temperature", "water-heater", "target-temperature"),
        new("water_heater.current-temperature", "water-heater", "temperature") { Only = Reported },
    ]);

    private static void ReadClimate(EntityDraft draft)
    {
        var its = draft.Config;
        var modes = its.List("modes") ?? ["auto", "off", "cool", "heat", "dry", "fan_only"];
        var kind = modes.Contains("cool") && modes.Any(mode => mode is "dry" or "fan_only") ? "cooler" : "climate";
        Feature Named(Feature feature, string name) => feature with { Name = $"{kind}.{name}" };
        void Add(string slot, Feature feature, string state, string command, Func<Slot, Slot>? more = null) => draft.Add(
            slot, Named(feature, slot), draft.From($"{state}_topic", $"{state}_template", "value_template"), draft.To($"{command}_topic", $"{command}_template"), more);

        AddPower(draft, kind);
        var real = kind == "cooler" ? modes.Where(mode => mode != "off") : modes;
        Add("mode", draft.Choice("mode", real), "mode_state", "mode_command");
        if (kind == "cooler" && modes.Contains("off")) Add("mode-off", draft.Choice("mode-off", modes), "mode_state", "mode_command");
        Add("temperature", Degrees(draft, "temperature", isSet: true), "temperature_state", "temperature_command");
        Add("low", Degrees(draft, "low", isSet: true), "temperature_low_state", "temperature_low_command");
        Add("high", Degrees(draft, "high", isSet: true), "temperature_high_state", "temperature_high_command");
        Add("current-temperature", Degrees(draft, "current-temperature", isSet: false), "current_temperature", "-");
        Add("current-humidity", draft.Number("current-humidity", "%"), "current_humidity", "-");
        Add("target-humidity", draft.Number("target-humidity", "%", its.Number("min_humidity") ?? 30, its.Number("max_humidity") ?? 99, 1), "target_humidity_state", "target_humidity_command");
        Add("fan-mode", draft.Choice("fan-mode", its.List("fan_modes") ?? ["auto", "low", "medium", "high"]), "fan_mode_state", "fan_mode_command");
        AddSwing(draft, Named, "swing", "swing_mode", "swing_modes");
        AddSwing(draft, Named, "swing-horizontal", "swing_horizontal_mode", "swing_horizontal_modes");
        if (its.List("preset_modes") is { Count: > 0 } presets)
            draft.Add("preset", Named(draft.Choice("preset", ["none", .. presets]), "preset"), draft.From("preset_mode_state_topic", "preset_mode_value_template"), draft.To("preset_mode_command_topic", "preset_mode_command_template"));
        Add("action", draft.Choice("action", ["off", "heating", "preheating", "cooling", "drying", "idle", "fan", "defrosting"]), "action", "-");
    }

    /// <summary>on and off make a truth; more than two are a choice of their own.</summary>
    private static void AddSwing(EntityDraft draft, Func<Feature, string, Feature> named, string slot, string field, string list)
    {
        var modes = draft.Config.List(list) ?? ["on", "off"];
        var isTruth = modes.Count == 2 && modes.Contains("on") && modes.Contains("off");
        draft.Add(slot, named(isTruth ? draft.Truth(slot) : draft.Choice(slot, modes), slot), draft.From($"{field}_state_topic", $"{field}_state_template"),
            draft.To($"{field}_command_topic", $"{field}_command_template"), isTruth ? EntityDraft.Words("on", "off") : null);
    }

    private static void AddPower(EntityDraft draft, string kind) => draft.Add(
        "power", draft.Truth("power") with { Name = $"{kind}.power" }, draft.From("power_state_topic", "power_state_template"), draft.To("power_command_topic", "power_command_template"),
        EntityDraft.Words(draft.Config.Text("payload_on") ?? "ON", draft.Config.Text("payload_off") ?? "OFF"));

    private static Feature Degrees(EntityDraft draft, string slot, bool isSet)
    {
        var its = draft.Config;
        var isFahrenheit = its.Text("temperature_unit") == "F";
        if (!isSet) return draft.Number(slot, isFahrenheit ? "°F" : "°C");
        var (least, most) = its.Platform == "water_heater" ? (43.3, 60.0) : (7.0, 35.0);
        return draft.Number(slot, isFahrenheit ? "°F" : "°C", its.Number("min_temp") ?? (isFahrenheit ? least * 9 / 5 + 32 : least), its.Number("max_temp") ?? (isFahrenheit ? most * 9 / 5 + 32 : most),
            its.Number("temp_step") ?? (isFahrenheit ? 1 : its.Number("precision") ?? 0.5));
    }
}
