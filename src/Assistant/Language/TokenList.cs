using System.Runtime.InteropServices;

namespace Kith.Assistant.Language;

/// <summary>What is asked of the tokens of a sentence hundreds of times: as in LINQ, with nothing allocated for the asking.</summary>
internal static class TokenList
{
    private static ReadOnlySpan<Token> Span(IReadOnlyList<Token> tokens) => tokens switch
    {
        List<Token> list => CollectionsMarshal.AsSpan(list),
        Token[] array => array,
        _ => tokens.ToArray(),
    };

    internal static bool Any(this IReadOnlyList<Token> tokens, Func<Token, bool> which) => FirstOrDefault(tokens, which) is not null;

    internal static bool All(this IReadOnlyList<Token> tokens, Func<Token, bool> which)
    {
        foreach (var token in Span(tokens))
            if (!which(token)) return false;
        return true;
    }

    internal static Token? FirstOrDefault(this IReadOnlyList<Token> tokens, Func<Token, bool> which)
    {
        foreach (var token in Span(tokens))
            if (which(token)) return token;
        return null;
    }

    internal static int Count(this IReadOnlyList<Token> tokens, Func<Token, bool> which)
    {
        var count = 0;
        foreach (var token in Span(tokens)) count += which(token) ? 1 : 0;
        return count;
    }
}
