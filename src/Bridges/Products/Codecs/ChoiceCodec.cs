using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Products.Codecs;

/// <summary>One of a list. Several of theirs may be one of ours; then the first is what we send.</summary>
internal sealed class ChoiceCodec(IReadOnlyList<(Value Raw, long Number)> choices) : Codec
{
    internal override bool TryRead(JsonElement raw, out Value value)
    {
        var its = RawValue.Of(raw);
        foreach (var (theirs, number) in choices)
        {
            if (!RawValue.Same(its, theirs)) continue;
            value = Value.Of(number);
            return true;
        }
        value = default;
        return false;
    }

    internal override JsonNode Write(Value value)
    {
        var number = value.AsInteger();
        foreach (var (theirs, ours) in choices)
            if (ours == number) return RawValue.Node(theirs);
        return JsonValue.Create(number);
    }
}
