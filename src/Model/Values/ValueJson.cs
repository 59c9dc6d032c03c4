using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kith.Model.Values;

/// <summary>A value as plain JSON: null, true, 40, 21.5 or "text"; objects and arrays are refused.</summary>
public sealed class ValueJson : JsonConverter<Value>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override Value Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryRead(ref reader, out var value) ? value : throw new JsonException("a value is null, true, false, a number or a text");

    /// <summary>Reads the token the reader stands on; false for an object, an array or a number beyond a double.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, out Value value)
    {
        value = default;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.True or JsonTokenType.False:
                value = Value.Of(reader.GetBoolean());
                return true;
            case JsonTokenType.Number when reader.TryGetInt64(out var integer):
                value = Value.Of(integer);
                return true;
            case JsonTokenType.Number when reader.TryGetDouble(out var number) && double.IsFinite(number):
                value = Value.Of(number);
                return true;
            case JsonTokenType.String:
                value = Value.Of(reader.GetString()!);
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Value value, JsonSerializerOptions options)
    {
        switch (value.Kind)
        {
            case ValueKind.None: writer.WriteNullValue(); break;
            case ValueKind.Bool: writer.WriteBooleanValue(value.AsBool()); break;
            case ValueKind.Integer: writer.WriteNumberValue(value.AsInteger()); break;
            case ValueKind.Float: writer.WriteNumberValue(value.AsDouble()); break;
            default: writer.WriteStringValue(value.AsText()); break;
        }
    }
}
