using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;
using Kith.Shared;

namespace Kith.Mqtt.Tests.Broker;

public abstract class SessionTests(MqttTransport plain)
{
    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V5)]
    public async Task A_kept_session_gets_what_came_while_it_was_away(ProtocolVersion version)
    {
        await using var host = await TestHost.StartAsync(plain);
        var options = host.Options("device", version) with { CleanStart = false, SessionExpiry = TimeSpan.FromMinutes(1) };
        await using (var device = await TestHost.ConnectAsync(options))
        {
            await device.SubscribeAsync("a", Qos.AtLeastOnce);
        }
        await host.Admission.ExpectNoticeAsync("-device Normal");
        await using var publisher = await host.ConnectAsync("publisher", version);
        await publisher.PublishAsync("a", "lost", Qos.AtMostOnce);
        await publisher.PublishAsync("a", "1");
        await publisher.PublishAsync("a", "2", Qos.ExactlyOnce);

        await using var again = new Kith.Mqtt.Client.MqttClient(options);
        var outcome = await again.ConnectAsync();

        Assert.True(outcome.SessionPresent, "MQTT-3.2.2-3");
        Assert.Equal(("1", Qos.AtLeastOnce), await again.NextPayloadAsync()); // MQTT-4.5.0-1
        Assert.Equal(("2", Qos.AtLeastOnce), await again.NextPayloadAsync());
    }

    [Fact]
    public async Task A_clean_start_forgets_the_session()
    {
        await using var host = await TestHost.StartAsync(plain);
        using (var raw = await host.ConnectRawAsync())
        {
            await raw.HelloAsync("device", more: packet => packet.SessionExpiry = 100);
            await raw.SubscribeAsync("a", Qos.AtLeastOnce);
        }
        await host.Admission.ExpectNoticeAsync("-device Io");
        using var again = await host.ConnectRawAsync();

        Assert.Equal((0, 0), await again.HelloAsync("device", cleanStart: true)); // MQTT-3.1.2-4, MQTT-3.2.2-2
        await again.PublishAsync("a", "x");

        Assert.Empty(await again.SettleAsync());
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(11, false)]
    public async Task A_session_lives_as_long_as_its_expiry_says(int seconds, bool present)
    {
        var time = new ManualTime();
        await using var host = await TestHost.StartAsync(plain, time: time);
        using (var raw = await host.ConnectRawAsync())
        {
            await raw.HelloAsync("device", more: packet => packet.SessionExpiry = 10);
        }
        await host.Admission.ExpectNoticeAsync("-device Io");

        time.Advance(TimeSpan.FromSeconds(seconds));
        using var again = await host.ConnectRawAsync();

        Assert.Equal(present ? 1 : 0, (await again.HelloAsync("device", cleanStart: false)).Flags); // MQTT-3.1.2-23
    }

    [Fact]
    public async Task A_disconnect_may_shorten_the_session_but_not_invent_one()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var kept = await host.ConnectRawAsync();
        await kept.HelloAsync("kept", more: packet => packet.SessionExpiry = 100);
        await kept.SendAsync(output => DisconnectPacket.Write(output, ReasonCode.Success, ProtocolVersion.V5, 0));
        await host.Admission.ExpectNoticeAsync("-kept Normal");
        using var fresh = await host.ConnectRawAsync();
        await fresh.HelloAsync("fresh");

        await fresh.SendAsync(output => DisconnectPacket.Write(output, ReasonCode.Success, ProtocolVersion.V5, 100));

        Assert.Equal((byte)ReasonCode.ProtocolError, (await fresh.ExpectAsync(PacketType.Disconnect)).Body[0]); // §3.14.2.2.2
        using var again = await host.ConnectRawAsync();
        Assert.Equal(0, (await again.HelloAsync("kept", cleanStart: false)).Flags);
    }

    [Fact]
    public async Task What_was_not_acknowledged_is_sent_again_in_order_and_marked()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var local = host.Broker.Attach(new Wall("home"), "local");
        var first = await host.ConnectRawAsync();
        await first.HelloAsync("device", ProtocolVersion.V311, cleanStart: false);
        await first.SubscribeAsync("a", Qos.ExactlyOnce);
        local.Publish("a", "1", Qos.AtLeastOnce);
        local.Publish("a", "2", Qos.ExactlyOnce);
        local.Publish("a", "3", Qos.ExactlyOnce);
        local.Publish("a", "4", Qos.AtLeastOnce);
        var sent = new List<Packet>();
        while (sent.Count < 4)
        {
            sent.Add(await first.ExpectAsync(PacketType.Publish));
        }
        // 2 is received: from now on only its PUBREL is repeated (MQTT-4.3.3-4).
        await first.AckAsync(PacketType.Pubrec, sent[1].Publish.PacketId);
        await first.ExpectAsync(PacketType.Pubrel);
        first.Dispose();
        await host.Admission.ExpectNoticeAsync("-device Io");
        local.Publish("a", "5", Qos.AtLeastOnce);

        using var second = await host.ConnectRawAsync();
        Assert.Equal(1, (await second.HelloAsync("device", ProtocolVersion.V311, cleanStart: false)).Flags);
        var again = await second.SettleAsync();

        Assert.Equal(
            ["Publish 1", "Pubrel 2", "Publish 3", "Publish 4", "Publish 5"],
            again.Select(packet => packet.Type == PacketType.Publish
                ? $"Publish {packet.Publish.Payload}"
                : $"{packet.Type} {sent.Single(one => one.Publish.PacketId == packet.PacketId).Publish.Payload}")); // MQTT-4.4.0-1, MQTT-4.6.0-1
        Assert.Equal([true, true, true, false], again.Where(packet => packet.Type == PacketType.Publish).Select(packet => packet.Publish.Duplicate)); // MQTT-3.3.1-1
    }

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V5)]
    public async Task A_repeated_QoS_2_publish_is_delivered_once_even_over_a_new_connection(ProtocolVersion version)
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var watcher = await host.ConnectAsync("watcher");
        await watcher.SubscribeAsync("#");
        var first = await host.ConnectRawAsync();
        await first.HelloAsync("device", version, cleanStart: false, more: packet => packet.SessionExpiry = 100);
        await first.PublishAsync("a", "once", Qos.ExactlyOnce, 5);
        await first.ExpectAsync(PacketType.Pubrec);
        await first.PublishAsync("a", "once", Qos.ExactlyOnce, 5, duplicate: true);
        await first.ExpectAsync(PacketType.Pubrec); // MQTT-4.3.3-10
        first.Dispose();
        await host.Admission.ExpectNoticeAsync("-device Io");

        using var second = await host.ConnectRawAsync();
        await second.HelloAsync("device", version, cleanStart: false, more: packet => packet.SessionExpiry = 100);
        await second.PublishAsync("a", "once", Qos.ExactlyOnce, 5, duplicate: true);
        await second.ExpectAsync(PacketType.Pubrec);
        await second.AckAsync(PacketType.Pubrel, 5);
        Assert.Equal(ReasonCode.Success, (await second.ExpectAsync(PacketType.Pubcomp)).Reason);
        await second.AckAsync(PacketType.Pubrel, 5);
        var unknown = await second.ExpectAsync(PacketType.Pubcomp);
        await second.PublishAsync("a", "new", Qos.ExactlyOnce, 5);

        Assert.Equal(version == ProtocolVersion.V5 ? ReasonCode.PacketIdentifierNotFound : ReasonCode.Success, unknown.Reason);
        Assert.Equal("once", (await watcher.NextAsync()).PayloadText);
        Assert.Equal("new", (await watcher.NextAsync()).PayloadText);
    }

    [Fact]
    public async Task A_taken_QoS_2_publish_is_not_taken_twice_when_its_connection_breaks()
    {
        await using var host = await TestHost.StartAsync(plain);
        var first = await host.ConnectRawAsync();
        await first.HelloAsync("device", more: packet => packet.SessionExpiry = 100);
        await first.PublishAsync("taken/a", "x", Qos.ExactlyOnce, 5);
        var taken = await host.Admission.NextTakenAsync();
        first.Dispose();
        await host.Admission.ExpectNoticeAsync("-device Io");

        using var second = await host.ConnectRawAsync();
        await second.HelloAsync("device", cleanStart: false, more: packet => packet.SessionExpiry = 100);
        await second.PublishAsync("taken/a", "x", Qos.ExactlyOnce, 5, duplicate: true);
        Assert.Empty(await second.SettleAsync());
        taken.Acknowledgement.Complete();

        Assert.Equal(5, (await second.ExpectAsync(PacketType.Pubrec)).PacketId);
        Assert.False(host.Admission.HasTaken);
    }
}
