using System.Buffers;
using System.Text.Json;
using Kith.Model.Values;

namespace Kith.Sdk;

/// <summary>The JSON that a device and its home exchange (docs/protocol.md).</summary>
internal static class DeviceMessages
{
    private static readonly ValueJson Values = new();

    internal static byte[] Report(IEnumerable<KeyValuePair<string, Value>> values, DateTimeOffset at) => Write(json =>
    {
        foreach (var (address, value) in values) WriteValue(json, address, value);
        json.WriteNumber("t"u8, at.ToUnixTimeMilliseconds());
    });

    internal static byte[] Event(IEnumerable<KeyValuePair<string, Value>>? arguments, DateTimeOffset at) => Report(arguments ?? [], at);

    internal static byte[] Done(string operation, IReadOnlyDictionary<string, Value>? given) => Write(json =>
    {
        json.WriteString("op"u8, operation);
        json.WriteString("code"u8, "done"u8);
        if (given is not { Count: > 0 }) return;
        json.WriteStartObject("out"u8);
        foreach (var (name, value) in given) WriteValue(json, name, value);
        json.WriteEndObject();
    });

    internal static byte[] Refused(string operation, string code, string detail) => Write(json =>
    {
        json.WriteString("op"u8, operation);
        json.WriteString("code"u8, code);
        json.WriteString("detail"u8, detail);
    });

    /// <summary>A command: its operation, the action for a call, and the values set or the arguments. Null for what is not one.</summary>
    internal static (string Operation, string? Action, Dictionary<string, Value> Values)? Command(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var command = JsonDocument.Parse(payload);
            if (command.RootElement.ValueKind is not JsonValueKind.Object || !command.RootElement.TryGetProperty("op", out var operation)) return null;
            var action = command.RootElement.TryGetProperty("action", out var named) ? named.GetString() : null;
            var values = new Dictionary<string, Value>();
            var members = action is null ? command.RootElement : command.RootElement.TryGetProperty("in", out var arguments) ? arguments : default;
            if (members.ValueKind is JsonValueKind.Object)
                foreach (var member in members.EnumerateObject())
                    if (action is not null || member.Name.Contains('.')) values[member.Name] = ReadValue(member.Value);
            return (operation.GetString() ?? "", action, values);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Value ReadValue(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => Value.Of(element.GetBoolean()),
        JsonValueKind.Number when element.TryGetInt64(out var whole) => Value.Of(whole),
        JsonValueKind.Number => Value.Of(element.GetDouble()),
        JsonValueKind.String => Value.Of(element.GetString()!),
        _ => default,
    };

    private static void WriteValue(Utf8JsonWriter json, string name, Value value)
    {
        json.WritePropertyName(name);
        Values.Write(json, value, JsonSerializerOptions.Default);
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
