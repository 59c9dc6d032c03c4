namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>event, device_automation: what happens once.</summary>
internal static class Happenings
{
    internal static Platform Event { get; } = new("event", draft =>
    {
        if (draft.Config.List("event_types") is not { Count: > 0 } types) draft.Refuse("an event without event_types");
        else draft.AddEvents("", draft.From("state_topic", "value_template") is { } state ? state with { Path = ["event_type"] } : null, types);
    }, []);

    /// <summary>A trigger: a message that says that a button was pressed in some way.</summary>
    internal static Platform Automation { get; } = new("device_automation", draft =>
    {
        var its = draft.Config;
        if (its.Text("automation_type") is { } kind && kind != "trigger") draft.Refuse($"a device automation of the type {kind}");
        else if (its.Text("type") is not { Length: > 0 } type) draft.Refuse("a trigger without a type");
        else draft.AddEvents("", draft.From("topic", "value_template"), [its.Text("subtype") is { Length: > 0 } subtype ? $"{subtype}_{type}" : type], slot => slot with { Only = its.Text("payload") });
    }, []);
}
