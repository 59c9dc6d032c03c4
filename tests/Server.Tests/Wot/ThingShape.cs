using System.Text.Json.Nodes;

namespace Kith.Server.Tests.Wot;

/// <summary>
/// What the JSON schema of W3C Thing Description 1.1 (appendix "JSON Schema for TD Instance Validation") demands, as far as it touches what we
/// write: required members, types, and the operations that each kind of affordance may have.
/// </summary>
internal static class ThingShape
{
    private static readonly string[] Types = ["boolean", "integer", "number", "string", "object", "array", "null"];

    private static readonly Dictionary<string, string[]> Operations = new()
    {
        ["properties"] = ["readproperty", "writeproperty", "observeproperty", "unobserveproperty"],
        ["actions"] = ["invokeaction", "queryaction", "cancelaction"],
        ["events"] = ["subscribeevent", "unsubscribeevent"],
    };

    internal static List<string> Check(JsonNode thing)
    {
        var wrong = new List<string>();
        void Must(bool holds, string what)
        {
            if (!holds) wrong.Add($"{thing["id"]}: {what}");
        }

        Must(thing["@context"] is JsonArray { Count: > 0 } context && (string)context[0]! == "https://www.w3.org/2022/wot/td/v1.1", "@context begins with that of TD 1.1");
        Must(thing["title"] is JsonValue, "title is a text");
        Must(thing["id"] is JsonValue id && Uri.TryCreate((string)id!, UriKind.Absolute, out _), "id is a URI");
        Must(thing["base"] is JsonValue at && Uri.TryCreate((string)at!, UriKind.Absolute, out var home) && home.AbsolutePath.EndsWith('/'), "base is a URI that ends with a slash");
        Must(thing["version"] is null || thing["version"]!["instance"] is JsonValue, "version has an instance");
        Must(thing["security"] is JsonValue security && thing["securityDefinitions"]?[(string)security!]?["scheme"] is JsonValue, "security names a definition with a scheme");
        foreach (var (kind, operations) in Operations)
            foreach (var (name, affordance) in thing[kind]?.AsObject() ?? [])
            {
                var forms = affordance!["forms"] as JsonArray;
                Must(forms is { Count: > 0 }, $"{kind}/{name} has a form");
                foreach (var form in forms ?? [])
                {
                    Must(form!["href"] is JsonValue href && Uri.TryCreate((string)href!, UriKind.RelativeOrAbsolute, out _), $"{kind}/{name} has an address");
                    Must(form["op"] is JsonArray { Count: > 0 } ops ? ops.All(op => operations.Contains((string)op!)) : form["op"] is JsonValue op1 && operations.Contains((string)op1!), $"{kind}/{name} has operations of its kind");
                }
                CheckTitles(affordance, $"{kind}/{name}", Must);
                if (kind == "properties") CheckSchema(affordance, $"{kind}/{name}", Must);
                foreach (var part in (string[])["input", "output", "data"])
                    if (affordance[part] is { } schema) CheckSchema(schema, $"{kind}/{name}/{part}", Must);
            }
        return wrong;
    }

    private static void CheckSchema(JsonNode schema, string at, Action<bool, string> must)
    {
        must(schema["type"] is JsonValue type && Types.Contains((string)type!), $"{at} has a type of JSON schema");
        must(schema["minimum"] is null || (double)schema["minimum"]! <= (double)schema["maximum"]!, $"{at} has a range");
        must(schema["multipleOf"] is null || (double)schema["multipleOf"]! > 0, $"{at} has steps above 0");
        must(schema["oneOf"] is null or JsonArray { Count: > 0 }, $"{at} has choices");
        must(!((bool?)schema["readOnly"] == true && (bool?)schema["writeOnly"] == true), $"{at} is not both read and write only");
        foreach (var (name, field) in schema["properties"]?.AsObject() ?? []) CheckSchema(field!, $"{at}/{name}", must);
        foreach (var choice in schema["oneOf"]?.AsArray() ?? []) CheckTitles(choice!, at, must);
    }

    private static void CheckTitles(JsonNode its, string at, Action<bool, string> must) =>
        must(its["title"] is JsonValue && its["titles"]?["en"] is JsonValue && its["titles"]?["zh-Hans"] is JsonValue, $"{at} has titles in both languages");
}
