using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Bridges.Products.Codecs;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>fan: on, a speed in percent of however many it has, presets, oscillation and direction.</summary>
internal static class Fans
{
    internal static Platform Fan { get; } = new("fan", draft =>
    {
        var its = draft.Config;
        draft.Add("", draft.Truth(""), draft.From("state_topic", "state_value_template"), draft.To("command_topic", "command_template"),
            EntityDraft.Words(its.Text("payload_on") ?? "ON", its.Text("payload_off") ?? "OFF"));
        var speeds = new SpeedCodec(its.Number("speed_range_min") ?? 1, its.Number("speed_range_max") ?? 100);
        draft.Add("percentage", draft.Number("percentage", "%", 1, 100, 1, speeds), draft.From("percentage_state_topic", "percentage_value_template"), draft.To("percentage_command_topic", "percentage_command_template"));
        if (its.List("preset_modes") is { Count: > 0 } presets)
            draft.Add("preset", draft.Choice("preset", presets), draft.From("preset_mode_state_topic", "preset_mode_value_template"), draft.To("preset_mode_command_topic", "preset_mode_command_template"));
        draft.Add("oscillation", draft.Truth("oscillation"), draft.From("oscillation_state_topic", "oscillation_value_template"), draft.To("oscillation_command_topic", "oscillation_command_template"),
            EntityDraft.Words(its.Text("payload_oscillation_on") ?? "oscillate_on", its.Text("payload_oscillation_off") ?? "oscillate_off"));
        var (forward, reverse) = (its.Text("payload_direction_forward") ?? "forward", its.Text("payload_direction_reverse") ?? "reverse");
        draft.Add("direction", draft.Choice("direction", ["forward", "reverse"]), draft.From("direction_state_topic", "direction_value_template"), draft.To("direction_command_topic", "direction_command_template"),
            EntityDraft.Words(("forward", forward, forward), ("reverse", reverse, reverse)));
    },
    [
        new("fan.", "fan", "on"),
        new("fan.percentage", "fan", "fan-speed") { Joins = true },
        new("fan.preset", "fan", "mode")
        {
            Joins = true, Choices = [("normal", "normal"), ("smart", "auto"), ("auto", "auto"), ("nature", "natural"), ("natural", "natural"), ("breeze", "natural"), ("sleep", "sleep"), ("baby", "baby")],
        },
        new("fan.oscillation", "fan", "horizontal-swing") { Joins = true },
        new("fan.direction", "fan", "direction") { Joins = true, Choices = [("forward", "forward"), ("reverse", "reverse")] },
    ]);
}
