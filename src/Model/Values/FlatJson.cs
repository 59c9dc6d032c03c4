using System.Text.Json;

namespace Kith.Model.Values;

/// <summary>A flat JSON object of plain values, as arguments and settings stand on the wire.</summary>
public static class FlatJson
{
    /// <summary>The values by name, the last of a repeated name; null for anything but an object of plain values.</summary>
    public static Dictionary<string, Value>? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8);
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject) return null;
            var values = new Dictionary<string, Value>();
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                if (!ValueJson.TryRead(ref reader, out var value)) return null;
                values[name] = value;
            }
            return reader.Read() ? null : values;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // The reader finds bytes that are not UTF-8, and half surrogate pairs, only when it makes a text of them.
            return null;
        }
    }
}
