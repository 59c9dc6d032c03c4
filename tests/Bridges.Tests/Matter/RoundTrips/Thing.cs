using Kith.Bridges.Matter.Showing;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Units;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.Matter.RoundTrips;

/// <summary>A device of one type of the library: with what the type requires, or with all that its services may have and Matter has a form for.</summary>
internal sealed class Thing
{
    private Thing(string type, string name, Spec spec) => (Type, Name, Spec) = (type, name, spec);

    internal string Type { get; }

    internal string Name { get; }

    internal Spec Spec { get; }

    internal DeviceId Id { get; set; }

    /// <summary>What Matter has a form for.</summary>
    internal IReadOnlyList<Property> Shown => Properties(_ => true);

    /// <summary>What others may set of it.</summary>
    internal IReadOnlyList<Property> Settable => [.. Properties(attribute => attribute.Hear is not null).Where(property => property.Access.HasFlag(Access.Write))];

    internal IEnumerable<SpecAction> Called => ShownKinds.Of(Spec).SelectMany(its => its.Service.Actions.Where(action => its.Kind.Calls.Values.Contains(action.Name)));

    internal IEnumerable<SpecEvent> Told => ShownKinds.Of(Spec).SelectMany(its => its.Service.Events.Where(happening => its.Kind.Events?.ContainsKey(happening.Name) is true));

    /// <summary>Both forms of each type; one where they are the same. Types that require nothing of the library have none.</summary>
    internal static IReadOnlyList<Thing> All()
    {
        var things = new List<Thing>();
        foreach (var type in House.Library.Types.Where(type => type.Required is { Count: > 0 }))
        {
            var uses = type.Required!.Select(service => new ServiceUse { Id = service, Type = service }).ToList();
            var whole = Made(type.Name, [.. uses.Select(Whole)]).Value;
            if (Made(type.Name, [.. uses.Select(Required)]) is { Ok: true } made && made.Value.Services.Any(service => service.Properties.Count + service.Events.Count > 0)) things.Add(new Thing(type.Name, $"Thing {things.Count}", made.Value));
            things.Add(new Thing(type.Name, $"Thing {things.Count}", whole));
        }
        return things;
    }

    /// <summary>The states to go through: each value of each property, in surroundings where it means something.</summary>
    internal IEnumerable<(Property Property, Value Value, Dictionary<string, Value> State)> States()
    {
        foreach (var property in Shown.Where(property => property.Access.HasFlag(Access.Read)))
            foreach (var value in Samples(property)) yield return (property, value, State(property, value));
    }

    /// <summary>In surroundings where it means something: what is off has no mode.</summary>
    internal Dictionary<string, Value> State(Property property, Value value)
    {
        var service = property.Address[..property.Address.IndexOf('.')];
        var state = new Dictionary<string, Value> { [property.Address] = value };
        if (property.Name != "on" && Spec.FindProperty($"{service}.on") is { } on && on.Access.HasFlag(Access.Read)) state[on.Address] = Value.Of(true);
        if (property.Name is "color" or "color-temperature" && Spec.FindProperty($"{service}.mode")?.Choices is { } modes)
            state[$"{service}.mode"] = Value.Of(modes.First(mode => mode.Key == (property.Name == "color" ? "color" : "white")).Value);
        return state;
    }

    /// <summary>The ends, and one between, within what Matter can say.</summary>
    internal IReadOnlyList<Value> Samples(Property property)
    {
        if (property.Format is Format.Bool) return [Value.Of(true), Value.Of(false)];
        if (property.Choices is { } choices) return [.. choices.Where(choice => !IsOnlyOurs(property, choice.Key)).Select(choice => Value.Of(choice.Value))];
        if (property.Unit == "rgb") return [Value.Of(0xFF8000L), Value.Of(0x00FF40L)];
        var (least, most) = Bounds(property) is var (min, max) ? (Math.Max(property.Range!.Min, min), Math.Min(property.Range.Max, max)) : default;
        var middle = Math.Round(least + Math.Floor((most - least) / property.Range!.Step * 0.37) * property.Range.Step, 6);
        // How full a battery is may be said every ten seconds only.
        double[] numbers = property.Name == "charge-level" ? [middle] : [least, middle, most];
        return [.. numbers.Select(number => property.Format is Format.Float ? Value.Of(number) : Value.Of((long)number))];
    }

