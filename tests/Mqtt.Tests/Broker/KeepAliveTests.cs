using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;
using Kith.Shared;

namespace Kith.Mqtt.Tests.Broker;

public abstract class KeepAliveTests(MqttTransport plain)
{
    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V5)]
    public async Task A_silent_client_is_given_up_within_one_and_a_half_keep_alives(ProtocolVersion version)
    {
        var time = new ManualTime();
        await using var host = await TestHost.StartAsync(plain, time: time);
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one", version, keepAlive: 10);
        await host.Admission.ExpectNoticeAsync("+one");

        time.Advance(TimeSpan.FromSeconds(14.5));
        await raw.SettleAsync();
        time.Advance(TimeSpan.FromSeconds(14.5));
        Assert.Empty(await raw.SettleAsync());
        time.Advance(TimeSpan.FromSeconds(15)); // MQTT-3.1.2-22

        Assert.Equal("-one KeepAlive", await host.Admission.NextNoticeAsync());
        if (version == ProtocolVersion.V5)
        {
            Assert.Equal((byte)ReasonCode.KeepAliveTimeout, (await raw.ExpectAsync(PacketType.Disconnect)).Body[0]);
        }
        Assert.True((await raw.ReadAsync()).IsEnd);
    }

    [Fact]
    public async Task A_client_without_keep_alive_may_be_silent_in_3_1_1()
    {
        var time = new ManualTime();
        await using var host = await TestHost.StartAsync(plain, time: time);
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one", ProtocolVersion.V311);

        time.Advance(TimeSpan.FromHours(10));

        Assert.Empty(await raw.SettleAsync());
    }

    [Fact]
    public async Task Our_own_client_keeps_itself_alive_and_notices_a_dead_broker()
    {
        var time = new ManualTime();
        await using var host = await TestHost.StartAsync(plain);
        await using var client = new Kith.Mqtt.Client.MqttClient(host.Options("one") with { KeepAlive = TimeSpan.FromSeconds(10) }, time);
        await client.ConnectAsync();
        var before = host.Broker.Counters.BytesIn;

        time.Advance(TimeSpan.FromSeconds(5));

        Assert.True(SpinWait.SpinUntil(() => host.Broker.Counters.BytesIn == before + 2, TestHost.Patience), "a ping of two bytes");
        Assert.True(client.IsConnected);
    }

    [Fact]
    public async Task Our_own_client_stays_as_long_as_its_pings_are_answered()
    {
        var time = new ManualTime();
        await using var host = await TestHost.StartAsync(plain);
        await using var client = new Kith.Mqtt.Client.MqttClient(host.Options("one") with { KeepAlive = TimeSpan.FromSeconds(10) }, time);
        await client.ConnectAsync();

        for (var halves = 0; halves < 6; halves++)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            // The acknowledgement comes after the ping's answer, so that has been heard when it is there.
            Assert.Equal(ReasonCode.Success, await client.PublishAsync("barrier", "x", Qos.AtLeastOnce));
        }

        Assert.True(client.IsConnected);
    }
}
