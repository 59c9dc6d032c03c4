using System.Text;

namespace Kith.Bridges.HomeAssistant.Templates;

/// <summary>Takes the inside of {{ }} or {% %} apart into words.</summary>
internal static class Tokens
{
    private static readonly string[] Signs = ["==", "!=", "<=", ">=", "//", "**", "(", ")", "[", "]", "{", "}", ",", ":", ".", "|", "~", "+", "-", "*", "/", "%", "<", ">", "="];

    internal static List<Token> Of(ReadOnlySpan<char> text)
    {
        var tokens = new List<Token>();
        var place = 0;
        while (place < text.Length)
        {
            var c = text[place];
            if (char.IsWhiteSpace(c)) place++;
            else if (char.IsAsciiLetter(c) || c == '_') tokens.Add(new Token(TokenKind.Name, Run(text, ref place, its => char.IsAsciiLetterOrDigit(its) || its == '_')));
            else if (char.IsAsciiDigit(c)) tokens.Add(Number(text, ref place));
            else if (c is '"' or '\'') tokens.Add(new Token(TokenKind.Text, Quoted(text, ref place)));
            else tokens.Add(Sign(text, ref place));
        }
        tokens.Add(new Token(TokenKind.End, ""));
        return tokens;
    }

    private static string Run(ReadOnlySpan<char> text, ref int place, Func<char, bool> belongs)
    {
        var start = place;
        while (place < text.Length && belongs(text[place])) place++;
        return text[start..place].ToString();
    }

    private static Token Number(ReadOnlySpan<char> text, ref int place)
    {
        var whole = Run(text, ref place, char.IsAsciiDigit);
        if (place + 1 >= text.Length || text[place] != '.' || !char.IsAsciiDigit(text[place + 1])) return new Token(TokenKind.Integer, whole);
        place++;
        return new Token(TokenKind.Float, $"{whole}.{Run(text, ref place, char.IsAsciiDigit)}");
    }

    private static string Quoted(ReadOnlySpan<char> text, ref int place)
    {
        var quote = text[place++];
        var inside = new StringBuilder();
        for (; place < text.Length; place++)
        {
            if (text[place] == quote)
            {
                place++;
                return inside.ToString();
            }
            if (text[place] != '\\' || place + 1 >= text.Length) inside.Append(text[place]);
            else
            {
                var escaped = text[++place];
                inside.Append(escaped switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => escaped });
            }
        }
        throw new TemplateFault("has a text without its end");
    }

    private static Token Sign(ReadOnlySpan<char> text, ref int place)
    {
        foreach (var sign in Signs)
            if (text[place..].StartsWith(sign, StringComparison.Ordinal))
            {
                place += sign.Length;
                return new Token(TokenKind.Sign, sign);
            }
        throw new TemplateFault($"uses \"{text[place]}\"");
    }
}
