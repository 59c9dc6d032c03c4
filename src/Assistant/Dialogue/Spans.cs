using System.Collections;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Dialogue;

/// <summary>The spans of a sentence with what each stands for, put into words when somebody asks.</summary>
internal sealed class Spans(Hearing hearing) : IReadOnlyList<Span>
{
    private List<Span>? _told;

    private List<Span> Told => _told ??= [.. hearing.Tokens.Where(token => !token.Mark).Select(token => new Span(hearing.Spoken(token), Meaning(token)))];

    public int Count => Told.Count;

    public Span this[int index] => Told[index];

    public IEnumerator<Span> GetEnumerator() => Told.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string Meaning(Token token) => token.Unknown ? "unknown" : token.IsNumber ? $"number {token.Number}" : string.Join(", ", token.Senses.Take(4).Select(sense => $"{sense.Role.ToString().ToLowerInvariant()} {sense.Id}".Trim()));
}
