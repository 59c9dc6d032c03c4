using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Connections;
using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;

namespace Kith.Mqtt.Tests.Broker;

/// <summary>Many clients at once, coming, going and publishing in several walls: nothing acknowledged is lost, nothing crosses a wall, nothing is left.</summary>
public abstract class StormTests(MqttTransport plain)
{
    private const int Walls = 4;
    private const int Publishers = 6;
    private const int Messages = 200;

    [Fact]
    public async Task Acknowledged_messages_arrive_in_order_while_others_come_and_go()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { MaxQueuedMessages = 100_000 });
        var notices = DrainNoticesAsync(host);

        await Task.WhenAll(Enumerable.Range(0, Walls).Select(wall => RunWallAsync(host, $"wall{wall}")));

        Assert.True(SpinWait.SpinUntil(() => host.Broker.Counters.Connections == 0, TestHost.Patience), "every connection ends");
        host.Admission.Complete();
        var (connected, disconnected) = await notices.WaitAsync(TestHost.Patience);
        Assert.Equal(connected, disconnected);
        Assert.Equal(0, host.Broker.Counters.Dropped(DropReason.QueueFull));
    }

    private static async Task RunWallAsync(TestHost host, string wall)
    {
        var got = new ConcurrentDictionary<string, List<int>>();
        var all = new TaskCompletionSource();
        var count = 0;
        await using var watcher = await TestHost.ConnectAsync(host.Options("watcher") with
        {
            UserName = wall,
            OnMessage = message =>
            {
                Assert.StartsWith(wall, message.PayloadText, StringComparison.Ordinal);
                got.GetOrAdd(message.Topic, _ => []).Add(int.Parse(message.PayloadText.Split(' ')[1]));
                if (Interlocked.Increment(ref count) == Publishers * Messages)
                {
                    all.TrySetResult();
                }
            },
        });
        await watcher.SubscribeAsync("data/+", Qos.ExactlyOnce);
        using var stop = new CancellationTokenSource();
        var visitors = Task.WhenAll(Enumerable.Range(0, 3).Select(i => VisitAsync(host, wall, i, stop.Token)));

        await Task.WhenAll(Enumerable.Range(0, Publishers).Select(async publisher =>
        {
            await using var client = await TestHost.ConnectAsync(host.Options($"publisher{publisher}") with { UserName = wall });
            var answers = Enumerable.Range(0, Messages).Select(i => client.PublishAsync($"data/{publisher}", $"{wall} {i}", publisher % 2 == 0 ? Qos.AtLeastOnce : Qos.ExactlyOnce)).ToArray();
            Assert.All(await Task.WhenAll(answers), answer => Assert.Equal(ReasonCode.Success, answer));
        }));
        await all.Task.WaitAsync(TestHost.Patience);
        await stop.CancelAsync();
        await visitors;

        Assert.All(got.Values, numbers => Assert.Equal(Enumerable.Range(0, Messages), numbers));
    }

    /// <summary>Connects under one id from several sides, subscribes, vanishes.</summary>
    private static async Task VisitAsync(TestHost host, string wall, int number, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var visitor = new MqttClient(host.Options("visitor") with
            {
                UserName = wall,
                CleanStart = number == 0,
                SessionExpiry = TimeSpan.FromSeconds(number),
                OnMessage = _ => { },
                Will = new MqttWill("status", "gone"u8.ToArray()),
            });
            if ((await visitor.ConnectAsync(CancellationToken.None)).IsConnected)
            {
                await visitor.SubscribeAsync("#", Qos.AtLeastOnce, CancellationToken.None);
                visitor.Abandon();
            }
        }
    }

    private static async Task<(int Connected, int Disconnected)> DrainNoticesAsync(TestHost host)
    {
        var connected = 0;
        var disconnected = 0;
        await foreach (var notice in host.Admission.NoticesAsync())
        {
            connected += notice[0] == '+' ? 1 : 0;
            disconnected += notice[0] == '-' ? 1 : 0;
        }
        return (connected, disconnected);
    }

    /// <summary>The lock of the outbox is held while the broker's farewell waits for it, so the transport is always the first.</summary>
    [Fact]
    public async Task A_farewell_that_comes_after_the_transport_has_gone_is_not_written()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions());
        var (input, output) = (new Pipe(), new Pipe());
        var outbox = new Outbox(new PipeWire(input.Reader, output.Writer, null, () => { }));
        var connection = host.Broker.Accept(outbox)!;
        var packet = new ReadOnlySequence<byte>(Hex.Bytes("10 14 00 04 4D 51 54 54 05 82 00 3C 00 00 01 61 00 04 68 6F 6D 65"));
        connection.Receive(ref packet);
        Exception? thrown = null;
        var stopping = new Thread(() => thrown = Record.Exception(() => connection.End(ReasonCode.ServerShuttingDown, DisconnectCause.ShuttingDown)));
        lock (outbox)
        {
            stopping.Start();
            Assert.True(SpinWait.SpinUntil(() => stopping.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TestHost.Patience), "the farewell waits");
            host.Broker.Release(connection);
            output.Writer.Complete();
        }
        stopping.Join();

        Assert.Null(thrown);
    }
}
