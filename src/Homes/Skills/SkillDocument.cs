using System.Text.Json;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Kith.Model.Errors;

namespace Kith.Homes.Skills;

/// <summary>A skill within other documents: read as strictly as one by itself.</summary>
public sealed class SkillJson : JsonConverter<Skill>
{
    /// <inheritdoc/>
    public override Skill? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonSerializer.Deserialize(ref reader, SkillsJson.Default.Skill);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Skill value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, SkillsJson.Default.Skill);
}

/// <summary>Skills as files and as kept.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KeptSkill))]
internal sealed partial class SkillsJson : JsonSerializerContext;

/// <summary>The language of skills: its schema, and what its documents must hold to.</summary>
public static partial class SkillDocument
{
    /// <summary>Phrases of one intent, in both languages. 50: more ways to say one thing than anybody has.</summary>
    public const int Phrases = 50;

    /// <summary>Characters of a phrase.</summary>
    public const int LongestPhrase = 120;

    /// <summary>Intents of a skill.</summary>
    public const int Intents = 20;

    /// <summary>Slots of an intent.</summary>
    public const int Slots = 4;

    /// <summary>Choices of a slot: a town's bus stops.</summary>
    public const int Choices = 200;

    /// <summary>Sentences that an intent runs.</summary>
    public const int Sentences = 10;

    /// <summary>Characters of a sentence that is run or said.</summary>
    public const int LongestSentence = 500;

    private static readonly Lazy<string> Text = new(() => SkillsJson.Default.Options.GetJsonSchemaAsNode(typeof(Skill)).ToJsonString());

    /// <summary>Its JSON schema (draft 2020-12).</summary>
    public static string Schema => Text.Value;

    /// <summary>The names of the slots in a phrase or sentence.</summary>
    public static IEnumerable<string> SlotsIn(string text) => Braces().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>The first thing that is wrong, with its place; null for none.</summary>
    public static Fault? Check(Skill skill)
    {
        if ((Names.Check(skill.Name.En, "name.en") ?? Names.Check(skill.Name.Zh, "name.zh")) is { } unnamed) return unnamed;
        if (skill.Intents.Count is 0 or > Intents) return Wrong($"a skill has 1 to {Intents} intents", "intents");
        if (skill.Intents.DistinctBy(intent => intent.Id).Count() != skill.Intents.Count) return Wrong("two intents have one id", "intents");
        for (var at = 0; at < skill.Intents.Count; at++)
            if (Check(skill, skill.Intents[at]) is { } wrong) return wrong with { Field = $"intents.{at}.{wrong.Field}" };
        return null;
    }

    private static Fault? Check(Skill skill, SkillIntent intent)
    {
        if (!Name().IsMatch(intent.Id)) return Wrong("an id is 1 to 40 lower-case letters, digits and hyphens", "id");
        if (!intent.IsLocal && skill.Http is null) return Wrong("it says nothing, runs nothing and has no address that answers", "say");
        if (intent.Say is { } say && (say.En.Length is 0 or > LongestSentence || say.Zh.Length is 0 or > LongestSentence)) return Wrong($"a text has 1 to {LongestSentence} characters", "say");
        var slots = intent.Slots ?? new Dictionary<string, Slot>();
        if (slots.Count > Slots) return Wrong($"an intent has at most {Slots} slots", "slots");
        foreach (var (name, slot) in slots)
            if (Check(name, slot) is { } wrong) return wrong with { Field = $"slots.{name}" };
        var phrases = intent.Phrases.All.ToList();
        if (phrases.Count is 0 or > Phrases) return Wrong($"an intent has 1 to {Phrases} phrases", "phrases");
        foreach (var phrase in phrases)
            if (CheckPhrase(phrase, slots) is { } wrong) return Wrong($"{wrong}: {phrase[..Math.Min(phrase.Length, LongestPhrase)]}", "phrases");
        var run = intent.Run ?? [];
        if (run.Count > Sentences || run.Any(sentence => string.IsNullOrWhiteSpace(sentence) || sentence.Length > LongestSentence)) return Wrong($"an intent runs at most {Sentences} sentences of 1 to {LongestSentence} characters", "run");
        return run.Concat([intent.Say?.En ?? "", intent.Say?.Zh ?? ""]).SelectMany(SlotsIn).FirstOrDefault(name => !slots.ContainsKey(name)) is { } unknown ? Wrong($"there is no slot {unknown}", "run") : null;
    }

    private static Fault? Check(string name, Slot slot)
    {
        if (!Name().IsMatch(name)) return Wrong("a slot's name is 1 to 40 lower-case letters, digits and hyphens", name);
        if (slot.Ask is { } ask && (ask.En.Length is 0 or > LongestSentence || ask.Zh.Length is 0 or > LongestSentence)) return Wrong($"a question has 1 to {LongestSentence} characters", name);
        if (slot.Kind is not SlotKind.Choice) return slot.Choices is null ? null : Wrong("only a choice has choices", name);
        if (slot.Choices is not { Count: > 0 and <= Choices } choices) return Wrong($"a choice has 1 to {Choices} choices", name);
        return choices.Any(choice => !Name().IsMatch(choice.Id) || !choice.Words.All.Any() || choice.Words.All.Any(word => string.IsNullOrWhiteSpace(word) || word.Length > LongestPhrase))
            ? Wrong("each choice has an id and words for it", name) : null;
    }

    private static string? CheckPhrase(string phrase, IReadOnlyDictionary<string, Slot> slots)
    {
        if (string.IsNullOrWhiteSpace(phrase) || phrase.Length > LongestPhrase) return $"a phrase has 1 to {LongestPhrase} characters";
        var named = SlotsIn(phrase).ToList();
        if (named.Distinct().Count() != named.Count) return "a slot stands in a phrase once";
        if (named.Find(name => !slots.ContainsKey(name)) is { } unknown) return $"there is no slot {unknown}";
        var words = Braces().Replace(phrase, "\u0001");
        if (words.Contains('{') || words.Contains('}')) return "a brace has no partner";
        if (!words.Any(char.IsLetterOrDigit)) return "a phrase has words beside its slots";
        return Side().IsMatch(words) ? "two slots stand side by side" : null;
    }

    private static Fault Wrong(string what, string field) => new(ErrorCodes.RequestInvalid, what, field);

    [GeneratedRegex(@"\{([a-z0-9-]{1,40})\}")]
    private static partial Regex Braces();

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex Name();

    [GeneratedRegex("\u0001\\s*\u0001")]
    private static partial Regex Side();
}
