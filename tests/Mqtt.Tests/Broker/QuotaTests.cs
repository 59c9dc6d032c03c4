using System.Globalization;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;
using Kith.Shared;

namespace Kith.Mqtt.Tests.Broker;

/// <summary>A wall has its share of the broker and waits alone when it is used up.</summary>
public abstract class QuotaTests(MqttTransport plain)
{
    [Fact]
    public async Task Who_publishes_beyond_the_walls_share_waits_for_the_next_slice_and_loses_nothing()
    {
        var time = new ManualTime();
        // A hundred in a slice of 250 ms.
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { MaxMessagesPerSecondPerWall = 400 }, time);
        using var reader = await host.ConnectRawAsync();
        await reader.HelloAsync("reader");
        await reader.SubscribeAsync("n");
        using var flooder = await host.ConnectRawAsync();
        await flooder.HelloAsync("flooder");

        for (var i = 1; i <= 250; i++) await flooder.PublishAsync("n", i.ToString(CultureInfo.InvariantCulture));
        var heard = await HearAsync(reader, 101);
        // The one that went beyond is the last.
        Assert.Empty(await reader.SettleAsync());
        Assert.Equal(1, host.Broker.Counters.Throttled);
        using (var neighbour = await host.ConnectRawAsync())
        {
            await neighbour.HelloAsync("neighbour", more: packet => packet.UserName = "next door");
            await neighbour.PublishAsync("n", "x", Qos.AtLeastOnce, 1);
            await neighbour.ExpectAsync(PacketType.Puback);
        }
        time.Advance(host.Broker.Options.SweepInterval);
        heard.AddRange(await HearAsync(reader, 101));
        time.Advance(host.Broker.Options.SweepInterval);
        heard.AddRange(await HearAsync(reader, 48));

