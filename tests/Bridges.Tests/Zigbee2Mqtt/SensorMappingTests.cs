using Kith.Model.Specs;
using Kith.Model.Values;
using static Kith.Bridges.Tests.Zigbee2Mqtt.Samples;

namespace Kith.Bridges.Tests.Zigbee2Mqtt;

public sealed class SensorMappingTests
{
    [Theory]
    [InlineData("LED1624G9", "light")]
    [InlineData("WSDCGQ11LM", "temperature-humidity-sensor")]
    [InlineData("NAS-WR01B", "outlet")]
    [InlineData("SNZB-03", "motion-sensor")]
    [InlineData("SNZB-04_eWeLink", "magnet-sensor")]
    [InlineData("E160x/E170x/E190x", "outlet")]
    public void A_recorded_product_has_its_type(string model, string type) => Assert.Equal(type, Recorded(model).Spec.Type);

    [Fact]
    public void A_contact_that_touches_is_a_closed_door()
    {
        var contact = Recorded("SNZB-04_eWeLink");

        Assert.Equal(Value.Of(false), contact.Read("magnet-sensor.open", """{"contact":true}"""));
        Assert.Equal(Value.Of(true), contact.Read("magnet-sensor.open", """{"contact":false}"""));
    }

    [Fact]
    public void Values_come_in_the_librarys_units()
    {
        var weather = Recorded("WSDCGQ11LM");
        const string state = """{"temperature":23.14,"humidity":45.67,"pressure":1001.2,"battery":97.5,"voltage":3005}""";

        Assert.Equal(Value.Of(23.14), weather.Read("temperature-humidity-sensor.temperature", state));
        Assert.Equal(Value.Of(46), weather.Read("temperature-humidity-sensor.relative-humidity", state));
        Assert.Equal(Value.Of(1001.2), weather.Read("environment.atmospheric-pressure", state));
        Assert.Equal(Value.Of(98), weather.Read("battery.battery-level", state));
        Assert.Equal(Value.Of(3.005), weather.Read("battery.voltage", state));
    }

    [Fact]
    public void Kilopascal_fahrenheit_and_percent_of_a_ratio_are_converted()
    {
        var odd = Of("""
            [{"type":"numeric","name":"pressure","property":"pressure","unit":"kPa","access":1},
             {"type":"numeric","name":"temperature","property":"temperature","unit":"℉","access":1},
             {"type":"numeric","name":"power_factor","property":"power_factor","unit":"%","access":1},
             {"type":"numeric","name":"current","property":"current","unit":"mA","access":1}]
            """);
        const string state = """{"pressure":100.1,"temperature":77,"power_factor":95,"current":250}""";

        Assert.Equal(Value.Of(1001.0), odd.Read("environment.atmospheric-pressure", state));
        Assert.Equal(Value.Of(25.0), odd.Read("temperature-humidity-sensor.temperature", state));
        Assert.Equal(Value.Of(0.95), odd.Read("power-consumption.power-factor", state));
        Assert.Equal(Value.Of(0.25), odd.Read("power-consumption.electric-current", state));
    }

    [Fact]
    public void A_meter_of_three_phases_is_three_services()
    {
        var meter = Of("""
            [{"type":"numeric","name":"power","property":"power","unit":"W","access":1},
             {"type":"numeric","name":"power_phase_b","property":"power_phase_b","unit":"W","access":1},
             {"type":"numeric","name":"voltage_c","property":"voltage_c","unit":"V","access":1}]
            """);

        Assert.Equal("energy-meter", meter.Spec.Type);
        Assert.Equal(Value.Of(11.0), meter.Read("power-consumption-phase-b.electric-power", """{"power_phase_b":11}"""));
        Assert.Equal(Value.Of(229.5), meter.Read("power-consumption-phase-c.voltage", """{"voltage_c":229.5}"""));
    }

    [Fact]
    public void What_is_not_known_is_not_said()
    {
        var weather = Recorded("WSDCGQ11LM");

        Assert.True(weather.Read("temperature-humidity-sensor.temperature", """{"temperature":null}""").IsNone);
        Assert.True(weather.Read("temperature-humidity-sensor.temperature", "{}").IsNone);
        Assert.True(weather.Read("temperature-humidity-sensor.temperature", """{"temperature":"warm"}""").IsNone);
        Assert.True(weather.Read("temperature-humidity-sensor.temperature", """{"temperature":{"value":1}}""").IsNone);
    }

    [Fact]
    public void Every_value_of_the_recorded_states_fits_its_property()
    {
        var plug = Recorded("NAS-WR01B");
        const string state = """{"state":"ON","power":23,"current":0.1,"voltage":230,"energy":12.34,"child_lock":"UNLOCK","power_outage_memory":"restore","indicator_mode":"off/on","countdown":0,"linkquality":120}""";
        var read = 0;
        foreach (var binding in plug.Bindings)
            if (binding.TryRead(Element(state), out var value))
            {
                Assert.True(plug.Spec.FindProperty(binding.Address)!.Take(value).Ok, $"{binding.Address} = {value}");
                read++;
            }
        Assert.Equal(10, read);
        Assert.Equal(Accumulation.Total, plug.Spec.FindProperty("power-consumption.power-consumption")!.Accumulation);
    }
}
