using System.Net.Sockets;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;

namespace Kith.Mqtt.Tests.Broker;

/// <summary>What sockets do to a stream of packets: cut it, hold it up, end it on one side or at once.</summary>
public abstract class SocketTests(MqttTransport plain)
{
    [Fact]
    public async Task A_packet_in_single_bytes_is_read()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var client = await host.ConnectRawAsync();
        await client.HelloAsync("slow");

        byte[] publish = [0x32, 7, 0, 1, (byte)'a', 0, 9, 0, (byte)'x'];
        foreach (var piece in publish)
        {
            await client.SendAsync(new[] { piece });
        }

        Assert.Equal(9, (await client.ExpectAsync(PacketType.Puback)).PacketId);
    }

    [Fact]
    public async Task A_large_packet_comes_whole_however_it_is_cut()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var client = await host.ConnectRawAsync();
        await client.HelloAsync("large");
        await client.SubscribeAsync("a");
        var payload = new string('x', 200_000) + "end";

        await client.PublishAsync("a", payload);
        await client.PublishAsync("a", "next");

        Assert.Equal(payload, (await client.ExpectAsync(PacketType.Publish)).Publish.Payload);
        Assert.Equal("next", (await client.ExpectAsync(PacketType.Publish)).Publish.Payload);
    }

    /// <summary>More than the sockets between them hold: the broker has to stop in the middle of a packet and go on later.</summary>
    [Fact]
    public async Task Who_reads_late_gets_everything_in_order()
    {
        await using var host = await TestHost.StartAsync(plain, new() { MaxQueuedBytes = 64 * 1024 * 1024 });
        using var reader = await host.ConnectRawAsync();
        await reader.HelloAsync("late");
        await reader.SubscribeAsync("a");
        await using var writer = await host.ConnectAsync("writer");
        var filling = new string('x', 100_000);

        // 30 MB against the few that Linux lets a loopback hold.
        for (var i = 0; i < 300; i++)
        {
            await writer.PublishAsync("a", $"{i} {filling}", Qos.AtLeastOnce);
        }

        for (var i = 0; i < 300; i++)
        {
            Assert.StartsWith($"{i} ", (await reader.ExpectAsync(PacketType.Publish)).Publish.Payload, StringComparison.Ordinal);
        }
        Assert.Empty(await reader.SettleAsync());
    }

    [Fact]
    public async Task Who_has_said_all_is_heard_to_the_end()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var local = host.Broker.Attach(new Wall("home"), "local");
        var heard = new TaskCompletionSource();
        using var all = local.Subscribe("a", message =>
        {
            if (message.PayloadText == "99")
            {
                heard.TrySetResult();
            }
        });
        using var client = await host.ConnectRawAsync();
        await client.HelloAsync("last words");

        for (var i = 0; i < 100; i++)
        {
            await client.PublishAsync("a", $"{i}");
        }
        client.Socket.Shutdown(SocketShutdown.Send);

        await heard.Task.WaitAsync(TestHost.Patience);
        await host.Admission.ExpectNoticeAsync("-last words Io");
    }

    [Fact]
    public async Task A_reset_ends_the_connection_at_once()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var client = await host.ConnectRawAsync();
        await client.HelloAsync("reset");
        await host.Admission.ExpectNoticeAsync("+reset");

        client.Socket.LingerState = new LingerOption(true, 0);
        client.Dispose();

        await host.Admission.ExpectNoticeAsync("-reset Io");
        Assert.True(SpinWait.SpinUntil(() => host.Broker.Counters.Connections == 0, TestHost.Patience));
    }

    [Fact]
    public async Task A_reset_ends_the_connection_of_a_peer_that_did_not_read()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var client = await host.ConnectRawAsync();
        await client.HelloAsync("deaf");
        await client.SubscribeAsync("a");
        await using var writer = await host.ConnectAsync("writer");
        var filling = new string('x', 100_000);
        for (var i = 0; i < 200; i++)
        {
            await writer.PublishAsync("a", filling, Qos.AtLeastOnce);
        }

        client.Socket.LingerState = new LingerOption(true, 0);
        client.Dispose();

        await host.Admission.ExpectNoticeAsync("-deaf Io");
    }

    [Fact]
    public async Task A_broker_that_stops_says_so_before_it_closes()
    {
        var host = await TestHost.StartAsync(plain);
        using var client = await host.ConnectRawAsync();
        await client.HelloAsync("told");

        var stopped = host.DisposeAsync();

        Assert.Equal((byte)ReasonCode.ServerShuttingDown, (await client.ExpectAsync(PacketType.Disconnect)).Body[0]);
        Assert.True((await client.ReadAsync()).IsEnd);
        client.Dispose();
        await stopped;
    }
}
