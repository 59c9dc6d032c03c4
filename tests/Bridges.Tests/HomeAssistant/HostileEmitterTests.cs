using Kith.Bridges.HomeAssistant;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.HomeAssistant;

/// <summary>An emitter says what it likes: contained, named in the status, and the good device goes on.</summary>
public sealed class HostileEmitterTests
{
    [Fact]
    public async Task What_cannot_be_used_is_named_and_the_rest_goes_on()
    {
        await using var house = await House.StartAsync();
        await using var emitter = await Emitter.StartAsync(house);
        await using var watch = await house.WatchAsync(emitter.Home);

        await emitter.DescribeAsync("sensor/half", "{\"stat_t\":");
        await emitter.DescribeAsync("sensor/deep", string.Concat(Enumerable.Repeat("{\"a\":", 500)));
        await emitter.DescribeAsync("sensor/surrogate", """{"stat_t":"\ud800","uniq_id":"\udfff"}""");
        await emitter.DescribeAsync("sensor/nothing", """{"uniq_id":"nothing"}""");
        await emitter.DescribeAsync("sensor/ours", """{"stat_t":"kith/lamp/report"}""");
        await emitter.DescribeAsync("switch/ours", """{"cmd_t":"kith/lamp/set"}""");
        await emitter.DescribeAsync("switch/wild", """{"cmd_t":"plug/+/set"}""");
        await emitter.DescribeAsync("sensor/looping", """{"stat_t":"x","val_tpl":"{% for a in value_json %}{{ a }}{% endfor %}"}""");
        await emitter.DescribeAsync("camera/c", """{"topic":"c"}""");
        await emitter.DescribeAsync("tag/t", """{"topic":"t"}""");
        await emitter.DescribeAsync("sensor/one", """{"stat_t":"one","uniq_id":"same"}""");
        await emitter.DescribeAsync("sensor/two", """{"stat_t":"two","uniq_id":"same"}""");
        await emitter.DescribeAsync("sensor/good", """{"stat_t":"good","unit_of_meas":"W","dev_cla":"power","uniq_id":"good","dev":{"ids":"good"}}""");
        await emitter.SayAsync("good", new string('9', 100_000));
        await emitter.SayAsync("good", "1e999");
        await emitter.SayAsync("good", "\"\\ud800\"");
        await emitter.SayAsync("good", "7.5", retain: true);

        await watch.UntilAsync("the good one", its => its["good", "power-consumption.electric-power"] == Value.Of(7.5));
        var refused = emitter.Status.Details!["refused"]!.AsArray().ToDictionary(row => (string)row!["entity"]!, row => (string)row!["why"]!);
        Assert.Contains("no object", refused["sensor/half"], StringComparison.Ordinal);
        Assert.Contains("no object", refused["sensor/deep"], StringComparison.Ordinal);
        Assert.Contains("sensor/surrogate", refused.Keys);
        Assert.Contains("no topic", refused["sensor/nothing"], StringComparison.Ordinal);
        Assert.Contains("belong to Kith", refused["sensor/ours"], StringComparison.Ordinal);
        Assert.Contains("belong to Kith", refused["switch/ours"], StringComparison.Ordinal);
        Assert.Contains("wildcards", refused["switch/wild"], StringComparison.Ordinal);
        Assert.Contains("template uses {% for %}", refused["sensor/looping"], StringComparison.Ordinal);
        Assert.Contains("pictures", refused["camera/c"], StringComparison.Ordinal);
        Assert.Contains("platform tag", refused["tag/t"], StringComparison.Ordinal);
        Assert.Contains("sensor/one", refused["sensor/two"], StringComparison.Ordinal);
        Assert.True(emitter.Status.Malformed >= 3);
        Assert.Equal(2, watch.Devices.Count);
    }

    [Fact]
    public void A_hundred_thousand_devices_are_cut_at_a_thousand_and_a_huge_description_is_named()
    {
        var emitters = new Emitters(Enumerable.Range(0, 100_000).Select(number => ($"homeassistant/sensor/s{number}/config", $$$"""{"stat_t":"s/{{{number}}}","uniq_id":"{{{number}}}","dev":{"ids":"d{{{number}}}"}}""")));

        Assert.Equal((HaLimits.Devices, HaLimits.Refused), (emitters.Devices.Count, emitters.Refused.Count));
        Assert.All(emitters.Refused, refused => Assert.Contains("more than 1000 devices", refused.Why, StringComparison.Ordinal));
        var huge = new Emitters([("homeassistant/device/huge/config", $$$$"""{"dev":{"ids":"x"},"cmps":{"a":{"p":"sensor","name":"{{{{new string('x', 10 << 20)}}}}"}}}""")]);
        Assert.Contains("larger than 512 KiB", huge.Refused.Single().Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_home_neither_sees_nor_hears()
    {
        await using var house = await House.StartAsync();
        await using var one = await Emitter.StartAsync(house);
        await using var other = await Emitter.StartAsync(house, id: "other");
        await using var watch = await house.WatchAsync(one.Home);
        await using var elsewhere = await house.WatchAsync(other.Home);
        const string Same = """{"stat_t":"t","unit_of_meas":"W","dev_cla":"power","uniq_id":"t","dev":{"ids":"t"}}""";

        await one.DescribeAsync("sensor/t", Same);
        await other.DescribeAsync("sensor/t", Same);
        await one.SayAsync("t", "1", retain: true);
        await other.SayAsync("t", "2", retain: true);

        await watch.UntilAsync("its own value", its => its["t", "power-consumption.electric-power"] == Value.Of(1.0));
        await elsewhere.UntilAsync("its own value", its => its["t", "power-consumption.electric-power"] == Value.Of(2.0));
        Assert.NotEqual(watch.Find("t")!.Id.ToString() + one.Home.Id, elsewhere.Find("t")!.Id.ToString() + other.Home.Id);
    }
}
