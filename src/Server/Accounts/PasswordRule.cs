using System.Text.Json.Serialization;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Server.Accounts;

/// <summary>Why a password is too easy to guess.</summary>
[JsonConverter(typeof(CamelEnum<Weakness>))]
internal enum Weakness : byte
{
    Short,
    Long,
    /// <summary>It contains the user name.</summary>
    User,
    Repeats,
    /// <summary>It follows the keyboard or the alphabet.</summary>
    Keys,
    /// <summary>A common word with signs around it.</summary>
    Common,
}

/// <summary>Whether a new password is worth having. Length and guessability count, not classes of characters (NIST SP 800-63B 5.1.1.2).</summary>
internal static class PasswordRule
{
    internal const int Least = 10;

    /// <summary>Longer texts would only cost hashing time.</summary>
    internal const int Most = 256;

    /// <summary>Fewer different characters than this are a pattern, however long.</summary>
    private const int LeastDifferent = 5;

    /// <summary>Shorter runs along a row of keys occur in ordinary words ("were", "tree").</summary>
    private const int RunLength = 4;

    private static readonly string[] Rows =
    [
        "abcdefghijklmnopqrstuvwxyz", "01234567890", "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
        "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn",
    ];

    /// <summary>What people write first when asked for a password; each also with digits, signs and letters written as digits.</summary>
    private static readonly string[] Common =
    [
        "password", "passwort", "passphrase", "passcode", "letmein", "welcome", "administrator", "admin", "login", "iloveyou", "loveyou",
        "woaini", "sunshine", "princess", "football", "baseball", "basketball", "superman", "batman", "starwars", "dragon", "monkey",
        "master", "shadow", "michael", "jennifer", "trustno", "whatever", "changeme", "secret", "default", "computer", "internet",
        "samsung", "xiaomi", "google", "raspberry", "smarthome", "homeassistant", "mihome", "kith", "myhome", "home", "house", "family",
        "hello", "helloworld", "test", "testing", "guest", "user", "root", "access", "flower", "summer", "winter", "spring", "autumn",
        "qwerty", "qwertz", "azerty", "asdf", "zxcv", "pass", "love", "god", "money", "freedom", "mustang", "charlie",
    ];

    internal static Fault? Check(string password, string user) => WeaknessOf(password, user) switch
    {
        null => null,
        Weakness.Short => Weak($"it has {password.Length} characters, at least {Least} are needed"),
        Weakness.Long => Weak($"it has {password.Length} characters, at most {Most} are kept"),
        Weakness.User => Weak("it contains the user name"),
        Weakness.Repeats => Weak("it repeats itself"),
        Weakness.Keys => Weak("it follows the keys of the keyboard or the alphabet"),
        _ => Weak("it is a common word with signs around it"),
    };

    /// <summary>Why it would be refused; null when it would not.</summary>
    internal static Weakness? WeaknessOf(string password, string user)
    {
        if (password.Length < Least) return Weakness.Short;
        if (password.Length > Most) return Weakness.Long;
        if (user.Length >= 3 && password.Contains(user, StringComparison.OrdinalIgnoreCase)) return Weakness.User;
        var plain = password.ToLowerInvariant();
        if (plain.Distinct().Count() < LeastDifferent || IsRepeated(plain)) return Weakness.Repeats;
        if (InRuns(plain) * 10 >= plain.Length * 7) return Weakness.Keys;
        return IsCommon(plain) ? Weakness.Common : null;
    }

    private static Fault Weak(string why) => new(ErrorCodes.PasswordWeak, $"The password is too easy to guess: {why}.", "password");

    /// <summary>True for any unit written twice or more, and a rest of it: abcabcab.</summary>
    private static bool IsRepeated(string text)
    {
        for (var unit = 1; unit <= text.Length / 2; unit++)
            if (text.AsSpan(unit).SequenceEqual(text.AsSpan(0, text.Length - unit))) return true;
        return false;
    }

    /// <summary>How many characters stand in runs along a row, forward or backward.</summary>
    private static int InRuns(string text)
    {
        var covered = 0;
        for (var start = 0; start < text.Length;)
        {
            var run = RunAt(text, start);
            covered += run >= RunLength ? run : 0;
            start += run >= RunLength ? run : 1;
        }
        return covered;
    }

    private static int RunAt(string text, int start) => Rows.Max(row => Math.Max(RunAlong(row, text, start, +1), RunAlong(row, text, start, -1)));

    private static int RunAlong(string row, string text, int start, int step)
    {
        var place = row.IndexOf(text[start], StringComparison.Ordinal);
        if (place < 0) return 1;
        var length = 1;
        while (start + length < text.Length && place + step >= 0 && place + step < row.Length && row[place + step] == text[start + length])
        {
            place += step;
            length++;
        }
        return length;
    }

    private static bool IsCommon(string text)
    {
        var letters = string.Concat(text.Select(Letter).Where(char.IsAsciiLetter));
        // Digits at the end are a year or a count far more often than letters in disguise: both readings are looked at.
        var stem = string.Concat(text.Trim("0123456789!?.,-_*#$@+ ".ToCharArray()).Select(Letter).Where(char.IsAsciiLetter));
        var ownLetters = text.Count(c => char.IsLetter(c) && !char.IsAsciiLetter(c));
        return ownLetters == 0 && (IsWords(letters) || IsWords(stem));
    }

    /// <summary>True when the text is nothing but one or two common words (or digits and signs alone).</summary>
    private static bool IsWords(string letters) =>
        letters.Length == 0 || Common.Any(word =>
            letters == word || (letters.StartsWith(word, StringComparison.Ordinal) && Common.Contains(letters[word.Length..])));

    private static char Letter(char c) => c switch
    {
        '0' => 'o',
        '1' => 'l',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        _ => c,
    };
}
