using Kith.Bridges.Products.Codecs;
using Kith.Model.Specs;
using Kith.Model.Units;
using Kith.Model.Values;

namespace Kith.Bridges.Products;

/// <summary>A property of the library in the form that one device has it, and the codec that goes with it.</summary>
internal static class Typing
{
    /// <summary>Tried in order for "on" where a mode has an off.</summary>
    private static readonly string[] OnModes = ["heat", "auto", "cool", "on", "medium", "low", "emergency"];

    /// <summary>Null when the feature cannot be this property.</summary>
    internal static (PropertyDefinition Property, Codec Codec)? Fit(PropertyDefinition known, Feature feature, MappingRow rule, Access access) => rule.As switch
    {
        As.Plain when feature.Own is { } own => (Same(known), own),
        As.Opposite => feature.Kind is FeatureKind.Truth ? (Same(known), new TruthCodec(Value.Of(false), Value.Of(true))) : null,
        As.Level => feature.Kind is FeatureKind.Number ? (Same(known), new LevelCodec(feature.Max is > 0 and var max ? max : 254)) : null,
        As.Mired => feature.Kind is FeatureKind.Number ? Mired(known, feature) : null,
        As.Color => feature.Kind is FeatureKind.Color ? (Same(known), new ColorCodec(byHue: feature.Name == "color_hs")) : null,
        As.OnOff => feature.Kind is FeatureKind.Choice ? OnOff(known, feature, rule) : null,
        As.Hex => feature.Kind is FeatureKind.Text ? (Same(known), new HexCodec()) : null,
        _ => feature.Kind switch
        {
            FeatureKind.Truth when known.Format is Format.Bool => (Same(known), Truth(feature)),
            FeatureKind.Number when known.Choices is null && known.Format is not (Format.Bool or Format.String) => Number(known, feature, rule, access),
            FeatureKind.Choice when known.Choices is { } choices => Choice(known, choices, feature, rule),
            FeatureKind.Text when known.Format is Format.String => (Same(known), new TextCodec()),
            _ => null,
        },
    };

    /// <summary>A truth that names no values, or only one of them, is plainly true or false.</summary>
    internal static TruthCodec Truth(Feature feature) =>
        feature.On.IsNone || feature.Off.IsNone ? new TruthCodec(Value.Of(true), Value.Of(false)) : new TruthCodec(feature.On, feature.Off);

    private static PropertyDefinition Same(PropertyDefinition known) => new() { Name = known.Name };

    private static (PropertyDefinition, Codec)? Mired(PropertyDefinition known, Feature feature)
    {
        // 153 to 500 mired is what zigbee lights have unless they say otherwise (ZCL colour control, and herdsman's default).
        var (least, most) = feature is { Min: > 0, Max: > 0 } && feature.Max > feature.Min ? (feature.Min.Value, feature.Max.Value) : (153, 500);
        var codec = new MiredCodec(least, most);
        return (Same(known) with { Range = new ValueRange(codec.LeastKelvin, codec.MostKelvin, 1) }, codec);
    }

    private static (PropertyDefinition, Codec)? OnOff(PropertyDefinition known, Feature feature, MappingRow rule)
    {
        if (rule.Off.FirstOrDefault(feature.Offers) is not { } off) return null;
        var on = OnModes.Select(mode => Value.Of(mode)).FirstOrDefault(mode => feature.Values.Contains(mode));
        if (on.IsNone) on = feature.Values.FirstOrDefault(value => value.AsText() != off);
        return on.IsNone ? null : (Same(known), new ModeCodec(Value.Of(off), on));
    }

    private static (PropertyDefinition, Codec)? Number(PropertyDefinition known, Feature feature, MappingRow rule, Access access)
    {
        var from = UnitTable.Normalise(feature.Unit, out var isKnown);
        if (isKnown && from is null && rule.Assume is { } assumed) from = UnitTable.Find(assumed);
        var to = known.Unit is { } unit ? UnitTable.Find(unit) : null;
        if (!isKnown || (from is not null && (to is null || from.Convert(1, to) is null && from.Name != to.Name))) return null;
        var whole = known.Format is not Format.Float;
        double? Ours(double? theirs) => theirs is { } its && from is not null && to is not null ? from.Convert(its, to) : theirs;
        var step = feature.Step is { } their && Ours(their) - Ours(0) is { } ours ? Math.Abs(ours) : (double?)null;
        var range = RangeOf(known, Ours(feature.Min), Ours(feature.Max), step, whole, access.HasFlag(Access.Write));
        return (Same(known) with { Range = range }, new NumberCodec(from, to, whole, feature.Step));
    }

    /// <summary>What may be set is the device's own; what is only read is never narrower than the library's, so that no report is lost.</summary>
    private static ValueRange? RangeOf(PropertyDefinition known, double? min, double? max, double? step, bool whole, bool isSettable)
    {
        if (known.Range is not { } library) return null;
        var least = min is { } a && max > a ? isSettable ? a : Math.Min(a, library.Min) : library.Min;
        var most = max is { } b && b > min ? isSettable ? b : Math.Max(b, library.Max) : library.Max;
        var by = isSettable && step is > 0 and var own ? own : library.Step;
        if (!whole) return new ValueRange(Math.Round(least, 6), Math.Round(most, 6), Math.Round(Math.Max(by, 1e-6), 6));
        var (narrowest, widest) = known.Format switch { Format.UInt8 => (0, 255), Format.Int8 => (-128, 127), Format.UInt16 => (0, 65535), _ => (library.Min, library.Max) };
        var range = new ValueRange(Math.Clamp(Math.Ceiling(least), narrowest, widest), Math.Clamp(Math.Floor(most), narrowest, widest), Math.Max(1, Math.Round(by)));
        return range.Min <= range.Max ? range : library;
    }

    private static (PropertyDefinition, Codec)? Choice(PropertyDefinition known, IReadOnlyList<Choice> library, Feature feature, MappingRow rule)
    {
        var choices = new List<Choice>();
        var codes = new List<(Value, long)>();
        foreach (var value in feature.Values)
        {
            var text = value.AsText() ?? value.ToString();
            var key = rule.Choices?.FirstOrDefault(row => row.Theirs == text).Ours;
            var choice = library.FirstOrDefault(its => its.Key == key) ?? Own(text, choices);
            codes.Add((value, choice.Value));
            if (!choices.Contains(choice)) choices.Add(choice);
        }
        if (choices.Count == 0 || choices.Count > SpecLimits.Choices) return null;
        // Choices of our own begin at 1,000, beyond an uint8.
        var format = choices.Exists(choice => choice.Value > byte.MaxValue) ? Format.UInt16 : known.Format;
        return (Same(known) with { Format = format, Choices = choices }, new ChoiceCodec(codes));
    }

    /// <summary>A choice that the library does not have.</summary>
    internal static Choice Own(string text, IReadOnlyList<Choice> taken)
    {
        long number = Slugs.Number(text);
        while (taken.Any(choice => choice.Value == number)) number = number == 65535 ? 1000 : number + 1;
        var key = Slugs.Free(Slugs.Of(text), wished => taken.Any(choice => choice.Key == wished));
        return new Choice(number, key, LocalText.Same(Titles.Of(text)));
    }
}
