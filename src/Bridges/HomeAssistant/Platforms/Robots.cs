using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Model.Specs;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>vacuum, lawn_mower: what they do is told, what they shall do is an action.</summary>
internal static class Robots
{
    internal static Platform Vacuum { get; } = new("vacuum", draft =>
    {
        var its = draft.Config;
        Source? State(string key, bool isStrict) => draft.From("state_topic", "value_template") is { } source ? source with { Path = [key], IsStrict = isStrict } : null;
        draft.Add("", draft.Choice("", ["cleaning", "docked", "paused", "idle", "returning", "error"]), State("state", isStrict: false), null);
        var features = its.List("supported_features") ?? ["start", "stop", "return_home", "clean_spot", "pause", "locate"];
        var command = draft.To("command_topic");
        void Press(string feature, string slot, string payload)
        {
            if (features.Contains(feature)) draft.AddPress(slot, command, its.Text($"payload_{payload}") ?? payload);
        }
        Press("start", "start", "start");
        Press("pause", "pause", "pause");
        Press("stop", "stop", "stop");
        Press("return_home", "return", "return_to_base");
        Press("locate", "locate", "locate");
        Press("clean_spot", "clean-spot", "clean_spot");
        if (its.List("fan_speed_list") is { Count: > 0 } speeds) draft.Add("fan-speed", draft.Choice("fan-speed", speeds), State("fan_speed", isStrict: true), draft.To("set_fan_speed_topic"));
        draft.Add("battery", draft.Number("battery", "%"), State("battery_level", isStrict: true), null);
    },
    [
        new("vacuum.", "vacuum", "status")
        {
            Choices = [("cleaning", "sweeping"), ("docked", "docked"), ("paused", "paused"), ("idle", "idle"), ("returning", "go-charging"), ("error", "error")],
        },
        new("vacuum.fan-speed", "vacuum", "mode")
        {
            Joins = true,
            Choices = [("silent", "silent"), ("quiet", "silent"), ("min", "silent"), ("low", "silent"), ("standard", "basic"), ("medium", "basic"), ("normal", "basic"), ("high", "strong"), ("strong", "strong"), ("max", "full"), ("turbo", "full")],
        },
        new("vacuum.battery", "battery", "battery-level") { Only = Access.Read | Access.Notify },
    ]);

    internal static Platform LawnMower { get; } = new("lawn_mower", draft =>
    {
        draft.Add("", draft.Choice("", ["mowing", "paused", "docked", "returning", "error"]), draft.From("activity_state_topic", "activity_value_template"), null);
        draft.AddPress("start", draft.To("start_mowing_command_topic", "start_mowing_command_template"), "start_mowing");
        draft.AddPress("pause", draft.To("pause_command_topic", "pause_command_template"), "pause");
        draft.AddPress("dock", draft.To("dock_command_topic", "dock_command_template"), "dock");
    },
    [
        new("lawn_mower.", "mower", "status") { Choices = [("mowing", "mowing"), ("paused", "paused"), ("docked", "docked"), ("returning", "returning"), ("error", "error")] },
    ]);
}
