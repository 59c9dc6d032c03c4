using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Ids;
using Kith.Model.Values;
using Kith.Mqtt.Codec;

namespace Kith.Gateway.Tests.Native;

/// <summary>A hub speaks for the devices behind it, and for no others.</summary>
public sealed class HubTests
{
    private const string Child = """{"id":"a1","product":"kith-demo.outlet","name":"Fan plug"}""";

    [Fact]
    public async Task A_hub_brings_a_child_and_speaks_for_it()
    {
        await using var test = await TestGateway.StartAsync();
        var hub = await test.PairAndConnectAsync(product: "kith-demo.hub", name: "Hall hub");

        await hub.SayAsync("adopt", Child);
        var adopted = await hub.HearAsync("adopted");
        var child = DeviceId.Parse(adopted.GetProperty("device").GetString()!);
        await hub.Client.SubscribeAsync($"kith/{child}/#", Qos.AtLeastOnce);
        await hub.Client.PublishAsync($"kith/{child}/report", """{"switch.on":true}""");
        var running = test.Host.SetAsync(test.Home, test.Owner, child, new Dictionary<string, Value> { ["switch.on"] = Value.Of(false) }).AsTask();
        var command = await hub.HearAsync("set", child);
        await hub.Client.PublishAsync($"kith/{child}/reply", $$"""{"op":"{{command.GetProperty("op").GetString()}}","code":"done"}""");

        Assert.Equal(("a1", "fan-plug"), (adopted.GetProperty("id").GetString(), child.ToString()));
        Assert.Equal(OutcomeKind.Done, (await running.WaitAsync(TestGateway.Patience)).Value.Outcome.Kind);
        var device = await test.DeviceAsync(child);
        Assert.Equal((hub.Id, true, false), (device.Hub!.Value, device.Online, device.Values["switch.on"].V.AsBool()));
    }

    [Fact]
    public async Task A_child_brought_again_is_the_same_device_also_when_no_more_fit()
    {
        await using var test = await TestGateway.StartAsync(new GatewayOptions { ChildrenPerHub = 1 });
        var hub = await test.PairAndConnectAsync(product: "kith-demo.hub", name: "Hall hub");

        await hub.SayAsync("adopt", Child);
        var first = (await hub.HearAsync("adopted")).GetProperty("device").GetString();
        await hub.SayAsync("adopt", Child);
        var again = (await hub.HearAsync("adopted")).GetProperty("device").GetString();
        await hub.SayAsync("adopt", """{"id":"b2","product":"kith-demo.outlet"}""");

        Assert.Equal(first, again);
        Assert.Equal("limit.reached", await hub.ErrorAsync());
    }

    [Fact]
    public async Task A_hub_does_not_speak_for_another_hubs_child_or_a_device_of_its_own()
    {
        await using var test = await TestGateway.StartAsync();
        var lamp = await test.PairAsync("lamp");
        var one = await test.PairAndConnectAsync("one", "kith-demo.hub", "One");
        var two = await test.PairAndConnectAsync("two", "kith-demo.hub", "Two");
        await one.SayAsync("adopt", Child);
        var child = (await one.HearAsync("adopted")).GetProperty("device").GetString();

        foreach (var topic in (string[])[$"kith/{child}/report", $"kith/{child}/presence", $"kith/{lamp.Device}/report", $"kith/{child}/adopt"])
        {
            Assert.Equal(ReasonCode.NotAuthorized, await two.Client.PublishAsync(topic, """{"switch.on":true}"""));
            Assert.Equal("topic.forbidden", await two.ErrorAsync());
        }
        Assert.Equal(ReasonCode.NotAuthorized, await two.Client.SubscribeAsync($"kith/{child}/set"));
        Assert.Empty((await test.DeviceAsync(DeviceId.Parse(child!))).Values);
    }

    [Fact]
    public async Task Children_come_with_what_they_say_and_go_with_their_hub()
    {
        await using var test = await TestGateway.StartAsync();
        var paired = await test.PairAsync(product: "kith-demo.hub", name: "Hall hub");
        var hub = await test.ConnectAsync(paired);
        await hub.SayAsync("adopt", Child);
        var child = DeviceId.Parse((await hub.HearAsync("adopted")).GetProperty("device").GetString()!);
        await test.PresenceAsync(child, online: true);

        Assert.Equal(ReasonCode.Success, await hub.Client.PublishAsync($"kith/{child}/presence", """{"online":false}"""));
        Assert.False((await test.DeviceAsync(child)).Online);
        await hub.Client.PublishAsync($"kith/{child}/report", """{"switch.on":true}""");
        Assert.True((await test.DeviceAsync(child)).Online);
        hub.Client.Abandon();
        await test.PresenceAsync(child, online: false);

        var back = await test.ConnectAsync(paired);
        await test.PresenceAsync(paired.Device, online: true);
        Assert.False((await test.DeviceAsync(child)).Online, "the hub has not spoken for it yet");
        await back.Client.PublishAsync($"kith/{child}/report", """{"switch.on":false}""");
        Assert.True((await test.DeviceAsync(child)).Online);
        Assert.Equal(ReasonCode.PayloadFormatInvalid, await back.Client.PublishAsync($"kith/{child}/presence", """{"online":"yes"}"""));
    }

    [Fact]
    public async Task A_child_that_was_removed_is_no_longer_the_hubs_to_speak_for()
    {
        await using var test = await TestGateway.StartAsync();
        var hub = await test.PairAndConnectAsync(product: "kith-demo.hub", name: "Hall hub");
        await hub.SayAsync("adopt", Child);
        var child = DeviceId.Parse((await hub.HearAsync("adopted")).GetProperty("device").GetString()!);
        await hub.Client.SubscribeAsync($"kith/{child}/#", Qos.AtLeastOnce);

        await test.Host.RemoveDeviceAsync(test.Home, test.Owner, child);
        await hub.HearAsync("forget", child);

        Assert.Equal(ReasonCode.NotAuthorized, await hub.Client.PublishAsync($"kith/{child}/report", """{"switch.on":true}"""));
        Assert.True(hub.Client.IsConnected);
    }
}
