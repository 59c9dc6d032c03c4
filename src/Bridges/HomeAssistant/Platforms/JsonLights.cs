using System.Text.Json.Nodes;
using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Bridges.Products.Codecs;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>A light that says everything in one object: state, brightness, color_temp, color, effect.</summary>
internal static class JsonLights
{
    internal static void Read(EntityDraft draft)
    {
        var its = draft.Config;
        var modes = its.List("supported_color_modes") ?? [];
        Source? State(string key) => draft.From("state_topic") is { } source ? source with { Path = [key] } : null;
        Sink? Sink(string key) => draft.To("command_topic") is { } sink ? sink with { Key = key } : null;
        draft.Add("", draft.Truth(""), State("state"), Sink("state"), EntityDraft.Words("ON", "OFF"));
        if (its.Truth("brightness") == true || modes.Any(mode => mode != "onoff")) draft.Add("brightness", Lights.Brightness(draft), State("brightness"), Sink("brightness"));
        if (its.Truth("color_temp") == true || modes.Contains("color_temp")) draft.Add("color-temp", Lights.Temperature(draft), State("color_temp"), Sink("color_temp"), slot => Unless(slot, color: false));
        ColorForm? form = modes.Contains("xy") || its.Truth("xy") == true ? ColorForm.Xy
            : modes.Contains("hs") || its.Truth("hs") == true ? ColorForm.Hs
            : modes.Any(mode => mode is "rgb" or "rgbw" or "rgbww") || its.Truth("rgb") == true ? ColorForm.Rgb : null;
        if (form is { } kind) draft.Add("color", Lights.Color(draft, "color", kind, isObject: true), State("color"), Sink("color"), slot => Unless(slot, color: true));
        Lights.AddEffects(draft, State("effect"), Sink("effect"));
        draft.Composer = new JsonLightComposer();
    }

    /// <summary>What a light says of its colour while it shines white is left over, and the other way round.</summary>
    private static Slot Unless(Slot slot, bool color) => slot with { IsMeaningless = state =>
        state.TryGetProperty("color_mode", out var mode) && mode.ValueKind is System.Text.Json.JsonValueKind.String && (mode.GetString() is "color_temp" or "white") == color && mode.GetString() is not ("unknown" or "") };
}

/// <summary>Everything in one message, and on unless off is asked for.</summary>
internal sealed class JsonLightComposer : Composer
{
    internal override IEnumerable<Outgoing> Compose(IReadOnlyList<(Slot Slot, JsonNode Raw)> asked)
    {
        if (asked.Count == 0) yield break;
        var message = new JsonObject { ["state"] = "ON" };
        foreach (var (slot, raw) in asked)
            if (slot.Command is { Key: { } key }) message[key] = raw.DeepClone();
        yield return new Outgoing(asked[0].Slot.Command!.Topic, message.ToJsonString());
    }
}
