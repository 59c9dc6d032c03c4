using System.Text;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Tailing;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;

namespace Kith.Mqtt.Tests.Broker;

/// <summary>Who watches a client sees what it says and hears, and the client notices nothing.</summary>
public abstract class TailTests(MqttTransport plain)
{
    private static readonly Wall Home = new("home");

    private static async Task<TrafficLine> NextAsync(TrafficTail tail) => await tail.Lines.ReadAsync().AsTask().WaitAsync(TestHost.Patience);

    [Fact]
    public async Task A_tail_shows_what_a_client_says_and_hears_and_its_coming_and_going()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var tail = host.Broker.Tail(Home, "lamp")!;
        await using var other = await host.ConnectAsync("other");
        await using var lamp = await host.ConnectAsync("lamp-1");
        await lamp.SubscribeAsync("to/lamp", Qos.AtLeastOnce);

        await lamp.PublishAsync("said", "on", Qos.ExactlyOnce, retain: true);
        await lamp.PublishAsync("deny/me", "x", Qos.AtLeastOnce);
        await other.PublishAsync("to/other", "not for it", Qos.AtLeastOnce);
        await other.PublishAsync("to/lamp", "go on", Qos.AtLeastOnce);
        await lamp.NextAsync();
        await lamp.DisconnectAsync();

        var lines = new List<TrafficLine>();
        for (var i = 0; i < 5; i++) lines.Add(await NextAsync(tail));
        Assert.Equal(
            [
                (TrafficKind.Comes, "", "", Qos.AtMostOnce, false), (TrafficKind.Says, "said", "on", Qos.ExactlyOnce, false), (TrafficKind.Says, "deny/me", "x", Qos.AtLeastOnce, true),
                (TrafficKind.Hears, "to/lamp", "go on", Qos.AtLeastOnce, false), (TrafficKind.Goes, "", "", Qos.AtMostOnce, false),
            ],
            lines.Select(line => (line.Kind, line.Topic, Encoding.UTF8.GetString(line.Payload.Span), line.Qos, line.IsRefused)));
        Assert.Equal((true, 2, DisconnectCause.Normal), (lines[1].Retain, lines[1].Size, lines[4].Cause));
    }

    [Fact]
    public async Task A_tail_of_another_wall_or_of_other_topics_shows_nothing_of_it()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var stranger = host.Broker.Tail(new Wall("next door"), "")!;
        using var child = host.Broker.Tail(Home, "hub", "kith/child/")!;
        await using var hub = await host.ConnectAsync("hub");

        await hub.PublishAsync("kith/hub/report", "hub", Qos.AtLeastOnce);
        await hub.PublishAsync("kith/child/report", "child", Qos.AtLeastOnce);

        Assert.Equal(TrafficKind.Comes, (await NextAsync(child)).Kind);
        Assert.Equal("kith/child/report", (await NextAsync(child)).Topic);
        Assert.False(stranger.Lines.TryPeek(out _));
    }

    [Fact]
    public async Task Who_does_not_read_loses_the_oldest_lines_is_told_how_many_and_holds_nobody_up()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { MaxTailedLines = 3, MaxTailPayload = 4 });
        using var tail = host.Broker.Tail(Home, "lamp")!;
        await using var lamp = await host.ConnectAsync("lamp");

        for (var i = 0; i < 10; i++) await lamp.PublishAsync("n", $"message {i}", Qos.AtLeastOnce);

        Assert.Equal(8, tail.TakeMissed());
        Assert.Equal(0, tail.TakeMissed());
        var line = await NextAsync(tail);
        Assert.Equal(("mess", 9), (Encoding.UTF8.GetString(line.Payload.Span), line.Size));
    }

    [Fact]
    public async Task As_many_watch_a_wall_as_may_and_who_leaves_makes_room()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { MaxTailsPerWall = 1 });
        var first = host.Broker.Tail(Home, "lamp")!;

        Assert.Null(host.Broker.Tail(Home, "lamp"));
        first.Dispose();
        using var second = host.Broker.Tail(Home, "lamp");
        Assert.NotNull(second);
        host.Broker.RemoveWall(Home);

        Assert.False(await second.Lines.WaitToReadAsync().AsTask().WaitAsync(TestHost.Patience));
    }
}
