using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Bridges.Products.Codecs;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Showing.Forms;

/// <summary>light and what is switched. Levels are 1 to 254, white is in mireds, a colour in parts of 65,536 of x and y.</summary>
internal static class Lights
{
    /// <summary>Colour Control's modes.</summary>
    private const long ByXy = 1, IsWhite = 2;

    private static readonly ShownAttribute Brightness = ShownAttribute.One("8/0", "brightness", value => Math.Max(1, (long)Math.Round(value.AsDouble() * 254 / 100)),
        raw => Numbers.Number(raw) is { } level ? Value.Of((long)Math.Clamp(Math.Round(level * 100 / 254), 1, 100)) : default);

    private static readonly ShownAttribute White = ShownAttribute.One("768/7", "color-temperature", value => (long)Math.Clamp(Math.Round(1e6 / Math.Max(1, value.AsDouble())), 153, 588),
        raw => Numbers.Number(raw) is > 0 and var mireds ? Value.Of((long)Math.Round(1e6 / mireds)) : default);

    private static readonly ShownAttribute[] Colored =
    [
        ShownAttribute.One("768/3", "color", value => (long)Math.Round(Color.ToXy((uint)value.AsInteger()).X * 65536)),
        ShownAttribute.One("768/4", "color", value => (long)Math.Round(Color.ToXy((uint)value.AsInteger()).Y * 65536)),
        // Kith's process tells both halves of a wished colour at once, under names of its own.
        ShownAttribute.Heard("768/xy", "color", raw => Pair(raw) is var (x, y) ? Value.Of((long)Color.FromXy(x / 65536, y / 65536)) : default),
        ShownAttribute.Heard("768/hs", "color", raw => Pair(raw) is var (hue, saturation) ? Value.Of((long)Color.FromHueSaturation(hue * 360 / 254, saturation * 100 / 254)) : default),
        new("768/8", ["mode", "color", "color-temperature"], ModeOf), new("768/16385", ["mode", "color", "color-temperature"], ModeOf),
    ];

    internal static ShownAttribute On { get; } = ShownAttribute.One("6/0", "on", Numbers.Bool, Numbers.Truth);

    internal static IReadOnlyList<ShownKind> Kinds { get; } =
    [
        new("light", 269, ["on", "brightness", "color"], [On, Brightness, White, .. Colored]),
        new("light", 268, ["on", "brightness", "color-temperature"], [On, Brightness, White]),
        new("light", 257, ["on", "brightness"], [On, Brightness]),
        new("light", 256, ["on"], [On]),
        new("switch", 266, ["on"], [On]),
    ];

    /// <summary>What was told last: a light keeps the white that it had before it was coloured. In one breath, its own word counts.</summary>
    private static JsonNode? ModeOf(Said said)
    {
        var (mode, color, white) = (said.Since("mode") ?? default, said.Since("color") ?? default, said.Since("color-temperature") ?? default);
        if (said["mode"].AsText() is "white" or "color" && mode >= color && mode >= white) return said["mode"].AsText() == "white" ? IsWhite : ByXy;
        return color == default && white == default ? null : color >= white ? ByXy : IsWhite;
    }

    private static (double First, double Second)? Pair(JsonElement raw) =>
        raw.ValueKind is JsonValueKind.Array && raw.GetArrayLength() == 2 && Numbers.Number(raw[0]) is { } first && Numbers.Number(raw[1]) is { } second ? (first, second) : null;
}
