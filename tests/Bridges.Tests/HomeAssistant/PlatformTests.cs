using System.Text.Json.Nodes;
using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Bridges.HomeAssistant.Platforms;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.HomeAssistant;

/// <summary>Every platform of Home Assistant: what it becomes, and what is sent.</summary>
public sealed class PlatformTests
{
    [Fact]
    public void All_twenty_nine_platforms_are_read_and_only_pictures_are_refused()
    {
        var emitters = new Emitters(Examples.All);

        Assert.Equal(29, All.Platforms.Count - 1);
        Assert.Equal(29, Examples.All.Count);
        Assert.Equal(28, emitters.Devices.Count);
        Assert.Equal(["camera/example"], emitters.Refused.Select(row => row.Key));
        var table = new HaCoverage(House.Library).Of(Examples.All);
        Assert.Equal((28, 1), (table.Devices, table.Refused));
        Assert.True(table.Typed > 2 * table.Open, $"{table.Typed} typed, {table.Open} open");
    }

    [Theory]
    [InlineData("alarm_control_panel", "arming.mode", 2, "x/set", "ARM_AWAY")]
    [InlineData("climate", "thermostat.target-temperature", 21.5, "x/temperature/set", "21.5")]
    [InlineData("climate", "thermostat.mode", 3, "x/mode/set", "heat")]
    [InlineData("climate", "thermostat.on", false, "x/mode/set", "off")]
    [InlineData("climate", "thermostat.preset", 4, "x/preset/set", "eco")]
    [InlineData("cover", "curtain.target-position", 70, "x/at/set", "30")]
    [InlineData("cover", "curtain.motor-control", 2, "x/set", "CLOSE")]
    [InlineData("cover", "curtain.target-tilt", 25, "x/tilt/set", "25")]
    [InlineData("fan", "fan.fan-speed", 50, "x/percentage/set", "3")]
    [InlineData("fan", "fan.horizontal-swing", true, "x/oscillation/set", "oscillate_on")]
    [InlineData("humidifier", "humidifier.target-humidity", 55, "x/target_humidity/set", "55")]
    [InlineData("light", "light.on", true, "x/set", "ON")]
    [InlineData("light", "light.brightness", 33, "x/brightness/set", "84")]
    [InlineData("light", "light.color-temperature", 2700, "x/color_temp/set", "2700")]
    [InlineData("light", "light.color", 0xFF8000, "x/rgb/set", "255,128,0")]
    [InlineData("lock", "lock.locked", true, "x/set", "LOCK")]
    [InlineData("siren", "siren.on", true, "x/set", """{"state":"ON"}""")]
    [InlineData("switch", "switch.on", false, "x/set", "OFF")]
    [InlineData("vacuum", "vacuum.mode", 0, "x/speed/set", "quiet")]
    [InlineData("valve", "valve.target-position", 40, "x/set", "40")]
    [InlineData("water_heater", "water-heater.target-temperature", 55, "x/temperature/set", "55")]
    [InlineData("number", "settings.example", 2.5, "x/set", "2.5")]
    public void A_command_goes_to_its_topic_in_its_makers_words(string platform, string address, object value, string topic, string payload)
    {
        var bound = new Emitters(Examples.All).Map($"example_{platform}").Find(address);

        Assert.True(bound is not null, address);
        var wished = value switch { bool truth => Value.Of(truth), double number => Value.Of(number), _ => Value.Of(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)) };
        Assert.Equal([new Outgoing(topic, payload)], bound.Entity.Composer.Compose([(bound.Slot, bound.Slot.Sent(bound.Binding.Codec.Write(wished)))]));
    }

    [Theory]
    [InlineData("vacuum", "vacuum.start-sweep", "x/set", "start")]
    [InlineData("vacuum", "vacuum.stop-and-gocharge", "x/set", "return_to_base")]
    [InlineData("lawn_mower", "mower.dock", "x/dock", "dock")]
    [InlineData("button", "diagnostics.restart", "x/set", "PRESS")]
    [InlineData("update", "firmware.install", "x/set", "install")]
    [InlineData("lock", "more.example-open", "x/set", "OPEN")]
    public void An_action_is_a_message(string platform, string address, string topic, string payload)
    {
        var mapping = new Emitters(Examples.All).Map($"example_{platform}");

        Assert.True(mapping.FindPress(address) is not null, string.Join(' ', mapping.Spec.Services.SelectMany(service => service.Actions).Select(action => action.Address)));
        var press = mapping.FindPress(address)!;
        Assert.Equal([new Outgoing(topic, payload)], press.Entity.Composer.Compose([(press.Slot, JsonValue.Create(press.Slot.Press!))]));
    }

    [Fact]
    public void What_nothing_tells_is_marked_as_assumed()
    {
        var emitters = new Emitters([("homeassistant/switch/old/config", """{"cmd_t":"old/set","dev":{"ids":"old"}}"""), ("homeassistant/switch/new/config", """{"cmd_t":"new/set","stat_t":"new","dev":{"ids":"new"}}""")]);

        Assert.True(emitters.Map("old").Spec.FindProperty("switch.on")!.Assumed);
        Assert.Null(emitters.Map("new").Spec.FindProperty("switch.on")!.Assumed);
    }
}
