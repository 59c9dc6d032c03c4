using System.Text.Json;

namespace Kith.Model.Interchange;

/// <summary>Whether bytes from outside are JSON through and through, so that nothing after this can fail on reading a text.</summary>
internal static class JsonText
{
    /// <summary>Null when every token can be read; otherwise what is wrong and where. Half surrogates (\ud800) are valid JSON but no text.</summary>
    internal static string? Wrong(ReadOnlySpan<byte> utf8)
    {
        if (!System.Text.Unicode.Utf8.IsValid(utf8)) return "the text is not UTF-8";
        var reader = new Utf8JsonReader(utf8);
        try
        {
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) reader.GetString();
            return null;
        }
        catch (JsonException wrong)
        {
            return wrong.Message;
        }
        catch (InvalidOperationException wrong)
        {
            // The reader's only way to say that an escape sequence is no text.
            return $"{wrong.Message} At byte {reader.TokenStartIndex}.";
        }
    }
}
