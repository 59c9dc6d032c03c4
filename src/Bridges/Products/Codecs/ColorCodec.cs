using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Products.Codecs;

/// <summary>A light's colour: an object with x and y, or with hue and saturation; 0xRRGGBB here.</summary>
internal sealed class ColorCodec(bool byHue) : Codec
{
    /// <summary>Of 1, in x and y: a lamp that cannot do a colour says the nearest it can; 16-bit rounding is far below.</summary>
    private const double Near = 0.02;

    /// <summary>Degrees of hue, percent of saturation: devices keep both in 254 steps.</summary>
    private const double NearHue = 4;

    internal override bool TryRead(JsonElement raw, out Value value)
    {
        value = default;
        if (raw.ValueKind is not JsonValueKind.Object) return false;
        if (!byHue && Pair(raw, "x", "y") is { } xy) value = Value.Of((long)Color.FromXy(Math.Clamp(xy.First, 0, 1), Math.Clamp(xy.Second, 0, 1)));
        else if (Pair(raw, "hue", "saturation") is { } hue) value = Value.Of((long)Color.FromHueSaturation((hue.First % 360 + 360) % 360, hue.Second));
        else if (Pair(raw, "x", "y") is { } other) value = Value.Of((long)Color.FromXy(Math.Clamp(other.First, 0, 1), Math.Clamp(other.Second, 0, 1)));
        return !value.IsNone;
    }

    internal override JsonNode Write(Value value)
    {
        var (first, second) = Sent(value);
        return byHue
            ? new JsonObject { ["hue"] = Math.Round(first), ["saturation"] = Math.Round(second) }
            : new JsonObject { ["x"] = Math.Round(first, 4), ["y"] = Math.Round(second, 4) };
    }

    internal override bool Matches(JsonElement raw, Value asked)
    {
        if (raw.ValueKind is not JsonValueKind.Object) return false;
        var (first, second) = Sent(asked);
        if (!byHue) return Pair(raw, "x", "y") is { } xy && Math.Abs(xy.First - first) <= Near && Math.Abs(xy.Second - second) <= Near;
        if (Pair(raw, "hue", "saturation") is not { } its) return false;
        var turn = Math.Abs(its.First - first) % 360;
        // Without saturation every hue is the same white.
        return Math.Abs(its.Second - second) <= NearHue && (second < NearHue || Math.Min(turn, 360 - turn) <= NearHue);
    }

    private (double First, double Second) Sent(Value value) => byHue ? Color.ToHueSaturation((uint)value.AsInteger()) : Color.ToXy((uint)value.AsInteger());

    private static (double First, double Second)? Pair(JsonElement raw, string first, string second) =>
        raw.TryGetProperty(first, out var one) && raw.TryGetProperty(second, out var two) && NumberCodec.TryNumber(one, out var a) && NumberCodec.TryNumber(two, out var b) ? (a, b) : null;
}
