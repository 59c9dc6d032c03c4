using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kith.Model.Values;

/// <summary>A name as {"en": ..., "zh": ...}; read also from one plain text, and from English alone, which then stands for both.</summary>
public sealed class LocalTextJson : JsonConverter<LocalText>
{
    /// <inheritdoc/>
    public override LocalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return LocalText.Same(reader.GetString()!);
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("a name is a text or {\"en\": ..., \"zh\": ...}");
        string? en = null, zh = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var language = reader.GetString();
            reader.Read();
            if (language == "en") en = Text(ref reader);
            else if (language == "zh") zh = Text(ref reader);
            else reader.Skip();
        }
        return en is null ? throw new JsonException("a name needs English: {\"en\": ...}") : new LocalText(en, zh ?? en);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, LocalText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("en", value.En);
        writer.WriteString("zh", value.Zh);
        writer.WriteEndObject();
    }

    private static string? Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Null => null,
        _ => throw new JsonException("a name is text"),
    };
}
