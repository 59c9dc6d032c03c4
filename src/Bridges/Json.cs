using System.Buffers;
using System.Text.Json;
using Kith.Bridges.Products;

namespace Kith.Bridges;

/// <summary>Reading somebody else's JSON: bounded, and never an exception.</summary>
internal static class Json
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = ProductLimits.JsonDepth };

    /// <summary>Null for what is too large or no JSON.</summary>
    internal static JsonElement? Read(ReadOnlyMemory<byte> utf8, int most)
    {
        if (utf8.Length > most) return null;
        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static string? Text(JsonElement json, string field) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    internal static bool? Truth(JsonElement json, string field) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    internal static long? Integer(JsonElement json, string field) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    internal static JsonElement? Object(JsonElement json, string field) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.Object ? value : null;

    /// <summary>A text as an element, for what reads elements.</summary>
    internal static JsonElement Of(string text)
    {
        var buffer = new ArrayBufferWriter<byte>(text.Length + 2);
        using (var writer = new Utf8JsonWriter(buffer)) writer.WriteStringValue(text);
        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }
}
