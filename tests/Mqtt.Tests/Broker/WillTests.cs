using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;
using Kith.Shared;

namespace Kith.Mqtt.Tests.Broker;

public abstract class WillTests(MqttTransport plain)
{
    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V5)]
    public async Task A_will_is_published_when_its_client_vanishes_and_kept_when_it_says_so(ProtocolVersion version)
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var watcher = await host.ConnectAsync("watcher", version);
        await watcher.SubscribeAsync("status", Qos.AtLeastOnce);
        var device = await TestHost.ConnectAsync(host.Options("device", version) with { Will = new MqttWill("status", "offline"u8.ToArray(), Qos.AtLeastOnce, true) });

        device.Abandon();

        Assert.Equal(("offline", Qos.AtLeastOnce), await watcher.NextPayloadAsync()); // MQTT-3.1.2-8
        using var late = await host.ConnectRawAsync();
        await late.HelloAsync("late", version);
        await late.SubscribeAsync("status");
        Assert.True(Assert.Single(await late.SettleAsync()).Publish.Retain, "MQTT-3.1.2-15");
        await host.Admission.ExpectNoticeAsync("-device Io");
    }

    [Fact]
    public async Task A_client_that_says_goodbye_has_no_will()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var watcher = await host.ConnectRawAsync();
        await watcher.HelloAsync("watcher");
        await watcher.SubscribeAsync("status");
        var device = await TestHost.ConnectAsync(host.Options("device") with { Will = new MqttWill("status", "offline"u8.ToArray()) });

        await device.DisconnectAsync();
        await host.Admission.ExpectNoticeAsync("-device Normal");

        Assert.Empty(await watcher.SettleAsync()); // MQTT-3.1.2-10
    }

    [Fact]
    public async Task A_client_may_leave_and_ask_for_its_will()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var watcher = await host.ConnectAsync("watcher");
        await watcher.SubscribeAsync("status");
        var device = await TestHost.ConnectAsync(host.Options("device") with { Will = new MqttWill("status", "asked"u8.ToArray()) });

        await device.DisconnectAsync(ReasonCode.DisconnectWithWill);

        Assert.Equal("asked", (await watcher.NextAsync()).PayloadText);
        await host.Admission.ExpectNoticeAsync("-device Will");
    }

    [Fact]
    public async Task A_delayed_will_is_cancelled_by_the_return_of_its_client_and_published_when_it_stays_away()
    {
        var time = new ManualTime();
        await using var host = await TestHost.StartAsync(plain, time: time);
        await using var watcher = await host.ConnectAsync("watcher");
        await watcher.SubscribeAsync("status");
        var options = host.Options("device") with
        {
            CleanStart = false,
            SessionExpiry = TimeSpan.FromMinutes(5),
            Will = new MqttWill("status", "gone"u8.ToArray()) { Delay = TimeSpan.FromSeconds(10) },
        };
        var device = await TestHost.ConnectAsync(options);
        device.Abandon();
        await host.Admission.ExpectNoticeAsync("-device Io");
        time.Advance(TimeSpan.FromSeconds(9));

        device = await TestHost.ConnectAsync(options);
        time.Advance(TimeSpan.FromSeconds(30));
        await device.PublishAsync("status", "back");
        Assert.Equal("back", (await watcher.NextAsync()).PayloadText); // MQTT-3.1.3-9

        device.Abandon();
        await host.Admission.ExpectNoticeAsync("-device Io");
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("gone", (await watcher.NextAsync()).PayloadText);
    }

    [Fact]
    public async Task The_end_of_the_session_brings_a_delayed_will_forward()
    {
        var time = new ManualTime();
        await using var host = await TestHost.StartAsync(plain, time: time);
        await using var watcher = await host.ConnectAsync("watcher");
        await watcher.SubscribeAsync("status");
        var options = host.Options("device") with
        {
            SessionExpiry = TimeSpan.FromSeconds(5),
            Will = new MqttWill("status", "ended"u8.ToArray()) { Delay = TimeSpan.FromMinutes(10) },
        };

        (await TestHost.ConnectAsync(options)).Abandon();
        await host.Admission.ExpectNoticeAsync("-device Io");
        time.Advance(TimeSpan.FromSeconds(6)); // §3.1.2.5: the session's end
        Assert.Equal("ended", (await watcher.NextAsync()).PayloadText);

        (await TestHost.ConnectAsync(options)).Abandon();
        await host.Admission.ExpectNoticeAsync("-device Io");
        await using var fresh = await TestHost.ConnectAsync(options with { CleanStart = true });
        Assert.Equal("ended", (await watcher.NextAsync()).PayloadText);
    }

    [Fact]
    public async Task The_owner_may_take_a_will_or_refuse_it()
    {
        await using var host = await TestHost.StartAsync(plain);
        (await TestHost.ConnectAsync(host.Options("one") with { Will = new MqttWill("taken/status", "gone"u8.ToArray()) })).Abandon();
        (await TestHost.ConnectAsync(host.Options("two") with { Will = new MqttWill("deny/status", "gone"u8.ToArray()) })).Abandon();

        var taken = await host.Admission.NextTakenAsync();
        await host.Admission.ExpectNoticeAsync("-two Io");

        Assert.Equal(("taken/status", "gone", true), (taken.Topic, taken.Payload, taken.IsWill));
        Assert.Equal(1, host.Broker.Counters.Dropped(DropReason.NotAuthorized));
    }
}
