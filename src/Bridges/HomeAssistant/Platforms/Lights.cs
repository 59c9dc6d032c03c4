using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Bridges.Products;
using Kith.Bridges.Products.Codecs;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>light in its three schemas: a topic for each thing, one object of JSON, or templates.</summary>
internal static class Lights
{
    /// <summary>What Home Assistant takes when a light does not say, mired and kelvin.</summary>
    private const double LeastMired = 153, MostMired = 500, LeastKelvin = 2000, MostKelvin = 6535;

    internal static Platform Light { get; } = new("light", draft =>
    {
        switch (draft.Config.Text("schema") ?? "basic")
        {
            case "basic" or "default": Basic(draft); break;
            case "json": JsonLights.Read(draft); break;
            case "template": TemplateLights.Read(draft); break;
            default: draft.Refuse($"a light of the schema {draft.Config.Text("schema")}"); break;
        }
    },
    [
        new("light.", "light", "on"),
        new("light.brightness", "light", "brightness", As.Level) { Joins = true },
        new("light.mired", "light", "color-temperature", As.Mired) { Joins = true },
        new("light.kelvin", "light", "color-temperature") { Joins = true },
        new("light.color", "light", "color") { Joins = true },
    ]);

    private static void Basic(EntityDraft draft)
    {
        var its = draft.Config;
        var (on, off) = (its.Text("payload_on") ?? "ON", its.Text("payload_off") ?? "OFF");
        draft.Add("", draft.Truth(""), draft.From("state_topic", "state_value_template"), draft.To("command_topic"), EntityDraft.Words(on, off));
        draft.Add("brightness", Brightness(draft), draft.From("brightness_state_topic", "brightness_value_template"), draft.To("brightness_command_topic", "brightness_command_template"));
        draft.Add("color-temp", Temperature(draft), draft.From("color_temp_state_topic", "color_temp_value_template"), draft.To("color_temp_command_topic", "color_temp_command_template"));
        AddColor(draft, "hs", ColorForm.Hs);
        AddColor(draft, "xy", ColorForm.Xy);
        AddColor(draft, "rgb", ColorForm.Rgb);
        AddColor(draft, "rgbw", ColorForm.Rgb, more: 1);
        AddColor(draft, "rgbww", ColorForm.Rgb, more: 2);
        draft.AddSent("white", draft.Number("white", null, 1, its.Number("white_scale") ?? 255, 1), draft.To("white_command_topic"));
        AddEffects(draft, draft.From("effect_state_topic", "effect_value_template"), draft.To("effect_command_topic", "effect_command_template"));
        draft.Composer = new BasicLightComposer(on, its.Text("on_command_type") ?? "last");
    }

    private static void AddColor(EntityDraft draft, string form, ColorForm kind, int more = 0)
    {
        // One form is enough: the first that can be set.
        if (draft.Slots.Any(slot => slot.Feature.Name == "light.color")) return;
        draft.Add(form, Color(draft, form, kind, isObject: false, more), draft.From($"{form}_state_topic", $"{form}_value_template"), draft.To($"{form}_command_topic", $"{form}_command_template"));
    }

    internal static void AddEffects(EntityDraft draft, Source? state, Sink? command)
    {
        if (draft.Config.List("effect_list") is { Count: > 0 } effects) draft.Add("effect", draft.Choice("effect", effects), state, command);
    }

    internal static Feature Brightness(EntityDraft draft) => draft.Number("brightness", null, 0, draft.Config.Number("brightness_scale") is > 0 and var scale ? scale : 255, 1);

    internal static Feature Temperature(EntityDraft draft)
    {
        var its = draft.Config;
        if (its.Truth("color_temp_kelvin") == true)
            return draft.Number("color-temp", "K", its.Number("min_kelvin") ?? LeastKelvin, its.Number("max_kelvin") ?? MostKelvin, 1) with { Name = "light.kelvin" };
        var (least, most) = (its.Number("min_mireds") ?? 1e6 / (its.Number("max_kelvin") ?? 1e6 / LeastMired), its.Number("max_mireds") ?? 1e6 / (its.Number("min_kelvin") ?? 1e6 / MostMired));
        return draft.Number("color-temp", null, Math.Round(least), Math.Round(most), 1) with { Name = "light.mired" };
    }

    internal static Feature Color(EntityDraft draft, string slot, ColorForm form, bool isObject, int more = 0) =>
        draft.Feature(FeatureKind.Color, slot) with { Name = "light.color", Own = new ColorTextCodec(form, isObject, more) };
}
