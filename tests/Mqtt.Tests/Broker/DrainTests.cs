using Kith.Mqtt.Broker;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Tests.Keeping;
using Kith.Mqtt.Transports;
using Kith.Shared;

namespace Kith.Mqtt.Tests.Broker;

/// <summary>A broker that stops in order: what it has read it answers, and it says goodbye.</summary>
public abstract class DrainTests(MqttTransport plain)
{
    [Theory]
    [InlineData(ProtocolVersion.V5)]
    [InlineData(ProtocolVersion.V311)]
    public async Task What_was_read_is_answered_before_it_goes(ProtocolVersion version)
    {
        await using var host = await TestHost.StartAsync(plain);
        using var device = await host.ConnectRawAsync();
        await device.HelloAsync("device", version);
        await device.PublishAsync("taken/a", "1", Qos.AtLeastOnce, 1);
        await device.PublishAsync("taken/b", "2", Qos.ExactlyOnce, 2);
        var (first, second) = (await host.Admission.NextTakenAsync(), await host.Admission.NextTakenAsync());

        var stopping = host.Broker.DisposeAsync().AsTask();
        await ClosedAsync(host);
        // Said too late: not read, so not answered.
        await device.PublishAsync("late", "3", Qos.AtLeastOnce, 3);
        Assert.False(stopping.IsCompleted);
        first.Acknowledgement.Complete(ReasonCode.Success);
        second.Acknowledgement.Complete(ReasonCode.Success);
        await stopping.WaitAsync(TestHost.Patience);

        Assert.Equal(1, (await device.ExpectAsync(PacketType.Puback)).PacketId);
        Assert.Equal(2, (await device.ExpectAsync(PacketType.Pubrec)).PacketId);
        if (version == ProtocolVersion.V5) Assert.Equal((byte)ReasonCode.ServerShuttingDown, (await device.ExpectAsync(PacketType.Disconnect)).Body[0]);
        Assert.True((await device.ReadAsync()).IsEnd);
        await host.Admission.ExpectNoticeAsync("-device ShuttingDown");
    }

    [Fact]
    public async Task An_owner_that_does_not_answer_holds_it_up_no_longer_than_the_limit()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { DrainTime = TimeSpan.FromMilliseconds(50) });
        using var device = await host.ConnectRawAsync();
        await device.HelloAsync("device");
        await device.PublishAsync("taken/a", "1", Qos.AtLeastOnce, 1);
        await host.Admission.NextTakenAsync();

        await host.Broker.DisposeAsync().AsTask().WaitAsync(TestHost.Patience);

        Assert.Equal((byte)ReasonCode.ServerShuttingDown, (await device.ExpectAsync(PacketType.Disconnect)).Body[0]);
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_holds_it_up_no_longer_and_nothing_is_acknowledged_that_is_not_on_it()
    {
        var disk = new CutDisk();
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { DrainTime = TimeSpan.FromMinutes(10) }, store: disk);
        using var device = await host.ConnectRawAsync();
        await device.HelloAsync("device");
        disk.Cut();
        await device.PublishAsync("lamp", "on", Qos.AtLeastOnce, 1, retain: true);

        // The ping shows that the message was read.
        Assert.Empty(await device.SettleAsync());
        await host.Broker.DisposeAsync().AsTask().WaitAsync(TestHost.Patience);

        Assert.Equal((byte)ReasonCode.ServerShuttingDown, (await device.ExpectAsync(PacketType.Disconnect)).Body[0]);
    }

    [Fact]
    public async Task Wills_wait_over_a_restart_and_who_comes_back_in_time_has_none()
    {
        var (disk, time) = (new CutDisk(), new ManualTime());
        await using (var host = await TestHost.StartAsync(plain, time: time, store: disk))
        {
            using var watcher = await host.ConnectRawAsync();
            await watcher.HelloAsync("watcher", more: packet => packet.SessionExpiry = 3600);
            await watcher.SubscribeAsync("will/#", Qos.AtLeastOnce);
            using var back = await WithWillAsync(host, "back");
            using var gone = await WithWillAsync(host, "gone");
            await host.Broker.DisposeAsync();
            Assert.Equal(PacketType.Disconnect, (await watcher.ReadAsync()).Type);
        }

        await using var again = await TestHost.StartAsync(plain, time: time, store: disk.Again());
        using var reader = await again.ConnectRawAsync();
        Assert.Equal(1, (await reader.HelloAsync("watcher", cleanStart: false, more: packet => packet.SessionExpiry = 3600)).Flags);
        using var returned = await WithWillAsync(again, "back");
        Assert.Empty(await reader.SettleAsync());
        time.Advance(again.Broker.Options.RestartGrace);

        Assert.Equal("gone", (await reader.ExpectAsync(PacketType.Publish)).Publish.Payload);
        Assert.Empty(await reader.SettleAsync());
    }

    /// <summary>A client without a session that outlives it: its will is all that is kept.</summary>
    private static async Task<RawClient> WithWillAsync(TestHost host, string name)
    {
        var raw = await host.ConnectRawAsync();
        var (flags, code) = await raw.HelloAsync(name, cleanStart: false, more: packet =>
            packet.Will = new WillPacket { Topic = System.Text.Encoding.UTF8.GetBytes($"will/{name}"), Payload = System.Text.Encoding.UTF8.GetBytes(name), Qos = Qos.AtLeastOnce });
        Assert.Equal((0, 0), (flags, code));
        return raw;
    }

    /// <summary>Until the broker lets nobody in any more.</summary>
    private static async Task ClosedAsync(TestHost host)
    {
        while (await IsLetInAsync(host))
        {
        }
    }

    private static async Task<bool> IsLetInAsync(TestHost host)
    {
        try
        {
            using var stranger = await host.ConnectRawAsync();
            await stranger.SendAsync(output => ConnectWriter.Write(output, new ConnectPacket { Version = ProtocolVersion.V5, ClientId = "stranger", CleanStart = true, UserName = "home" }));
            return !(await stranger.ReadAsync()).IsEnd;
        }
        catch (Exception refused) when (refused is IOException or System.Net.Sockets.SocketException)
        {
            return false;
        }
    }
}
