using Kith.Model.Specs;

namespace Kith.Bridges.Tests.HomeAssistant;

/// <summary>What the devices of well-known emitters become.</summary>
public sealed class EmitterTests
{
    [Theory]
    [InlineData("tasmota", 12, 0)]
    [InlineData("esphome", 22, 0)]
    [InlineData("openmqttgateway", 11, 0)]
    [InlineData("zwavejsui", 8, 0)]
    [InlineData("zigbee2mqtt", 49, 1)]
    public void Every_entity_of_it_is_in_some_device(string emitter, int entities, int refused)
    {
        var emitters = Emitters.Of(emitter);

        Assert.Equal((entities, refused), (emitters.Entities, emitters.Refused.Count));
        Assert.All(emitters.Devices.Select(emitters.Map), mapping => Assert.Equal(0, mapping.Tally.Dropped));
        Assert.True(emitters.Devices.Sum(device => emitters.Map(device).Tally.Typed) > emitters.Devices.Sum(device => emitters.Map(device).Tally.Open));
    }

    [Theory]
    [InlineData("tasmota", "A1B2C3", "switch", "switch.on power-consumption.electric-power power-consumption.power-consumption power-consumption.voltage power-consumption.electric-current button-1.click button-1.long-press")]
    [InlineData("tasmota", "D4E5F6", "light", "light.on light.brightness light.color-temperature light.color")]
    [InlineData("tasmota", "E7F8A9", "curtain", "curtain.motor-control curtain.current-position curtain.target-position")]
    [InlineData("openmqttgateway", "A4C138112233", "temperature-humidity-sensor", "temperature-humidity-sensor.temperature temperature-humidity-sensor.relative-humidity battery.battery-level battery.voltage radio-link.signal-strength")]
    [InlineData("zwavejsui", "zwavejs2mqtt_0xe6f0a1b2_node4", "switch", "switch.on power-consumption.electric-power")]
    [InlineData("zwavejsui", "zwavejs2mqtt_0xe6f0a1b2_node5", "light", "light.on light.brightness")]
    [InlineData("zwavejsui", "zwavejs2mqtt_0xe6f0a1b2_node6", "curtain", "curtain.motor-control curtain.current-position curtain.target-position")]
    [InlineData("zwavejsui", "zwavejs2mqtt_0xe6f0a1b2_node7", "thermostat", "thermostat.on thermostat.mode thermostat.target-temperature thermostat.temperature")]
    [InlineData("zwavejsui", "zwavejs2mqtt_0xe6f0a1b2_node8", "lock", "lock.locked")]
    [InlineData("zwavejsui", "zwavejs2mqtt_0xe6f0a1b2_node9", "submersion-sensor", "submersion-sensor.leak battery.battery-level")]
    [InlineData("zigbee2mqtt", "zigbee2mqtt_0x00158d0000000001", "light", "light.on light.brightness light.color-temperature light.color identify.identify firmware.version")]
    [InlineData("zigbee2mqtt", "zigbee2mqtt_0x00158d0000000002", "temperature-humidity-sensor", "temperature-humidity-sensor.temperature environment.atmospheric-pressure battery.battery-level radio-link.link-quality")]
    [InlineData("zigbee2mqtt", "zigbee2mqtt_0x00158d0000000003", "switch", "switch.on power-consumption.electric-power power-consumption.power-consumption power-consumption.voltage power-consumption.electric-current")]
    [InlineData("zigbee2mqtt", "zigbee2mqtt_0x00158d0000000005", "magnet-sensor", "magnet-sensor.open battery.low battery.battery-level")]
    public void A_device_has_the_services_of_the_library(string emitter, string device, string type, string addresses)
    {
        var mapping = Emitters.Of(emitter).Map(device);

        Assert.Equal(type, mapping.Spec.Type);
        Assert.All(addresses.Split(' '), address => Assert.True(Has(mapping.Spec, address), $"{address} is not in {string.Join(' ', mapping.Slots.Select(slot => slot.Binding.Address))}"));
    }

    [Fact]
    public void An_esp_with_everything_on_it_is_one_device()
    {
        var mapping = Emitters.Of("esphome").Map("a4cf12ab34cd");

        var typed = "temperature-humidity-sensor.temperature environment.co2-density motion-sensor.motion switch.on switch-relay-2.on light.on light.color fan.fan-speed fan.horizontal-swing curtain.target-tilt "
            + "air-conditioner.on air-conditioner.mode air-conditioner.target-temperature air-conditioner.status fan-control.fan-level lock.locked doorbell.doorbell-ring valve.open firmware.version firmware.install diagnostics.restart";
        Assert.All(typed.Split(' '), address => Assert.True(Has(mapping.Spec, address), $"{address} is not in {string.Join(' ', mapping.Slots.Select(slot => slot.Binding.Address))}"));
        Assert.True(Has(mapping.Spec, "settings.status-led"));
        Assert.Equal((0.0, 10.0, 0.5), mapping.Spec.FindProperty("settings.threshold")!.Range is { } range ? (range.Min, range.Max, range.Step) : default);
    }

    private static bool Has(Spec spec, string address) => spec.FindProperty(address) is not null || spec.FindAction(address) is not null || spec.FindEvent(address) is not null;
}
