using System.Text.Json;
using Kith.Bridges.Products;
using Kith.Model.Values;

namespace Kith.Bridges.Zigbee2Mqtt.Exposes;

/// <summary>
/// Takes a definition's exposes apart into features. Tolerant: what has no name is skipped, what has an unknown type becomes text,
/// a composite becomes its leaves, and what lies too deep becomes one feature of JSON.
/// Format: zigbee2mqtt.io, "Exposes", and what zigbee-herdsman-converters 26 really sends.
/// </summary>
internal sealed class FeatureReader
{
    private static readonly HashSet<string> Groups = new(StringComparer.Ordinal) { "light", "switch", "cover", "climate", "lock", "fan" };

    private readonly List<Feature> _features = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The features in the definition's order, at most <see cref="ZigbeeLimits.Features"/>.</summary>
    internal static IReadOnlyList<Feature> Read(JsonElement exposes)
    {
        var reader = new FeatureReader();
        if (exposes.ValueKind is JsonValueKind.Array)
            foreach (var expose in exposes.EnumerateArray()) reader.Add(expose, [], null, null, 0);
        return reader._features;
    }

    private void Add(JsonElement expose, IReadOnlyList<string> above, string? group, string? endpoint, int depth)
    {
        if (expose.ValueKind is not JsonValueKind.Object) return;
        var type = Text(expose, "type") ?? "";
        endpoint = Text(expose, "endpoint") ?? endpoint;
        if (Groups.Contains(type) && above.Count == 0 && group is null)
        {
            foreach (var feature in Children(expose)) Add(feature, [], type, endpoint, depth + 1);
            return;
        }
        var name = Text(expose, "name");
        if ((Text(expose, "property") ?? name) is not { } property) return;
        IReadOnlyList<string> path = [.. above, property];
        var isColor = group is "light" && name is "color_xy" or "color_hs";
        if (type is "composite" && !isColor && depth < ZigbeeLimits.FeatureDepth)
        {
            foreach (var feature in Children(expose)) Add(feature, path, group, endpoint, depth + 1);
            return;
        }
        Keep(Leaf(expose, KindOf(type, isColor), name ?? property, path) with { Group = above.Count == 0 ? group : null, Endpoint = endpoint });
    }

    private void Keep(Feature feature)
    {
        // Some definitions say the same twice (a thermostat's temperature once per circuit, a light's colour in two ways); kinds tell them apart.
        if (_features.Count < ZigbeeLimits.Features && _seen.Add($"{feature.Name} {feature.Endpoint} {feature.Group} {string.Join('/', feature.Path)}")) _features.Add(feature);
    }

    private static Feature Leaf(JsonElement expose, FeatureKind kind, string name, IReadOnlyList<string> path)
    {
        // 1 published, 2 settable, 4 gettable. Without any (two definitions) it can only be read.
        var access = Number(expose, "access") is { } bits ? (int)bits : 1;
        return new Feature(kind, name, path)
        {
            Label = Text(expose, "label") ?? name,
            Published = (access & 5) != 0 || access == 0,
            Settable = (access & 2) != 0,
            Gettable = (access & 4) != 0,
            IsConfig = Text(expose, "category") == "config",
            IsDiagnostic = Text(expose, "category") == "diagnostic",
            Unit = Text(expose, "unit"),
            Min = Number(expose, "value_min"),
            Max = Number(expose, "value_max"),
            Step = Number(expose, "value_step") is > 0 and var step ? step : null,
            On = Scalar(expose, "value_on"),
            Off = Scalar(expose, "value_off"),
            Values = ValuesOf(expose),
        };
    }

    private static FeatureKind KindOf(string type, bool isColor) => type switch
    {
        _ when isColor => FeatureKind.Color,
        "numeric" => FeatureKind.Number,
        "binary" => FeatureKind.Truth,
        "enum" => FeatureKind.Choice,
        "list" or "composite" => FeatureKind.Json,
        _ => FeatureKind.Text,
    };

    private static JsonElement.ArrayEnumerator Children(JsonElement expose) =>
        expose.TryGetProperty("features", out var features) && features.ValueKind is JsonValueKind.Array ? features.EnumerateArray() : default;

    private static List<Value> ValuesOf(JsonElement expose)
    {
        if (!expose.TryGetProperty("values", out var values) || values.ValueKind is not JsonValueKind.Array) return [];
        return [.. values.EnumerateArray().Select(RawValue.Of).Where(value => !value.IsNone).Distinct()];
    }

    private static Value Scalar(JsonElement expose, string field) => expose.TryGetProperty(field, out var value) ? RawValue.Of(value) : default;

    private static string? Text(JsonElement expose, string field) =>
        expose.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static double? Number(JsonElement expose, string field) =>
        expose.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;
}
