using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Products.Codecs;

/// <summary>
/// On and off out of a mode of which one is off, as thermostats have it. On is the mode that was last seen; before that, the first that
/// means on. Belongs to one device, and is used under its gate alone.
/// </summary>
internal sealed class ModeCodec(Value off, Value on) : Codec
{
    private Value _on = on;

    internal override bool TryRead(JsonElement raw, out Value value)
    {
        var its = RawValue.Of(raw);
        var isOff = RawValue.Same(its, off);
        value = its.IsNone ? default : Value.Of(!isOff);
        if (!its.IsNone && !isOff) _on = its;
        return !its.IsNone;
    }

    internal override JsonNode Write(Value value) => RawValue.Node(value.AsBool() ? _on : off);
}
