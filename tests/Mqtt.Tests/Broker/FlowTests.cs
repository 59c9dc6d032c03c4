using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;
using Kith.Shared;

namespace Kith.Mqtt.Tests.Broker;

public abstract class FlowTests(MqttTransport plain)
{
    [Fact]
    public async Task The_broker_keeps_to_the_receive_maximum_of_a_client()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var local = host.Broker.Attach(new Wall("home"), "local");
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one", more: packet => packet.ReceiveMaximum = 2);
        await raw.SubscribeAsync("a", Qos.ExactlyOnce);

        for (var i = 0; i < 4; i++)
        {
            local.Publish("a", $"{i}", i % 2 == 0 ? Qos.AtLeastOnce : Qos.ExactlyOnce);
        }
        var first = await raw.ExpectAsync(PacketType.Publish);
        var second = await raw.ExpectAsync(PacketType.Publish);
        Assert.Empty(await raw.SettleAsync()); // MQTT-3.3.4-7
        await raw.AckAsync(PacketType.Puback, first.Publish.PacketId);
        Assert.Equal("2", (await raw.ExpectAsync(PacketType.Publish)).Publish.Payload);
        await raw.AckAsync(PacketType.Pubrec, second.Publish.PacketId);
        Assert.Equal(PacketType.Pubrel, Assert.Single(await raw.SettleAsync()).Type);
        await raw.AckAsync(PacketType.Pubcomp, second.Publish.PacketId);

