using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Showing.Forms;

/// <summary>What heats, cools and blows. Temperatures are hundredths of a degree Celsius.</summary>
internal static class Climate
{
    private static readonly (string Ours, long Theirs)[] Modes = [("off", 0), ("auto", 1), ("cool", 3), ("heat", 4), ("emergency-heat", 5), ("fan", 7), ("dry", 8)];
    private static readonly (string Ours, long Theirs)[] Levels = [("low", 1), ("medium", 2), ("high", 3), ("auto", 5)];

    private static readonly ShownAttribute Here = ShownAttribute.One("513/0", "temperature", Numbers.Hundredths);
    private static readonly ShownAttribute HeatTo = Target("513/18"), CoolTo = Target("513/17");

    // One that only heats: on or off.
    private static readonly ShownAttribute Heats = ShownAttribute.One("513/28", "on", value => value.AsBool() ? 4 : 0, raw => Numbers.Number(raw) is { } mode ? Value.Of(mode > 0) : default);

    private static readonly ShownAttribute Chooses = new("513/28", ["on", "mode"],
        said => said["on"] is { IsNone: false } on && !on.AsBool() ? 0 : Numbers.Coded(said["mode"], Modes) ?? (said["on"].IsNone ? null : 1),
        raw => Numbers.Number(raw) is not { } mode ? [] : mode == 0 ? [new("on", Value.Of(false)), new("mode", Value.Of("off"))] : [new("on", Value.Of(true)), .. Key(Modes, mode, "mode")]);

    private static readonly ShownAttribute CoolerMode = new("513/28", ["mode"], said => Numbers.Coded(said["mode"], Modes), raw => Numbers.Number(raw) is { } mode ? Key(Modes, mode, "mode") : []);

    private static readonly ShownAttribute[] Fan =
    [
        new("514/0", ["on", "fan-level"], said => said["on"] is { IsNone: false } on ? on.AsBool() ? Numbers.Coded(said["fan-level"], Levels) ?? 3 : 0 : null,
            raw => Numbers.Number(raw) is not { } mode ? [] : mode == 0 ? [new("on", Value.Of(false))] : [new("on", Value.Of(true)), .. Key(Levels, mode, "fan-level")]),
        new("514/2", ["on", "fan-speed"], SpeedOf, raw => Numbers.Number(raw) is not { } percent ? [] : percent == 0 ? [new("on", Value.Of(false))] : [new("on", Value.Of(true)), new("fan-speed", Value.Of((long)percent))]),
        new("514/3", ["on", "fan-speed"], SpeedOf),
    ];

    internal static IReadOnlyList<ShownKind> Kinds { get; } =
    [
        new("thermostat", 769, ["mode", "target-temperature"], [Here, HeatTo, CoolTo, Chooses]) { Form = "choosing" },
        new("thermostat", 769, ["on"], [Here, HeatTo, Heats]),
        new("heater", 769, ["on"], [Here, HeatTo, Heats]),
        new("air-conditioner", 114, ["on", "mode", "target-temperature"], [Lights.On, Here, HeatTo, CoolTo, CoolerMode]),
        new("water-heater", 1295, ["on"], [Here, HeatTo, Heats]),
        .. new[] { ("fan", 43u), ("ceiling-fan", 43u), ("air-fresh", 43u), ("air-purifier", 45u), ("hood", 122u) }.Select(row => new ShownKind(row.Item1, row.Item2, ["on"], Fan)),
    ];

    private static ShownAttribute Target(string path) => ShownAttribute.One(path, "target-temperature", Numbers.Hundredths, raw => Numbers.Number(raw) is { } wish ? Value.Of(wish / 100) : default);

    private static JsonNode? SpeedOf(Said said) =>
        said["on"].IsNone ? null : !said["on"].AsBool() ? 0 : said["fan-speed"] is { IsNone: false } speed ? speed.AsInteger() : 100;

    private static Wished[] Key((string Ours, long Theirs)[] codes, double theirs, string property) =>
        codes.FirstOrDefault(row => row.Theirs == theirs).Ours is { } key ? [new(property, Value.Of(key))] : [];
}
