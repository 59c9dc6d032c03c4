namespace Kith.Assistant.Language;

/// <summary>
/// A text as the recogniser reads it: lower case, half width, simplified characters, no apostrophes, single spaces; and for every character
/// the place in what was said. Pure and total: any text has a normal form.
/// </summary>
internal sealed class Normal
{
    /// <summary>The longest text that is read, in characters; speech is far shorter. The rest is left out and named.</summary>
    internal const int MaxLength = 600;

    private readonly int[] _origin;

    internal string Said { get; }
    internal string Text { get; }
    internal bool Cut { get; }

    internal Normal(string said)
    {
        Said = said;
        Cut = said.Length > MaxLength;
        var length = Math.Min(said.Length, MaxLength);
        var text = new char[length + 1];
        _origin = new int[length + 1];
        var count = 0;
        for (var index = 0; index < length; index++)
        {
            var read = Of(said[index], index + 1 < length ? said[index + 1] : ' ', count > 0 ? text[count - 1] : ' ');
            if (read == '\0' || read == ' ' && (count == 0 || text[count - 1] == ' ')) continue;
            text[count] = read;
            _origin[count++] = index;
        }
        while (count > 0 && text[count - 1] == ' ') count--;
        _origin[count] = length;
        Text = new(text, 0, count);
    }

    /// <summary>The same sentence with some spans read as other words; what was said stays what was said.</summary>
    internal Normal(Normal heard, IReadOnlyList<(int From, int To, string Read)> edits)
    {
        (Said, Cut) = (heard.Said, heard.Cut);
        var text = new System.Text.StringBuilder();
        var origin = new List<int>();
        var at = 0;
        foreach (var (from, to, read) in edits.OrderBy(edit => edit.From))
        {
            for (; at < from; at++) Keep();
            foreach (var letter in read) { text.Append(letter); origin.Add(heard._origin[from]); }
            at = to;
        }
        for (; at < heard.Text.Length; at++) Keep();
        origin.Add(heard._origin[heard.Text.Length]);
        (_origin, Text) = ([.. origin], text.ToString());

        void Keep() { text.Append(heard.Text[at]); origin.Add(heard._origin[at]); }
    }

    /// <summary>What was said between two places of the normal text, as it was written.</summary>
    internal string Original(int from, int to)
    {
        if (from >= to || to > Text.Length) return "";
        var end = to < Text.Length ? _origin[to] : Math.Min(Said.Length, MaxLength);
        return Said[_origin[from]..end].Trim(' ', ',', '，', '。', '.', '!', '！', ':', '：', '、', ';', '；', '"', '“', '”', '「', '」');
    }

    internal int Origin(int at) => _origin[Math.Min(at, Text.Length)];

    /// <summary>A phrase of the lexicon or of the house in the same form.</summary>
    internal static string Phrase(string phrase) => new Normal(phrase).Text;

    private static char Of(char said, char next, char before)
    {
        if (said is >= '！' and <= '～') said = (char)(said - '！' + '!');
        switch (said)
        {
            case '\'' or '’' or '‘' or '`' or '´' or '\u200b' or '\ufeff' or '\u00ad': return '\0';
            case '-' or '–' or '—' or '‑' or '_' or '~' or '\u3000' or '\t' or '\n' or '\r' or '\u00a0' or '"' or '“' or '”' or '「' or '」' or '(' or ')' or '《' or '》' or '*' or '…' or '<' or '>' or '〈' or '〉' or '·' or '【' or '】' or '[' or ']':
                // A minus before a number is one.
                return said is '-' or '–' && char.IsAsciiDigit(next) && !char.IsLetterOrDigit(before) ? '-' : ' ';
            case '。' or '!' or '?' or ';' or '；' or '？' or '！': return said is '?' or '？' ? '?' : '.';
            case '，' or '、' or ',': return said == ',' && char.IsAsciiDigit(next) && char.IsAsciiDigit(before) ? '\0' : ',';
            // The point of a number belongs to it; any other ends a sentence or an abbreviation.
            case '.': return char.IsAsciiDigit(next) && char.IsAsciiDigit(before) ? '.' : char.IsAsciiLetter(next) && char.IsAsciiLetter(before) ? '\0' : ';';
            case '：' or ':': return char.IsAsciiDigit(next) && char.IsAsciiDigit(before) ? ':' : ',';
            case '/' or '／': return char.IsAsciiDigit(next) && char.IsAsciiDigit(before) ? '/' : ' ';
            case '℃': return '°';
            case 'º': return '°';
            case '％' or '﹪': return '%';
        }
        if (said < 128) return char.ToLowerInvariant(said);
        if (char.IsControl(said)) return ' ';
        return char.ToLowerInvariant(Hans.Of(said));
    }

    /// <summary>Whether a character is written without spaces between words.</summary>
    internal static bool IsHan(char letter) => letter is >= '\u3400' and <= '\u9fff' or >= '\uf900' and <= '\ufaff';

    internal static bool IsMark(char letter) => letter is '.' or ',' or '?' or ';';
}
