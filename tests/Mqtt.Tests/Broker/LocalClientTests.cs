using System.Diagnostics.Metrics;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;

namespace Kith.Mqtt.Tests.Broker;

public abstract class LocalClientTests(MqttTransport plain)
{
    private static readonly Wall Home = new("home");

    [Fact]
    public async Task Messages_come_in_order_also_when_a_handler_fails()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var local = host.Broker.Attach(Home, "local");
        var got = new List<string>();
        var done = new TaskCompletionSource();
        using var subscription = local.Subscribe("a/#", message =>
        {
            got.Add(message.PayloadText);
            if (message.PayloadText == "last")
            {
                done.SetResult();
            }
            throw new InvalidOperationException("a bug of the handler");
        });

        for (var i = 0; i < 100; i++)
        {
            local.Publish("a/b", $"{i}");
        }
        local.Publish("a", "last");
        await done.Task.WaitAsync(TestHost.Patience);

        Assert.Equal([.. Enumerable.Range(0, 100).Select(i => $"{i}"), "last"], got);
    }

    [Fact]
    public async Task A_handler_that_falls_behind_loses_the_oldest_and_they_are_counted()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { MaxQueuedLocal = 5 });
        using var local = host.Broker.Attach(Home, "local");
        var entered = new TaskCompletionSource();
        using var gate = new ManualResetEventSlim();
        var got = new List<string>();
        var done = new TaskCompletionSource();
        using var subscription = local.Subscribe("a", message =>
        {
            entered.TrySetResult();
            gate.Wait(TestHost.Patience);
            got.Add(message.PayloadText);
            if (message.PayloadText == "19")
            {
                done.SetResult();
            }
        });

        local.Publish("a", "first");
        await entered.Task.WaitAsync(TestHost.Patience);
        for (var i = 0; i < 20; i++)
        {
            local.Publish("a", $"{i}");
        }
        gate.Set();
        await done.Task.WaitAsync(TestHost.Patience);

        Assert.Equal(["first", "15", "16", "17", "18", "19"], got);
        Assert.Equal(15, host.Broker.Counters.Dropped(DropReason.LocalQueueFull));
    }

    [Fact]
    public async Task A_client_that_outruns_a_handler_is_read_slower_and_nothing_of_it_is_lost()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { MaxQueuedLocal = 20 });
        using var local = host.Broker.Attach(Home, "local");
        using var gate = new ManualResetEventSlim();
        var got = new List<string>();
        var done = new TaskCompletionSource();
        using var subscription = local.Subscribe("a", message =>
        {
            gate.Wait(TestHost.Patience);
            got.Add(message.PayloadText);
            if (got.Count == 1000)
            {
                done.SetResult();
            }
        });
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one");
        using var other = await host.ConnectRawAsync();
        await other.HelloAsync("other", more: packet => packet.UserName = "elsewhere");

        for (var i = 0; i < 1000; i++)
        {
            await raw.PublishAsync("a", $"{i}");
        }
        // Another wall does not wait for it.
        await other.PublishAsync("a", "x", Qos.AtLeastOnce, 1);
        await other.ExpectAsync(PacketType.Puback);
        gate.Set();
        await done.Task.WaitAsync(TestHost.Patience);

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"), got);
        Assert.Equal(0, host.Broker.Counters.Dropped(DropReason.LocalQueueFull));
    }

    [Fact]
    public async Task A_disposed_subscription_hears_nothing_more()
    {
        await using var host = await TestHost.StartAsync(plain);
        var local = host.Broker.Attach(Home, "local");
        local.Subscribe("a", _ => Assert.Fail("disposed")).Dispose();
        local.Subscribe("a", _ => Assert.Fail("disposed with its client"));
        local.Dispose();
        using var other = host.Broker.Attach(Home, "other");

        Assert.False(other.Publish("a", "x"), "nobody is subscribed");
    }

    [Fact]
    public async Task A_client_of_its_wall_that_is_cut_for_what_it_sent_is_named_to_it_alone()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var local = host.Broker.Attach(Home, "local");
        using var elsewhere = host.Broker.Attach(new Wall("elsewhere"), "local");
        var failed = new TaskCompletionSource<(string, ReasonCode)>();
        local.ClientFailed += (client, reason) => failed.TrySetResult((client, reason));
        elsewhere.ClientFailed += (_, _) => Assert.Fail("another wall's");
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one");

        await raw.SendAsync(Hex.Bytes("30 FF FF FF 7F"));

        Assert.Equal(("one", ReasonCode.PacketTooLarge), await failed.Task.WaitAsync(TestHost.Patience));
    }

    [Fact]
    public async Task A_handler_with_much_to_do_goes_on_in_order_after_each_slice()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var local = host.Broker.Attach(Home, "local");
        var got = new List<string>();
        var done = new TaskCompletionSource();
        using var subscription = local.Subscribe("a", message =>
        {
            // Longer than a slice: every message is served by another work item.
            for (var until = Environment.TickCount64 + 20; Environment.TickCount64 < until;)
            {
                Thread.SpinWait(1000);
            }
            got.Add(message.PayloadText);
            if (got.Count == 10)
            {
                done.SetResult();
            }
        });

        for (var i = 0; i < 10; i++)
        {
            local.Publish("a", $"{i}");
        }
        await done.Task.WaitAsync(TestHost.Patience);

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), got);
    }

    [Fact]
    public async Task A_topic_that_is_none_is_a_bug_of_the_caller()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var local = host.Broker.Attach(Home, "local");

        foreach (var topic in new[] { "", "a/+", "#", "a\0b", new string('x', 2000) })
        {
            Assert.Throws<ArgumentException>(() => local.Publish(topic, "x"));
        }
        foreach (var filter in new[] { "", "a/#/b", "$share/g/a" })
        {
            Assert.Throws<ArgumentException>(() => local.Subscribe(filter, _ => { }));
        }
    }

    [Fact]
    public async Task A_handler_may_publish_and_subscribe()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var local = host.Broker.Attach(Home, "local");
        var done = new TaskCompletionSource<string>();
        using var first = local.Subscribe("question", _ =>
        {
            local.Subscribe("answer", message => done.TrySetResult(message.PayloadText));
            local.Publish("answer", "42");
        });

        local.Publish("question", "?", properties: new MessageProperties { ResponseTopic = "answer" });

        Assert.Equal("42", await done.Task.WaitAsync(TestHost.Patience));
    }

    [Fact]
    public async Task Counters_are_instruments_of_the_meter()
    {
        await using var host = await TestHost.StartAsync(plain);
        var seen = new Dictionary<string, long>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => self.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (instrument.Meter.Name == "Kith.Mqtt")
            {
                lock (seen)
                {
                    seen[instrument.Name] = seen.GetValueOrDefault(instrument.Name) + value;
                }
            }
        });
        listener.Start();
        await using var client = await host.ConnectAsync("one");
        await client.SubscribeAsync("a");
        await client.PublishAsync("a", "x");
        await client.NextAsync();

        listener.RecordObservableInstruments();

        Assert.True(seen["mqtt.connections"] >= 1 && seen["mqtt.messages.received"] >= 1 && seen["mqtt.bytes.received"] > 10, string.Join(' ', seen));
        Assert.Equal((1, 1, 1), (host.Broker.Counters.Connections, host.Broker.Counters.MessagesIn, host.Broker.Counters.MessagesOut));
    }
}
