using Kith.Gateway.Watching;
using Kith.Homes.Activity;
using Kith.Homes.Watching;
using Kith.Model.Ids;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Codec;

namespace Kith.Gateway.Tests.Watching;

/// <summary>An owner watches what a device says and hears, and the home is told.</summary>
public sealed class WatchTests
{
    private static async Task<HomeTail> WatchAsync(TestGateway test, DeviceId device) =>
        (await test.Gateway.WatchAsync(test.Home, test.Owner, (await test.Host.TrafficOfDeviceAsync(test.Home, test.Owner, device)).Value)).Value;

    private static async Task<TrafficView> NextAsync(HomeTail tail)
    {
        using var patience = new CancellationTokenSource(TestGateway.Patience);
        while (true)
        {
            if (tail.Take() is { } line) return line;
            Assert.True(await tail.WaitAsync(patience.Token));
        }
    }

    [Fact]
    public async Task A_devices_report_and_the_command_to_it_are_seen_and_the_home_knows_who_watches()
    {
        await using var test = await TestGateway.StartAsync();
        var paired = await test.PairAsync(name: "Desk lamp");
        using var tail = await WatchAsync(test, paired.Device);
        var lamp = await test.ConnectAsync(paired);

        await lamp.SayAsync("report", """{"light.on":true,"wifi-password":"geheim"}""");
        test.Gateway.Broker.Attach(DeviceGateway.WallOf(test.Home), "test").Publish($"kith/{lamp.Id}/set", """{"light.on":false}"""u8);

        Assert.Equal(("comes", "it"), ((await NextAsync(tail)) is var came ? came.Kind : "", came.Client));
        var said = await NextAsync(tail);
        Assert.Equal(("says", "kith/desk-lamp/report", """{"light.on":true,"wifi-password":"•••"}""", 1), (said.Kind, said.Topic, said.Payload, said.Hidden));
        TrafficView heard;
        // What was wrong with the report is told to it too, before or after.
        while ((heard = await NextAsync(tail)).Topic != "kith/desk-lamp/set")
        {
        }
        Assert.Equal(("hears", """{"light.on":false}"""), (heard.Kind, heard.Payload));
        var activity = (await test.Host.ActivityAsync(test.Home, test.Owner, new ActivityQuery(Kinds: ["traffic"]))).Value.Items.Single();
        Assert.Equal(("watched", "Desk lamp", "desk-lamp"), (activity.Said!.What, activity.Said.Name, activity.Device));
        Assert.NotNull(activity.Person);
    }

    [Fact]
    public async Task Of_a_hubs_child_only_its_own_is_seen()
    {
        await using var test = await TestGateway.StartAsync();
        var hub = await test.PairAndConnectAsync(product: "kith-demo.hub", name: "Hall hub");
        await hub.SayAsync("adopt", """{"id":"a1","product":"kith-demo.outlet","name":"Fan plug"}""");
        var child = DeviceId.Parse((await hub.HearAsync("adopted")).GetProperty("device").GetString()!);
        using var tail = await WatchAsync(test, child);

        await hub.SayAsync("report", "{}");
        await hub.Client.PublishAsync($"kith/{child}/report", """{"switch.on":true}""", Qos.AtLeastOnce);

        Assert.Equal($"kith/{child}/report", (await NextAsync(tail)).Topic);
    }

    [Fact]
    public async Task No_more_may_watch_than_the_limit_says_and_who_was_refused_is_not_told_of()
    {
        await using var test = await TestGateway.StartAsync(broker: new BrokerOptions { MaxTailsPerWall = 1 });
        var paired = await test.PairAsync();
        using var first = await WatchAsync(test, paired.Device);

        var second = await test.Gateway.WatchAsync(test.Home, test.Owner, (await test.Host.TrafficOfDeviceAsync(test.Home, test.Owner, paired.Device)).Value);

        Assert.Equal("limit.reached", second.Fault!.Error.Code);
        Assert.Single((await test.Host.ActivityAsync(test.Home, test.Owner, new ActivityQuery(Kinds: ["traffic"]))).Value.Items);
    }
}
