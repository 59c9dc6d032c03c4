using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Voice.Wyoming;

/// <summary>The line that begins an event: its type, and how many bytes of data and payload follow. Data may stand in the line itself, after it, or both.</summary>
internal readonly record struct EventHeader(string Type, JsonObject? Data, int DataLength, int PayloadLength)
{
    /// <summary>The protocol's version that we were written by.</summary>
    private const string Version = "1.9.0";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = WyomingLimits.DataDepth, AllowDuplicateProperties = false };

    /// <summary>Null with the reason where the line says no such thing.</summary>
    internal static (EventHeader? Header, string? Wrong) Read(ReadOnlySequence<byte> line)
    {
        if (Json(line) is not { } header) return (null, "the header is not a JSON object");
        if (header["type"] is not JsonValue type || !type.TryGetValue<string>(out var name) || name.Length == 0) return (null, "the header has no type");
        if (Length(header["data_length"], WyomingLimits.DataBytes) is not { } data) return (null, $"data_length is not between 0 and {WyomingLimits.DataBytes}");
        if (Length(header["payload_length"], WyomingLimits.PayloadBytes) is not { } payload) return (null, $"payload_length is not between 0 and {WyomingLimits.PayloadBytes}");
        return (new(name, header["data"] as JsonObject, data, payload), null);
    }

    /// <summary>The whole event as the reference writes it: data in the second part.</summary>
    internal static ReadOnlyMemory<byte> Write(WyomingEvent said)
    {
        var data = new ArrayBufferWriter<byte>();
        if (said.Data is { Count: > 0 } its)
            using (var writer = new Utf8JsonWriter(data, Plain)) its.WriteTo(writer);
        var all = new ArrayBufferWriter<byte>(128 + data.WrittenCount + said.Payload.Length);
        using (var writer = new Utf8JsonWriter(all, Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("type", said.Type);
            writer.WriteString("version", Version);
            if (data.WrittenCount > 0) writer.WriteNumber("data_length", data.WrittenCount);
            if (said.Payload.Length > 0) writer.WriteNumber("payload_length", said.Payload.Length);
            writer.WriteEndObject();
        }
        all.Write("\n"u8);
        all.Write(data.WrittenSpan);
        all.Write(said.Payload.Span);
        return all.WrittenMemory;
    }

    /// <summary>An object with every text of it read once, so that nothing wrong is left for whoever looks at it; null for anything else.</summary>
    internal static JsonObject? Json(ReadOnlySequence<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return document.RootElement.ValueKind is JsonValueKind.Object ? (JsonObject)Copy(document.RootElement)! : null;
        }
        // Half a surrogate is valid JSON and no text.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonNode? Copy(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Copy(member.Value)))),
        JsonValueKind.Array => new JsonArray([.. element.EnumerateArray().Select(Copy)]),
        JsonValueKind.String => JsonValue.Create(element.GetString()),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(element.Clone()),
    };

    private static int? Length(JsonNode? length, int most) => length switch
    {
        null => 0,
        JsonValue number when number.TryGetValue<int>(out var bytes) && bytes >= 0 && bytes <= most => bytes,
        _ => null,
    };
}
