using System.Globalization;
using System.Text.Json.Nodes;
using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Bridges.HomeAssistant.Templates;
using Kith.Bridges.Products.Codecs;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>A light whose messages are made and read by templates: one for on, one for off, one for each thing that is told.</summary>
internal static class TemplateLights
{
    internal static void Read(EntityDraft draft)
    {
        var its = draft.Config;
        if (draft.Template("command_on_template") is not { } on || draft.Template("command_off_template") is not { } off)
        {
            draft.Refuse("a light of the schema template without command_on_template and command_off_template");
            return;
        }
        Sink? Sink(string key) => draft.To("command_topic") is { } sink ? sink with { Key = key } : null;
        Source? State(string template) => its.Has(template) ? draft.From("state_topic", template) : null;
        draft.Add("", draft.Truth(""), State("state_template"), Sink("state"), EntityDraft.Words("on", "off"));
        if (its.Has("brightness_template")) draft.Add("brightness", Lights.Brightness(draft), State("brightness_template"), Sink("brightness"));
        if (its.Has("color_temp_template")) draft.Add("color-temp", Lights.Temperature(draft), State("color_temp_template"), Sink("color_temp"));
        if (draft.Template("red_template") is { } red && draft.Template("green_template") is { } green && draft.Template("blue_template") is { } blue && draft.From("state_topic") is { } state)
            draft.Add("color", Lights.Color(draft, "color", ColorForm.Rgb, isObject: false), state with { Template = Template.Joined([red, green, blue]) }, Sink("color"));
        Lights.AddEffects(draft, State("effect_template"), Sink("effect"));
        draft.Composer = new TemplateLightComposer(on, off);
    }
}

/// <summary>One message for all that is asked, made by the light's own templates.</summary>
internal sealed class TemplateLightComposer(Template on, Template off) : Composer
{
    private static readonly string[] Channels = ["red", "green", "blue"];

    internal override IEnumerable<Outgoing> Compose(IReadOnlyList<(Slot Slot, JsonNode Raw)> asked)
    {
        if (asked.Count == 0) yield break;
        var names = new Dictionary<string, object?>(StringComparer.Ordinal) { ["state"] = "on" };
        foreach (var (slot, raw) in asked)
            if (slot.Command?.Key == "color")
                foreach (var (channel, part) in Channels.Zip(Sink.TextOf(raw).Split(','))) names[channel] = long.Parse(part, CultureInfo.InvariantCulture);
            else names[slot.Command!.Key!] = Sink.ValueOf(raw);
        var isOff = names["state"] is "off";
        if ((isOff ? off : on).Evaluate(names) is { } message) yield return new Outgoing(asked[0].Slot.Command!.Topic, message);
    }
}
