using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Products.Codecs;

/// <summary>A number of speeds as 1 to 100 percent: of three speeds the second is 67 %. Below the first it is off, which is no speed.</summary>
internal sealed class SpeedCodec(double first, double last) : Codec
{
    private double Speeds => last - first + 1;

    internal override bool TryRead(JsonElement raw, out Value value)
    {
        value = default;
        if (last < first || !NumberCodec.TryNumber(raw, out var speed) || speed < first) return false;
        value = Value.Of((long)Math.Clamp(Math.Round((speed - first + 1) * 100 / Speeds), 1, 100));
        return true;
    }

    internal override JsonNode Write(Value value) => JsonValue.Create(Sent(value));

    internal override bool Matches(JsonElement raw, Value asked) => NumberCodec.TryNumber(raw, out var speed) && Math.Abs(speed - Sent(asked)) < 0.5;

    private long Sent(Value percent) => (long)(first - 1 + Math.Clamp(Math.Round(percent.AsDouble() * Speeds / 100), 1, Speeds));
}
