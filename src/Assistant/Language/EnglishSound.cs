using System.Text;

namespace Kith.Assistant.Language;

/// <summary>
/// How an English word sounds, roughly: words that are said alike have one code, however they are written (gate and gait, gym and jim, pantry and
/// pan tree). Silent letters go, letters of one sound are one, vowels fall into a few classes, and weak ones behind the first into one.
/// </summary>
internal static class EnglishSound
{
    internal static string Of(string word)
    {
        var sound = new StringBuilder(word.Length);
        var syllables = 0;
        for (var at = 0; at < word.Length;)
        {
            var (said, length) = IsVowel(word, at) ? Vowel(word, at, syllables++) : Consonant(word, at);
            foreach (var letter in said)
                if (sound.Length == 0 || sound[^1] != letter) sound.Append(letter);
            at += length;
        }
        return sound.ToString();
    }

    private static bool IsVowel(string word, int at) => word[at] is 'a' or 'e' or 'i' or 'o' or 'u' || word[at] == 'y' && at > 0;

    private static bool At(string word, int at, string part) => string.CompareOrdinal(word, at, part, 0, part.Length) == 0;

    private static (string Said, int Length) Consonant(string word, int at)
    {
        var next = at + 1 < word.Length ? word[at + 1] : ' ';
        if (at == 0 && (At(word, at, "kn") || At(word, at, "gn"))) return ("n", 2);
        if (at == 0 && At(word, at, "wr")) return ("r", 2);
        if (At(word, at, "wh")) return ("w", 2);
        if (At(word, at, "ph")) return ("f", 2);
        if (At(word, at, "tch")) return ("C", 3);
        if (At(word, at, "ch")) return ("C", 2);
        if (At(word, at, "sh")) return ("S", 2);
        if (At(word, at, "th")) return ("T", 2);
        if (At(word, at, "gh")) return (at == 0 ? "g" : "", 2);
        if (At(word, at, "dge")) return ("j", 3);
        if (At(word, at, "mb") && at + 2 == word.Length) return ("m", 2);
        return word[at] switch
        {
            'c' => (next is 'e' or 'i' or 'y' ? "s" : "k", next == 'k' ? 2 : 1),
            'g' => (next is 'e' or 'i' or 'y' ? "j" : "g", 1),
            'q' => ("k", 1),
            'x' => ("ks", 1),
            'z' => ("s", 1),
            'h' when at > 0 => ("", 1),
            'w' when at + 1 == word.Length => ("", 1),
            var letter => (letter.ToString(), 1),
        };
    }

    private static (string Said, int Length) Vowel(string word, int at, int syllable)
    {
        var end = at;
        while (end < word.Length && IsVowel(word, end)) end++;
        var group = word[at..end];
        var rest = word.AsSpan(end);
        if (rest.StartsWith("w") && group is "o" or "e" or "a" && (rest.Length == 1 || !IsVowel(word, end + 1)))
        {
            (group, end) = (group + "w", end + 1);
            rest = rest[1..];
        }
        // A last e is silent and makes the vowel before it long.
        if (group == "e" && rest.IsEmpty && syllable > 0) return ("", end - at);
        if (group == "e" && rest is "s" or "d" && syllable > 0) return ("", end - at);
        if (rest.StartsWith("r")) return (group is "e" or "i" or "u" or "ea" or "y" ? "@" : group[0] is 'a' or 'e' ? "a" : "o", end - at);
        if (rest.StartsWith("gh")) return (group is "i" or "ei" && rest.Length > 0 ? group == "i" ? "Y" : "A" : "o", end - at + 2);
        var magic = group.Length == 1 && rest.Length is 2 or 3 && rest[1] == 'e' && (rest.Length == 2 || rest[2] == 's');
        return (group switch
        {
            "ai" or "ay" or "ei" or "ey" when syllable == 0 => "A",
            "ee" or "ea" or "ie" or "ey" or "y" or "ei" => syllable == 0 && group is "y" or "ie" && rest.IsEmpty ? "Y" : "i",
            "oa" or "ow" or "oe" => "O",
            "oo" or "ew" or "ue" or "ui" or "eu" or "ou" => "U",
            "au" or "aw" => "o",
            "a" when magic => "A",
            "i" or "ye" when magic || rest.IsEmpty && syllable == 0 => "Y",
            "o" when magic => "O",
            "u" when magic => "U",
            "i" => "i",
            _ when syllable > 0 => "@",
            _ => group[..1],
        }, end - at);
    }
}
