using Kith.Bridges.Products;
using Kith.Model.Specs;

namespace Kith.Bridges.Zigbee2Mqtt.Mapping.Services;

/// <summary>What senses: air, light, people, doors, danger.</summary>
internal static class Sensors
{
    private static readonly string[] Temperature = ["temperature"];

    private static readonly IReadOnlyList<(string, string)> Sensitivity =
        [("low", "low"), ("medium", "medium"), ("high", "high"), ("Low", "low"), ("Medium", "medium"), ("High", "high")];

    internal static IReadOnlyList<MappingRow> Rules { get; } =
    [
        new("temperature", "temperature-humidity-sensor", "temperature"),
        new("humidity", "temperature-humidity-sensor", "relative-humidity") { With = Temperature },
        new("humidity", "environment", "relative-humidity"),
        new("temperature_calibration", "temperature-humidity-sensor", "temperature-offset") { Joins = true },
        new("humidity_calibration", "temperature-humidity-sensor", "humidity-offset") { Joins = true },
        new("temperature_offset", "temperature-humidity-sensor", "temperature-offset") { Joins = true, Assume = "celsius" },
        new("humidity_offset", "temperature-humidity-sensor", "humidity-offset") { Joins = true, Assume = "percent" },
        new("dew_point", "temperature-humidity-sensor", "dew-point") { Joins = true },

        new("pressure", "environment", "atmospheric-pressure"),
        new("co2", "environment", "co2-density"),
        new("pm1", "environment", "pm1-density"),
        new("pm25", "environment", "pm2.5-density"),
        new("pm10", "environment", "pm10-density"),
        new("voc", "environment", "tvoc-density"),
        new("voc_index", "environment", "voc-index"),
        new("formaldehyd", "environment", "hcho-density"),
        new("formaldehyde", "environment", "hcho-density"),
        new("hcho", "environment", "hcho-density"),
        new("aqi", "environment", "air-quality-index"),
        new("noise", "environment", "noise-decibel"),
        new("radon", "environment", "radon-activity"),

        new("illuminance", "illumination-sensor", "illumination"),
        new("illuminance_lux", "illumination-sensor", "illumination"),

        new("occupancy", "motion-sensor", "motion"),
        new("occupancy_timeout", "motion-sensor", "clear-time") { Joins = true },
        new("presence", "occupancy-sensor", "occupied"),
        new("presence_timeout", "occupancy-sensor", "clear-time") { Joins = true },
        new("target_distance", "occupancy-sensor", "distance") { Joins = true, Only = Access.Read | Access.Notify },

        new("fading_time", "occupancy-sensor", "clear-time") { Joins = true },
        new("fading_time", "motion-sensor", "clear-time") { Joins = true },
        new("detection_interval", "motion-sensor", "clear-time") { Joins = true },
        new("sensitivity", "occupancy-sensor", "detection-sensitivity") { Joins = true, Choices = Sensitivity },
        new("sensitivity", "motion-sensor", "detection-sensitivity") { Joins = true, Choices = Sensitivity },
        new("sensitivity", "vibration-sensor", "detection-sensitivity") { Joins = true, Choices = Sensitivity },
        new("motion_sensitivity", "occupancy-sensor", "detection-sensitivity") { Joins = true, Choices = Sensitivity },
        new("motion_sensitivity", "motion-sensor", "detection-sensitivity") { Joins = true, Choices = Sensitivity },
        new("occupancy_sensitivity", "motion-sensor", "detection-sensitivity") { Joins = true, Choices = Sensitivity },

        // zigbee2mqtt's contact is true while the door touches its frame.
        new("contact", "magnet-sensor", "open", As.Opposite),

        new("water_leak", "submersion-sensor", "leak"),
        new("smoke", "smoke-sensor", "smoke"),
        new("smoke_density_dbm", "smoke-sensor", "smoke-density") { Joins = true },
        new("gas", "gas-sensor", "gas"),
        new("silence", "smoke-sensor", "muted") { Joins = true },
        new("silence", "gas-sensor", "muted") { Joins = true },
        new("test", "smoke-sensor", "self-test") { Joins = true },
        new("test", "gas-sensor", "self-test") { Joins = true },
        new("self_test", "smoke-sensor", "self-test") { Joins = true },
        new("self_test", "gas-sensor", "self-test") { Joins = true },
        new("self_test", "carbon-monoxide-sensor", "self-test") { Joins = true },
        new("carbon_monoxide", "carbon-monoxide-sensor", "carbon-monoxide"),
        new("co", "carbon-monoxide-sensor", "carbon-monoxide-density") { Joins = true },
        new("co", "environment", "carbon-monoxide-density"),
        new("vibration", "vibration-sensor", "vibration"),
        new("tamper", "tamper", "tampered"),

        new("soil_moisture", "plant-monitor", "soil-moisture"),
        new("soil_temperature", "plant-monitor", "temperature") { Joins = true },
        new("liquid_level_percent", "water-level-sensor", "liquid-level"),
        new("water_level", "water-level-sensor", "liquid-level") { Unit = "%" },
        new("rain_intensity", "weather-station", "rain-rate"),
        new("wind_speed", "weather-station", "wind-speed"),
        new("uv_index", "weather-station", "uv-index"),
    ];
}
