using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Bridges.Matter.Nodes;
using Kith.Bridges.Products.Codecs;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Mapping.Services;

/// <summary>light and switch: on, brightness, white, colour, and what they do after a power cut.</summary>
internal static class Lights
{
    /// <summary>Levels of a Matter light: 1 to 254.</summary>
    private const double Levels = 254;

    /// <summary>x and y of a colour are in parts of 65,536 (Color Control, CurrentX); hue and saturation in 254 steps.</summary>
    private const double Parts = 65536;

    private const uint HueFeature = 1, XyFeature = 8, WhiteFeature = 16;
    private const uint Hue = 0, Saturation = 1, X = 3, Y = 4, Mireds = 7, Mode = 8, LeastMireds = 16395, MostMireds = 16396;

    /// <summary>Colour Control's mode while the light is white.</summary>
    private const double IsWhite = 2;

    private static readonly uint[] All = [Types.Light, Types.DimmableLight, Types.ColorTemperatureLight, Types.ColorLight, Types.DimmablePlug];
    private static readonly uint[] NotSwitches = [.. All, Types.Fan, Types.AirConditioner, Types.AirPurifier, Types.Speaker, Types.Vacuum, Types.Washer, Types.Dishwasher, Types.Dryer, Types.Fridge, Types.VideoPlayer, Types.CastingVideoPlayer, Types.Cooktop, Types.CookSurface];

    internal static IReadOnlyList<Row> Rows { get; } =
    [
        new(Clusters.OnOff, 0, "light", "on", Raw.Truth(Clusters.OnOff, 0)) { On = All, Set = Switched },
        new(Clusters.Level, 0, "light", "brightness", endpoint => endpoint.Number(Clusters.Level, 0) is { } level ? Value.Of((long)Math.Clamp(Math.Round(level * 100 / Levels), 1, 100)) : default)
        {
            On = All, Near = 1,
            Set = (_, percent) => MatterWish.Do(Clusters.Level, "MoveToLevelWithOnOff", Now(("level", Math.Max(1, (long)Math.Round(percent.AsDouble() * Levels / 100))))),
        },
        new(Clusters.Color, Mireds, "light", "color-temperature", endpoint => endpoint.Number(Clusters.Color, Mode) is null or IsWhite ? Kelvin(endpoint) : default)
        {
            On = All, When = endpoint => (endpoint.Features(Clusters.Color) & WhiteFeature) != 0, Also = [Mode], Near = 60,
            Range = endpoint => new ValueRange(Coldest(endpoint).Least, Coldest(endpoint).Most, 1),
            Set = (endpoint, kelvin) => MatterWish.Do(Clusters.Color, "MoveToColorTemperature", Now(("colorTemperatureMireds", ToMireds(endpoint, kelvin)))),
        },
        new(Clusters.Color, X, "light", "color", endpoint => endpoint.Number(Clusters.Color, Mode) is IsWhite ? default : Colored(endpoint))
        {
            On = All, When = endpoint => (endpoint.Features(Clusters.Color) & XyFeature) != 0, Also = [Y, Mode], IsColor = true,
            Set = (_, rgb) => Color.ToXy((uint)rgb.AsInteger()) is var (x, y) ? MatterWish.Do(Clusters.Color, "MoveToColor", Now(("colorX", (long)Math.Round(x * Parts)), ("colorY", (long)Math.Round(y * Parts)))) : null,
        },
        new(Clusters.Color, Hue, "light", "color", endpoint => endpoint.Number(Clusters.Color, Mode) is IsWhite ? default : ByHue(endpoint))
        {
            On = All, When = endpoint => (endpoint.Features(Clusters.Color) & HueFeature) != 0, Also = [Saturation, Mode], IsColor = true,
            Set = (_, rgb) => Color.ToHueSaturation((uint)rgb.AsInteger()) is var (hue, saturation)
                ? MatterWish.Do(Clusters.Color, "MoveToHueAndSaturation", Now(("hue", (long)Math.Round(hue * Levels / 360)), ("saturation", (long)Math.Round(saturation * Levels / 100)))) : null,
        },
        new(Clusters.Color, Mode, "light", "mode", endpoint => endpoint.Number(Clusters.Color, Mode) is { } mode ? Value.Of(mode is IsWhite ? "white" : "color") : default)
        {
            On = All, When = endpoint => (endpoint.Features(Clusters.Color) & WhiteFeature) != 0 && (endpoint.Features(Clusters.Color) & (HueFeature | XyFeature)) != 0,
            Choices = _ => ["white", "color"],
        },
        new(Clusters.OnOff, 16387, "light", "default-power-on-state", AfterPowerCut) { Joins = true, Set = Remembered },

        new(Clusters.OnOff, 0, "switch", "on", Raw.Truth(Clusters.OnOff, 0)) { NotOn = NotSwitches, Set = Switched },
        new(Clusters.OnOff, 16387, "switch", "default-power-on-state", AfterPowerCut) { Joins = true, Set = Remembered },
    ];

