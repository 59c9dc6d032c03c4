using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Products.Codecs;

/// <summary>Open or closed out of a position: open is anything but the closed end.</summary>
internal sealed class OpenCodec(double closed, double open) : Codec
{
    internal override bool TryRead(JsonElement raw, out Value value)
    {
        value = default;
        if (!NumberCodec.TryNumber(raw, out var place)) return false;
        value = Value.Of(Math.Abs(place - closed) > Math.Abs(open - closed) / 200);
        return true;
    }

    internal override JsonNode Write(Value value) => JsonValue.Create((long)(value.AsBool() ? open : closed));
}
