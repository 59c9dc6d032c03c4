using System.Text.Json.Nodes;
using Kith.Bridges.HomeAssistant.Templates;

namespace Kith.Bridges.HomeAssistant.Mapping;

/// <summary>Where a value is sent to, and in what form.</summary>
/// <param name="Template">Makes the message of the value; null for the value itself.</param>
/// <param name="Key">Its name in a message of JSON that says several values at once; null for a message of its own.</param>
internal sealed record Sink(string Topic, Template? Template, string? Key = null)
{
    /// <summary>The message, or null when the template makes none of this value.</summary>
    /// <param name="more">What templates of this platform know beside the value.</param>
    internal string? Message(JsonNode raw, IReadOnlyDictionary<string, object?>? more = null)
    {
        if (Template is null) return TextOf(raw);
        var names = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in more ?? names) names[name] = value;
        names["value"] = ValueOf(raw);
        return Template.Evaluate(names);
    }

    internal static string TextOf(JsonNode raw) => raw is JsonValue value && value.TryGetValue<string>(out var text) ? text : raw.ToJsonString();

    /// <summary>As templates have it: numbers are numbers.</summary>
    internal static object? ValueOf(JsonNode raw) => raw is not JsonValue value ? raw.ToJsonString()
        : value.TryGetValue<long>(out var whole) ? whole
        : value.TryGetValue<double>(out var number) ? number
        : value.TryGetValue<bool>(out var truth) ? truth
        : value.TryGetValue<string>(out var text) ? text : null;
}