    internal static MatterWish Switched(MatterEndpoint endpoint, Value on) => MatterWish.Do(Clusters.OnOff, on.AsBool() ? "On" : "Off");

    /// <summary>At once, and also while the light is off (OptionsMask and OptionsOverride: ExecuteIfOff).</summary>
    private static JsonObject Now(params ReadOnlySpan<(string Name, long Value)> fields)
    {
        var body = new JsonObject { ["transitionTime"] = 0, ["optionsMask"] = 1, ["optionsOverride"] = 1 };
        foreach (var (name, value) in fields) body[name] = value;
        return body;
    }

    private static (double Least, double Most) Coldest(MatterEndpoint endpoint)
    {
        var (least, most) = (endpoint.Number(Clusters.Color, LeastMireds) ?? 153, endpoint.Number(Clusters.Color, MostMireds) ?? 500);
        if (least < 1 || most <= least) (least, most) = (153, 500);
        return (Math.Ceiling(1e6 / most), Math.Floor(1e6 / least));
    }

    private static Value Kelvin(MatterEndpoint endpoint) =>
        endpoint.Number(Clusters.Color, Mireds) is > 0 and var mireds ? Value.Of((long)Math.Clamp(Math.Round(1e6 / mireds), Coldest(endpoint).Least, Coldest(endpoint).Most)) : default;

    private static long ToMireds(MatterEndpoint endpoint, Value kelvin) =>
        (long)Math.Round(Math.Clamp(1e6 / Math.Max(1, kelvin.AsDouble()), 1e6 / Coldest(endpoint).Most, 1e6 / Coldest(endpoint).Least));

    private static Value Colored(MatterEndpoint endpoint) =>
        endpoint.Number(Clusters.Color, X) is { } x && endpoint.Number(Clusters.Color, Y) is { } y ? Value.Of((long)Color.FromXy(x / Parts, y / Parts)) : default;

    private static Value ByHue(MatterEndpoint endpoint) =>
        endpoint.Number(Clusters.Color, Hue) is { } hue && endpoint.Number(Clusters.Color, Saturation) is { } saturation
            ? Value.Of((long)Color.FromHueSaturation(hue * 360 / Levels, saturation * 100 / Levels)) : default;

    /// <summary>StartUpOnOff: 0 off, 1 on, null as it was before.</summary>
    private static Value AfterPowerCut(MatterEndpoint endpoint) => endpoint[Clusters.OnOff, 16387].ValueKind switch
    {
        JsonValueKind.Null => Value.Of("last"),
        JsonValueKind.Number => Value.Of(endpoint.Number(Clusters.OnOff, 16387) is 0 ? "off" : "on"),
        _ => default,
    };

    private static MatterWish Remembered(MatterEndpoint endpoint, Value choice) =>
        MatterWish.Write(Clusters.OnOff, 16387, choice.AsText() switch { "off" => JsonValue.Create(0), "on" => JsonValue.Create(1), _ => null });
}
