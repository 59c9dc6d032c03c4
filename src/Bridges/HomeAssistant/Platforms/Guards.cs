using Kith.Bridges.HomeAssistant.Mapping;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>alarm_control_panel, update: what watches over the home and over the device itself.</summary>
internal static class Guards
{
    private static readonly (string Feature, string State, string Payload)[] Arms =
    [
        ("arm_home", "armed_home", "ARM_HOME"), ("arm_away", "armed_away", "ARM_AWAY"), ("arm_night", "armed_night", "ARM_NIGHT"),
        ("arm_vacation", "armed_vacation", "ARM_VACATION"), ("arm_custom_bypass", "armed_custom_bypass", "ARM_CUSTOM_BYPASS"),
    ];

    internal static Platform Alarm { get; } = new("alarm_control_panel", draft =>
    {
        var its = draft.Config;
        if (its.Text("code") is not null) draft.Refuse("an alarm that wants a code: Kith knows none and sends its commands without");
        var features = its.List("supported_features");
        var modes = Arms.Where(arm => features?.Contains(arm.Feature) ?? arm.Feature != "arm_custom_bypass").ToList();
        var state = draft.From("state_topic", "value_template");
        draft.Add("", draft.Choice("", ["disarmed", .. modes.Select(mode => mode.State)]), state, draft.To("command_topic", "command_template"), EntityDraft.Words(
            [("disarmed", its.Text("payload_disarm") ?? "DISARM", null), .. modes.Select(mode => (mode.State, its.Text($"payload_{mode.Feature}") ?? mode.Payload, (string?)null))]));
        draft.Add("status", draft.Choice("status", ["ready", "arming", "pending", "triggered"]), state, null,
            EntityDraft.Words([.. Arms.Select(arm => ("ready", (string?)null, (string?)arm.State)), ("ready", null, "disarmed")]));
        draft.AddPress("trigger", features?.Contains("trigger") == false ? null : draft.To("command_topic", "command_template"), its.Text("payload_trigger") ?? "TRIGGER");
        draft.Composer = new AlarmComposer();
    },
    [
        new("alarm_control_panel.", "arming", "mode") { Choices = [("disarmed", "disarmed"), ("armed_home", "home"), ("armed_away", "away"), ("armed_night", "night")] },
        new("alarm_control_panel.status", "arming", "status") { Joins = true, Choices = [("ready", "ready"), ("arming", "arming"), ("pending", "entry"), ("triggered", "alarm")] },
    ]);

    internal static Platform Update { get; } = new("update", draft =>
    {
        var its = draft.Config;
        Source? State(string key, bool isStrict = true) => draft.From("state_topic", "value_template") is { } source ? source with { Path = [key], IsStrict = isStrict } : null;
        draft.Add("installed", draft.Text("installed"), State("installed_version", isStrict: false), null);
        draft.Add("latest", draft.Text("latest"), its.Has("latest_version_topic") ? draft.From("latest_version_topic", "latest_version_template") : State("latest_version"), null);
        draft.Add("progress", draft.Number("progress", "%"), State("update_percentage"), null);
        if (its.Text("payload_install") is { } payload) draft.AddPress("install", draft.To("command_topic", "command_template"), payload);
    },
    [
        new("update.installed", "firmware", "version"), new("update.latest", "firmware", "available"), new("update.progress", "firmware", "progress") { Joins = true },
    ]);
}