        Assert.Equal(Enumerable.Range(1, 250), heard);
    }

    [Fact]
    public async Task Bytes_count_too()
    {
        var time = new ManualTime();
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { MaxBytesPerSecondPerWall = 4 * 10_000 }, time);
        using var flooder = await host.ConnectRawAsync();
        await flooder.HelloAsync("flooder");

        await flooder.PublishAsync("n", new string('x', 20_000), Qos.AtLeastOnce, 1);
        await flooder.PublishAsync("n", "later", Qos.AtLeastOnce, 2);
        await flooder.ExpectAsync(PacketType.Puback);
        Assert.Equal(1, host.Broker.Counters.Throttled);
        time.Advance(host.Broker.Options.SweepInterval);

        Assert.Equal(2, (await flooder.ExpectAsync(PacketType.Puback)).PacketId);
    }

    [Fact]
    public async Task A_wall_that_is_full_of_connections_takes_one_when_another_has_left()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { MaxConnectionsPerWall = 1 });
        using var first = await host.ConnectRawAsync();
        await first.HelloAsync("first");
        using var second = await host.ConnectRawAsync();
        using var elsewhere = await host.ConnectRawAsync();

        Assert.Equal((byte)ReasonCode.QuotaExceeded, (await second.HelloAsync("second")).Code);
        Assert.Equal(0, (await elsewhere.HelloAsync("second", more: packet => packet.UserName = "next door")).Code);
        first.Dispose();
        await host.Admission.ExpectNoticeAsync("-first Io");
        using var again = await host.ConnectRawAsync();
        Assert.Equal(0, (await again.HelloAsync("second")).Code);
    }

    [Fact]
    public async Task What_cannot_be_retained_is_refused_where_that_can_be_said_and_delivered_where_not()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { MaxRetainedPerWall = 1 });
        using var reader = await host.ConnectRawAsync();
        await reader.HelloAsync("reader");
        await reader.SubscribeAsync("#");
        using var five = await host.ConnectRawAsync();
        await five.HelloAsync("five");
        using var three = await host.ConnectRawAsync();
        await three.HelloAsync("three", ProtocolVersion.V311);

        await five.PublishAsync("first", "kept", Qos.AtLeastOnce, 1, retain: true);
        await five.PublishAsync("second", "refused", Qos.ExactlyOnce, 2, retain: true);
        await five.PublishAsync("first", "replaced", Qos.AtLeastOnce, 3, retain: true);
        Assert.Equal(ReasonCode.Success, (await five.ExpectAsync(PacketType.Puback)).Reason);
        Assert.Equal(ReasonCode.QuotaExceeded, (await five.ExpectAsync(PacketType.Pubrec)).Reason);
        Assert.Equal(ReasonCode.Success, (await five.ExpectAsync(PacketType.Puback)).Reason);
        await three.PublishAsync("third", "delivered", Qos.AtLeastOnce, 4, retain: true);
        await three.ExpectAsync(PacketType.Puback);

        Assert.Equal(["kept", "replaced", "delivered"], (await reader.SettleAsync()).Select(packet => packet.Publish.Payload));
        Assert.Equal(2, host.Broker.Counters.Dropped(DropReason.RetainedFull));
    }

    [Fact]
    public async Task Those_who_are_away_share_half_of_what_may_wait_in_a_wall_and_who_is_there_is_served()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { MaxQueuedBytesPerWall = 20_000 });
        foreach (var name in (string[])["one", "two"])
        {
            using var away = await host.ConnectRawAsync();
            await away.HelloAsync(name, more: packet => packet.SessionExpiry = 3600);
            await away.SubscribeAsync("n", Qos.AtLeastOnce);
            away.Dispose();
            await host.Admission.ExpectNoticeAsync($"-{name} Io");
        }
        using var there = await host.ConnectRawAsync();
        await there.HelloAsync("there");
        await there.SubscribeAsync("n", Qos.AtLeastOnce);
        await using var writer = await host.ConnectAsync("writer");

        for (var i = 1; i <= 20; i++)
        {
            Assert.Equal(ReasonCode.Success, await writer.PublishAsync("n", i + new string('x', 1000), Qos.AtLeastOnce));
            await there.AckAsync(PacketType.Puback, (await there.ExpectAsync(PacketType.Publish)).Publish.PacketId);
        }
        // Its acknowledgements are counted when the ping is answered.
        Assert.Empty(await there.SettleAsync());

        var figures = host.Broker.FiguresOf(new Wall("home"));
        Assert.InRange(figures.QueuedBytes, 9_000, 11_200);
        Assert.Equal((2, 4, 20, 20), (figures.Connections, figures.Sessions, figures.MessagesIn, figures.MessagesOut));
        Assert.True(host.Broker.Counters.Dropped(DropReason.WallFull) > 0);
        using var one = await host.ConnectRawAsync();
        await one.HelloAsync("one", cleanStart: false, more: packet => packet.SessionExpiry = 3600);
        var heard = (await one.SettleAsync()).Select(packet => packet.Publish.Payload.TrimEnd('x')).ToList();
        // The newest are there.
        Assert.Equal("20", heard[^1]);
        Assert.True(host.Broker.FiguresOf(new Wall("home")).QueuedBytes < figures.QueuedBytes);
    }

    [Fact]
    public async Task What_was_said_is_counted_by_its_QoS_and_connections_by_what_ended_them()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var client = await host.ConnectRawAsync();
        await client.HelloAsync("client");
        await client.SubscribeAsync("n", Qos.AtLeastOnce);

        await client.PublishAsync("n", "0");
        await client.PublishAsync("n", "1", Qos.AtLeastOnce, 1);
        await client.PublishAsync("n", "2", Qos.ExactlyOnce, 2);
        await client.SettleAsync();
        await client.SendAsync(output => DisconnectPacket.Write(output, ReasonCode.Success, ProtocolVersion.V5));
        await host.Admission.ExpectNoticeAsync("-client Normal");

        var counters = host.Broker.Counters;
        Assert.Equal((1, 1, 1), (counters.MessagesInBy(Qos.AtMostOnce), counters.MessagesInBy(Qos.AtLeastOnce), counters.MessagesInBy(Qos.ExactlyOnce)));
        Assert.Equal((1, 2, 0), (counters.MessagesOutBy(Qos.AtMostOnce), counters.MessagesOutBy(Qos.AtLeastOnce), counters.MessagesOutBy(Qos.ExactlyOnce)));
        Assert.Equal((1, 0), (counters.Ended(DisconnectCause.Normal), counters.Ended(DisconnectCause.TooSlow)));
    }

    private static async Task<List<int>> HearAsync(RawClient reader, int count)
    {
        var heard = new List<int>();
        while (heard.Count < count) heard.Add(int.Parse((await reader.ExpectAsync(PacketType.Publish)).Publish.Payload, CultureInfo.InvariantCulture));
        return heard;
    }
}