        Assert.Equal("3", (await raw.ExpectAsync(PacketType.Publish)).Publish.Payload);
    }

    [Fact]
    public async Task A_PUBREC_with_an_error_ends_the_exchange()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var local = host.Broker.Attach(new Wall("home"), "local");
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one", more: packet => packet.ReceiveMaximum = 1);
        await raw.SubscribeAsync("a", Qos.ExactlyOnce);
        local.Publish("a", "1", Qos.ExactlyOnce);
        local.Publish("a", "2", Qos.ExactlyOnce);

        await raw.AckAsync(PacketType.Pubrec, (await raw.ExpectAsync(PacketType.Publish)).Publish.PacketId, ReasonCode.QuotaExceeded);

        Assert.Equal("2", (await raw.ExpectAsync(PacketType.Publish)).Publish.Payload);
    }

    [Fact]
    public async Task A_5_client_that_exceeds_our_receive_maximum_is_disconnected()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { ReceiveMaximum = 3 });
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one");

        for (ushort id = 1; id <= 4; id++)
        {
            await raw.PublishAsync("taken/a", "x", id % 2 == 0 ? Qos.AtLeastOnce : Qos.ExactlyOnce, id);
        }

        Assert.Equal((byte)ReasonCode.ReceiveMaximumExceeded, (await raw.ExpectAsync(PacketType.Disconnect)).Body[0]); // MQTT-3.3.4-9
    }

    [Fact]
    public async Task A_3_1_1_client_is_not_read_while_too_many_taken_publishes_wait()
    {
        // Three are never answered: that holds the broker's end up as long as it may.
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { ReceiveMaximum = 3, DrainTime = TimeSpan.FromMilliseconds(50) });
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one", ProtocolVersion.V311);

        for (ushort id = 1; id <= 5; id++)
        {
            await raw.PublishAsync("taken/a", $"{id}", Qos.AtLeastOnce, id);
        }
        var taken = new List<Taken>();
        for (var i = 0; i < 3; i++)
        {
            taken.Add(await host.Admission.NextTakenAsync());
        }
        Assert.False(host.Admission.HasTaken, "the fourth is not read");
        taken[1].Acknowledgement.Complete();
        Assert.False(host.Admission.HasTaken, "the second waits for the first");
        taken[0].Acknowledgement.Complete();

        Assert.Equal("4", (await host.Admission.NextTakenAsync()).Payload);
        Assert.Equal("5", (await host.Admission.NextTakenAsync()).Payload);
        Assert.Equal(1, (await raw.ExpectAsync(PacketType.Puback)).PacketId);
        Assert.Equal(2, (await raw.ExpectAsync(PacketType.Puback)).PacketId);
    }

    [Fact]
    public async Task Acknowledgements_completed_out_of_order_leave_in_order_and_together()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one");
        var taken = new List<Taken>();
        for (ushort id = 1; id <= 20; id++)
        {
            await raw.PublishAsync(id == 10 ? "other" : "taken/a", "x", Qos.AtLeastOnce, id);
        }
        while (taken.Count < 19)
        {
            taken.Add(await host.Admission.NextTakenAsync());
        }

        await Task.WhenAll(taken.AsEnumerable().Reverse().Select(one => Task.Run(() => one.Acknowledgement.Complete())));

        for (var id = 1; id <= 20; id++)
        {
            Assert.Equal(id, (await raw.ExpectAsync(PacketType.Puback)).PacketId); // MQTT-4.6.0-2
        }
    }

    [Fact]
    public async Task Completing_twice_or_after_the_end_does_nothing()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one");
        await raw.PublishAsync("taken/a", "x", Qos.AtLeastOnce, 1);
        await raw.PublishAsync("taken/a", "y", Qos.AtLeastOnce, 2);
        var first = await host.Admission.NextTakenAsync();
        var second = await host.Admission.NextTakenAsync();

        first.Acknowledgement.Complete();
        first.Acknowledgement.Complete();
        Assert.Equal(1, (await raw.ExpectAsync(PacketType.Puback)).PacketId);
        Assert.Empty(await raw.SettleAsync());
        raw.Dispose();
        await host.Admission.ExpectNoticeAsync("-one Io");
        second.Acknowledgement.Complete();
        default(Acknowledgement).Complete();
    }

    [Fact]
    public async Task A_client_may_use_topic_aliases()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { TopicAliasMaximum = 2 });
        await using var watcher = await host.ConnectAsync("watcher");
        await watcher.SubscribeAsync("#");
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one");

        await raw.PublishAsync("a", "1", properties: Alias(2));
        await raw.PublishAsync("", "2", properties: Alias(2));
        await raw.PublishAsync("b", "3", properties: Alias(2));
        await raw.PublishAsync("", "4", properties: Alias(2));

        foreach (var expected in new[] { "a 1", "a 2", "b 3", "b 4" })
        {
            var got = await watcher.NextAsync();
            Assert.Equal(expected, $"{got.Topic} {got.PayloadText}");
        }
        await raw.PublishAsync("", "unknown", properties: Alias(1));
        Assert.Equal((byte)ReasonCode.ProtocolError, (await raw.ExpectAsync(PacketType.Disconnect)).Body[0]); // MQTT-3.3.2-7
    }

    [Fact]
    public async Task An_alias_above_the_maximum_is_an_error()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { TopicAliasMaximum = 2 });
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one");

        await raw.PublishAsync("a", "1", properties: Alias(3));

        Assert.Equal((byte)ReasonCode.TopicAliasInvalid, (await raw.ExpectAsync(PacketType.Disconnect)).Body[0]); // MQTT-3.3.2-9
    }

    [Fact]
    public async Task The_broker_uses_topic_aliases_when_the_client_allows_them()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var local = host.Broker.Attach(new Wall("home"), "local");
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one", more: packet => packet.TopicAliasMaximum = 1);
        await raw.SubscribeAsync("#");

        foreach (var topic in new[] { "a", "b", "a", "b" })
        {
            local.Publish(topic, "x");
        }

        var got = new List<string>();
        while (got.Count < 4)
        {
            var publish = (await raw.ExpectAsync(PacketType.Publish)).Publish;
            got.Add($"{publish.Topic}:{publish.Alias}");
        }
        Assert.Equal(["a:1", "b:0", ":1", "b:0"], got); // MQTT-3.1.2-26
    }

    [Fact]
    public async Task A_message_larger_than_a_client_takes_is_not_sent_to_it()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var local = host.Broker.Attach(new Wall("home"), "local");
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one", more: packet => (packet.MaximumPacketSize, packet.ReceiveMaximum) = (100, 1));
        await raw.SubscribeAsync("a", Qos.AtLeastOnce);

        local.Publish("a", new string('x', 200), Qos.AtLeastOnce);
        local.Publish("a", "small", Qos.AtLeastOnce);

        Assert.Equal("small", (await raw.ExpectAsync(PacketType.Publish)).Publish.Payload); // MQTT-3.1.2-24, -25
        Assert.Equal(1, host.Broker.Counters.Dropped(DropReason.PacketTooLarge));
    }

    [Fact]
    public async Task A_packet_larger_than_the_broker_takes_ends_the_connection()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one");
        await raw.PublishAsync("a", new string('x', 250 * 1024), Qos.AtLeastOnce, 1);
        await raw.ExpectAsync(PacketType.Puback);

        await raw.SendAsync(Hex.Bytes("30 FF FF FF 7F"));

        Assert.Equal((byte)ReasonCode.PacketTooLarge, (await raw.ExpectAsync(PacketType.Disconnect)).Body[0]); // §3.2.2.3.6
    }

    [Fact]
    public async Task A_message_that_waited_longer_than_its_expiry_is_not_delivered_and_others_say_what_is_left()
    {
        var time = new ManualTime();
        await using var host = await TestHost.StartAsync(plain, time: time);
        using var local = host.Broker.Attach(new Wall("home"), "local");
        using (var raw = await host.ConnectRawAsync())
        {
            await raw.HelloAsync("one", more: packet => packet.SessionExpiry = 1000);
            await raw.SubscribeAsync("a", Qos.AtLeastOnce);
        }
        await host.Admission.ExpectNoticeAsync("-one Io");
        local.Publish("a", "short", Qos.AtLeastOnce, properties: new MessageProperties { Expiry = TimeSpan.FromSeconds(5) });
        local.Publish("a", "long", Qos.AtLeastOnce, properties: new MessageProperties { Expiry = TimeSpan.FromSeconds(60) });
        time.Advance(TimeSpan.FromSeconds(10));

        using var again = await host.ConnectRawAsync();
        await again.HelloAsync("one", cleanStart: false, more: packet => packet.SessionExpiry = 1000);
        var got = Assert.Single(await again.SettleAsync()).Publish;

        Assert.Equal(("long", 50u), (got.Payload, got.Expiry)); // MQTT-3.3.2-5, MQTT-3.3.2-6
        Assert.Equal(1, host.Broker.Counters.Dropped(DropReason.Expired));
    }

    [Fact]
    public async Task Properties_of_a_message_reach_the_subscriber_unchanged_and_in_order()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var client = await host.ConnectAsync("one");
        await client.SubscribeAsync("a");
        var sent = new MessageProperties
        {
            Expiry = TimeSpan.FromSeconds(100),
            PayloadIsText = true,
            ContentType = "text/plain",
            ResponseTopic = "reply/to/me",
            CorrelationData = new byte[] { 1, 2, 3 },
            UserProperties = [new("b", "2"), new("a", "1"), new("b", "3")],
        };

        await client.PublishAsync("a", "x"u8.ToArray(), Qos.AtLeastOnce, properties: sent);

        // MQTT-3.3.2-4, -15, -16, -17, -18, -20
        var got = (await client.NextAsync()).ReadProperties();
        Assert.Equal((true, "text/plain", "reply/to/me"), (got.PayloadIsText, got.ContentType, got.ResponseTopic));
        Assert.Equal(sent.CorrelationData!.Value.ToArray(), got.CorrelationData!.Value.ToArray());
        Assert.Equal(sent.UserProperties, got.UserProperties);
        Assert.InRange(got.Expiry!.Value.TotalSeconds, 95, 100);
    }

    private static byte[] Alias(byte alias) => [(byte)PropertyId.TopicAlias, 0, alias];
}
