using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kith.Bridges.Own;

/// <summary>A place in JSON: $ and steps by name or number (RFC 9535 without wildcards, slices, filters and descent: one place, one value).</summary>
internal sealed class Selector
{
    private const int MostSteps = 16, Longest = 200;
    private readonly IReadOnlyList<(string? Name, int Index)> _steps;

    private Selector(IReadOnlyList<(string? Name, int Index)> steps) => _steps = steps;

    /// <summary>The whole message, JSON or not.</summary>
    internal bool IsWhole => _steps.Count == 0;

    /// <summary>Null for what is no such place.</summary>
    internal static Selector? Parse(string text)
    {
        if (text.Length is 0 or > Longest || text[0] != '$') return null;
        var steps = new List<(string?, int)>();
        for (var at = 1; at < text.Length;)
        {
            if (steps.Count == MostSteps) return null;
            if (text[at] == '.')
            {
                var end = at + 1;
                while (end < text.Length && text[end] is not ('.' or '[')) end++;
                var name = text[(at + 1)..end];
                if (name.Length == 0 || name.Contains('*', StringComparison.Ordinal)) return null;
                steps.Add((name, 0));
                at = end;
            }
            else if (text[at] == '[' && text.IndexOf(']', at) is > 0 and var close)
            {
                var inner = text[(at + 1)..close];
                if (inner.Length > 2 && inner[0] is '\'' or '"' && inner[^1] == inner[0]) steps.Add((inner[1..^1], 0));
                else if (int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) steps.Add((null, index));
                else return null;
                at = close + 1;
            }
            else return null;
        }
        return new Selector(steps);
    }

    /// <summary>The value at this place of a message: a JSON element, or the text of one that is not JSON; undefined where there is none.</summary>
    internal JsonElement Find(ReadOnlyMemory<byte> payload, JsonDocument? json)
    {
        if (json is null) return IsWhole && !payload.IsEmpty ? Text(Encoding.UTF8.GetString(payload.Span).Trim()) : default;
        var found = json.RootElement;
        foreach (var (name, index) in _steps)
        {
            if (name is not null)
            {
                if (found.ValueKind is not JsonValueKind.Object || !found.TryGetProperty(name, out found)) return default;
            }
            else if (found.ValueKind is JsonValueKind.Array && index < found.GetArrayLength()) found = found[index];
            else return default;
        }
        return found;
    }

    private static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text, TextJson.Default.String);
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class TextJson : System.Text.Json.Serialization.JsonSerializerContext;
