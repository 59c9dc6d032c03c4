using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Products.Codecs;

/// <summary>A list or a nested object as one text of JSON. What is no JSON is sent as a text: the device's own check answers.</summary>
internal sealed class JsonCodec : Codec
{
    internal override bool TryRead(JsonElement raw, out Value value)
    {
        var text = raw.GetRawText();
        value = text.Length <= ProductLimits.TextLength ? Value.Of(text) : default;
        return !value.IsNone;
    }

    internal override JsonNode Write(Value value) => Parse(value) ?? JsonValue.Create(value.AsText() ?? "");

    internal override bool Matches(JsonElement raw, Value asked) => Parse(asked) is { } sent && JsonNode.DeepEquals(sent, Parse(Value.Of(raw.GetRawText())));

    private static JsonNode? Parse(Value value)
    {
        try
        {
            return JsonNode.Parse(value.AsText() ?? "", documentOptions: new JsonDocumentOptions { MaxDepth = ProductLimits.JsonDepth });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
