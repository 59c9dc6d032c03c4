using System.Text.Json;
using Kith.Model.Specs;

namespace Kith.Assistant.Language;

/// <summary>Words that sound alike (spec/words/homophones.json): other readings of a sentence that a speech recogniser may have written down wrong.</summary>
internal static class Homophones
{
    private const int Most = 8;

    private static readonly Dictionary<string, string[]> English = Read();

    /// <summary>The sentence with one word read as its likeness, then with all of them; at most ten readings.</summary>
    internal static IEnumerable<Normal> Of(Normal heard, IReadOnlyList<Token> tokens)
    {
        var edits = new List<(int From, int To, string Read)>();
        for (var at = 0; at < heard.Text.Length; at++)
        {
            if (at > 0 && char.IsAsciiLetterOrDigit(heard.Text[at - 1]) || !char.IsAsciiLetter(heard.Text[at])) continue;
            var end = at;
            while (end < heard.Text.Length && char.IsAsciiLetterOrDigit(heard.Text[end])) end++;
            if (end < heard.Text.Length && heard.Text[end] == ' ')
            {
                var second = end + 1;
                while (second < heard.Text.Length && char.IsAsciiLetterOrDigit(heard.Text[second])) second++;
                if (English.TryGetValue(heard.Text[at..second], out var joined)) { edits.AddRange(joined.Select(word => (at, second, word))); at = second; continue; }
            }
            if (English.TryGetValue(heard.Text[at..end], out var reads)) edits.AddRange(reads.Select(word => (at, end, word)));
        }
        // A part of a number is no word: "two hundred" is not "to hundred".
        edits.RemoveAll(edit => tokens.Any(token => token.IsNumber && token.From <= edit.From && token.To >= edit.To && (token.To - token.From > edit.To - edit.From || !Before(tokens, token))));
        foreach (var edit in edits.Take(Most)) yield return new(heard, [edit]);
        var first = edits.DistinctBy(edit => edit.From).ToList();
        if (first.Count > 1) yield return new(heard, first);
        // Of two readings of a word the second, beside all the others.
        if (edits.Count > first.Count && first.Count > 1) yield return new(heard, edits.AsEnumerable().Reverse().DistinctBy(edit => edit.From).Reverse().ToList());
    }

    private static bool Before(IReadOnlyList<Token> tokens, Token token) => tokens.Any(next => next.IsNumber && next.From >= token.To && next.From <= token.To + 1);

    private static Dictionary<string, string[]> Read()
    {
        using var stream = typeof(Library).Assembly.GetManifestResourceStream("spec/words/homophones.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("en").EnumerateObject().DistinctBy(word => word.Name).ToDictionary(word => word.Name, word => word.Value.GetString()!.Split('|'), StringComparer.Ordinal);
    }
}
