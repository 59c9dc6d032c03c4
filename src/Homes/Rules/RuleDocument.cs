using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using Kith.Homes.Rules.Steps;
using Kith.Model.Errors;

namespace Kith.Homes.Rules;

/// <summary>A rule within other documents: read as strictly as one by itself, whatever is the custom there.</summary>
public sealed class RuleJson : JsonConverter<Rule>
{
    /// <inheritdoc/>
    public override Rule? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonSerializer.Deserialize(ref reader, RulesJson.Default.Rule);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Rule value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, RulesJson.Default.Rule);
}

/// <summary>A rule as a JSON document, the same in the API, in files and in the app; docs/rules.md is its language.</summary>
public static class RuleDocument
{
    private static readonly Lazy<string> Text = new(() => RulesJson.Default.Options.GetJsonSchemaAsNode(typeof(Rule), new() { TransformSchemaNode = Say }).ToJsonString());

    /// <summary>What a converter reads is told here, where it is more than any text. The exporter leaves out what it cannot know of a list, so the list is told.</summary>
    private static JsonNode Say(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Type == typeof(IReadOnlyList<Recipient>))
            schema["items"] = new JsonObject
            {
                ["anyOf"] = new JsonArray(new JsonObject { ["enum"] = new JsonArray([.. Recipient.Words.Select(word => JsonValue.Create(word))]) }, new JsonObject { ["type"] = "string", ["pattern"] = "^[a-z2-7]{20}$" }),
            };
        return schema;
    }

    /// <summary>Its JSON schema (draft 2020-12).</summary>
    public static string Schema => Text.Value;

    /// <summary>Reads one; json.malformed names the place, payload.too_large what is over 64 KiB. A field that the language does not have is an error: it is a typing mistake.</summary>
    public static Result<Rule> Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > RuleLimits.Document) return new Fault(ErrorCodes.PayloadTooLarge, $"a rule has at most {RuleLimits.Document / 1024} KiB");
        try
        {
            return JsonSerializer.Deserialize(utf8, RulesJson.Default.Rule) is { } rule ? rule : new Fault(ErrorCodes.JsonMalformed, "a rule is a JSON object");
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException or ArgumentException)
        {
            return new Fault(ErrorCodes.JsonMalformed, wrong.Message.Split(" Path:")[0], Place(wrong));
        }
    }

    /// <summary>As the paths of problems are written: then.0.values.light.on, not $.then[0].values['light.on'].</summary>
    private static string Place(Exception wrong)
    {
        var path = (wrong as JsonException)?.Path ?? (wrong.Message.Split(" Path: ") is [_, var rest] ? rest.Split(" |")[0] : "");
        return path.TrimStart('$').Replace("['", ".", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal).Replace('[', '.').Replace("]", "", StringComparison.Ordinal).TrimStart('.');
    }

    /// <summary>As it stands in files.</summary>
    public static string Write(Rule rule) => JsonSerializer.Serialize(rule, RulesJson.Default.Rule);
}
