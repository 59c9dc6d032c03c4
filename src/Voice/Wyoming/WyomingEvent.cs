using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Voice.Wyoming;

/// <summary>What one end of a Wyoming connection tells the other: a type, its data, and sound where it carries any.</summary>
/// <param name="Payload">Raw PCM of an audio-chunk; empty for most.</param>
public sealed record WyomingEvent(string Type, JsonObject? Data = null, ReadOnlyMemory<byte> Payload = default)
{
    /// <summary>An error, as an answer to what could not be done.</summary>
    public static WyomingEvent Error(string text, string code) => new("error", new() { ["text"] = text, ["code"] = code });

    /// <summary>A text of the data; null where there is none.</summary>
    public string? Text(string name) => Value(name)?.GetValueKind() is JsonValueKind.String ? Value(name)!.GetValue<string>() : null;

    /// <summary>A whole number of the data; null where there is none.</summary>
    public int? Number(string name) => Value(name)?.GetValueKind() is JsonValueKind.Number && Value(name)!.AsValue().TryGetValue<int>(out var number) ? number : null;

    /// <summary>A truth of the data; null where there is none.</summary>
    public bool? Truth(string name) => Value(name)?.GetValueKind() switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    /// <summary>The texts of a list in the data.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        Value(name) is JsonArray list ? [.. list.Where(one => one?.GetValueKind() is JsonValueKind.String).Select(one => one!.GetValue<string>())] : [];

    private JsonNode? Value(string name) => Data?[name];
}
