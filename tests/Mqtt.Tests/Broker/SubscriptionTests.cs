using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;

namespace Kith.Mqtt.Tests.Broker;

public abstract class SubscriptionTests(MqttTransport plain)
{
    [Fact]
    public async Task Overlapping_subscriptions_give_one_message_with_the_highest_QoS_and_all_identifiers()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one");
        foreach (var (filter, qos, identifier) in new[] { ("a/+", 0, 7u), ("a/#", 2, 300u), ("#", 1, 9u) })
        {
            await raw.SendAsync(output => SubscribeWriter.Subscribe(output, 1, filter, new SubscribeOptions((byte)qos), identifier, ProtocolVersion.V5));
            await raw.ExpectAsync(PacketType.Suback);
        }

        await raw.PublishAsync("a/b", "x", Qos.ExactlyOnce, 3);
        var got = Assert.Single(await raw.SettleAsync(), packet => packet.Type == PacketType.Publish).Publish;

        Assert.Equal(Qos.ExactlyOnce, got.Qos); // MQTT-3.3.4-2
        var identifiers = new List<uint>();
        var properties = new PropertyReader(got.Properties, PropertySet.PublishToClient);
        while (properties.Next())
        {
            identifiers.Add(properties.Number);
        }
        Assert.Equal([7u, 9u, 300u], identifiers.Order()); // MQTT-3.3.4-4
    }

    [Fact]
    public async Task No_local_keeps_a_client_from_hearing_itself()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var client = await host.ConnectAsync("one");
        await using var other = await host.ConnectAsync("two");
        await client.SubscribeAsync(new SubscribeRequest("a") { NoLocal = true });

        await client.PublishAsync("a", "own");
        await other.PublishAsync("a", "other");

        Assert.Equal("other", (await client.NextAsync()).PayloadText); // MQTT-3.8.3-3
    }

    [Fact]
    public async Task Wildcards_do_not_match_topics_that_begin_with_a_dollar()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var client = await host.ConnectAsync("one");
        await client.SubscribeAsync("#");
        await client.SubscribeAsync("+/x");
        await client.SubscribeAsync("$own/#");

        await client.PublishAsync("$other/x", "hidden");
        await client.PublishAsync("$own/x", "seen");

        Assert.Equal("seen", (await client.NextAsync()).PayloadText); // MQTT-4.7.2-1
    }

    [Fact]
    public async Task A_shared_subscription_gives_each_message_to_one_member()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var first = await host.ConnectAsync("one");
        await using var second = await host.ConnectAsync("two");
        await using var outside = await host.ConnectAsync("outside");
        await outside.SubscribeAsync("jobs/#", Qos.AtLeastOnce);
        await first.SubscribeAsync("$share/workers/jobs/#", Qos.AtLeastOnce);
        await second.SubscribeAsync("$share/workers/jobs/#", Qos.AtLeastOnce);
        using var local = host.Broker.Attach(new Wall("home"), "local");
        local.Publish("jobs/0", "retained", retain: true);
        await outside.SubscribeAsync("$share/late/jobs/0"); // §4.8.2: no retained messages for a shared subscription

        for (var i = 0; i < 9; i++)
        {
            local.Publish("jobs/1", $"{i}", Qos.AtLeastOnce);
        }

        for (var i = -1; i < 9; i++)
        {
            await outside.NextAsync();
        }
        // Both have everything that was sent to them once their next request is answered.
        await first.SubscribeAsync("end");
        await second.SubscribeAsync("end");
        var got = new List<MqttMessage>();
        while (first.Messages.TryRead(out var message) || second.Messages.TryRead(out message))
        {
            got.Add(message);
        }

        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8"], got.Where(message => message.Topic == "jobs/1").Select(message => message.PayloadText).Order());
        Assert.Single(got, message => message.Topic == "jobs/0");
        await outside.SubscribeAsync("end");
        Assert.False(outside.Messages.TryRead(out _));
    }

    [Fact]
    public async Task A_refused_filter_is_refused_in_the_words_of_the_version_and_the_rest_is_granted()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var old = await host.ConnectRawAsync();
        await old.HelloAsync("old", ProtocolVersion.V311);
        await using var client = await host.ConnectAsync("new");

        Assert.Equal(0x80, await old.SubscribeAsync("test/nosubscribe")); // MQTT-3.9.3-2
        Assert.Equal(ReasonCode.NotAuthorized, await client.SubscribeAsync("test/nosubscribe"));
        Assert.Equal(ReasonCode.NotAuthorized, await client.SubscribeAsync("$share/g/test/nosubscribe"));
        Assert.Equal(ReasonCode.TopicFilterInvalid, await client.SubscribeAsync("a/#/b"));
        Assert.Equal(ReasonCode.TopicFilterInvalid, await client.SubscribeAsync("$share/g"));
        Assert.Equal(ReasonCode.TopicFilterInvalid, await client.SubscribeAsync(string.Join('/', new string('a', 40).ToCharArray())));
        Assert.Equal(ReasonCode.GrantedQos1, await client.SubscribeAsync("fine", Qos.AtLeastOnce));
    }

    [Fact]
    public async Task Unsubscribe_says_whether_there_was_anything_to_end()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var client = await host.ConnectAsync("one");
        await client.SubscribeAsync("a");

        Assert.Equal(ReasonCode.Success, await client.UnsubscribeAsync("a")); // MQTT-3.10.4-1
        Assert.Equal(ReasonCode.NoSubscriptionExisted, await client.UnsubscribeAsync("a"));
        await client.PublishAsync("a", "x");
        await client.SubscribeAsync("b");
        await client.PublishAsync("b", "y");
        Assert.Equal("y", (await client.NextAsync()).PayloadText);
    }

    [Fact]
    public async Task A_client_has_no_more_subscriptions_than_allowed()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { MaxSubscriptionsPerClient = 2 });
        await using var client = await host.ConnectAsync("one");
        await client.SubscribeAsync("a");
        await client.SubscribeAsync("b");

        Assert.Equal(ReasonCode.QuotaExceeded, await client.SubscribeAsync("c"));
        Assert.Equal(ReasonCode.GrantedQos1, await client.SubscribeAsync("a", Qos.AtLeastOnce));
    }

    [Fact]
    public async Task A_publish_that_is_not_allowed_is_refused_in_5_and_dropped_in_3_1_1()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var watcher = await host.ConnectAsync("watcher");
        await watcher.SubscribeAsync("#");
        await using var modern = await host.ConnectAsync("modern");
        await using var old = await host.ConnectAsync("old", ProtocolVersion.V311);

        Assert.Equal(ReasonCode.NotAuthorized, await modern.PublishAsync("deny/x", "1"));
        Assert.Equal(ReasonCode.NotAuthorized, await modern.PublishAsync("deny/x", "1", Qos.ExactlyOnce));
        Assert.Equal(ReasonCode.Success, await old.PublishAsync("deny/x", "1"));
        await old.PublishAsync("fine", "2");

        Assert.Equal("fine", (await watcher.NextAsync()).Topic);
        Assert.Equal(3, host.Broker.Counters.Dropped(DropReason.NotAuthorized));
    }
}
