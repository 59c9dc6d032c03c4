using Kith.Assistant.Households;

namespace Kith.Assistant.Language;

/// <summary>
/// Puts right what nothing covers: an English word with a slip of the finger (edit distance with swaps, first letter kept for two slips),
/// a Chinese word of the same sound (pinyin without tones, near sounds folded). Tried for uncovered spans alone.
/// </summary>
internal sealed class Mishearing
{
    /// <summary>Characters that stand alone, the likeliest of each sound first.</summary>
    private const string Alone = "灯关开门窗锁度点分亮暗调高低全都十三四五六七八九两一二扫烧到楼";

    private static readonly List<Concept> Spoken = [.. Words.Standard.Concepts.Where(concept => concept.Role is not (Role.Chat or Role.Spell or Role.Need or Role.Event))];

    // Small words are put right only where their letters changed places; content words by any one slip.
    private static readonly HashSet<string> Small = [.. Spoken.Where(concept => concept.Role is Role.Group or Role.Question).SelectMany(English).Where(word => word.Length is > 2 and < 5)];
    private static readonly HashSet<string> Deeds = [.. Spoken.Where(concept => concept.Role == Role.Verb).SelectMany(concept => concept.English)];

    private static readonly HashSet<string> Times = [.. Spoken.Where(concept => concept.Role is Role.Weekday or Role.Month or Role.TimeUnit or Role.DayPart or Role.Day or Role.Duration).SelectMany(English).Concat(Numbers.English).Append("quarter").Append("half")];

    // What every house has in common is made once.
    private static readonly Sounds Common = Sounds.Of(Spoken.SelectMany(English).Concat(Numbers.English), Spoken.Where(Content).SelectMany(English).Concat(Numbers.English),
        Spoken.Where(Chinese).SelectMany(concept => concept.Chinese.Select(Normal.Phrase)).Append("百分之"));

    private readonly HashSet<string> _own = new(StringComparer.Ordinal);
    private readonly Sounds _names;

    internal Mishearing(House house)
    {
        var names = house.Things.SelectMany(thing => thing.Aliases.Prepend(thing.Name))
            .Concat(house.Rooms.SelectMany(room => room.Aliases.Prepend(room.Name)))
            .Concat(house.Scenes.SelectMany(scene => scene.Aliases.Prepend(scene.Name)))
            .Concat(house.People.Select(person => person.Name))
            .Select(Normal.Phrase).Distinct().ToList();
        foreach (var name in names) _own.UnionWith(name.Split(' '));
        _names = Sounds.Of(_own, _own, names);
    }

    private static IEnumerable<string> English(Concept concept) => concept.English.Select(Normal.Phrase).SelectMany(phrase => phrase.Split(' '));

    private static bool Content(Concept concept) => concept.Role is Role.Noun or Role.Room or Role.Verb or Role.Trait or Role.Color or Role.Mode or Role.Level or Role.Weekday or Role.Extreme or Role.Fraction or Role.Floor;

    private static bool Chinese(Concept concept) => Content(concept) || concept.Role is Role.Ask or Role.White or Role.Duration or Role.Day or Role.DayPart or Role.TimeUnit or Role.Degree;

    /// <summary>What the uncovered spans of a text may have been, where a near word is known, each with its place; empty where nothing is near.</summary>
    internal List<(int From, int To, string Read)> Correct(string text, List<Token> tokens, Func<string, bool> known)
    {
        var changes = new List<(int, int, string)>();
        var own = tokens.Exists(token => token.Ask("list") || token.Is(Role.List) || token.Ask("remind") || token.Ask("broadcast") || token.Ask("timer") || token.Ask("media") && !token.Is(Role.Verb, "open") || token.Ask("weather") || token.Group("story") || token.Ask("done"));
        for (var index = tokens.Count - 1; index >= 0; index--)
        {
            var token = tokens[index];
            if (!token.Unknown || known(text[token.From..token.To]) || tokens.Take(index).Any(Free) && !tokens[..index].Exists(before => before.Ask("remind"))) continue;
            if (Normal.IsHan(text[token.From]))
            {
                // A character typed twice.
                if (token.From > 0 && text[token.From - 1] == text[token.From] || token.To < text.Length && text[token.To] == text[token.From]) { changes.Add((token.From, token.To, "")); continue; }
                if (Window(text, token.From) is not { } window)
                {
                    // Not within a text of somebody's own: an item, a message, a title; and not beside another unknown.
                    if (own || index > 0 && tokens[index - 1].Unknown || index + 1 < tokens.Count && tokens[index + 1].Unknown) continue;
                    if (Pinyin.Of(text[token.From]) is { } sound && Alone.FirstOrDefault(letter => Pinyin.Of(letter) == sound) is var single and not '\0') changes.Add((token.From, token.To, single.ToString()));
                    continue;
                }
                changes.Add(window);
                while (index > 0 && tokens[index - 1].From >= window.From) index--;
            }
            else if (own && index > 0 && !(index + 1 < tokens.Count && tokens[index + 1].Ask("list")))
            {
                // In a text of somebody's own the time alone is ours: "a timer for tweve minutes".
                if (Word(text[token.From..token.To]) is { } time && Times.Contains(time)) changes.Add((token.From, token.To, time));
            }
            else if (Joined(text, tokens, index, own) is { } pair) changes.Add(pair);
            else if (Word(text[token.From..token.To]) is { } word) changes.Add((token.From, token.To, word));
        }
        return changes;
    }

