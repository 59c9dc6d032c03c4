using System.Text.Json.Serialization;

namespace Kith.Assistant.Understanding;

/// <summary>What became of a sentence.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    [JsonStringEnumMemberName("done")] Done,
    [JsonStringEnumMemberName("answer")] Answer,
    [JsonStringEnumMemberName("ask")] Ask,
    [JsonStringEnumMemberName("confirm")] Confirm,
    [JsonStringEnumMemberName("deny")] Deny,
    [JsonStringEnumMemberName("refuse")] Refuse,
    [JsonStringEnumMemberName("cancel")] Cancel,
}

/// <summary>
/// What a sentence meant: the outcome, the acts, the ids that an answer or a question names, the parts that could not be understood,
/// what to say, and how it was understood.
/// </summary>
public sealed record Understood(Outcome Outcome, IReadOnlyList<Act> Acts, string Say)
{
    public IReadOnlyList<string>? About { get; init; }
    public IReadOnlyList<string>? Missing { get; init; }
    public Explanation? Explain { get; init; }
}

/// <summary>How a sentence was read: its spans with what each stands for, what was put right, and which intent read it.</summary>
public sealed record Explanation(string Rule, IReadOnlyList<Span> Spans, IReadOnlyList<Heard>? Corrections = null);

/// <summary>A span of the sentence and its meaning: role and concept, for example noun light, room r-kitchen, verb on.</summary>
public sealed record Span(string Text, string Meaning);

/// <summary>A word that was read as another.</summary>
public sealed record Heard(string Text, string As);
