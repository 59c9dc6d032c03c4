using System.Text.Json;
using Kith.Bridges.Matter.Mapping;
using Kith.Bridges.Matter.Mapping.Services;
using Kith.Bridges.Matter.Nodes;
using Kith.Bridges.Matter.Showing;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.Matter;

/// <summary>Clusters become services of the library, in its units and its directions.</summary>
public sealed class MatterMappingTests
{
    [Fact]
    public void Every_row_names_what_the_library_has()
    {
        foreach (var row in Tables.Rows) Assert.True(House.Library.FindService(row.Service)?.FindProperty(row.Property) is not null, $"{row.Service}.{row.Property}");
        foreach (var press in Tables.Presses) Assert.True(House.Library.FindService(press.Service)?.Actions?.Any(action => action.Name == press.Action), $"{press.Service}.{press.Action}");
        foreach (var type in Tables.Types.Values) Assert.NotNull(House.Library.FindType(type));
        foreach (var kind in ShownKinds.All)
            foreach (var name in kind.Needs.Concat(kind.AnyOf ?? [])) Assert.True(House.Library.FindService(kind.Service)?.FindProperty(name) is not null, $"{kind.Service}.{name}");
    }

    [Theory]
    [InlineData(266, """{"144/8":230500,"144/4":231200,"145/1":{"0":12345678}}""", "power-consumption.electric-power", 230.5)]
    [InlineData(266, """{"145/1":{"0":12345678}}""", "power-consumption.power-consumption", 12.345678)]
    [InlineData(21, """{"47/12":173}""", "battery.battery-level", 86)]
    [InlineData(262, """{"1024/0":20001}""", "illumination-sensor.illumination", 100.0)]
    [InlineData(773, """{"1027/0":1013}""", "environment.atmospheric-pressure", 1013.0)]
    [InlineData(774, """{"1028/0":6}""", "water-consumption.flow-rate", 10.0)]
    [InlineData(44, """{"1037/0":812.5,"1037/8":0}""", "environment.co2-density", 812.5)]
    [InlineData(44, """{"1070/0":350,"1070/8":4}""", "environment.tvoc-density", 0.35)]
    [InlineData(770, """{"1026/0":-1234}""", "temperature-humidity-sensor.temperature", -12.34)]
    [InlineData(775, """{"1029/0":4550}""", "environment.relative-humidity", 46)]
    [InlineData(514, """{"258/14":2500,"258/65532":5}""", "curtain.current-position", 75)]
    [InlineData(257, """{"6/0":true,"8/0":84}""", "light.brightness", 33)]
    [InlineData(268, """{"6/0":true,"8/0":254,"768/65532":16,"768/7":370,"768/8":2,"768/16395":153,"768/16396":500}""", "light.color-temperature", 2703)]
    public void A_number_comes_in_the_librarys_unit(int type, string attributes, string address, double expected)
    {
        var values = Values(type, attributes);

        Assert.True(values.TryGetValue(address, out var value), string.Join(", ", values.Keys));
        Assert.Equal(expected, value.AsDouble(), 6);
    }

    [Theory]
    [InlineData(21, """{"69/0":true}""", "magnet-sensor.open", false)]
    [InlineData(67, """{"69/0":true}""", "submersion-sensor.leak", true)]
    [InlineData(263, """{"1030/0":1,"1030/1":0}""", "motion-sensor.motion", true)]
    [InlineData(263, """{"1030/0":1,"1030/1":3}""", "occupancy-sensor.occupied", true)]
    [InlineData(10, """{"257/0":2}""", "lock.locked", false)]
    [InlineData(118, """{"92/1":2,"92/2":0}""", "smoke-sensor.smoke", true)]
    [InlineData(34, """{"6/0":true}""", "speaker.mute", false)]
    [InlineData(66, """{"129/4":1}""", "valve.open", true)]
    public void A_truth_comes_the_way_people_mean_it(int type, string attributes, string address, bool expected) =>
        Assert.Equal(Value.Of(expected), Values(type, attributes).GetValueOrDefault(address));

    [Fact]
    public void What_a_device_says_nothing_of_is_unknown()
    {
        Assert.DoesNotContain("temperature-humidity-sensor.temperature", Values(770, """{"1026/0":null}""").Keys);
        Assert.DoesNotContain("light.color", Values(269, """{"6/0":true,"768/65532":24,"768/3":1000,"768/4":1000,"768/7":300,"768/8":2}""").Keys);
        Assert.DoesNotContain("light.color-temperature", Values(269, """{"6/0":true,"768/65532":24,"768/3":1000,"768/4":1000,"768/7":300,"768/8":1}""").Keys);
    }

    [Fact]
    public void Sockets_of_one_device_are_switches_of_their_own()
    {
        var node = Node("""{"0/40/1":"Maker","0/40/3":"Strip","1/29/0":[{"0":266}],"1/6/0":true,"2/29/0":[{"0":266}],"2/6/0":false}""");
        var part = Assert.Single(MatterParts.Of(node));
        var product = new ProductMapper(House.Library).Map(part.About, part.Endpoints, part.IsHub);

        Assert.Equal("outlet", product.Spec.Type);
        Assert.Equal(["switch", "switch-2"], product.Spec.Services.Where(service => service.Type == "switch").Select(service => service.Id));
        Assert.Equal(2, product.Find("switch-2.on")!.Endpoint);
    }

    private static Dictionary<string, Value> Values(int type, string attributes)
    {
        using var json = JsonDocument.Parse(attributes);
        var all = json.RootElement.EnumerateObject().Select(row => $"\"1/{row.Name}\":{row.Value.GetRawText()}");
        var node = Node($$"""{"0/40/1":"Maker","0/40/3":"Thing","1/29/0":[{"0":{{type}}}],{{string.Join(',', all)}}}""");
        var part = Assert.Single(MatterParts.Of(node));
        var product = new ProductMapper(House.Library).Map(part.About, part.Endpoints, part.IsHub);
        var values = new Dictionary<string, Value>();
        foreach (var binding in product.Bindings)
            if (binding.TryRead(node.Find(binding.Endpoint)!, out var value)) values[binding.Address] = value;
        return values;
    }

    private static MatterNode Node(string attributes)
    {
        using var json = JsonDocument.Parse($$"""{"node_id":7,"available":true,"attributes":{{attributes}}}""");
        return MatterNode.Read(json.RootElement)!;
    }
}
