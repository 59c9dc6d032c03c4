using System.Text.Json;
using Kith.Model.Specs;

namespace Kith.Assistant.Language;

/// <summary>Words that sound alike (spec/words/homophones.json): other readings of a sentence that a speech recogniser may have written down wrong.</summary>
internal static class Homophones
{
    private static readonly Dictionary<string, string> English = Read();

    /// <summary>The sentence with one word read as its likeness, then with all of them; at most eight readings.</summary>
    internal static IEnumerable<Normal> Of(Normal heard)
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
                if (English.TryGetValue(heard.Text[at..second], out var joined)) { edits.Add((at, second, joined)); at = second; continue; }
            }
            if (English.TryGetValue(heard.Text[at..end], out var read) && read != heard.Text[at..end]) edits.Add((at, end, read));
        }
        foreach (var edit in edits.Take(7)) yield return new(heard, [edit]);
        if (edits.Count > 1) yield return new(heard, edits);
    }

    private static Dictionary<string, string> Read()
    {
        using var stream = typeof(Library).Assembly.GetManifestResourceStream("spec/words/homophones.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("en").EnumerateObject().DistinctBy(word => word.Name).ToDictionary(word => word.Name, word => word.Value.GetString()!, StringComparer.Ordinal);
    }
}
