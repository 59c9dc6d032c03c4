using System.Text.Json;
using Kith.Bridges.HomeAssistant.Templates;
using Kith.Bridges.Products;

namespace Kith.Bridges.HomeAssistant.Mapping;

/// <summary>Where a value comes from: a topic, and how it stands in its messages.</summary>
/// <param name="Template">Makes the value of the message; null for the message as it is.</param>
/// <param name="Path">Where the value stands in what is JSON then; what is no object of JSON is the value itself.</param>
/// <param name="IsStrict">What is no object of JSON says nothing.</param>
internal sealed record Source(string Topic, Template? Template, IReadOnlyList<string>? Path = null, bool IsStrict = true)
{
    /// <summary>False when the message says nothing of it.</summary>
    internal bool TryFind(Said said, out JsonElement raw)
    {
        raw = default;
        var text = said.Text;
        JsonElement? json = Path is not null && Template is null ? said.Json : null;
        if (Template is not null)
        {
            if (Template.Evaluate(said.Text, said.Json) is not { } made) return false;
            text = made;
            if (Path is not null) json = Json.Read(System.Text.Encoding.UTF8.GetBytes(made), HaLimits.StateBytes);
        }
        if (Path is not null && json is { ValueKind: JsonValueKind.Object } map) return RawValue.TryFind(map, Path, out raw);
        // Home Assistant's words for "not known".
        if (Path is not null && IsStrict || text is "None" or "unknown" or "unavailable" || text.Length == 0 && Template is not null) return false;
        raw = Json.Of(text);
        return true;
    }
}

/// <summary>A message as text, and as JSON if it is some; read as JSON once, however many values are in it.</summary>
internal sealed class Said(ReadOnlyMemory<byte> payload)
{
    private string? _text;
    private JsonElement? _json;
    private bool _isRead;

    internal string Text => _text ??= System.Text.Encoding.UTF8.GetString(payload.Span);

    internal JsonElement? Json
    {
        get
        {
            if (!_isRead) (_json, _isRead) = (Bridges.Json.Read(payload, HaLimits.StateBytes), true);
            return _json;
        }
    }
}
