using System.Globalization;

namespace Kith.Homes.Rules.Expressions;

internal enum TokenKind : byte { Number, Text, Name, Property, Sign, End }

/// <summary>A piece of an expression and where it stands in it.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, double Number, int At);

/// <summary>Cuts an expression into its pieces; the grammar stands in docs/rules.md.</summary>
internal static class Lexer
{
    private static readonly string[] Signs = ["&&", "||", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", "(", ")", ","];

    /// <exception cref="ExpressionException">A character that no expression has, or a text without its end.</exception>
    internal static List<Token> Cut(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c)) at++;
            else if (char.IsAsciiDigit(c)) Add(TokenKind.Number, Take(at, its => char.IsAsciiDigit(its) || its == '.'));
            else if (char.IsAsciiLetter(c)) Add(TokenKind.Name, Take(at, its => char.IsAsciiLetterOrDigit(its) || its is '_' or '.'));
            else if (c == '[') Quoted(TokenKind.Property, ']');
            else if (c == '\'') Quoted(TokenKind.Text, '\'');
            else if (Signs.FirstOrDefault(sign => string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0) is { } sign) Add(TokenKind.Sign, sign);
            else throw new ExpressionException($"there is no '{c}' in an expression", at);
        }
        tokens.Add(new Token(TokenKind.End, "", 0, text.Length));
        return tokens;

        string Take(int from, Func<char, bool> belongs)
        {
            var end = from;
            while (end < text.Length && belongs(text[end])) end++;
            return text[from..end];
        }

        void Add(TokenKind kind, string piece)
        {
            var number = 0d;
            if (kind is TokenKind.Number && !double.TryParse(piece, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number))
                throw new ExpressionException($"'{piece}' is not a number", at);
            tokens.Add(new Token(kind, piece, number, at));
            at += piece.Length;
        }

        void Quoted(TokenKind kind, char close)
        {
            var end = text.IndexOf(close, at + 1);
            if (end < 0) throw new ExpressionException($"a closing {close} is missing", at);
            tokens.Add(new Token(kind, text[(at + 1)..end], 0, at));
            at = end + 1;
        }
    }
}

/// <summary>What is wrong with an expression, and where: caught where it is compiled and told as a value.</summary>
internal sealed class ExpressionException(string message, int at) : Exception(message)
{
    internal int At { get; } = at;
}
