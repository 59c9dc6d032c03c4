using Kith.Bridges.HomeAssistant.Discovery;

namespace Kith.Bridges.Tests.HomeAssistant;

/// <summary>Discovery messages in both forms.</summary>
public sealed class DiscoveryTests
{
    [Theory]
    [InlineData("homeassistant/sensor/x/config", "sensor", null, "x")]
    [InlineData("homeassistant/sensor/node/x/config", "sensor", "node", "x")]
    [InlineData("homeassistant/device/node/x-1/config", "device", "node", "x-1")]
    public void A_topic_says_component_node_and_object(string topic, string component, string? node, string @object)
    {
        var read = DiscoveryTopic.Read("homeassistant", topic)!;

        Assert.Equal((component, node, @object), (read.Component, read.Node, read.Object));
    }

    [Theory]
    [InlineData("homeassistant/config")]
    [InlineData("homeassistant/sensor/config")]
    [InlineData("homeassistant/sensor/a/b/c/config")]
    [InlineData("homeassistant/sensor/a b/config")]
    [InlineData("homeassistant/sensor/x/state")]
    [InlineData("homeassistantx/sensor/x/config")]
    [InlineData("other/sensor/x/config")]
    public void What_is_no_discovery_topic_is_none(string topic) => Assert.Null(DiscoveryTopic.Read("homeassistant", topic));

    [Fact]
    public void Short_names_and_the_base_topic_become_full_ones()
    {
        var entity = Read("homeassistant/switch/x/config", """
            {"~":"home/plug","stat_t":"~/state","cmd_t":"set/~","avty":[{"t":"~/up","pl_avail":"1","val_tpl":"{{ value }}"}],"uniq_id":"u1","pl_on":true,
             "dev":{"ids":["a",7],"cns":[["mac","AA:BB"]],"mf":"Maker","mdl":"M","mdl_id":"M1","name":"Plug","via_device":"hub"},"o":{"name":"Emitter","sw":"1"}}
            """).Entities.Single();

        Assert.Equal("home/plug/state", entity.Text("state_topic"));
        Assert.Equal("set/home/plug", entity.Text("command_topic"));
        Assert.Equal("True", entity.Text("payload_on"));
        Assert.Equal(["a", "7", "mac:aa:bb"], entity.Device!.Ids);
        Assert.Equal(("Plug", "Maker", "M", "M1", "hub"), (entity.Device.Name, entity.Device.Maker, entity.Device.Model, entity.Device.ModelId, entity.Device.Via));
        Assert.Equal([new AvailabilitySource("home/plug/up", "1", "offline", "{{ value }}")], entity.Availability);
        Assert.Equal("Emitter", entity.Origin);
    }

    [Fact]
    public void A_device_describes_its_components_at_once_and_what_it_says_goes_to_each()
    {
        var read = Read("homeassistant/device/d1/config", """
            {"dev":{"ids":"d1"},"o":{"name":"E"},"avty_t":"d1/up","stat_t":"d1/state","qos":2,
             "cmps":{"t":{"p":"sensor","uniq_id":"t","val_tpl":"{{ value_json.t }}"},"h":{"p":"sensor","uniq_id":"h","stat_t":"own"},"gone":{"p":"switch"},"odd":7,"nameless":{"uniq_id":"n"}}}
            """);

        Assert.Equal(["device/d1#t", "device/d1#h"], read.Entities.Select(entity => entity.Key));
        Assert.Equal(["d1/state", "own"], read.Entities.Select(entity => entity.Text("state_topic")));
        Assert.All(read.Entities, entity => Assert.Equal(("d1/up", 2), (entity.Availability.Single().Topic, entity.Qos)));
        Assert.Equal(["device/d1#odd", "device/d1#nameless"], read.Faults.Select(fault => fault.Key));
    }

    [Theory]
    [InlineData("{\"half\":", "no object")]
    [InlineData("[1]", "no object")]
    [InlineData("{\"cmps\":{}}", "neither identifiers")]
    [InlineData("{\"dev\":{\"ids\":\"x\"}}", "no components")]
    public void A_message_that_cannot_be_read_says_why(string payload, string why) =>
        Assert.Contains(why, Read("homeassistant/device/d/config", payload).Faults.Single().Why, StringComparison.Ordinal);

    [Fact]
    public void Entities_of_one_device_are_one_device_whoever_names_it()
    {
        var emitters = new Emitters(
        [
            ("homeassistant/sensor/a/config", """{"stat_t":"a","unit_of_meas":"W","dev":{"ids":["one","two"]}}"""),
            ("homeassistant/sensor/b/config", """{"stat_t":"b","unit_of_meas":"W","dev":{"ids":["two"],"cns":[["mac","01"]]}}"""),
            ("homeassistant/sensor/c/config", """{"stat_t":"c","unit_of_meas":"W","dev":{"cns":[["MAC","01"]]}}"""),
            ("homeassistant/sensor/d/config", """{"stat_t":"d","unit_of_meas":"W","uniq_id":"alone"}"""),
        ]);

        Assert.Equal(["entity:sensor/alone", "one"], emitters.Devices);
        Assert.Equal(3, emitters.EntitiesOf("one").Count);
    }

    [Fact]
    public void A_unique_id_has_one_entity_and_moves_to_a_device_when_its_emitter_says_so()
    {
        const string Device = """{"dev":{"ids":"d"},"cmps":{"t":{"p":"sensor","uniq_id":"u","stat_t":"s"}}}""";
        var emitters = new Emitters([("homeassistant/sensor/t/config", """{"uniq_id":"u","stat_t":"s","dev":{"ids":"d"}}"""), ("homeassistant/device/d/config", Device)]);
        Assert.Contains("sensor/t's", emitters.Refused.Single().Why, StringComparison.Ordinal);

        emitters.Say("homeassistant/sensor/t/config", """{"migrate_discovery":true}""");
        Assert.Single(emitters.EntitiesOf("d"));
        emitters.Say("homeassistant/device/d/config", Device);
        emitters.Say("homeassistant/sensor/t/config", "");

        Assert.Equal("device/d#t", emitters.EntitiesOf("d").Single().Config.Key);
        Assert.Empty(emitters.Refused);
        emitters.Say("homeassistant/device/d/config", """{"dev":{"ids":"d"},"cmps":{"t":{"p":"sensor"}}}""");
        Assert.Empty(emitters.Devices);
    }

    private static Discovered Read(string topic, string payload) => DiscoveryReader.Read(DiscoveryTopic.Read("homeassistant", topic)!, System.Text.Encoding.UTF8.GetBytes(payload));
}