    /// <summary>Whether what the other home has is the same: choices by their keys, numbers as near as Matter's own steps.</summary>
    internal static bool Same(Property ours, Value value, Property theirs, Value told)
    {
        if (told.IsNone) return false;
        if (ours.Choices is { } choices && theirs.Choices is { } others) return Key(choices, value) == Key(others, told);
        if (ours.Unit == "rgb") return Enumerable.Range(0, 3).All(channel => Math.Abs(((value.AsInteger() >> (8 * channel)) & 255) - ((told.AsInteger() >> (8 * channel)) & 255)) <= 12);
        if (ours.Format is Format.Bool) return value == told;
        var converted = ours.Unit is { } own && theirs.Unit is { } unit && own != unit ? UnitTable.Find(own)!.Convert(value.AsDouble(), UnitTable.Find(unit)!) ?? double.NaN : value.AsDouble();
        return Math.Abs(converted - told.AsDouble()) <= Steps(ours, value) + 1e-6;
    }

    private static string? Key(IReadOnlyList<Choice> choices, Value value) => choices.FirstOrDefault(choice => choice.Value == value.AsInteger())?.Key;

    /// <summary>Half of what Matter can tell apart.</summary>
    private static double Steps(Property property, Value value) => property.Unit switch
    {
        "kelvin" => value.AsDouble() * value.AsDouble() / 1e6 / 2 + 1,
        "lux" => value.AsDouble() * 0.0003 + 0.1,
        "kilopascal" => 0.05,
        "liter-per-minute" => 1 / 1.2 + 0.01,
        "hectopascal" => 0.5,
        _ => property.Name.EndsWith("-density", StringComparison.Ordinal) ? value.AsDouble() * 1e-6 : 0,
    };

    /// <summary>Matter's own bounds, where a home's are wider.</summary>
    private static (double Least, double Most) Bounds(Property property) => property.Name switch
    {
        "pressure" => (0, 3276.7), "atmospheric-pressure" => (300, 1100), "left-time" => (0, 4000), "color-temperature" => (1701, 6500), _ => (double.MinValue, double.MaxValue),
    };

    /// <summary>Values that a home has and nobody else: Matter has no word for them.</summary>
    private bool IsOnlyOurs(Property property, string key) => (property.Address, key) switch
    {
        ("light.mode", not ("white" or "color")) => true,
        ("thermostat.mode", "fan" or "dry") => true,
        // With a position, open and close are positions.
        ("curtain.motor-control", not "pause") => Spec.FindProperty("curtain.target-position") is not null,
        ("environment.air-quality", _) => key is not ("good" or "fair" or "moderate" or "poor" or "hazardous"),
        _ => false,
    };

    private List<Property> Properties(Func<ShownAttribute, bool> of) => [.. ShownKinds.Of(Spec).SelectMany(its => its.Kind.Attributes.Where(of).SelectMany(attribute => attribute.Of)
        .Select(name => its.Service.Properties.FirstOrDefault(property => property.Name == name)).OfType<Property>()).Distinct()];

    private static Result<Spec> Made(string type, IReadOnlyList<ServiceUse> services) =>
        House.Library.Resolve(new ProductDocument { Product = $"maker.{type}-{services.Sum(service => service.Properties?.Count ?? 0)}", Version = 1, Maker = "maker", Type = type, Name = LocalText.Same("Model"), Services = services });

    private static ServiceUse Required(ServiceUse use) => House.Library.FindService(use.Type)! is var known ? use with
    {
        Actions = [.. (known.Actions ?? []).Where(its => its.Required is true).Select(its => new ActionDefinition { Name = its.Name })],
    } : use;

    private static ServiceUse Whole(ServiceUse use) => House.Library.FindService(use.Type)! is var known ? use with
    {
        Properties = [.. (known.Properties ?? []).Select(its => new PropertyDefinition { Name = its.Name })],
        Actions = [.. (known.Actions ?? []).Select(its => new ActionDefinition { Name = its.Name })],
        Events = use.Type == "switch-sensor" ? [.. (known.Events ?? []).Select(its => new EventDefinition { Name = its.Name, Arguments = [] })] : [],
    } : use;
}
