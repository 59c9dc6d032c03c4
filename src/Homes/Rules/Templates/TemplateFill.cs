using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kith.Homes.Rules.Templates;

/// <summary>
/// Puts what was chosen into a template's document. A part of a list (a trigger, a condition, a step) that names several devices is there once for
/// each of them, or, where it commands them by "devices", once for all that share an address; one that names what was left out is left out.
/// </summary>
/// <param name="chosen">The values of numbers, times and texts.</param>
/// <param name="devices">The devices of each input.</param>
/// <param name="left">Inputs that were left out.</param>
/// <param name="language">zh for Chinese; English otherwise.</param>
internal sealed partial class TemplateFill(IReadOnlyDictionary<string, JsonNode> chosen, IReadOnlyDictionary<string, IReadOnlyList<Candidate>> devices, IReadOnlySet<string> left, string? language)
{
    internal JsonNode? Fill(JsonNode? node) => Fill(node, devices);

    private JsonNode? Fill(JsonNode? node, IReadOnlyDictionary<string, IReadOnlyList<Candidate>> bound)
    {
        switch (node)
        {
            case JsonObject text when text.Count == 2 && text["en"] is { } en && text["zh"] is { } zh:
                return Fill(language == "zh" ? zh : en, bound);
            case JsonObject its:
                var filled = new JsonObject();
                foreach (var (name, value) in its) filled[Text(name, bound)] = name == "devices" && Listed(value, bound) is { } list ? list : Fill(value, bound);
                return filled;
            case JsonArray parts:
                return new JsonArray([.. parts.SelectMany(item => Each(item, bound))]);
            case JsonValue value when value.TryGetValue<string>(out var text):
                return Whole().Match(text) is { Success: true } whole ? Placed(whole.Groups[1].Value, text, bound) : Text(text, bound);
            default:
                return node?.DeepClone();
        }
    }

    /// <summary>A part of a list: once, never, or once for each device or group of devices.</summary>
    private IEnumerable<JsonNode?> Each(JsonNode? item, IReadOnlyDictionary<string, IReadOnlyList<Candidate>> bound)
    {
        if (item is not JsonObject part) return [Fill(item, bound)];
        var named = Named(part).ToHashSet();
        if (named.Overlaps(left)) return [];
        if (named.FirstOrDefault(name => bound.TryGetValue(name, out var its) && its.Count > 1) is not { } several) return [Fill(item, bound)];
        var isTogether = part["devices"]?.ToString() == $"${several}";
        var groups = bound[several].GroupBy(its => isTogether ? its.Address : its.ToString()).Select(group => group.ToList()).ToList();
        return groups.SelectMany(group => isTogether && group.Count > 1
            ? [Fill(item, With(group))]
            : group.SelectMany(one => Each(item, With([one]))));

        Dictionary<string, IReadOnlyList<Candidate>> With(List<Candidate> group) => new(bound) { [several] = group };
    }

    /// <summary>The devices of a command.</summary>
    private static JsonArray? Listed(JsonNode? node, IReadOnlyDictionary<string, IReadOnlyList<Candidate>> bound) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && Whole().Match(text) is { Success: true } whole && bound.TryGetValue(whole.Groups[1].Value, out var its)
            ? new JsonArray([.. its.Select(one => (JsonNode?)one.Device.ToString())])
            : null;

    /// <summary>A string that is nothing but a name becomes what was chosen, with its kind.</summary>
    private JsonNode Placed(string name, string text, IReadOnlyDictionary<string, IReadOnlyList<Candidate>> bound) =>
        chosen.TryGetValue(name, out var value) ? value.DeepClone() : Text(text, bound);

    private string Text(string text, IReadOnlyDictionary<string, IReadOnlyList<Candidate>> bound) => Name().Replace(text, match =>
    {
        var (name, what) = (match.Groups[1].Value, match.Groups[2].Value);
        if (chosen.TryGetValue(name, out var value)) return value.ToString();
        if (!bound.TryGetValue(name, out var its) || its is not [var first, ..]) return match.Value;
        return what switch
        {
            "device" => first.Device.ToString(),
            "address" => first.Address ?? "",
            "service" => first.Address?[..first.Address.LastIndexOf('.')] ?? "",
            _ => first.ToString(),
        };
    });

    /// <summary>The names that a part itself has, not those of the parts within it.</summary>
    private static IEnumerable<string> Named(JsonNode? node) => node switch
    {
        JsonObject its => its.SelectMany(member => Name().Matches(member.Key).Select(match => match.Groups[1].Value).Concat(Named(member.Value))),
        JsonArray list => list.Where(item => item is not JsonObject).SelectMany(Named),
        JsonValue value when value.TryGetValue<string>(out var text) => Name().Matches(text).Select(match => match.Groups[1].Value),
        _ => [],
    };

    [GeneratedRegex(@"^\$([a-z]+)$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\$([a-z]+)(?:\.(device|address|service))?")]
    private static partial Regex Name();
}
