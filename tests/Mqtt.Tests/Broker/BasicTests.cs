using Kith.Mqtt.Broker.Local;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;

namespace Kith.Mqtt.Tests.Broker;

public abstract class BasicTests(MqttTransport plain)
{
    [Theory]
    [InlineData(ProtocolVersion.V311, Qos.AtMostOnce)]
    [InlineData(ProtocolVersion.V311, Qos.AtLeastOnce)]
    [InlineData(ProtocolVersion.V311, Qos.ExactlyOnce)]
    [InlineData(ProtocolVersion.V5, Qos.AtMostOnce)]
    [InlineData(ProtocolVersion.V5, Qos.AtLeastOnce)]
    [InlineData(ProtocolVersion.V5, Qos.ExactlyOnce)]
    public async Task A_message_reaches_a_subscriber(ProtocolVersion version, Qos qos)
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var subscriber = await host.ConnectAsync("subscriber", version);
        await using var publisher = await host.ConnectAsync("publisher", version);

        Assert.Equal((ReasonCode)(byte)qos, await subscriber.SubscribeAsync("room/+/state", qos));
        Assert.Equal(ReasonCode.Success, await publisher.PublishAsync("room/kitchen/state", "on", qos));

        var message = await subscriber.NextAsync();
        Assert.Equal(("room/kitchen/state", "on", qos, false), (message.Topic, message.PayloadText, message.Qos, message.Retain));
    }

    [Fact]
    public async Task Two_walls_cannot_see_each_other()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var ours = await TestHost.ConnectAsync(host.Options("same") with { UserName = "one" });
        await using var theirs = await TestHost.ConnectAsync(host.Options("same") with { UserName = "two" });
        await ours.SubscribeAsync("#", Qos.AtLeastOnce);
        await theirs.SubscribeAsync("#", Qos.AtLeastOnce);

        await theirs.PublishAsync("secret", "theirs", retain: true);
        await ours.PublishAsync("mine", "ours");

        Assert.Equal("ours", (await ours.NextAsync()).PayloadText);
        Assert.Equal("theirs", (await theirs.NextAsync()).PayloadText);
        Assert.True(ours.IsConnected, "the same client id in another wall is another client");
    }

    [Fact]
    public async Task A_taken_publish_is_acknowledged_only_when_its_owner_says_so_and_in_order()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var device = await host.ConnectAsync("device");

        var first = device.PublishAsync("taken/a", "1");
        var second = device.PublishAsync("taken/b", "2", Qos.ExactlyOnce);
        var takenFirst = await host.Admission.NextTakenAsync();
        var takenSecond = await host.Admission.NextTakenAsync();
        takenSecond.Acknowledgement.Complete();
        Assert.Equal(ReasonCode.Success, await device.PublishAsync("other", "", Qos.AtMostOnce));
        Assert.False(second.IsCompleted, "MQTT-4.6.0-2: answers keep the order of the publishes");

        takenFirst.Acknowledgement.Complete(ReasonCode.QuotaExceeded);

        Assert.Equal(ReasonCode.QuotaExceeded, await first.WaitAsync(TestHost.Patience));
        Assert.Equal(ReasonCode.Success, await second.WaitAsync(TestHost.Patience));
    }

    [Fact]
    public async Task An_in_process_client_publishes_and_subscribes()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var bridge = host.Broker.Attach(new Wall("home"), "bridge");
        var seen = new TaskCompletionSource<LocalMessage>();
        bridge.Publish("lamp/config", "retained", retain: true);
        using var subscription = bridge.Subscribe("lamp/state", message => seen.TrySetResult(message));
        await using var device = await host.ConnectAsync("device");
        await device.SubscribeAsync("lamp/+");

        var config = await device.NextAsync();
        await device.PublishAsync("lamp/state", "on");
        var state = await seen.Task.WaitAsync(TestHost.Patience);

        Assert.Equal(("retained", true), (config.PayloadText, config.Retain));
        Assert.Equal(("lamp/state", "on", "device"), (state.Topic, state.PayloadText, state.PublisherId));
    }
}
