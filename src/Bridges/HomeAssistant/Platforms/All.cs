using System.Collections.Frozen;
using Kith.Bridges.Products;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>All platforms that Home Assistant's MQTT discovery has, a row each.</summary>
internal static class All
{
    internal static FrozenDictionary<string, Platform> Platforms { get; } = new[]
    {
        Guards.Alarm, BinarySensors.BinarySensor, Switches.Button, Inputs.Camera, Climates.Climate, Covers.Cover, Inputs.Date, Inputs.DateTime, Inputs.DeviceTracker, Happenings.Event,
        Fans.Fan, Climates.Humidifier, Inputs.Image, Robots.LawnMower, Lights.Light, Covers.Lock, Switches.Notify, Inputs.Number, Switches.Scene, Inputs.Select, Sensors.Sensor,
        Switches.Siren, Switches.Switch, Inputs.Text, Inputs.Time, Guards.Update, Robots.Vacuum, Covers.Valve, Climates.WaterHeater,
        Happenings.Automation,
    }.ToFrozenDictionary(platform => platform.Name, StringComparer.Ordinal);

    /// <summary>Which property a slot may be, in the order in which they are tried.</summary>
    internal static ILookup<string, MappingRow> Rows { get; } = Platforms.Values.SelectMany(platform => platform.Rows).ToLookup(row => row.Feature, StringComparer.Ordinal);

    /// <summary>What a payload does where a slot can only be done: the library's action.</summary>
    internal static FrozenDictionary<string, (string Service, string Action)> Presses { get; } = new Dictionary<string, (string, string)>
    {
        ["button.identify"] = ("identify", "identify"), ["button.restart"] = ("diagnostics", "restart"), ["button.update"] = ("firmware", "check"),
        ["update.install"] = ("firmware", "install"), ["gate.stop"] = ("gate", "stop"),
        ["vacuum.start"] = ("vacuum", "start-sweep"), ["vacuum.pause"] = ("vacuum", "pause-sweeping"), ["vacuum.stop"] = ("vacuum", "stop-sweeping"),
        ["vacuum.return"] = ("vacuum", "stop-and-gocharge"), ["vacuum.locate"] = ("vacuum", "locate"),
        ["lawn_mower.start"] = ("mower", "start-mow"), ["lawn_mower.pause"] = ("mower", "pause"), ["lawn_mower.dock"] = ("mower", "dock"),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
