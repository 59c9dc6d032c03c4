using System.Globalization;

namespace Kith.Assistant.Language;

/// <summary>Numbers as people write and say them, in digits, English words and Chinese numerals. Reads at one place of a normal text; 0 long where there is none.</summary>
internal static class Numbers
{
    private static readonly Dictionary<string, int> Small = Words("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 0, 1);
    private static readonly Dictionary<string, int> Tens = Words("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10);
    private static readonly string[] Minus = ["minus ", "negative ", "负", "零下"];
    /// <summary>The words of numbers, for who looks for slips of the finger.</summary>
    internal static IEnumerable<string> English => Small.Keys.Concat(Tens.Keys).Append("hundred");

    private const string Digits = "零一二三四五六七八九";

    private static Dictionary<string, int> Words(string words, int first, int step) =>
        words.Split(' ').Select((word, index) => (word, first + index * step)).ToDictionary(item => item.word, item => item.Item2, StringComparer.Ordinal);

    internal static (int Length, double Value) Read(string text, int at)
    {
        var letter = text[at];
        foreach (var minus in Minus)
            if (string.CompareOrdinal(text, at, minus, 0, minus.Length) == 0 && at + minus.Length < text.Length && Read(text, at + minus.Length) is { Length: > 0 } below) return (minus.Length + below.Length, -below.Value);
        if (char.IsAsciiDigit(letter) || letter == '-' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])) return Plain(text, at);
        if (letter is >= 'a' and <= 'z') return Spelt(text, at);
        return Normal.IsHan(letter) || letter == '〇' ? Chinese(text, at) : (0, 0);
    }

    private static (int Length, double Value) Plain(string text, int at)
    {
        var to = at + 1;
        while (to < text.Length && to - at < 12 && (char.IsAsciiDigit(text[to]) || text[to] == '.' && to + 1 < text.Length && char.IsAsciiDigit(text[to + 1]))) to++;
        return double.TryParse(text.AsSpan(at, to - at), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? (to - at, value) : (0, 0);
    }

    private static (int Length, double Value) Spelt(string text, int at)
    {
        var (end, value, seen) = (at, 0d, false);
        for (var place = at; place < text.Length;)
        {
            var stop = place;
            while (stop < text.Length && text[stop] is >= 'a' and <= 'z') stop++;
            var word = text[place..stop];
            if (Small.TryGetValue(word, out var small) && (!seen || value % 100 == 0 && value > 0 || value % 10 == 0 && value % 100 >= 20 && small is > 0 and < 10)) value += small;
            else if (Tens.TryGetValue(word, out var tens) && (!seen || value > 0 && value % 100 == 0)) value += tens;
            else if (word == "hundred" && seen && value is > 0 and < 10) value *= 100;
            else if (word == "hundred" && !seen) value = 100;
            else if (word == "thousand" && seen && value is > 0 and < 1000) value *= 1000;
            else if (word == "million" && seen && value is > 0 and < 1000) value *= 1_000_000;
            else if (seen && word == "and" && value >= 100 && value % 100 == 0 && Follows(text, stop)) { place = stop + 1; continue; }
            else if (seen && word == "point" && Decimal(text, stop, value) is { Length: > 0 } part) return (part.Length - at, part.Value);
            else break;
            (seen, end) = (true, stop);
            if (string.CompareOrdinal(text, stop, " and a half", 0, 11) == 0 && (stop + 11 == text.Length || text[stop + 11] == ' ')) return (stop + 11 - at, value + 0.5);
            if (stop >= text.Length || text[stop] != ' ') break;
            place = stop + 1;
        }
        return seen ? (end - at, value) : (0, 0);
    }

    private static bool Follows(string text, int at)
    {
        var start = at + 1;
        if (start >= text.Length) return false;
        var stop = start;
        while (stop < text.Length && text[stop] is >= 'a' and <= 'z') stop++;
        var word = text[start..stop];
        return Small.ContainsKey(word) || Tens.ContainsKey(word);
    }

    private static (int Length, double Value) Decimal(string text, int at, double whole)
    {
        if (at >= text.Length || text[at] != ' ') return (0, 0);
        var stop = at + 1;
        while (stop < text.Length && text[stop] is >= 'a' and <= 'z') stop++;
        return Small.TryGetValue(text[(at + 1)..stop], out var digit) && digit < 10 ? (stop, whole + digit / 10d) : (0, 0);
    }

    private static (int Length, double Value) Chinese(string text, int at)
    {
        double total = 0, section = 0, digit = -1, unit = 0;
        var place = at;
        for (; place < text.Length; place++)
        {
            var letter = text[place];
            var value = letter is '两' or '俩' ? 2 : letter == '〇' ? 0 : letter == '仨' ? 3 : Digits.IndexOf(letter, StringComparison.Ordinal);
            if (value >= 0)
            {
                // Digits one after the other are read as such: 二六 is 26, 二零二六 is 2026.
                digit = digit > 0 && unit == 0 && letter != '零' || digit >= 0 && unit == 0 && section == 0 ? digit * 10 + value : value;
                continue;
            }
            if (letter is '廿' or '卅') { section += letter == '廿' ? 20 : 30; (digit, unit) = (-1, 10); continue; }
            var scale = letter switch { '十' => 10, '百' => 100, '千' => 1000, '万' => 10000, _ => 0 };
            if (scale == 0 || scale == 100 && place + 1 < text.Length && text[place + 1] is '分' or '叶') break;
            if (scale == 10000)
            {
                total += (section + Math.Max(digit, 0)) * scale;
                (section, digit, unit) = (0, -1, 0);
                continue;
            }
            if (digit < 0 && scale > 10 && place == at) break;
            section += (digit < 0 ? 1 : digit) * scale;
            (digit, unit) = (-1, scale);
        }
        if (place == at) return (0, 0);
        // 一百五 is 150.
        if (digit > 0 && unit >= 100 && text[place - 2] != '零' && text[place - 2] != '〇') digit *= unit / 10;
        var whole = total + section + Math.Max(digit, 0);
        if (place + 1 < text.Length && text[place] == '点' && Digits.IndexOf(text[place + 1], StringComparison.Ordinal) is >= 0 and var tenth
            && (place + 2 >= text.Length || text[place + 2] is not ('十' or '分' or '刻')) && place + 2 < text.Length && text[place + 2] is '度' or '%' or '米')
            return (place + 2 - at, whole + tenth / 10d);
        return (place - at, whole);
    }
}
