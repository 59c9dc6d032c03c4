using System.Text.Json.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Showing.Forms;

/// <summary>What senses, and what is counted: hundredths of a degree or a percent, thousandths of volt, ampere and watt.</summary>
internal static class Sensors
{
    private static readonly ShownAttribute Warm = ShownAttribute.One("1026/0", "temperature", Numbers.Hundredths);
    private static readonly ShownAttribute Damp = ShownAttribute.One("1029/0", "relative-humidity", Numbers.Hundredths);

    internal static IReadOnlyList<ShownKind> Kinds { get; } =
    [
        // True while the door touches its frame.
        new("magnet-sensor", 21, ["open"], [ShownAttribute.One("69/0", "open", Numbers.NotBool)]),
        new("door", 21, ["open"], [ShownAttribute.One("69/0", "open", Numbers.NotBool)]),
        new("motion-sensor", 263, ["motion"], [ShownAttribute.One("1030/0", "motion", Bit)]),
        new("occupancy-sensor", 263, ["occupied"], [ShownAttribute.One("1030/0", "occupied", Bit)]) { Form = "radar" },
        new("submersion-sensor", 67, ["leak"], [ShownAttribute.One("69/0", "leak", Numbers.Bool)]),
        new("weather-station", 68, ["raining"], [ShownAttribute.One("69/0", "raining", Numbers.Bool)]),
        new("smoke-sensor", 118, ["smoke"], [ShownAttribute.One("92/1", "smoke", Alarm), ShownAttribute.One("92/0", "smoke", value => value.AsBool() ? 1 : 0)]),
        new("carbon-monoxide-sensor", 118, ["carbon-monoxide"], [ShownAttribute.One("92/2", "carbon-monoxide", Alarm), ShownAttribute.One("92/0", "carbon-monoxide", value => value.AsBool() ? 2 : 0)]) { Form = "carbon-monoxide" },
        .. new[] { "temperature-humidity-sensor", "environment", "weather-station" }.SelectMany<string, ShownKind>(service => [new(service, 770, ["temperature"], [Warm]), new(service, 775, ["relative-humidity"], [Damp])]),
        new("illumination-sensor", 262, ["illumination"], [ShownAttribute.One("1024/0", "illumination", Lux)]),
        new("pressure-sensor", 773, ["pressure"], [ShownAttribute.One("1027/0", "pressure", kilopascal => Math.Min(32767, (long)Math.Round(kilopascal.AsDouble() * 10)))]),
        .. new[] { "environment", "weather-station" }.Select(service => new ShownKind(service, 773, ["atmospheric-pressure"], [ShownAttribute.One("1027/0", "atmospheric-pressure", Numbers.Whole)]) { Form = "barometer" }),
        // Tenths of a cubic metre an hour, out of litres a minute.
        new("water-consumption", 774, ["flow-rate"], [ShownAttribute.One("1028/0", "flow-rate", value => Numbers.Scaled(value, 0.6))]),
        new("plant-monitor", 69, ["soil-moisture"], [ShownAttribute.One("1072/1", "soil-moisture", Numbers.Whole)]),
        new("environment", 44, [],
        [
            ShownAttribute.One("91/0", "air-quality", key => Numbers.Coded(key, ("good", 1), ("fair", 2), ("moderate", 3), ("poor", 4), ("hazardous", 5))),
            Air(1036, "carbon-monoxide-density"), Air(1037, "co2-density"), Air(1066, "pm2.5-density"), Air(1067, "hcho-density"), Air(1068, "pm1-density"), Air(1069, "pm10-density"), Air(1070, "tvoc-density"),
        ]) { AnyOf = ["air-quality", "carbon-monoxide-density", "co2-density", "pm2.5-density", "hcho-density", "pm1-density", "pm10-density", "tvoc-density"] },

        new("power-consumption", 1296, [],
        [
            ShownAttribute.One("144/8", "electric-power", Numbers.Thousandths), ShownAttribute.One("144/4", "voltage", Numbers.Thousandths), ShownAttribute.One("144/5", "electric-current", Numbers.Thousandths),
            ShownAttribute.One("144/14", "frequency", Numbers.Thousandths), ShownAttribute.One("144/17", "power-factor", value => Numbers.Scaled(value, 10_000)), ShownAttribute.One("145/1", "power-consumption", Energy),
        ]) { Form = "meter", AnyOf = ["electric-power", "power-consumption", "voltage", "electric-current"] },
        new("power-generation", 1296, ["generated-energy"], [ShownAttribute.One("145/2", "generated-energy", Energy)]) { Form = "meter" },
        new("energy-storage", 24, ["charge-level"], [ShownAttribute.One("47/12", "charge-level", value => Numbers.Scaled(value, 2))]),

        // One, two or three presses, and a long one.
        new("switch-sensor", 15, [], []) { Events = new Dictionary<string, Func<JsonArray>> { ["click"] = () => Presses(1), ["double-click"] = () => Presses(2), ["triple-click"] = () => Presses(3), ["long-press"] = () => Press("longPress", "newPosition"), ["release"] = () => Press("longRelease", "previousPosition") } },
    ];

    private static JsonNode? Bit(Value value) => value.AsBool() ? 1 : 0;

    /// <summary>2 is critical.</summary>
    private static JsonNode? Alarm(Value value) => value.AsBool() ? 2 : 0;

    private static JsonNode? Lux(Value lux) => lux.AsDouble() <= 0 ? 0 : (long)Math.Clamp(Math.Round(10_000 * Math.Log10(lux.AsDouble()) + 1), 1, 65534);

    private static JsonNode? Energy(Value kilowattHours) => new JsonObject { ["energy"] = (long)Math.Round(kilowattHours.AsDouble() * 1e6) };

    private static ShownAttribute Air(uint cluster, string property) => ShownAttribute.One($"{cluster}/0", property, value => value.AsDouble());

    private static JsonArray Presses(int times) => ["59", "multiPressComplete", new JsonObject { ["previousPosition"] = 1, ["totalNumberOfPressesCounted"] = times }];

    private static JsonArray Press(string name, string field) => ["59", name, new JsonObject { [field] = 1 }];
}
