using System.Text;
using System.Text.Json;

namespace Kith.Bridges.HomeAssistant.Templates;

/// <summary>
/// A template of an emitter: the part of Jinja that real emitters use, read once and evaluated often. It reads nothing but what it is
/// given, has no loops, and ends by its limits. docs/bridges/homeassistant.md has the grammar.
/// </summary>
internal sealed class Template
{
    private readonly IReadOnlyList<Part> _parts;

    private Template(IReadOnlyList<Part> parts) => _parts = parts;

    /// <summary>The template, or why it is refused: "template uses the filter regex_replace".</summary>
    internal static (Template? Template, string? Refused) Read(string text)
    {
        if (text.Length > TemplateLimits.Length) return (null, $"template is longer than {TemplateLimits.Length} characters");
        try
        {
            return (new Template(new TemplateParser(text).Whole()), null);
        }
        catch (TemplateFault fault)
        {
            return (null, $"template {fault.Message}");
        }
    }

    /// <summary>What several say, with commas between.</summary>
    internal static Template Joined(IReadOnlyList<Template> all) => new([.. all.SelectMany((one, place) => place == 0 ? one._parts : [new Words(","), .. one._parts])]);

    /// <summary>The text, or null where there is none: something it needs is not there, or cannot be reckoned with.</summary>
    internal string? Evaluate(IReadOnlyDictionary<string, object?> names)
    {
        try
        {
            var scope = new Scope(names);
            // A field that a message does not have is no news, whatever Home Assistant writes for it.
            if (_parts is [Output only]) return only.Of.In(scope) is var value and not Missing ? Scope.Bounded(Values.Text(value)) : null;
            var text = new StringBuilder();
            foreach (var part in _parts) part.Write(scope, text);
            return text.ToString().Trim();
        }
        catch (TemplateFault)
        {
            return null;
        }
    }

    /// <summary>With the text of a message as value, and as value_json what it is as JSON.</summary>
    internal string? Evaluate(string text, JsonElement? json) => Evaluate(Given(text, json));

    internal static Dictionary<string, object?> Given(string text, JsonElement? json)
    {
        var names = new Dictionary<string, object?>(StringComparer.Ordinal) { ["value"] = text };
        if (json is { } its) names["value_json"] = Values.Of(its);
        return names;
    }
}
