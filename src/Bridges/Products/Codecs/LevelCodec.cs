using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Products.Codecs;

/// <summary>
/// A level of 0 to 254 (or what the definition says) as 1 to 100 percent. Every percent goes there and comes back the same while the
/// level has at least 100 steps. 0 is 1 %: a light that is off says so by its state, not by its level.
/// </summary>
internal sealed class LevelCodec(double max) : Codec
{
    internal override bool TryRead(JsonElement raw, out Value value)
    {
        value = default;
        if (!NumberCodec.TryNumber(raw, out var level)) return false;
        value = Value.Of((long)Math.Clamp(Math.Round(level * 100 / max), 1, 100));
        return true;
    }

    internal override JsonNode Write(Value value) => JsonValue.Create(Sent(value));

    /// <summary>Half a percent: devices round in their own way.</summary>
    internal override bool Matches(JsonElement raw, Value asked) =>
        NumberCodec.TryNumber(raw, out var level) && Math.Abs(level - Sent(asked)) <= Math.Max(1, max / 200);

    private long Sent(Value percent) => Math.Max(1, (long)Math.Round(percent.AsDouble() * max / 100));
}
