using Kith.Assistant.Households;
using Kith.Assistant.Language;

namespace Kith.Assistant.Intents;

/// <summary>What may stand in a slot of a phrase.</summary>
internal enum BlankKind : byte { Text, Number, Duration, Device, Room, Choice }

/// <summary>A slot of a phrase; the words of a choice stand with its id.</summary>
internal sealed record Blank(string Name, BlankKind Kind, IReadOnlyList<(string Id, string Word)> Choices);

/// <summary>A whole sentence that a household or a skill gave a meaning; {slot} stands for what is said there.</summary>
internal sealed record Saying(string Skill, string Intent, string Phrase, IReadOnlyList<Blank> Blanks);

/// <summary>What was said in a slot, as it was written, and what it is: a text, a number (of seconds for a duration) or an id.</summary>
internal sealed record Filling(string Text, object Value);

/// <summary>A sentence that is one of the sayings.</summary>
internal sealed record Matched(Saying Saying, IReadOnlyDictionary<string, Filling> Slots);

/// <summary>
/// The sentences that a household gave a meaning of its own, compiled. One counts only when it is all that was said, after politeness; so that
/// nothing that is understood without it is read otherwise because of it. Read before the intents, for it may be of words that no intent
/// would leave alone ("do not disturb" is no command, "lights and music" are not two). Immutable.
/// </summary>
internal sealed class Sayings
{
    private const int LongestText = 200;

    // Numbers and times are read as everywhere, in a house of nothing.
    private static readonly Lazy<Recogniser> Plain = new(() => new(new() { Floors = [], Rooms = [], Things = [] }));
    private static readonly Lazy<HashSet<string>> Courtesy = new(() => Group("polite"));
    private static readonly Lazy<HashSet<string>> Reserved = new(() => [.. Group("yes"), .. Group("no"), .. Group("nevermind"), .. Group("polite")]);

    private readonly List<(Saying Saying, List<Piece> Pieces)> _all;
    private readonly Dictionary<string, string> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _rooms = new(StringComparer.Ordinal);

    private readonly record struct Piece(string Text, Blank? Blank);

    internal Sayings(House house, IEnumerable<Saying> all)
    {
        _all = [.. all.Select(saying => (saying, PiecesOf(saying)))];
        foreach (var thing in house.Things)
            foreach (var name in thing.Aliases.Prepend(thing.Name)) _devices.TryAdd(Normal.Phrase(name), thing.Id);
        foreach (var room in house.Rooms)
            foreach (var name in room.Aliases.Prepend(room.Name)) _rooms.TryAdd(Normal.Phrase(name), room.Id);
    }

    /// <summary>Whether a phrase is nothing but a yes, a no or a courtesy: such a one belongs to every conversation.</summary>
    internal static bool IsReserved(string phrase)
    {
        var text = Bare(Normal.Phrase(phrase), 0, int.MaxValue);
        return text.Length == 0 || Reserved.Value.Contains(text) || Starts(text).Contains(text.Length);
    }

    /// <summary>The saying that a sentence is, if it is one; of several the one with the most words of its own.</summary>
    internal Matched? Find(string said)
    {
        if (_all.Count == 0) return null;
        var text = Normal.Phrase(said);
        var (starts, ends) = (Starts(text), Ends(text));
        Matched? best = null;
        var most = 0;
        foreach (var (saying, pieces) in _all)
        {
            var own = pieces.Sum(piece => piece.Blank is null ? piece.Text.Length : 0);
            if (own > most && starts.SelectMany(start => ends.Where(end => end >= start + own).Select(end => Match(saying, pieces, Bare(text, start, end)))).FirstOrDefault(found => found is not null) is { } matched)
                (best, most) = (matched, own);
        }
        return best;
    }

    /// <summary>What a whole sentence says for one slot that was asked for; null when it does not fit.</summary>
    internal Filling? Fill(Blank blank, string said)
    {
        var text = Normal.Phrase(said);
        foreach (var start in Starts(text))
            foreach (var end in Ends(text))
                if (end > start && Read(blank, Bare(text, start, end)) is { } filling) return filling;
        return null;
    }

    private static List<Piece> PiecesOf(Saying saying)
    {
        var pieces = new List<Piece>();
        var rest = saying.Phrase;
        while (rest.IndexOf('{') is >= 0 and var from && rest.IndexOf('}') is var to && to > from)
        {
            if (Normal.Phrase(rest[..from]).Trim(Marks) is { Length: > 0 } before) pieces.Add(new(before, null));
            if (saying.Blanks.FirstOrDefault(blank => blank.Name == rest[(from + 1)..to]) is { } its) pieces.Add(new("", its));
            rest = rest[(to + 1)..];
        }
        if (Normal.Phrase(rest).Trim(Marks) is { Length: > 0 } last) pieces.Add(new(last, null));
        return pieces;
    }

