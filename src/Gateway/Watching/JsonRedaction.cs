using System.Text;
using System.Text.Json;
using Kith.Model.Specs;

namespace Kith.Gateway.Watching;

/// <summary>Keeps a JSON text as its sender wrote it, but for the values that are nobody's to read. Works on its beginning alone, too.</summary>
internal static class JsonRedaction
{
    /// <summary>Null when it is no JSON object or list.</summary>
    internal static Shown? TryShow(ReadOnlySpan<byte> json, bool isCut, Spec? spec)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: !isCut, state: default);
        var text = new StringBuilder(json.Length);
        var (from, hidden, name) = (0, 0, "");
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName) name = reader.GetString()!;
                if (reader.CurrentDepth == 0 && !IsBracket(reader.TokenType)) return null;
                if (!IsHidden(ref reader, name, spec)) continue;
                text.Append(Encoding.UTF8.GetString(json[from..(int)reader.TokenStartIndex])).Append('"').Append(Redaction.Mark).Append('"');
                hidden++;
                // All of an object is hidden, also where its end was cut away.
                from = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && !reader.TrySkip() ? json.Length : (int)reader.BytesConsumed;
                if (from == json.Length) return new(PayloadFormat.Json, text.ToString(), isCut, hidden);
            }
        }
        catch (JsonException)
        {
            return null;
        }
        var end = (int)reader.BytesConsumed;
        return end == 0 ? null : new(PayloadFormat.Json, text.Append(Encoding.UTF8.GetString(json[from..end])).ToString(), isCut, hidden);
    }

    private static bool IsBracket(JsonTokenType type) => type is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.EndObject or JsonTokenType.EndArray;

    /// <summary>The value that the reader stands at.</summary>
    private static bool IsHidden(ref Utf8JsonReader value, string name, Spec? spec) => value.TokenType switch
    {
        JsonTokenType.StartObject or JsonTokenType.StartArray => SecretWords.IsIn(name),
        JsonTokenType.String => SecretWords.IsIn(name) || IsHidden(value.GetString()!, name, spec),
        JsonTokenType.Number => SecretWords.IsIn(name) || IsCode(name),
        _ => false,
    };

    private static bool IsHidden(string value, string name, Spec? spec) =>
        SecretWords.IsIn(value) || Pictures.IsEncoded(value) || (IsCode(name) && value.Length > 0 && value.All(char.IsAsciiDigit))
        || spec?.FindProperty(name) is { Sensing: Sensing.Image or Sensing.Sound };

    private static bool IsCode(string name) => SecretWords.IsCode(name[(name.LastIndexOfAny(['.', '_', '-']) + 1)..]);
}
