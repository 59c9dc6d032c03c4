namespace Kith.Bridges.Products;

/// <summary>What a device is, out of the services that it has.</summary>
internal static class DeviceTypes
{
    /// <summary>The first service that a device has says its type.</summary>
    private static IReadOnlyList<(string Service, string Type)> Types { get; } =
    [
        ("arming", "alarm-system"), ("vacuum", "vacuum"), ("mower", "mower"), ("water-heater", "water-heater"), ("gate", "garage-door"), ("window-opener", "window-opener"),
        ("humidifier", "humidifier"), ("dehumidifier", "dehumidifier"),
        ("lock", "lock"), ("curtain", "curtain"), ("thermostat", "thermostat"), ("air-conditioner", "air-conditioner"), ("fan", "fan"), ("light", "light"), ("valve", "valve"),
        ("switch", "switch"),
        ("smoke-sensor", "smoke-sensor"), ("gas-sensor", "gas-sensor"), ("carbon-monoxide-sensor", "carbon-monoxide-sensor"), ("submersion-sensor", "submersion-sensor"),
        ("magnet-sensor", "magnet-sensor"), ("occupancy-sensor", "occupancy-sensor"), ("motion-sensor", "motion-sensor"), ("vibration-sensor", "vibration-sensor"),
        ("siren", "siren"), ("doorbell", "doorbell"),
        ("switch-sensor", "scene-switch"),
        ("plant-monitor", "plant-monitor"), ("weather-station", "weather-station"), ("water-level-sensor", "water-level-sensor"),
        ("temperature-humidity-sensor", "temperature-humidity-sensor"), ("environment", "air-quality-sensor"), ("illumination-sensor", "illumination-sensor"),
        ("pressure-sensor", "pressure-sensor"),
        ("power-generation", "solar-inverter"), ("power-consumption", "energy-meter"), ("gas-consumption", "gas-meter"), ("water-consumption", "water-meter"),
    ];

    /// <summary>"device" for one with none of them.</summary>
    internal static string Of(SpecDraft draft) => Types.FirstOrDefault(row => draft.HasType(row.Service)).Type ?? "device";
}
