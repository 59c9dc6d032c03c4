using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kith.Model.Specs;

/// <summary>A range as MIoT writes it: [min, max, step]; the step may be left out and is then 1.</summary>
public sealed class ValueRangeJson : JsonConverter<ValueRange>
{
    /// <inheritdoc/>
    public override ValueRange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("a range is [min, max, step]");
        Span<double> numbers = [0, 0, 1];
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count == numbers.Length || reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out numbers[count]))
                throw new JsonException("a range is three numbers");
            count++;
        }
        return count >= 2 ? new ValueRange(numbers[0], numbers[1], numbers[2]) : throw new JsonException("a range needs min and max");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ValueRange value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Min);
        writer.WriteNumberValue(value.Max);
        writer.WriteNumberValue(value.Step);
        writer.WriteEndArray();
    }
}
