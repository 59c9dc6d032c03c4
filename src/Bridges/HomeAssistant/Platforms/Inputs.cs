using Kith.Bridges.HomeAssistant.Mapping;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>number, select, text, date, time, datetime: settings with a value; image, device_tracker: what is told in words.</summary>
internal static class Inputs
{
    internal static Platform Number { get; } = new("number", draft =>
    {
        var its = draft.Config;
        var feature = draft.Number("", its.Text("unit_of_measurement"), its.Number("min") ?? 1, its.Number("max") ?? 100, its.Number("step") is > 0 and var step ? step : 1);
        draft.Add("", feature, draft.From("state_topic", "value_template"), draft.To("command_topic", "command_template"));
    }, []);

    internal static Platform Select { get; } = new("select", draft =>
    {
        if (draft.Config.List("options") is not { Count: > 0 } options) draft.Refuse("a select without options");
        else draft.Add("", draft.Choice("", options), draft.From("state_topic", "value_template"), draft.To("command_topic", "command_template"));
    }, []);

    internal static Platform Text { get; } = Wordy("text");

    internal static Platform Date { get; } = Wordy("date");

    internal static Platform Time { get; } = Wordy("time");

    internal static Platform DateTime { get; } = Wordy("datetime");

    internal static Platform DeviceTracker { get; } = new("device_tracker", draft =>
    {
        var its = draft.Config;
        var words = EntityDraft.Words(("home", null, its.Text("payload_home") ?? "home"), ("not_home", null, its.Text("payload_not_home") ?? "not_home"));
        draft.Add("", draft.Choice("", ["home", "not_home"]), draft.From("state_topic", "value_template"), null, words);
    }, []);

    /// <summary>Only the address of a picture; the picture itself would have to come through the broker.</summary>
    internal static Platform Image { get; } = new("image", draft =>
    {
        draft.Add("", draft.Text(""), draft.From("url_topic", "url_template"), null);
        if (draft.Config.Has("image_topic")) draft.Refuse("pictures that come over MQTT are not shown");
    }, []);

    internal static Platform Camera { get; } = new("camera", draft => draft.Refuse("pictures that come over MQTT are not shown"), []);

    private static Platform Wordy(string name) =>
        new(name, draft => draft.Add("", draft.Text(""), draft.From("state_topic", "value_template"), draft.To("command_topic", "command_template")), []);
}
