using Kith.Bridges.Products.Codecs;
using Kith.Model.Specs;
using Kith.Model.Units;
using Kith.Model.Values;

namespace Kith.Bridges.Products;

/// <summary>Features that no table knows become open properties with their unit, range and choices: nothing that a device can do is lost.</summary>
internal sealed class OpenMapper(SpecDraft draft)
{
    private static readonly (string Id, LocalText Name) Settings = ("settings", new LocalText("Settings", "设置"));
    private static readonly (string Id, LocalText Name) Health = ("health", new LocalText("Device health", "设备状态"));
    private static readonly (string Id, LocalText Name) More = ("more", new LocalText("More", "更多"));

    /// <summary>False when the spec is full.</summary>
    internal bool Add(Feature feature, Access access)
    {
        var (id, service) = feature.IsConfig ? Settings : feature.IsDiagnostic ? Health : More;
        var name = Slugs.Free(feature.Word ?? Slugs.Of(feature.Path), wished => draft.HasMember(id, wished));
        var title = LocalText.Same(Title(feature));
        if (access is Access.Write && feature is { Kind: FeatureKind.Choice, Values: [var only] })
        {
            // A single value that can only be sent is a button.
            if (!draft.Add(id, "open", service, new ActionDefinition { Name = name, Title = title })) return false;
            draft.Presses.Add(new Press($"{id}.{name}", feature.Path, only));
            return true;
        }
        var (property, codec) = Shape(feature, access);
        if (!draft.Add(id, "open", service, property with { Name = name, Title = title, Access = access, Assumed = feature.IsAssumed ? true : null })) return false;
        draft.Bindings.Add(new Binding($"{id}.{name}", feature.Path, feature.Own ?? codec, access.HasFlag(Access.Read)));
        return true;
    }

    private static string Title(Feature feature)
    {
        // Two endpoints' settings have the same label; a unit that nobody knows is at least shown.
        var label = feature is { Path.Count: > 1, Word: null } ? $"{feature.Path[0]}: {feature.Label}" : feature.Label;
        if (feature.Endpoint is { } endpoint) label = $"{label} ({endpoint})";
        UnitTable.Normalise(feature.Unit, out var known);
        return Titles.Of(known ? label : $"{label} ({feature.Unit})");
    }

    private static (PropertyDefinition, Codec) Shape(Feature feature, Access access) => feature.Kind switch
    {
        FeatureKind.Number => Number(feature, access),
        FeatureKind.Truth => (Plain(Format.Bool), Typing.Truth(feature)),
        FeatureKind.Choice when feature.Values.Count is > 0 and <= SpecLimits.Choices => Choice(feature),
        FeatureKind.Json or FeatureKind.Color => (Plain(Format.String) with { MaxLength = ProductLimits.TextLength }, new JsonCodec()),
        _ => (Plain(Format.String) with { MaxLength = ProductLimits.TextLength }, new TextCodec()),
    };

    private static PropertyDefinition Plain(Format format) => new() { Name = "", Format = format };

    private static (PropertyDefinition, Codec) Number(Feature feature, Access access)
    {
        var unit = UnitTable.Normalise(feature.Unit, out _);
        var range = access.HasFlag(Access.Write) && feature is { Min: { } min, Max: { } max } && max > min ? new ValueRange(min, max, Math.Min(StepOf(feature), max - min)) : null;
        var property = Plain(Format.Float) with { Unit = unit?.Name, Range = range, Accumulation = unit?.Dimension is Dimension.Energy ? Accumulation.Total : Accumulation.Instant };
        return (property, new NumberCodec(null, null, whole: false, feature.Step));
    }

    /// <summary>Definitions without a step mean whole numbers where their bounds are whole.</summary>
    private static double StepOf(Feature feature) =>
        feature.Step ?? (feature.Max - feature.Min >= 2 && feature.Min % 1 == 0 && feature.Max % 1 == 0 ? 1 : 0.01);

    private static (PropertyDefinition, Codec) Choice(Feature feature)
    {
        var choices = new List<Choice>();
        var codes = new List<(Value, long)>();
        foreach (var value in feature.Values)
        {
            var choice = Typing.Own(value.AsText() ?? value.ToString(), choices);
            choices.Add(choice);
            codes.Add((value, choice.Value));
        }
        return (Plain(Format.UInt16) with { Choices = choices }, new ChoiceCodec(codes));
    }
}
