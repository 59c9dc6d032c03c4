using System.Text.Json.Nodes;

namespace Kith.Bridges.HomeAssistant.Out;

/// <summary>The rows that need more than a line.</summary>
internal static partial class Shapes
{
    private static readonly (string Ours, string Theirs)[] Modes = [("auto", "auto"), ("cool", "cool"), ("dry", "dry"), ("heat", "heat"), ("fan", "fan_only"), ("emergency-heat", "heat")];

    private static void Light(Shape its)
    {
        its.Entity("light", "on", "brightness", "color-temperature", "color").Put("payload_on", "ON").Put("payload_off", "OFF").State("state_topic", "state_value_template", "on").Command("command_topic", "on");
        its.State("brightness_state_topic", "brightness_value_template", "brightness").Command("brightness_command_topic", "brightness");
        if (its.Has("brightness")) its.Put("brightness_scale", 100);
        its.State("color_temp_state_topic", "color_temp_value_template", "color-temperature").Command("color_temp_command_topic", "color-temperature");
        if (its.Has("color-temperature")) its.Put("color_temp_kelvin", true).Range("color-temperature", "min_kelvin", "max_kelvin", null);
        its.State("rgb_state_topic", "rgb_value_template", "color").Command("rgb_command_topic", "color");
    }

    private static void Cover(Shape its, string deviceClass)
    {
        its.Entity("cover", "motor-control", "current-position", "target-position", "status", "current-tilt", "target-tilt").Class(deviceClass)
            .Put("payload_open", "open").Put("payload_close", "close").Put("payload_stop", "pause").Command("command_topic", "motor-control")
            .State("position_topic", "position_template", "current-position").Command("set_position_topic", "target-position")
            .State("tilt_status_topic", "tilt_status_template", "current-tilt").Command("tilt_command_topic", "target-tilt")
            .State("state_topic", "value_template", "status");
    }

    /// <summary>Home Assistant has one mode where Kith has on and a mode.</summary>
    private static void Climate(Shape its, string fan)
    {
        its.Entity("climate", "on", "mode", "target-temperature", "temperature", "target-temperature-low", "target-temperature-high", "preset", "status", fan)
            .Put("temperature_unit", "C").Range("target-temperature", "min_temp", "max_temp", "temp_step");
        var modes = its.Find("mode")?.Choices?.Select(choice => choice.Key).ToList();
        var known = Modes.Where(mode => modes?.Contains(mode.Ours) ?? mode.Ours == "heat").ToList();
        its.Put("modes", new JsonArray([JsonValue.Create("off"), .. known.Select(mode => mode.Theirs).Distinct().Select(theirs => JsonValue.Create(theirs))]));
        var map = string.Join(", ", known.Select(mode => $"'{mode.Ours}': '{mode.Theirs}'"));
        var back = string.Join(", ", known.DistinctBy(mode => mode.Theirs).Select(mode => $"'{mode.Theirs}': '{mode.Ours}'"));
        its.Template("mode_state_topic", "mode_state_template", modes is null
                ? "{{ 'off' if value_json.get('on') == 'OFF' else 'heat' }}"
                : $"{{{{ 'off' if value_json.get('on') == 'OFF' else {{{map}}}.get(value_json.get('mode'), 'off') }}}}")
            .Put("mode_command_topic", its.Topic(ModeOrOff)).Put("mode_command_template", $"{{{{ {{{back}}}.get(value, 'off') }}}}");
        its.State("temperature_state_topic", "temperature_state_template", "target-temperature").Command("temperature_command_topic", "target-temperature")
            .State("temperature_low_state_topic", "temperature_low_state_template", "target-temperature-low").Command("temperature_low_command_topic", "target-temperature-low")
            .State("temperature_high_state_topic", "temperature_high_state_template", "target-temperature-high").Command("temperature_high_command_topic", "target-temperature-high")
            .State("current_temperature_topic", "current_temperature_template", "temperature")
            .State("action_topic", "action_template", "status")
            .Choices("fan_modes", fan).State("fan_mode_state_topic", "fan_mode_state_template", fan).Command("fan_mode_command_topic", fan)
            .Choices("preset_modes", "preset", without: "none").State("preset_mode_state_topic", "preset_mode_value_template", "preset").Command("preset_mode_command_topic", "preset");
    }

    private static void Fan(Shape its) => its
        .Entity("fan", "on", "fan-speed", "mode", "horizontal-swing", "direction").State("state_topic", "state_value_template", "on").Command("command_topic", "on")
        .State("percentage_state_topic", "percentage_value_template", "fan-speed").Command("percentage_command_topic", "fan-speed")
        .Choices("preset_modes", "mode").State("preset_mode_state_topic", "preset_mode_value_template", "mode").Command("preset_mode_command_topic", "mode")
        .Put("payload_oscillation_on", "ON").Put("payload_oscillation_off", "OFF")
        .State("oscillation_state_topic", "oscillation_value_template", "horizontal-swing").Command("oscillation_command_topic", "horizontal-swing")
        .State("direction_state_topic", "direction_value_template", "direction").Command("direction_command_topic", "direction");

    private static void Humidifier(Shape its, string deviceClass) => its
        .Entity("humidifier", "on", "target-humidity", "mode").Class(deviceClass).State("state_topic", "state_value_template", "on").Command("command_topic", "on")
        .State("target_humidity_state_topic", "target_humidity_state_template", "target-humidity").Command("target_humidity_command_topic", "target-humidity")
        .Range("target-humidity", "min_humidity", "max_humidity", null)
        .Choices("modes", "mode").State("mode_state_topic", "mode_state_template", "mode").Command("mode_command_topic", "mode");
}
