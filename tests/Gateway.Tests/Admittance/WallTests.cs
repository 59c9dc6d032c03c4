using Kith.Homes.Bridges;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Gateway.Tests.Admittance;

/// <summary>Who may say and hear what.</summary>
public sealed class WallTests
{
    [Theory]
    [InlineData(ProtocolVersion.V5)]
    [InlineData(ProtocolVersion.V311)]
    public async Task A_device_speaks_for_itself_alone(ProtocolVersion version)
    {
        await using var test = await TestGateway.StartAsync();
        var other = await test.PairAsync("other", name: "Other");
        var device = await test.PairAndConnectAsync(version: version);
        string[] topics = [$"kith/{other.Device}/report", "kith/nobody/report", $"kith/{device.Id}/set", $"kith/{device.Id}", "kith", "zigbee2mqtt/bridge/state", "$SYS/x", $"kith/{device.Id}/presence", $"kith/{device.Id}/report/more"];

        foreach (var topic in topics)
        {
            var reason = await device.Client.PublishAsync(topic, """{"light.on":true}""", retain: true);

            // MQTT 3.1.1 cannot refuse a publish; the error message is for both.
            Assert.Equal(version is ProtocolVersion.V5 ? ReasonCode.NotAuthorized : ReasonCode.Success, reason);
            Assert.Equal("topic.forbidden", await device.ErrorAsync());
        }

        Assert.Equal(topics.Length, test.Counted.Of("topic.forbidden"));
        Assert.Empty((await test.DeviceAsync(other.Device)).Values);
        Assert.Empty((await test.DeviceAsync(device.Id)).Values);
    }

    [Theory]
    [InlineData("#")]
    [InlineData("+/+/+")]
    [InlineData("kith/#")]
    [InlineData("kith/+/set")]
    [InlineData("kith/other/set")]
    [InlineData("$share/group/kith/#")]
    [InlineData("$share/group/#")]
    [InlineData("zigbee2mqtt/#")]
    [InlineData("$SYS/#")]
    [InlineData("kith/desk-lam+/set")]
    public async Task A_device_hears_itself_alone(string filter)
    {
        await using var test = await TestGateway.StartAsync();
        await test.PairAsync("other", name: "Other");
        var device = await test.PairAndConnectAsync();

        var reason = await device.Client.SubscribeAsync(filter).WaitAsync(TestGateway.Patience);

        Assert.True(reason.IsError(), $"{filter}: {reason}");
    }

    [Fact]
    public async Task A_device_of_another_home_is_not_there_even_with_the_same_name()
    {
        await using var test = await TestGateway.StartAsync();
        var theirs = AccountId.New();
        var home = (await test.Host.FoundAsync(theirs, "Eve", "Their home", "UTC")).Value.Id;
        var caller = new Caller(theirs, Scopes.All, "test");
        var ours = await test.PairAndConnectAsync();
        var twin = await test.ConnectAsync(await test.PairAsync(home: home, caller: caller));
        Assert.Equal(ours.Id, twin.Id);

        await twin.SayAsync("report", """{"light.brightness":77}""");
        await twin.SayAsync("report", """{"light.nothing":1}""");
        Assert.Equal("property.unknown", await twin.ErrorAsync());

        Assert.Empty((await test.DeviceAsync(ours.Id)).Values);
        Assert.Equal(0, ours.Client.Messages.Count);
        Assert.Equal(77, (await Kith.Homes.Devices.DeviceDeeds.DeviceAsync(test.Host, home, caller, twin.Id)).Value.Values["light.brightness"].V.AsInteger());
    }

    [Fact]
    public async Task A_bridge_has_every_topic_of_its_home_but_ours()
    {
        await using var test = await TestGateway.StartAsync();
        var device = await test.PairAndConnectAsync();
        var added = (await test.Host.AddBridgeAsync(test.Home, test.Owner, "zigbee2mqtt", "zigbee2mqtt", "zigbee2mqtt")).Value;
        var options = new MqttClientOptions { UserName = added.Credential.Username.ToString(), Password = added.Credential.Password };
        var (bridge, _) = await test.KnockAsync(options with { ClientId = "bridge" });
        var (tool, _) = await test.KnockAsync(options with { ClientId = "tool" });

        foreach (var filter in (string[])["#", "+/#", "+/desk-lamp/set", "kith/#", "kith", $"kith/{device.Id}/set", "$share/g/kith/#"])
            Assert.True((await bridge.SubscribeAsync(filter)).IsError(), filter);
        Assert.Equal(ReasonCode.NotAuthorized, await bridge.PublishAsync($"kith/{device.Id}/report", """{"light.on":true}"""));
        Assert.Equal(ReasonCode.NotAuthorized, await bridge.PublishAsync($"kith/{device.Id}/set", """{"op":"x","light.on":true}"""));

        // The granted QoS (MQTT 5, section 3.9.3).
        Assert.Equal((ReasonCode)1, await tool.SubscribeAsync("zigbee2mqtt/#", Qos.AtLeastOnce));
        Assert.Equal(ReasonCode.Success, await bridge.PublishAsync("zigbee2mqtt/lamp", "on", retain: true));
        Assert.Equal("on", (await tool.Messages.ReadAsync(new CancellationTokenSource(TestGateway.Patience).Token)).PayloadText);
        Assert.Equal(0, device.Client.Messages.Count);

        await test.Host.RemoveBridgeAsync(test.Home, test.Owner, added.Bridge.Id);
        await bridge.Ended.WaitAsync(TestGateway.Patience);
        await tool.Ended.WaitAsync(TestGateway.Patience);
        // What it retained is nobody's any more.
        using var inside = test.Gateway.Broker.Attach(DeviceGateway.WallOf(test.Home), "look");
        Assert.Null(inside.Retained("zigbee2mqtt/lamp"));
    }
}
