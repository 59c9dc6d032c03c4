using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Server.Assistant;

/// <summary>Between values as people say them (true, a number, the name of a mode or colour) and as a spec has them.</summary>
internal static class SpokenAs
{
    /// <summary>A property's value as people say it; null where it means nothing to them.</summary>
    internal static object? Said(TraitBinding binding, Property property, Value value) => binding.As switch
    {
        _ when value.IsNone => null,
        "bool" => value.AsBool(),
        "number" => value.AsDouble(),
        "more" => value.AsDouble() > 0,
        "is" => KeyOf(property, value) == binding.True,
        "text" => value.AsText(),
        "color" => Bindings.Standard.Colors.MinBy(color => Distance(color.Value, value.AsInteger())).Key,
        "level" => KeyOf(property, value) is "auto" ? "auto" : Levels(property) is { Count: > 0 } levels && levels.FindIndex(choice => choice.Value == value.AsInteger()) is >= 0 and var place ? Math.Round(100.0 * (place + 1) / levels.Count) : null,
        _ when binding.False is not null => KeyOf(property, value) != binding.False,
        _ => KeyOf(property, value) is { } key ? ModeOf(property, key) : null,
    };

    /// <summary>What is said, in the property's format; null where the property has nothing like it.</summary>
    internal static Value? Written(TraitBinding binding, Property property, object? said) => (binding.As, said) switch
    {
        ("bool", bool truth) => Value.Of(truth),
        ("number", double number) => Value.Of(number),
        ("text", string text) => Value.Of(text),
        ("color", string color) => (Bindings.Rgb(color) ?? (Bindings.Standard.Colors.TryGetValue(color, out var rgb) ? rgb : null)) is { } known ? Value.Of(known) : null,
        ("choice", bool truth) => Choice(property, truth ? binding.True : binding.False),
        ("choice", string mode) => Choice(property, KeyFor(property, mode)),
        ("level", double percent) => Levels(property) is { Count: > 0 } levels ? Value.Of(levels[Math.Clamp((int)Math.Round(percent / 100 * levels.Count) - 1, 0, levels.Count - 1)].Value) : null,
        ("level", string mode) => Choice(property, KeyFor(property, mode)) ?? (Levels(property), mode) switch
        {
            ({ Count: > 0 } levels, "silent" or "sleep") => Value.Of(levels[0].Value),
            ({ Count: > 0 } levels, "boost") => Value.Of(levels[^1].Value),
            _ => null,
        },
        _ => null,
    };

    /// <summary>The next value up or down, where a step is smaller than what lies between two levels.</summary>
    internal static Value? Next(Property property, Value now, bool up)
    {
        var levels = Levels(property);
        var place = levels.FindIndex(choice => choice.Value == now.AsInteger());
        return levels.Count == 0 ? null : Value.Of(levels[Math.Clamp(place + (up ? 1 : -1), 0, levels.Count - 1)].Value);
    }

    /// <summary>The modes that a property has, as people call them.</summary>
    internal static IReadOnlyList<string> ModesOf(Property property) => [.. (property.Choices ?? []).SelectMany(choice => new[] { choice.Key, ModeOf(property, choice.Key) }).Distinct(StringComparer.Ordinal)];

    internal static Value? Choice(Property property, string? key) => property.Choices?.FirstOrDefault(choice => choice.Key == key) is { } found ? Value.Of(found.Value) : null;

    private static string? KeyOf(Property property, Value value) => property.Choices?.FirstOrDefault(choice => choice.Value == value.AsInteger())?.Key;

    private static string? KeyFor(Property property, string mode) => property.Choices is not { } choices ? null
        : choices.Any(choice => choice.Key == mode) ? mode
        : Bindings.Standard.Modes.GetValueOrDefault(mode)?.FirstOrDefault(key => choices.Any(choice => choice.Key == key));

    private static string ModeOf(Property property, string key) =>
        Bindings.Standard.Modes.FirstOrDefault(mode => mode.Value.Contains(key) && property.Choices!.All(choice => choice.Key != mode.Key)).Key ?? key;

    private static List<Choice> Levels(Property property) => [.. (property.Choices ?? []).Where(choice => choice.Key is not ("auto" or "off")).OrderBy(choice => choice.Value)];

    private static long Distance(long one, long other)
    {
        long sum = 0;
        for (var shift = 0; shift <= 16; shift += 8)
        {
            var apart = ((one >> shift) & 0xFF) - ((other >> shift) & 0xFF);
            sum += apart * apart;
        }
        return sum;
    }
}
