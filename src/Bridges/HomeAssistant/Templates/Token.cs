namespace Kith.Bridges.HomeAssistant.Templates;

internal enum TokenKind
{
    /// <summary>A name or a word of the language: value_json, if, and.</summary>
    Name,
    /// <summary>A text in quotes, without them.</summary>
    Text,
    Integer,
    Float,
    /// <summary>A sign: ( ) [ ] { } , : . | ~ + - and so on.</summary>
    Sign,
    End,
}

/// <summary>One word of an expression.</summary>
internal readonly record struct Token(TokenKind Kind, string Text)
{
    internal bool Is(string sign) => Kind is TokenKind.Sign && Text == sign;

    internal bool IsWord(string word) => Kind is TokenKind.Name && Text == word;
}
