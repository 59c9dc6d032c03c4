using Kith.Bridges.Matter.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Mapping.Services;

/// <summary>What senses: doors, people, air, light, danger.</summary>
internal static class Sensors
{
    private static readonly uint[] Fridges = [Types.Fridge, Types.Cabinet];

    // How many of ours one of theirs is, by MeasurementUnit: ppm, ppb, ppt, mg/m3, ug/m3, ng/m3, particles/m3, Bq/m3.
    private static readonly double?[] PartsPerMillion = [1, 1e-3, 1e-6];
    private static readonly double?[] PartsPerBillion = [1e3, 1, 1e-3];
    private static readonly double?[] Milligrams = [null, null, null, 1, 1e-3, 1e-6];
    private static readonly double?[] Micrograms = [null, null, null, 1e3, 1, 1e-3];

    /// <summary>Tenths of a kilopascal: no barometer says more.</summary>
    private const double MostWeather = 1200;

    internal static IReadOnlyList<Row> Rows { get; } =
    [
        // Matter's contact is true while the door touches its frame.
        new(Clusters.BooleanState, 0, "magnet-sensor", "open", Raw.Truth(Clusters.BooleanState, 0, opposite: true)) { On = [Types.Contact] },
        new(Clusters.BooleanState, 0, "submersion-sensor", "leak", Raw.Truth(Clusters.BooleanState, 0)) { On = [Types.LeakDetector] },
        new(Clusters.BooleanState, 0, "weather-station", "raining", Raw.Truth(Clusters.BooleanState, 0)) { On = [Types.RainSensor] },

        // 0 is passive infrared: it sees motion; radar and ultrasound see who sits still.
        new(Clusters.Occupancy, 0, "motion-sensor", "motion", Raw.Bit(Clusters.Occupancy, 0, 1)) { When = endpoint => endpoint.Number(Clusters.Occupancy, 1) is 0 },
        new(Clusters.Occupancy, 0, "occupancy-sensor", "occupied", Raw.Bit(Clusters.Occupancy, 0, 1)) { When = endpoint => endpoint.Number(Clusters.Occupancy, 1) is not 0 },
        new(Clusters.Occupancy, 3, "motion-sensor", "clear-time", Raw.Whole(Clusters.Occupancy, 3)) { Joins = true, Set = (_, seconds) => MatterWish.Write(Clusters.Occupancy, 3, seconds.AsInteger()) },
        new(Clusters.Occupancy, 3, "occupancy-sensor", "clear-time", Raw.Whole(Clusters.Occupancy, 3)) { Joins = true, Set = (_, seconds) => MatterWish.Write(Clusters.Occupancy, 3, seconds.AsInteger()) },

        new(Clusters.Temperature, 0, "fridge-chamber", "temperature", Raw.Scaled(Clusters.Temperature, 0, 0.01)) { On = Fridges },
        new(Clusters.TemperatureControl, 0, "fridge-chamber", "target-temperature", Raw.Scaled(Clusters.TemperatureControl, 0, 0.01))
        {
            On = Fridges, IsSlow = true, Near = 0.01,
            Set = (_, celsius) => MatterWish.Do(Clusters.TemperatureControl, "SetTemperature", new() { ["targetTemperature"] = (long)Math.Round(celsius.AsDouble() * 100) }),
        },
        new(Clusters.Temperature, 0, "temperature-humidity-sensor", "temperature", Raw.Scaled(Clusters.Temperature, 0, 0.01)) { NotOn = Fridges },
        new(Clusters.Humidity, 0, "temperature-humidity-sensor", "relative-humidity", Raw.Whole(Clusters.Humidity, 0, 0.01)) { Joins = true },
        new(Clusters.Humidity, 0, "environment", "relative-humidity", Raw.Whole(Clusters.Humidity, 0, 0.01)) { Without = Clusters.Temperature },
        // What measures far beyond the weather is in a pipe or a tank.
        new(Clusters.Pressure, 0, "pressure-sensor", "pressure", Raw.Scaled(Clusters.Pressure, 0, 0.1)) { When = endpoint => endpoint.Number(Clusters.Pressure, 2) is > MostWeather },
        // 0.1 kPa is a hectopascal.
        new(Clusters.Pressure, 0, "environment", "atmospheric-pressure", Raw.Scaled(Clusters.Pressure, 0, 1)) { When = endpoint => endpoint.Number(Clusters.Pressure, 2) is not > MostWeather },
        new(Clusters.Soil, 1, "plant-monitor", "soil-moisture", Raw.Whole(Clusters.Soil, 1)),
        new(Clusters.Illuminance, 0, "illumination-sensor", "illumination", Lux),
        // 0.1 m3/h in litres per minute.
        new(Clusters.Flow, 0, "water-consumption", "flow-rate", Raw.Scaled(Clusters.Flow, 0, 100.0 / 60)),

        new(Clusters.SmokeAlarm, 1, "smoke-sensor", "smoke", Raw.Is(Clusters.SmokeAlarm, 1, 1, 2)),
        new(Clusters.SmokeAlarm, 2, "carbon-monoxide-sensor", "carbon-monoxide", Raw.Is(Clusters.SmokeAlarm, 2, 1, 2)),
        new(Clusters.SmokeAlarm, 4, "smoke-sensor", "muted", Raw.Is(Clusters.SmokeAlarm, 4, 1)) { Joins = true },
        new(Clusters.SmokeAlarm, 5, "smoke-sensor", "self-test", Raw.Truth(Clusters.SmokeAlarm, 5)) { Joins = true },
        new(Clusters.SmokeAlarm, 6, "smoke-sensor", "fault", endpoint => Raw.Truth(Clusters.SmokeAlarm, 6)(endpoint) is { IsNone: false } fault ? Value.Of(fault.AsBool() ? "fault" : "none") : default) { Joins = true },

        new(Clusters.AirQuality, 0, "environment", "air-quality", Raw.Choice(Clusters.AirQuality, 0, (1, "good"), (2, "fair"), (3, "moderate"), (4, "poor"), (5, "hazardous"), (6, "hazardous"))),
        .. Air(1036, "carbon-monoxide-density", PartsPerMillion), .. Air(1037, "co2-density", PartsPerMillion), .. Air(1043, "no2-density", PartsPerBillion),
        .. Air(1045, "ozone-density", PartsPerBillion), .. Air(1066, "pm2.5-density", Micrograms), .. Air(1067, "hcho-density", Milligrams),
        .. Air(1068, "pm1-density", Micrograms), .. Air(1069, "pm10-density", Micrograms), .. Air(1070, "tvoc-density", Milligrams), .. Air(1071, "radon-activity", [null, null, null, null, null, null, null, 1]),
    ];

    private static IEnumerable<Row> Air(uint cluster, string property, double?[] factors)
    {
        double? Factor(MatterEndpoint endpoint) => endpoint.Number(cluster, 8) is { } unit && unit >= 0 && unit < factors.Length ? factors[(int)unit] : null;
        yield return new(cluster, 0, "environment", property, endpoint => Factor(endpoint) is { } factor ? Raw.Scaled(cluster, 0, factor)(endpoint) : default) { When = endpoint => Factor(endpoint) is not null };
    }

    /// <summary>10,000 times the logarithm of lux, plus one; 0 is too dark to say.</summary>
    private static Value Lux(MatterEndpoint endpoint) =>
        endpoint.Number(Clusters.Illuminance, 0) is { } measured ? Value.Of(measured <= 0 ? 0 : Math.Round(Math.Pow(10, (Math.Min(measured, 65534) - 1) / 10000), 1)) : default;
}
