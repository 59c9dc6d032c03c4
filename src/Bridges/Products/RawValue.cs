using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Products;

/// <summary>zigbee2mqtt's own values, before any unit: truths, numbers and texts of its JSON.</summary>
internal static class RawValue
{
    /// <summary>None for null, objects and lists.</summary>
    internal static Value Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => Value.Of(true),
        JsonValueKind.False => Value.Of(false),
        JsonValueKind.String => Value.Of(json.GetString()!),
        JsonValueKind.Number when json.TryGetInt64(out var integer) => Value.Of(integer),
        JsonValueKind.Number when json.TryGetDouble(out var number) && double.IsFinite(number) => Value.Of(number),
        _ => default,
    };

    /// <summary>1 and 1.0 are the same, and so are ON and on: definitions and devices differ in it.</summary>
    internal static bool Same(Value left, Value right) =>
        left.AsText() is { } text ? string.Equals(text, right.AsText(), StringComparison.OrdinalIgnoreCase)
        : left.Kind is ValueKind.Bool || right.Kind is ValueKind.Bool ? left == right
        : !left.IsNone && left.AsDouble() == right.AsDouble();

    internal static JsonNode Node(Value raw) => raw.Kind switch
    {
        ValueKind.Bool => JsonValue.Create(raw.AsBool()),
        ValueKind.Integer => JsonValue.Create(raw.AsInteger()),
        ValueKind.Float => JsonValue.Create(raw.AsDouble()),
        _ => JsonValue.Create(raw.AsText() ?? ""),
    };

    /// <summary>The element at a path, if it is there and not null.</summary>
    internal static bool TryFind(JsonElement state, IReadOnlyList<string> path, out JsonElement found)
    {
        found = state;
        foreach (var step in path)
            if (found.ValueKind is not JsonValueKind.Object || !found.TryGetProperty(step, out found)) return false;
        return found.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
    }
}