    private static readonly char[] Marks = [' ', '.', ',', '?', ';'];

    private static string Bare(string text, int from, int to) => text[from..Math.Min(to, text.Length)].Trim(Marks);

    private Matched? Match(Saying saying, List<Piece> pieces, string text)
    {
        var slots = new Dictionary<string, Filling>(StringComparer.Ordinal);
        return Take(pieces, 0, text, 0, slots) ? new(saying, slots) : null;
    }

    /// <summary>Whether the pieces from one on are the text from a place on. A slot takes as little as fits; bounded by the number of slots.</summary>
    private bool Take(List<Piece> pieces, int piece, string text, int at, Dictionary<string, Filling> slots)
    {
        while (at < text.Length && (text[at] is ' ' or ',')) at++;
        if (piece == pieces.Count) return at == text.Length;
        var (own, blank) = pieces[piece];
        if (blank is null)
            return string.CompareOrdinal(text, at, own, 0, own.Length) == 0 && IsEdge(text, at + own.Length) && Take(pieces, piece + 1, text, at + own.Length, slots);
        if (piece + 1 == pieces.Count) return Fits(text.Length);
        for (var end = text.IndexOf(pieces[piece + 1].Text, at, StringComparison.Ordinal); end > at; end = text.IndexOf(pieces[piece + 1].Text, end + 1, StringComparison.Ordinal))
            if (IsEdge(text, end) && Fits(end)) return true;
        return false;

        bool Fits(int end)
        {
            if (Read(blank, Bare(text, at, end)) is not { } filling) return false;
            slots[blank.Name] = filling;
            return Take(pieces, piece + 1, text, end, slots);
        }
    }

    /// <summary>English words are whole words.</summary>
    private static bool IsEdge(string text, int at) => at == 0 || at >= text.Length || !(IsWord(text[at]) && IsWord(text[at - 1]));

    private static bool IsWord(char letter) => char.IsAsciiLetterOrDigit(letter);

    private Filling? Read(Blank blank, string text)
    {
        if (text.Length is 0 or > LongestText) return null;
        object? value = blank.Kind switch
        {
            BlankKind.Text => text,
            BlankKind.Device => _devices.GetValueOrDefault(text) ?? _devices.GetValueOrDefault(WithoutThe(text)),
            BlankKind.Room => _rooms.GetValueOrDefault(text) ?? _rooms.GetValueOrDefault(WithoutThe(text)),
            BlankKind.Choice => blank.Choices.FirstOrDefault(choice => Normal.Phrase(choice.Word) is var word && (word == text || word == WithoutThe(text))).Id,
            BlankKind.Number => Numbers.Read(text, 0) is { Length: > 0 } number && number.Length == text.Length ? number.Value : null,
            _ => Seconds(text),
        };
        return value is null ? null : new(text, value);
    }

    private static double? Seconds(string text)
    {
        var tokens = Scanner.Scan(text, Plain.Value.Trie);
        return Moments.Length(tokens, 0) is { Tokens: > 0 } length && length.Tokens == tokens.Count ? length.Seconds : null;
    }

    private static string WithoutThe(string text) => text.StartsWith("the ", StringComparison.Ordinal) ? text[4..] : text.StartsWith("a ", StringComparison.Ordinal) ? text[2..] : text;

    /// <summary>Where a sentence may begin: at its beginning, and after each courtesy there.</summary>
    private static List<int> Starts(string text)
    {
        List<int> found = [0];
        for (var one = 0; one < found.Count && found.Count < 8; one++)
            foreach (var to in Edges(text, found[one], forward: true))
                if (!found.Contains(to)) found.Add(to);
        return found;
    }

    private static List<int> Ends(string text)
    {
        List<int> found = [text.Length];
        for (var one = 0; one < found.Count && found.Count < 8; one++)
            foreach (var to in Edges(text, found[one], forward: false))
                if (!found.Contains(to)) found.Add(to);
        return found;
    }

    /// <summary>Where the courtesies that stand at a place end, or begin.</summary>
    private static IEnumerable<int> Edges(string text, int at, bool forward)
    {
        var rest = (forward ? text[at..] : text[..at]).Trim(Marks);
        var offset = forward ? text.IndexOf(rest, at, StringComparison.Ordinal) : 0;
        for (var length = 1; length <= Math.Min(rest.Length, 40); length++)
        {
            var word = forward ? rest[..length] : rest[^length..];
            var edge = forward ? length : rest.Length - length;
            if (IsEdge(rest, edge) && Courtesy.Value.Contains(word)) yield return forward ? offset + length : edge;
        }
    }

    private static HashSet<string> Group(string id) => [.. Words.Standard.Concepts.Where(concept => concept.Role == Role.Group && concept.Id == id).SelectMany(concept => concept.All).Select(Normal.Phrase)];
}
