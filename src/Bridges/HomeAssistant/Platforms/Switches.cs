using Kith.Bridges.HomeAssistant.Mapping;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>switch, siren: on and off; button, scene: what can be done; notify: what can be said.</summary>
internal static class Switches
{
    /// <summary>A switch that is a setting of its device (a child lock) is none.</summary>
    internal static Platform Switch { get; } = new("switch", draft =>
    {
        var its = draft.Config;
        var (on, off) = (its.Text("payload_on") ?? "ON", its.Text("payload_off") ?? "OFF");
        var feature = its.Category is null ? draft.Truth("") : draft.Truth("") with { Name = "switch.setting" };
        draft.Add("", feature, draft.From("state_topic", "value_template"), draft.To("command_topic", "command_template"), EntityDraft.Words(on, off, its.Text("state_on"), its.Text("state_off")));
    }, [new("switch.", "switch", "on")]);

    internal static Platform Siren { get; } = new("siren", draft =>
    {
        var its = draft.Config;
        var (on, off) = (its.Text("payload_on") ?? "ON", its.Text("payload_off") ?? "OFF");
        Source? State(string key) => draft.From("state_topic", "state_value_template") is { } its ? its with { Path = [key], IsStrict = key != "state" } : null;
        Sink? Sink(string key) => draft.To("command_topic") is { } sink ? sink with { Key = key } : null;
        draft.Add("", draft.Truth(""), State("state"), Sink("state"), EntityDraft.Words(on, off, its.Text("state_on"), its.Text("state_off")));
        if (its.List("available_tones") is { Count: > 0 } tones) draft.AddSent("tone", draft.Choice("tone", tones), Sink("tone"));
        if (its.Truth("support_duration") != false) draft.AddSent("duration", draft.Number("duration", "s", 0, 3600, 1), Sink("duration"));
        if (its.Truth("support_volume_set") != false) draft.AddSent("volume", draft.Number("volume", "%", 0, 100, 1), Sink("volume_level"));
        draft.Composer = new SirenComposer(draft.Template("command_template"), draft.Template("command_off_template"), on, off);
    }, [new("siren.", "siren", "on"), new("siren.duration", "siren", "sounding-time") { Joins = true }, new("siren.volume", "siren", "volume") { Joins = true }]);

    internal static Platform Button { get; } = new("button", draft => draft.AddPress("", draft.To("command_topic", "command_template"), draft.Config.Text("payload_press") ?? "PRESS"), []);

    internal static Platform Scene { get; } = new("scene", draft => draft.AddPress("", draft.To("command_topic"), draft.Config.Text("payload_on") ?? "ON"), []);

    internal static Platform Notify { get; } = new("notify", draft => draft.AddSent("", draft.Text(""), draft.To("command_topic", "command_template")), []);
}
