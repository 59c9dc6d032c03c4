using Kith.Bridges.Products;

namespace Kith.Bridges.Zigbee2Mqtt.Mapping.Services;

/// <summary>All tables. Which service a device has decides what it is; no model is named anywhere.</summary>
internal static class Tables
{
    /// <summary>By feature, in the order in which they are tried: functions make services, sensors and settings join them.</summary>
    internal static ILookup<string, MappingRow> Rules { get; } =
        new[] { Movers.Rules, Climate.Rules, Lights.Rules, Sensors.Rules, Sirens.Rules, Meters.Rules }.SelectMany(rules => rules).ToLookup(rule => rule.Feature, StringComparer.Ordinal);

    /// <summary>The first service that a device has says its type.</summary>
    internal static IReadOnlyList<(string Service, string Type)> Types { get; } =
    [
        ("lock", "lock"), ("curtain", "curtain"), ("thermostat", "thermostat"), ("air-conditioner", "air-conditioner"), ("fan", "fan"), ("light", "light"), ("valve", "valve"),
        ("switch", "switch"),
        ("smoke-sensor", "smoke-sensor"), ("gas-sensor", "gas-sensor"), ("carbon-monoxide-sensor", "carbon-monoxide-sensor"), ("submersion-sensor", "submersion-sensor"),
        ("magnet-sensor", "magnet-sensor"), ("occupancy-sensor", "occupancy-sensor"), ("motion-sensor", "motion-sensor"), ("vibration-sensor", "vibration-sensor"),
        ("siren", "siren"),
        ("switch-sensor", "scene-switch"),
        ("plant-monitor", "plant-monitor"), ("weather-station", "weather-station"), ("water-level-sensor", "water-level-sensor"),
        ("temperature-humidity-sensor", "temperature-humidity-sensor"), ("environment", "air-quality-sensor"), ("illumination-sensor", "illumination-sensor"),
        ("power-generation", "solar-inverter"), ("power-consumption", "energy-meter"), ("gas-consumption", "gas-meter"), ("water-consumption", "water-meter"),
    ];

    /// <summary>Words of a description that tell a type from another with the same services. English, as all definitions are.</summary>
    internal static IReadOnlyList<(string Type, string Word, string Better)> Words { get; } =
    [
        ("switch", "plug", "outlet"), ("switch", "outlet", "outlet"), ("switch", "socket", "outlet"), ("switch", "relay", "relay"),
        ("curtain", "blind", "blind"), ("curtain", "shade", "blind"), ("curtain", "roller", "blind"), ("curtain", "shutter", "blind"), ("curtain", "venetian", "blind"),
    ];
}
