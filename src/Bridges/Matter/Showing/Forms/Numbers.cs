using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Showing.Forms;

/// <summary>How values are said in Matter's numbers and heard out of them.</summary>
internal static class Numbers
{
    internal static double? Number(JsonElement raw) => raw.ValueKind is JsonValueKind.Number ? raw.GetDouble() : null;

    internal static Value Truth(JsonElement raw) => raw.ValueKind is JsonValueKind.True or JsonValueKind.False ? Value.Of(raw.GetBoolean()) : default;

    internal static JsonNode? Bool(Value value) => value.AsBool();

    internal static JsonNode? NotBool(Value value) => !value.AsBool();

    internal static JsonNode? Hundredths(Value value) => Scaled(value, 100);

    internal static JsonNode? Thousandths(Value value) => Scaled(value, 1000);

    internal static JsonNode? Whole(Value value) => Scaled(value, 1);

    internal static JsonNode? Scaled(Value value, double factor) => (long)Math.Round(value.AsDouble() * factor);

    /// <summary>What somebody hears as the number of a choice.</summary>
    internal static JsonNode? Coded(Value key, params ReadOnlySpan<(string Ours, long Theirs)> codes)
    {
        foreach (var (ours, theirs) in codes)
            if (key.AsText() == ours) return theirs;
        return null;
    }
}
