using System.Collections.Frozen;

namespace Kith.Bridges.HomeAssistant.Out;

/// <summary>What Home Assistant calls a property that is only read, a row each. Services that are one entity stand in <see cref="Shapes"/>.</summary>
internal static class Classes
{
    private static readonly FrozenDictionary<string, string> Rows = new Dictionary<string, string>
    {
        ["temperature"] = "temperature", ["dew-point"] = "temperature", ["device-temperature"] = "temperature", ["relative-humidity"] = "humidity", ["soil-moisture"] = "moisture",
        ["atmospheric-pressure"] = "atmospheric_pressure", ["pressure"] = "pressure", ["co2-density"] = "carbon_dioxide", ["carbon-monoxide-density"] = "carbon_monoxide",
        ["pm1-density"] = "pm1", ["pm2.5-density"] = "pm25", ["pm10-density"] = "pm10", ["air-quality-index"] = "aqi", ["noise-decibel"] = "sound_pressure",
        ["illumination"] = "illuminance", ["electric-power"] = "power", ["electric-current"] = "current", ["voltage"] = "voltage", ["power-consumption"] = "energy", ["generated-energy"] = "energy",
        ["frequency"] = "frequency", ["power-factor"] = "power_factor", ["apparent-power"] = "apparent_power", ["reactive-power"] = "reactive_power", ["battery-level"] = "battery",
        ["gas-consumption"] = "gas", ["water-consumption"] = "water", ["signal-strength"] = "signal_strength", ["wind-speed"] = "wind_speed", ["wind-direction"] = "wind_direction",
        ["rainfall"] = "precipitation", ["rain-rate"] = "precipitation_intensity", ["distance"] = "distance",
        ["motion"] = "motion", ["occupied"] = "occupancy", ["leak"] = "moisture", ["smoke"] = "smoke", ["gas"] = "gas", ["carbon-monoxide"] = "carbon_monoxide", ["vibration"] = "vibration",
        ["tampered"] = "tamper", ["low"] = "battery", ["identify"] = "identify", ["restart"] = "restart",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>open means a door only where a sensor watches one.</summary>
    internal static string? Of(string service, string property) =>
        property == "open" ? service is "magnet-sensor" or "door" ? "door" : null
        : property == "temperature" && service is "battery" ? null
        : Rows.GetValueOrDefault(property);
}
