namespace Kith.Bridges.Matter.Mapping.Services;

/// <summary>All tables. What an endpoint can do decides what it is; no model is named anywhere.</summary>
internal static class Tables
{
    /// <summary>In the order in which they are tried: functions make services, sensors and settings join them.</summary>
    internal static IReadOnlyList<Row> Rows { get; } = [.. Movers.Rows, .. Climate.Rows, .. Lights.Rows, .. Appliances.Rows, .. Sensors.Rows, .. Meters.Rows];

    internal static IReadOnlyList<Press> Presses => Appliances.Presses;

    /// <summary>What Matter's device types are called here, where the services do not say it better.</summary>
    internal static IReadOnlyDictionary<uint, string> Types { get; } = new Dictionary<uint, string>
    {
        [Nodes.Types.Plug] = "outlet", [Nodes.Types.DimmablePlug] = "outlet", [Nodes.Types.AirPurifier] = "air-purifier", [Nodes.Types.AirConditioner] = "air-conditioner",
        [Nodes.Types.Speaker] = "speaker", [Nodes.Types.Fridge] = "fridge", [Nodes.Types.Cabinet] = "fridge", [Nodes.Types.AirQualitySensor] = "air-quality-sensor",
        [Nodes.Types.RainSensor] = "weather-station",
    };

    /// <summary>The first service that a device has says its type.</summary>
    internal static IReadOnlyList<(string Service, string Type)> ByService { get; } =
    [
        ("lock", "lock"), ("curtain", "curtain"), ("air-conditioner", "air-conditioner"), ("thermostat", "thermostat"), ("air-purifier", "air-purifier"), ("fan", "fan"),
        ("vacuum", "vacuum"), ("dishwasher", "dishwasher"), ("washer", "washer"), ("dryer", "dryer"), ("valve", "valve"), ("light", "light"), ("switch", "switch"),
        ("smoke-sensor", "smoke-sensor"), ("carbon-monoxide-sensor", "carbon-monoxide-sensor"), ("submersion-sensor", "submersion-sensor"), ("magnet-sensor", "magnet-sensor"),
        ("occupancy-sensor", "occupancy-sensor"), ("motion-sensor", "motion-sensor"), ("button", "scene-switch"), ("speaker", "speaker"), ("weather-station", "weather-station"),
        ("temperature-humidity-sensor", "temperature-humidity-sensor"), ("environment", "air-quality-sensor"), ("illumination-sensor", "illumination-sensor"),
        ("power-generation", "solar-inverter"), ("power-consumption", "energy-meter"), ("water-consumption", "water-meter"),
    ];
}