    /// <summary>One word that was written as two: "pan tree".</summary>
    private (int From, int To, string Read)? Joined(string text, List<Token> tokens, int index, bool own)
    {
        if (own) return null;
        foreach (var first in new[] { index - 1, index })
        {
            if (first < 0 || first + 1 >= tokens.Count) continue;
            var (from, to) = (tokens[first].From, tokens[first + 1].To);
            var both = text[from..to];
            if (both.Length < 6 || both.AsSpan().ContainsAnyExceptInRange(' ', 'z') || tokens[first + 1].From != tokens[first].To + 1) continue;
            if (_names.Like(EnglishSound.Of(both.Replace(" ", "", StringComparison.Ordinal))) is { Length: > 4 } word) return (from, to, word);
        }
        return null;
    }

    // A title, a message or an item is said in words of its own.
    private static bool Free(Token token) => token.Ask("broadcast") || token.Ask("remind") || token.Is(Role.Verb, "play") || token.Ask("add") && !token.Is(Role.Verb);

    /// <summary>Other readings of a sentence that names nothing of the house as it stands: spans that sound like a name.</summary>
    internal IEnumerable<(int From, int To, string Read)> Alike(string text)
    {
        for (var length = 5; length >= 2; length--)
            for (var from = 0; from + length <= text.Length; from++)
            {
                var part = text.Substring(from, length);
                if (part.All(Normal.IsHan) && Sounds.Han(part) is { } sound && (_names.LikeHan(sound) ?? Common.LikeHan(sound)) is { } phrase && phrase != part && phrase.Length == part.Length) yield return (from, from + length, phrase);
            }
    }

    private (int From, int To, string Phrase)? Window(string text, int at)
    {
        // The longest window around the character that sounds like a phrase of the house or of the lexicon.
        for (var length = 6; length >= 2; length--)
            for (var from = Math.Max(0, at - length + 1); from <= at && from + length <= text.Length; from++)
            {
                var part = text.Substring(from, length);
                if (part.All(Normal.IsHan) && Sounds.Han(part) is { } sound && (_names.LikeHan(sound) ?? Common.LikeHan(sound)) is { } phrase && phrase != part && phrase.Length == part.Length)
                    return (from, from + length, phrase);
            }
        return null;
    }

    private string? Word(string heard)
    {
        if (heard.Length < 3 || !heard.All(char.IsAsciiLetter)) return null;
        var allowed = heard.Length >= 7 ? 2 : 1;
        var mine = Sounds.Letters(heard);
        (string? Word, int Cost) best = EnglishSound.Of(heard) is var sound && (_names.Like(sound) ?? Common.Like(sound)) is { } alike && !alike.StartsWith(heard, StringComparison.Ordinal) ? (alike, _own.Contains(alike) ? 8 : 12) : (null, int.MaxValue);
        for (var length = heard.Length - allowed; length <= heard.Length + allowed; length++)
            // A slip changes two letters of the set at most.
            foreach (var word in _names.Near(length, mine, 2 * allowed).Concat(Common.Near(length, mine, 2 * allowed)))
            {
                if (word[0] != heard[0] && (allowed == 2 || heard.Length < 5)) continue;
                // Of three letters only a swap or a letter left out may be wrong: teh, mut.
                if (heard.Length == 3 && (word.Length < 3 || word.Length == 3 && !word.Order().SequenceEqual(heard.Order()))) continue;
                if (Small.Contains(word) && !_own.Contains(word) && (word.Length != heard.Length || !word.Order().SequenceEqual(heard.Order()))) continue;
                var distance = Distance(heard, word, allowed);
                if (distance > allowed) continue;
                // Letters that changed places are likelier than letters lost; a word of the house is likelier than another.
                var cost = distance * 10 + (word[0] == heard[0] ? 0 : 5) + (word.Length == heard.Length ? 0 : 2) + (_own.Contains(word) || Deeds.Contains(word) ? 0 : 3) + (word.Order().SequenceEqual(heard.Order()) ? -4 : 0);
                if (cost < best.Cost) best = (word, cost);
            }
        // A plural that nobody wrote down is a word, not a slip.
        return best.Word is { } found && found + "s" != heard && found != heard + "s" ? found : null;
    }

    private static int Distance(string one, string other, int limit)
    {
        if (limit < 0) return int.MaxValue;
        Span<int> before = stackalloc int[other.Length + 1], last = stackalloc int[other.Length + 1], row = stackalloc int[other.Length + 1];
        for (var index = 0; index <= other.Length; index++) last[index] = index;
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = one[i - 1] == other[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + same);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }
            if (least > limit) return int.MaxValue;
            last.CopyTo(before);
            row.CopyTo(last);
        }
        return last[other.Length];
    }
}
