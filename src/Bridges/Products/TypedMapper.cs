using Kith.Bridges.Products.Codecs;
using Kith.Model.Specs;
using Kith.Model.Units;
using Kith.Model.Values;

namespace Kith.Bridges.Products;

/// <summary>Features whose meaning the tables know become properties of the library's services.</summary>
internal sealed class TypedMapper(Library library, SpecDraft draft)
{
    /// <summary>False when the feature does not fit: another unit, another kind, or the property is there already.</summary>
    internal bool TryBind(Feature feature, MappingRow rule)
    {
        if (library.FindService(rule.Service)?.FindProperty(rule.Property) is not { } known) return false;
        var id = IdOf(rule.Service, feature.Endpoint);
        if (rule.Joins && !draft.Has(id)) return false;
        // A light that speaks x, y and hue, saturation has one colour.
        if (draft.HasProperty(id, rule.Property)) return rule.As is As.Color;
        var access = AccessOf(feature) & (rule.Only ?? ~Access.None);
        if (access is Access.None || Typing.Fit(known, feature, rule, access) is not { } fit) return false;
        if (!draft.Add(id, rule.Service, NameOf(rule.Service, feature.Endpoint), fit.Property with { Name = rule.Property, Access = access, Assumed = feature.IsAssumed ? true : null })) return false;
        draft.Bindings.Add(new Binding($"{id}.{rule.Property}", feature.Path, fit.Codec, access.HasFlag(Access.Read), rule.IsSlow, Suffixed(rule.Unless, feature.Endpoint)));
        return true;
    }

    /// <summary>A light with both kinds of colour says which of them holds.</summary>
    internal void AddColorModes()
    {
        foreach (var color in draft.Bindings.Where(binding => binding.Address.EndsWith(".color", StringComparison.Ordinal)).ToList())
        {
            var id = color.Address[..^".color".Length];
            if (!draft.HasProperty(id, "color-temperature") || draft.HasProperty(id, "mode") || color.Unless is not { } unless) continue;
            var choices = library.FindService("light")!.FindProperty("mode")!.Choices!;
            var (white, colored) = (choices.First(choice => choice.Key == "white"), choices.First(choice => choice.Key == "color"));
            draft.Add(id, "light", null, new PropertyDefinition { Name = "mode", Access = Access.Read | Access.Notify, Choices = [white, colored] });
            var codec = new ChoiceCodec([(Value.Of("color_temp"), white.Value), (Value.Of("xy"), colored.Value), (Value.Of("hs"), colored.Value)]);
            draft.Bindings.Add(new Binding($"{id}.mode", [unless.Property], codec, Published: true));
        }
    }

    /// <summary>What zigbee2mqtt says of firmware updates stands in the state of every device that can have them.</summary>
    internal void AddFirmware()
    {
        Firmware("version", "installed_version", new TextCodec());
        Firmware("available", "latest_version", new TextCodec());
        var status = library.FindService("firmware")!.FindProperty("status")!.Choices!.ToDictionary(choice => choice.Key, choice => choice.Value);
        Firmware("status", "state", new ChoiceCodec(
            [(Value.Of("idle"), status["current"]), (Value.Of("available"), status["available"]), (Value.Of("updating"), status["installing"]), (Value.Of("scheduled"), status["available"])]));
        Firmware("progress", "progress", new NumberCodec(null, null, whole: true, step: null));
        Firmware("left-time", "remaining", new NumberCodec(UnitTable.Find("second"), UnitTable.Find("minute"), whole: true, step: null));
        foreach (var action in (string[])["install", "check"]) draft.Add("firmware", "firmware", null, new ActionDefinition { Name = action });
    }

    private void Firmware(string name, string theirs, Codec codec)
    {
        if (draft.Add("firmware", "firmware", null, new PropertyDefinition { Name = name })) draft.Bindings.Add(new Binding($"firmware.{name}", ["update", theirs], codec, Published: true));
    }

    internal static Access AccessOf(Feature feature) =>
        (feature.Published ? Access.Read | Access.Notify : Access.None) | (feature.Settable ? Access.Write : Access.None);

    internal static string IdOf(string service, string? endpoint) => endpoint is null ? service : $"{service}-{Cut(Slugs.Of(endpoint))}";

    private static string Cut(string slug) => slug.Length <= 20 ? slug : slug[..20].TrimEnd('-');

    private LocalText? NameOf(string service, string? endpoint)
    {
        if (endpoint is null || library.FindService(service)?.Title is not { } title) return null;
        var which = endpoint.Replace('_', ' ');
        if (which.Length > 40) which = which[..40];
        return new LocalText($"{title.En} {which}", $"{title.Zh} {which}");
    }

    /// <summary>zigbee2mqtt puts the endpoint behind every name of a state: color_mode_l1.</summary>
    private static Unless? Suffixed(Unless? unless, string? endpoint) => unless is null || endpoint is null ? unless : unless with { Property = $"{unless.Property}_{endpoint}" };
}
