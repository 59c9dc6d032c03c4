using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Products.Codecs;

/// <summary>Colour temperature: mired (1e6 / kelvin) there, kelvin here, within what the device can do.</summary>
internal sealed class MiredCodec(double leastMired, double mostMired) : Codec
{
    /// <summary>The coolest the device can do, kelvin, rounded down so that it can be asked for.</summary>
    internal long MostKelvin => (long)Math.Floor(1e6 / leastMired);

    /// <summary>The warmest the device can do, kelvin, rounded up.</summary>
    internal long LeastKelvin => (long)Math.Ceiling(1e6 / mostMired);

    internal override bool TryRead(JsonElement raw, out Value value)
    {
        value = default;
        // 65535 is "as it was" where lights say what they do after a power cut: no temperature.
        if (!NumberCodec.TryNumber(raw, out var mired) || mired is <= 0 or >= 65535) return false;
        value = Value.Of((long)Math.Clamp(Math.Round(1e6 / mired), LeastKelvin, MostKelvin));
        return true;
    }

    internal override JsonNode Write(Value value) => JsonValue.Create(Sent(value));

    /// <summary>2 mired: devices keep it in 16 bits and round on the way through their own colour model.</summary>
    internal override bool Matches(JsonElement raw, Value asked) => NumberCodec.TryNumber(raw, out var mired) && Math.Abs(mired - Sent(asked)) <= 2;

    private long Sent(Value kelvin) => (long)Math.Clamp(Math.Round(1e6 / Math.Max(1, kelvin.AsDouble())), leastMired, mostMired);
}
