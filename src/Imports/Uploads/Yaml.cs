using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Kith.Imports.Uploads;

/// <summary>
/// YAML as a tree of JSON. Tags of other programs (!secret, !include) and references to anchors are not followed: in their place stands an
/// object with one field of that name, which no translation understands, and the file's list of what was refused names them.
/// </summary>
internal sealed class Yaml
{
    private const int Deepest = 40, MostNodes = 400_000, MostRefused = 50;

    private readonly Parser _parser;
    private int _nodes;

    private Yaml(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>Tags and references, with their lines.</summary>
    internal List<string> Refused { get; } = [];

    /// <summary>The first document; null with what is wrong when it cannot be read.</summary>
    internal static (JsonNode? Root, IReadOnlyList<string> Refused, string? Wrong) Read(string text)
    {
        var yaml = new Yaml(text);
        try
        {
            yaml._parser.Consume<StreamStart>();
            if (!yaml._parser.Accept<DocumentStart>(out _)) return (null, [], null);
            yaml._parser.Consume<DocumentStart>();
            return (yaml.Node(1), yaml.Refused, null);
        }
        catch (Exception wrong) when (wrong is YamlException or InvalidDataException or ArgumentException or InvalidOperationException)
        {
            return (null, yaml.Refused, wrong is YamlException at ? $"{at.Start.Line}: {at.Message}" : wrong.Message);
        }
    }

    private JsonNode? Node(int depth)
    {
        if (depth > Deepest) throw new InvalidDataException($"more than {Deepest} levels");
        if (++_nodes > MostNodes) throw new InvalidDataException($"more than {MostNodes} nodes");
        if (_parser.TryConsume<AnchorAlias>(out var alias)) return Refuse("*" + alias.Value, alias.Start.Line, alias.Value.Value);
        if (_parser.TryConsume<Scalar>(out var scalar)) return IsOwnTag(scalar.Tag) ? Refuse(scalar.Tag.Value, scalar.Start.Line, scalar.Value) : Plain(scalar);
        if (_parser.TryConsume<SequenceStart>(out var sequence))
        {
            var array = new JsonArray();
            while (!_parser.TryConsume<SequenceEnd>(out _)) array.Add(Node(depth + 1));
            return IsOwnTag(sequence.Tag) ? Refuse(sequence.Tag.Value, sequence.Start.Line, "") : array;
        }
        var start = _parser.Consume<MappingStart>();
        var map = new JsonObject();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = _parser.TryConsume<Scalar>(out var name) ? name.Value : Node(depth + 1)?.ToJsonString() ?? "";
            map[key] = Node(depth + 1);
        }
        return IsOwnTag(start.Tag) ? Refuse(start.Tag.Value, start.Start.Line, "") : map;
    }

    private JsonObject Refuse(string what, long line, string value)
    {
        if (Refused.Count < MostRefused) Refused.Add($"{line}: {what}");
        return new JsonObject { [what] = value };
    }

    private static bool IsOwnTag(TagName tag) => !tag.IsEmpty && tag.Value.StartsWith('!') && tag.Value != "!";

    /// <summary>The types that YAML 1.1 sees, which is what these programs read: on and yes are truths.</summary>
    private static JsonValue? Plain(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style is not ScalarStyle.Plain) return JsonValue.Create(text);
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL": return null;
            case "true" or "True" or "TRUE" or "on" or "On" or "ON" or "yes" or "Yes" or "YES": return JsonValue.Create(true);
            case "false" or "False" or "FALSE" or "off" or "Off" or "OFF" or "no" or "No" or "NO": return JsonValue.Create(false);
        }
        // 0x00158d0001 and 08:00 are texts to these programs; so is what has a leading zero.
        if (text.Length < 16 && text.All(c => char.IsAsciiDigit(c) || c is '-' or '.' or 'e' or '+') && !(text.Length > 1 && text[0] == '0' && text[1] != '.'))
        {
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return JsonValue.Create(whole);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return JsonValue.Create(number);
        }
        return JsonValue.Create(text);
    }
}
