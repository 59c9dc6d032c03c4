using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Bridges.Products;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>binary_sensor: what is so or not. ON is what its class names: open, wet, moving; low for a battery, unlocked for a lock.</summary>
internal static class BinarySensors
{
    internal static Platform BinarySensor { get; } = new("binary_sensor", Read,
    [
        Row("door", "magnet-sensor", "open"), Row("window", "magnet-sensor", "open"), Row("opening", "magnet-sensor", "open"), Row("garage_door", "magnet-sensor", "open"),
        Row("motion", "motion-sensor", "motion"), Row("occupancy", "occupancy-sensor", "occupied"), Row("presence", "occupancy-sensor", "occupied"),
        Row("moisture", "submersion-sensor", "leak"), Row("smoke", "smoke-sensor", "smoke"), Row("gas", "gas-sensor", "gas"),
        Row("carbon_monoxide", "carbon-monoxide-sensor", "carbon-monoxide"), Row("vibration", "vibration-sensor", "vibration"),
        Row("tamper", "tamper", "tampered"), Row("battery", "battery", "low"),
    ]);

    private static MappingRow Row(string deviceClass, string service, string property) => new($"binary_sensor.{deviceClass}", service, property);

    private static void Read(EntityDraft draft) => draft.Add(
        "", draft.Truth("") with { Name = $"binary_sensor.{draft.Config.DeviceClass}" }, draft.From("state_topic", "value_template"), null,
        EntityDraft.Words(draft.Config.Text("payload_on") ?? "ON", draft.Config.Text("payload_off") ?? "OFF"));
}
