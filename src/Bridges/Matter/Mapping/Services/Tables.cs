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
        [Nodes.Types.RainSensor] = "weather-station", [Nodes.Types.Vacuum] = "vacuum", [Nodes.Types.Washer] = "washer", [Nodes.Types.Dishwasher] = "dishwasher", [Nodes.Types.Dryer] = "dryer",
        [Nodes.Types.Hood] = "hood", [Nodes.Types.WaterHeater] = "water-heater", [Nodes.Types.VideoPlayer] = "television", [Nodes.Types.CastingVideoPlayer] = "television",
        [Nodes.Types.Cooktop] = "hob", [Nodes.Types.CookSurface] = "hob", [Nodes.Types.BatteryStorage] = "home-battery", [Nodes.Types.SoilSensor] = "plant-monitor",
    };
}
