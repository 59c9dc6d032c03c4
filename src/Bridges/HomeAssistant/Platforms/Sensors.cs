using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Bridges.Products;
using Kith.Model.Specs;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>sensor: what is measured. Its device class and unit say what it is.</summary>
internal static class Sensors
{
    private const Access Reported = Access.Read | Access.Notify;
    private static readonly string[] Mains = ["sensor.power", "sensor.current", "sensor.energy"];

    /// <summary>Classes whose values are words or times.</summary>
    private static readonly HashSet<string> Wordy = ["date", "timestamp", "enum"];

    internal static Platform Sensor { get; } = new("sensor", Read,
    [
        Row("temperature", "temperature-humidity-sensor", "temperature"),
        new("sensor.humidity", "temperature-humidity-sensor", "relative-humidity") { Only = Reported, With = ["sensor.temperature"] },
        Row("humidity", "environment", "relative-humidity"),
        Row("device-temperature", "diagnostics", "device-temperature"),
        Row("pressure-air", "environment", "atmospheric-pressure"), Row("atmospheric_pressure", "environment", "atmospheric-pressure"),
        Row("pressure", "pressure-sensor", "pressure"),
        Row("carbon_dioxide", "environment", "co2-density"), Row("carbon_monoxide", "environment", "carbon-monoxide-density"),
        Row("pm1", "environment", "pm1-density"), Row("pm25", "environment", "pm2.5-density"), Row("pm10", "environment", "pm10-density"),
        Row("volatile_organic_compounds", "environment", "tvoc-density"), Row("aqi", "environment", "air-quality-index"),
        Row("nitrogen_dioxide", "environment", "no2-density"), Row("ozone", "environment", "ozone-density"), Row("sound_pressure", "environment", "noise-decibel"),
        Row("illuminance", "illumination-sensor", "illumination"),

        Row("power", "power-consumption", "electric-power"), Row("current", "power-consumption", "electric-current"), Row("energy", "power-consumption", "power-consumption"),
        new("sensor.voltage", "battery", "voltage") { Only = Reported, With = ["sensor.battery", "binary_sensor.battery"], Without = Mains },
        Row("voltage", "power-consumption", "voltage"), Row("frequency", "power-consumption", "frequency"), Row("power_factor", "power-consumption", "power-factor"),
        Row("apparent_power", "power-consumption", "apparent-power"), Row("reactive_power", "power-consumption", "reactive-power"),
        Row("battery", "battery", "battery-level"),
        Row("gas", "gas-consumption", "gas-consumption"), Row("water", "water-consumption", "water-consumption"),
        new("sensor.volume_flow_rate", "water-consumption", "flow-rate") { Only = Reported, Joins = true },
        Row("signal_strength", "radio-link", "signal-strength"), Row("linkquality", "radio-link", "link-quality"),

        Row("moisture", "plant-monitor", "soil-moisture"), new("sensor.conductivity", "plant-monitor", "soil-ec") { Only = Reported, Joins = true },
        Row("wind_speed", "weather-station", "wind-speed"), Row("wind_direction", "weather-station", "wind-direction"),
        Row("precipitation", "weather-station", "rainfall"), Row("precipitation_intensity", "weather-station", "rain-rate"),
        new("sensor.distance", "occupancy-sensor", "distance") { Only = Reported, Joins = true },
    ]);

    private static MappingRow Row(string deviceClass, string service, string property) => new($"sensor.{deviceClass}", service, property) { Only = Reported };

    private static void Read(EntityDraft draft)
    {
        var its = draft.Config;
        var (unit, kind) = (its.Text("unit_of_measurement"), its.DeviceClass);
        var feature = its.List("options") is { Count: > 0 } options ? draft.Choice("", options)
            : (unit is not null || its.Has("state_class") || kind is "aqi" or "battery" or "humidity") && (kind is null || !Wordy.Contains(kind)) ? draft.Number("", unit) with { Step = null }
            : draft.Text("");
        draft.Add("", feature with { Name = $"sensor.{NameOf(kind, unit, its.Category)}" }, draft.From("state_topic", "value_template"), null);
    }

    /// <summary>The device class, told apart where one class has several meanings.</summary>
    private static string NameOf(string? kind, string? unit, string? category) => kind switch
    {
        null when string.Equals(unit, "lqi", StringComparison.OrdinalIgnoreCase) => "linkquality",
        "temperature" when category == "diagnostic" => "device-temperature",
        "pressure" when unit is "hPa" or "mbar" or "Pa" or "mmHg" or "inHg" => "pressure-air",
        _ => kind ?? "",
    };
}
