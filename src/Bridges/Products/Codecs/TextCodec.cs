using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Products.Codecs;

/// <summary>A text; numbers and truths as they are written.</summary>
internal sealed class TextCodec : Codec
{
    internal override bool TryRead(JsonElement raw, out Value value)
    {
        var its = RawValue.Of(raw);
        var text = its.AsText() ?? (its.IsNone ? raw.GetRawText() : its.ToString());
        value = text.Length <= ProductLimits.TextLength ? Value.Of(text) : default;
        return !value.IsNone;
    }

    internal override JsonNode Write(Value value) => JsonValue.Create(value.AsText() ?? "");
}
