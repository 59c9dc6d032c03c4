using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;
using Kith.Shared;

namespace Kith.Mqtt.Tests.Broker;

public abstract class RetainedTests(MqttTransport plain)
{
    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V5)]
    public async Task A_new_subscriber_gets_the_last_retained_message_of_each_matching_topic(ProtocolVersion version)
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var publisher = await host.ConnectAsync("publisher", version);
        await publisher.PublishAsync("a/1", "old", retain: true);
        await publisher.PublishAsync("a/1", "new", retain: true); // MQTT-3.3.1-5
        await publisher.PublishAsync("a/2", "two", retain: true);
        await publisher.PublishAsync("b", "other", retain: true);
        await publisher.PublishAsync("a/3", "not kept");

        using var subscriber = await host.ConnectRawAsync();
        await subscriber.HelloAsync("subscriber", version);
        await subscriber.SubscribeAsync("a/#");

        var got = (await subscriber.SettleAsync()).Select(packet => packet.Publish).OrderBy(publish => publish.Topic).ToList();
        Assert.Equal(["a/1 new True", "a/2 two True"], got.Select(publish => $"{publish.Topic} {publish.Payload} {publish.Retain}")); // MQTT-3.3.1-8
    }

    [Fact]
    public async Task A_retained_message_with_empty_payload_is_cleared()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var publisher = await host.ConnectAsync("publisher");
        await publisher.PublishAsync("a", "x", retain: true);
        await publisher.PublishAsync("a", "", retain: true); // MQTT-3.3.1-6

        using var subscriber = await host.ConnectRawAsync();
        await subscriber.HelloAsync("subscriber");
        await subscriber.SubscribeAsync("#");

        Assert.Empty(await subscriber.SettleAsync());
    }

    [Fact]
    public async Task A_live_message_loses_its_retain_flag_unless_asked_to_keep_it()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var subscriber = await host.ConnectAsync("subscriber");
        await subscriber.SubscribeAsync(new SubscribeRequest("plain"));
        await subscriber.SubscribeAsync(new SubscribeRequest("published") { RetainAsPublished = true });
        await using var publisher = await host.ConnectAsync("publisher");

        await publisher.PublishAsync("plain", "1", retain: true);
        await publisher.PublishAsync("published", "2", retain: true);

        Assert.False((await subscriber.NextAsync()).Retain, "MQTT-3.3.1-12");
        Assert.True((await subscriber.NextAsync()).Retain, "MQTT-3.3.1-13");
    }

    [Fact]
    public async Task Retain_handling_decides_about_old_messages()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var client = await host.ConnectAsync("client");
        await client.PublishAsync("a", "kept", retain: true);

        await client.SubscribeAsync(new SubscribeRequest("a") { RetainHandling = RetainHandling.DoNotSend }); // MQTT-3.3.1-11
        await client.SubscribeAsync(new SubscribeRequest("a") { RetainHandling = RetainHandling.SendIfNew }); // MQTT-3.3.1-10: it exists
        await client.UnsubscribeAsync("a");
        await client.SubscribeAsync(new SubscribeRequest("a") { RetainHandling = RetainHandling.SendIfNew, Identifier = 1 });
        await client.SubscribeAsync(new SubscribeRequest("a") { RetainHandling = RetainHandling.Send, Identifier = 2 }); // MQTT-3.3.1-9

        Assert.Equal(1u, (await client.NextAsync()).SubscriptionId);
        Assert.Equal(2u, (await client.NextAsync()).SubscriptionId);
    }

    [Fact]
    public async Task A_retained_message_expires()
    {
        var time = new ManualTime();
        await using var host = await TestHost.StartAsync(plain, time: time);
        await using var publisher = await host.ConnectAsync("publisher");
        await publisher.PublishAsync("a", "x"u8.ToArray(), Qos.AtLeastOnce, true, new MessageProperties { Expiry = TimeSpan.FromSeconds(10) });
        using var early = await host.ConnectRawAsync();
        using var late = await host.ConnectRawAsync();
        await early.HelloAsync("early");
        await late.HelloAsync("late");

        time.Advance(TimeSpan.FromSeconds(4));
        await early.SubscribeAsync("a");
        time.Advance(TimeSpan.FromSeconds(6));
        await late.SubscribeAsync("a");

        Assert.Equal(6u, Assert.Single(await early.SettleAsync()).Publish.Expiry); // MQTT-3.3.2-6
        Assert.Empty(await late.SettleAsync()); // MQTT-3.3.2-5
    }

    [Fact]
    public async Task A_full_wall_delivers_but_does_not_keep()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { MaxRetainedPerWall = 1 });
        using var local = host.Broker.Attach(new Wall("home"), "local");

        local.Publish("a", "1", retain: true);
        local.Publish("b", "2", retain: true);
        local.Publish("a", "3", retain: true);

        Assert.Equal("3", local.Retained("a")!.Value.PayloadText);
        Assert.Null(local.Retained("b"));
        Assert.Equal(1, host.Broker.Counters.Dropped(DropReason.RetainedFull));
    }
}
