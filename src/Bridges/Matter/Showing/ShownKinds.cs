using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Bridges.Products.Codecs;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Showing;

/// <summary>One attribute that other ecosystems see, and the property behind it.</summary>
/// <param name="Path">cluster/attribute.</param>
/// <param name="Say">The value as Matter has it; null for nothing to say.</param>
/// <param name="Hear">What somebody wishes, as the property's value; null for attributes that nobody may change.</param>
internal sealed record ShownAttribute(string Path, string Property, Func<Value, JsonNode?> Say, Func<JsonElement, Value>? Hear = null);

/// <summary>How a service of a device looks in Matter.</summary>
/// <param name="Type">Matter's number of the device type.</param>
/// <param name="Needs">The properties of the service that it must have.</param>
/// <param name="IsCareful">Shown only to who chooses it by itself: it opens the home or tells of people.</param>
internal sealed record ShownKind(string Service, uint Type, IReadOnlyList<string> Needs, IReadOnlyList<ShownAttribute> Attributes, bool IsCareful = false);

/// <summary>What can be shown: by service, the richest form first. No device type or model is named.</summary>
internal static class ShownKinds
{
    private static readonly ShownAttribute On = new("6/0", "on", value => value.AsBool(), Truth);
    private static readonly ShownAttribute Brightness = new("8/0", "brightness", value => Math.Max(1, (long)Math.Round(value.AsDouble() * 254 / 100)), raw => Percent(raw, 254));
    private static readonly ShownAttribute White = new("768/7", "color-temperature", value => (long)Math.Clamp(Math.Round(1e6 / Math.Max(1, value.AsDouble())), 153, 500), raw => Number(raw) is > 0 and var mireds ? Value.Of((long)Math.Round(1e6 / mireds)) : default);
    private static readonly ShownAttribute ColorX = new("768/3", "color", value => (long)Math.Round(Color.ToXy((uint)value.AsInteger()).X * 65536));
    private static readonly ShownAttribute ColorY = new("768/4", "color", value => (long)Math.Round(Color.ToXy((uint)value.AsInteger()).Y * 65536));

    // Kith's process tells both halves of a wished colour at once, under names of its own.
    private static readonly ShownAttribute ByXy = new("768/xy", "color", _ => null, raw => Pair(raw) is var (x, y) ? Value.Of((long)Color.FromXy(x / 65536, y / 65536)) : default);
    private static readonly ShownAttribute ByHue = new("768/hs", "color", _ => null, raw => Pair(raw) is var (hue, saturation) ? Value.Of((long)Color.FromHueSaturation(hue * 360 / 254, saturation * 100 / 254)) : default);

    internal static IReadOnlyList<ShownKind> All { get; } =
    [
        new("light", 269, ["on", "brightness", "color", "color-temperature"], [On, Brightness, White, ColorX, ColorY, ByXy, ByHue]),
        new("light", 268, ["on", "brightness", "color-temperature"], [On, Brightness, White]),
        new("light", 257, ["on", "brightness"], [On, Brightness]),
        new("light", 256, ["on"], [On]),
        new("switch", 266, ["on"], [On]),
        // Matter says how far a covering is closed, in hundredths of a percent.
        new("curtain", 514, ["current-position", "target-position"], [new("258/14", "current-position", Closed), new("258/11", "target-position", Closed, raw => Number(raw) is { } closed ? Value.Of((long)Math.Clamp(Math.Round(100 - closed / 100), 0, 100)) : default)]),
        new("thermostat", 769, ["target-temperature"],
        [
            new("513/0", "temperature", Hundredths), new("513/18", "target-temperature", value => (long)Math.Clamp(Math.Round(value.AsDouble() * 100), 700, 3000), raw => Number(raw) is { } heat ? Value.Of(heat / 100) : default),
            new("513/28", "on", value => value.AsBool() ? 4 : 0, raw => Number(raw) is { } mode ? Value.Of(mode > 0) : default),
        ]),
        // True while the door touches its frame.
        new("magnet-sensor", 21, ["open"], [new("69/0", "open", value => !value.AsBool())]),
        new("motion-sensor", 263, ["motion"], [new("1030/0", "motion", value => value.AsBool() ? 1 : 0)]),
        new("occupancy-sensor", 263, ["occupied"], [new("1030/0", "occupied", value => value.AsBool() ? 1 : 0)]),
        new("temperature-humidity-sensor", 770, ["temperature"], [new("1026/0", "temperature", Hundredths)]),
        new("temperature-humidity-sensor", 775, ["relative-humidity"], [new("1029/0", "relative-humidity", Hundredths)]),
        new("environment", 775, ["relative-humidity"], [new("1029/0", "relative-humidity", Hundredths)]),
        new("lock", 10, ["locked"], [new("257/0", "locked", value => value.AsBool() ? 1 : 2, raw => Number(raw) is { } state ? Value.Of(state is 1) : default)], IsCareful: true),
    ];

    private static JsonNode? Closed(Value open) => 10000 - open.AsInteger() * 100;

    private static JsonNode? Hundredths(Value value) => (long)Math.Round(value.AsDouble() * 100);

    private static Value Truth(JsonElement raw) => raw.ValueKind is JsonValueKind.True or JsonValueKind.False ? Value.Of(raw.GetBoolean()) : default;

    private static double? Number(JsonElement raw) => raw.ValueKind is JsonValueKind.Number ? raw.GetDouble() : null;

    private static (double First, double Second)? Pair(JsonElement raw) =>
        raw.ValueKind is JsonValueKind.Array && raw.GetArrayLength() == 2 && Number(raw[0]) is { } first && Number(raw[1]) is { } second ? (first, second) : null;

    private static Value Percent(JsonElement raw, double most) => Number(raw) is { } level ? Value.Of((long)Math.Clamp(Math.Round(level * 100 / most), 1, 100)) : default;

    /// <summary>The services of a device that can be shown, each in its richest form; a sensor of two things is shown as two.</summary>
    internal static IEnumerable<(Service Service, ShownKind Kind)> Of(Spec spec)
    {
        foreach (var service in spec.Services)
        {
            var taken = new HashSet<string>(StringComparer.Ordinal);
            foreach (var kind in All)
                if (kind.Service == service.Type && kind.Needs.All(need => service.Properties.Any(property => property.Name == need)) && !kind.Needs.Any(taken.Contains))
                {
                    taken.UnionWith(kind.Needs);
                    yield return (service, kind);
                }
        }
    }
}
