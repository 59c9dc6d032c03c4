using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Products.Codecs;

/// <summary>A truth by its two values: ON and OFF, LOCK and UNLOCK, true and false, or turned round (contact false is open true).</summary>
internal sealed class TruthCodec(Value on, Value off) : Codec
{
    internal override bool TryRead(JsonElement raw, out Value value)
    {
        var its = RawValue.Of(raw);
        var isOn = RawValue.Same(its, on);
        value = Value.Of(isOn);
        // Some devices say plain true where their definition says ON.
        if (isOn || RawValue.Same(its, off)) return true;
        if (on.Kind is ValueKind.Bool || its.Kind is not ValueKind.Bool) return false;
        value = its;
        return true;
    }

    internal override JsonNode Write(Value value) => RawValue.Node(value.AsBool() ? on : off);
}
