using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Imports.Planning;

/// <summary>Reads loosely typed documents: a field that is missing or of another kind is nothing, and one thing is a list of one.</summary>
internal static class Tree
{
    private static readonly JsonDocumentOptions Loose = new() { MaxDepth = 64, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    internal static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Loose);
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException)
        {
            return null;
        }
    }

    internal static JsonNode? At(this JsonNode? node, string field)
    {
        if (node is not JsonObject map) return null;
        try
        {
            return map.TryGetPropertyValue(field, out var value) ? value : null;
        }
        catch (ArgumentException)
        {
            // Two fields of one name: found out when first asked.
            return null;
        }
    }

    /// <summary>Texts, numbers and truths as text; on and off for truths, as these systems write states.</summary>
    internal static string? Text(this JsonNode? node) => node is JsonValue value
        ? value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.True => "on",
            JsonValueKind.False => "off",
            JsonValueKind.Number => value.ToJsonString(),
            _ => null,
        }
        : null;

    internal static string? Text(this JsonNode? node, string field) => node.At(field).Text();

    /// <summary>Not the empty one.</summary>
    internal static string? Named(this JsonNode? node, string field) => node.Text(field) is { Length: > 0 } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    internal static double? Number(this JsonNode? node) =>
        node.Text() is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    internal static double? Number(this JsonNode? node, string field) => node.At(field).Number();

    internal static bool Is(this JsonNode? node, string field) => node.Text(field) is "on" or "true";

    internal static IEnumerable<JsonNode> Items(this JsonNode? node) => node switch { null => [], JsonArray array => array.OfType<JsonNode>(), _ => [node] };

    internal static IEnumerable<JsonNode> Items(this JsonNode? node, string field) => node.At(field).Items();

    /// <summary>Texts of a list, or of one that is written with commas.</summary>
    internal static IReadOnlyList<string> Texts(this JsonNode? node) =>
        [.. node.Items().Select(Text).OfType<string>().SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    internal static IReadOnlyList<string> Texts(this JsonNode? node, string field) => node.At(field).Texts();

    internal static IEnumerable<KeyValuePair<string, JsonNode?>> Fields(this JsonNode? node) => node is JsonObject map ? map : [];

    internal static string Said(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
