using System.Text.Json;
using Kith.Model.Specs;

namespace Kith.Assistant.Language;

/// <summary>One concept of the lexicon with the words that people use for it, in both languages.</summary>
internal sealed record Concept(Role Role, string Id, IReadOnlyList<string> English, IReadOnlyList<string> Chinese, JsonElement Data)
{
    internal IEnumerable<string> All => English.Concat(Chinese);

    internal string? Text(string name) => Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String
        ? found.GetString() : null;

    internal IReadOnlyList<string> Names(string name) => Text(name)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}

/// <summary>The standard words, out of spec/words: one list per role. Read once; immutable.</summary>
internal sealed class Words
{
    private static readonly Lazy<Words> Read = new(() => new());

    internal static Words Standard => Read.Value;

    internal List<Concept> Concepts { get; } = [];
    internal Dictionary<string, Concept> Traits { get; }
    internal Dictionary<string, Concept> Verbs { get; }
    internal Dictionary<string, Concept> Kinds { get; } = new(StringComparer.Ordinal);
    internal List<Concept> Nouns { get; }
    internal List<Concept> Rooms { get; }
    internal List<Concept> Floors { get; }

    private Words()
    {
        var verbs = File("verbs");
        var values = File("values");
        var things = File("things");
        var traits = File("traits");
        var grammar = File("grammar");
        var times = File("times");
        Lists(verbs, "verbs", Role.Verb);
        Lists(things, "things", Role.Noun);
        Lists(things, "rooms", Role.Room);
        Lists(things, "floors", Role.Floor);
        Lists(traits, "traits", Role.Trait);
        Lists(values, "colors", Role.Color);
        Lists(values, "whites", Role.White);
        Lists(values, "modes", Role.Mode);
        Lists(values, "levels", Role.Level);
        Lists(values, "extremes", Role.Extreme);
        Lists(values, "fractions", Role.Fraction);
        Lists(values, "degrees", Role.Degree);
        Lists(File("units"), "units", Role.Unit);
        Groups(grammar, "groups", Role.Group);
        Groups(grammar, "questions", Role.Question);
        Groups(grammar, "states", Role.State);
        Groups(grammar, "events", Role.Event);
        Groups(grammar, "asks", Role.Ask);
        Groups(grammar, "chat", Role.Chat);
        Groups(grammar, "needs", Role.Need);
        Lists(times, "units", Role.TimeUnit);
        Lists(times, "durations", Role.Duration);
        Lists(times, "parts", Role.DayPart);
        Lists(times, "days", Role.Day);
        Lists(times, "weekdays", Role.Weekday);
        Lists(times, "months", Role.Month);
        Lists(times, "ordinals", Role.Ordinal);
        foreach (var spell in times.EnumerateObject().Where(item => item.Value.ValueKind == JsonValueKind.Object))
            Add(Role.Spell, spell.Name, spell.Value);
        foreach (var kind in traits.GetProperty("kinds").EnumerateArray())
            Kinds[kind.GetProperty("id").GetString()!] = new(Role.Noun, kind.GetProperty("id").GetString()!, [], [], kind.Clone());
        Traits = Concepts.Where(concept => concept.Role == Role.Trait).ToDictionary(concept => concept.Id, StringComparer.Ordinal);
        Verbs = Concepts.Where(concept => concept.Role == Role.Verb).ToDictionary(concept => concept.Id, StringComparer.Ordinal);
        Nouns = [.. Concepts.Where(concept => concept.Role == Role.Noun)];
        Rooms = [.. Concepts.Where(concept => concept.Role == Role.Room)];
        Floors = [.. Concepts.Where(concept => concept.Role == Role.Floor)];
    }

    private static JsonElement File(string name)
    {
        using var stream = typeof(Library).Assembly.GetManifestResourceStream($"spec/words/{name}.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    private void Lists(JsonElement file, string list, Role role)
    {
        foreach (var item in file.GetProperty(list).EnumerateArray()) Add(role, item.GetProperty("id").GetString()!, item);
    }

    private void Groups(JsonElement file, string list, Role role)
    {
        foreach (var item in file.GetProperty(list).EnumerateObject()) Add(role, item.Name, item.Value);
    }

    private void Add(Role role, string id, JsonElement item) => Concepts.Add(new(role, id, Said(item, "en"), Said(item, "zh"), item));

    private static List<string> Said(JsonElement item, string language) => item.TryGetProperty(language, out var said)
        ? [.. said.GetString()!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : [];
}
