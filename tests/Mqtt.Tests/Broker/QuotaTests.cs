using System.Globalization;
using Kith.Mqtt.Broker;
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

    private static async Task<List<int>> HearAsync(RawClient reader, int count)
    {
        var heard = new List<int>();
        while (heard.Count < count) heard.Add(int.Parse((await reader.ExpectAsync(PacketType.Publish)).Publish.Payload, CultureInfo.InvariantCulture));
        return heard;
    }
}
