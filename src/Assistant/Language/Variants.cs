namespace Kith.Assistant.Language;

/// <summary>The forms in which people say one name: plural and singular, digits as words, with and without 的.</summary>
internal static class Variants
{
    private static readonly string[] English = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    private const string Chinese = "零一二三四五六七八九十";

    internal static IEnumerable<string> Of(string phrase)
    {
        var name = Normal.Phrase(phrase);
        if (name.Length == 0) yield break;
        yield return name;
        // "Lily's room" is said and written "Lily room" too.
        if (phrase.IndexOfAny(['\'', '’']) is > 0 and var mark && mark + 1 < phrase.Length && phrase[mark + 1] is 's' or 'S') yield return Normal.Phrase(phrase[..mark] + phrase[(mark + 2)..]);
        if (name.StartsWith("the ", StringComparison.Ordinal)) yield return name[4..];
        if (name[^1] is >= 'a' and <= 'z' && name.Length > 2)
        {
            yield return name[^1] is 's' or 'x' || name.EndsWith("ch", StringComparison.Ordinal) ? name + "es" : name[^1] == 'y' && name[^2] is not ('a' or 'e' or 'o') ? name[..^1] + "ies" : name + "s";
            if (name[^1] == 's' && name[^2] is not ('s' or 'u') && name.Length > 4) yield return name[..^1];
        }
        var digit = name.IndexOfAny(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
        if (digit >= 0 && (digit + 1 == name.Length || !char.IsAsciiDigit(name[digit + 1])) && (digit == 0 || !char.IsAsciiDigit(name[digit - 1])))
        {
            yield return name[..digit] + English[name[digit] - '0'] + name[(digit + 1)..];
            yield return name[..digit] + Chinese[name[digit] - '0'] + name[(digit + 1)..];
        }
        if (name.Contains('的', StringComparison.Ordinal)) yield return name.Replace("的", "", StringComparison.Ordinal);
        if (name.Contains(' ', StringComparison.Ordinal) && !name.Any(Normal.IsHan) && name.Length < 24) yield return name.Replace(" ", "", StringComparison.Ordinal);
    }
}
