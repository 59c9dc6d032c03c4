using System.Net;
using System.Net.Sockets;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;
using Kith.Shared;

namespace Kith.Mqtt.Tests.Client;

public abstract class ClientTests(MqttTransport plain)
{
    [Theory]
    [InlineData("tls", ProtocolVersion.V311)]
    [InlineData("tls", ProtocolVersion.V5)]
    [InlineData("ws", ProtocolVersion.V311)]
    [InlineData("ws", ProtocolVersion.V5)]
    public async Task It_speaks_over_TLS_and_WebSocket(string transport, ProtocolVersion version)
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var client = await TestHost.ConnectAsync(host.Options("one", version) with
        {
            Host = "localhost",
            Port = host.TlsPort,
            UseTls = transport == "tls",
            ValidateServer = (_, certificate, _, _) => certificate!.GetCertHashString() == TestCertificate.Instance.GetCertHashString(),
            WebSocket = transport == "ws" ? new Uri($"ws://127.0.0.1:{host.WebPort}/mqtt") : null,
        });
        await client.SubscribeAsync("a", Qos.ExactlyOnce);
        var large = new string('x', 200_000);

        foreach (var qos in new[] { Qos.AtMostOnce, Qos.AtLeastOnce, Qos.ExactlyOnce })
        {
            Assert.Equal(ReasonCode.Success, await client.PublishAsync("a", large, qos));
            Assert.Equal((large, qos), await client.NextPayloadAsync());
        }
        Assert.Equal(transport == "tls", host.Admission.Attempts.Single().Tls);
        await client.DisconnectAsync();
        await host.Admission.ExpectNoticeAsync("-one Normal");
    }

    [Fact]
    public void A_client_without_a_password_sends_none()
    {
        Assert.Null(ConnectRequest.From(new MqttClientOptions()).Password);
        Assert.Equal(0, ConnectRequest.From(new MqttClientOptions { UserName = "u", Password = "" }).Password!.Value.Length);
    }

    [Fact]
    public async Task A_server_that_is_not_trusted_is_not_spoken_to()
    {
        await using var host = await TestHost.StartAsync(plain);
        var client = new MqttClient(host.Options("one") with { Port = host.TlsPort, UseTls = true });

        var outcome = await client.ConnectAsync();

        Assert.Equal(ReasonCode.ServerUnavailable, outcome.Reason);
        Assert.Contains("certificate", outcome.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(host.Admission.Attempts);
    }

    [Fact]
    public async Task A_WebSocket_without_the_subprotocol_is_refused()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var socket = new System.Net.WebSockets.ClientWebSocket();

        await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://127.0.0.1:{host.WebPort}/mqtt"), default));
    }

    [Fact]
    public async Task Nobody_there_is_a_value()
    {
        // Its port is taken, so that nobody else comes there, and it does not listen.
        using var nobody = new Socket(SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var client = new MqttClient(new MqttClientOptions { Port = ((IPEndPoint)nobody.LocalEndPoint!).Port });

        Assert.Equal(ReasonCode.ServerUnavailable, (await client.ConnectAsync()).Reason);
        Assert.Equal(ReasonCode.ServerUnavailable, await client.PublishAsync("a", "x"));
        Assert.Equal(ReasonCode.ServerUnavailable, await client.SubscribeAsync("a"));
        Assert.False(client.Publish("a", "x"u8));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_after_the_time_out()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var time = new ManualTime();
        var client = new MqttClient(new MqttClientOptions { Port = ((IPEndPoint)listener.LocalEndpoint).Port }, time);

        var connecting = client.ConnectAsync();
        using var accepted = await listener.AcceptTcpClientAsync();
        while (!connecting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(ReasonCode.ServerUnavailable, (await connecting).Reason);
    }

    [Fact]
    public async Task Many_publishes_are_in_flight_at_once_and_all_are_answered()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var watcher = await host.ConnectAsync("watcher");
        await watcher.SubscribeAsync("a", Qos.AtLeastOnce);
        await using var client = await host.ConnectAsync("one");

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => client.PublishAsync("a", $"{i}", i % 2 == 0 ? Qos.AtLeastOnce : Qos.ExactlyOnce)));

        Assert.All(answers, answer => Assert.Equal(ReasonCode.Success, answer));
        var got = new HashSet<string>();
        while (got.Count < 500)
        {
            got.Add((await watcher.NextAsync()).PayloadText);
        }
    }

    [Fact]
    public async Task Publishes_under_way_fail_when_the_connection_ends_and_the_client_can_connect_again()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var client = await host.ConnectAsync("one");
        var waiting = Enumerable.Range(0, 100).Select(_ => client.PublishAsync("taken/a", "x")).ToArray();
        await host.Admission.NextTakenAsync();

        await host.Broker.DisconnectAsync(_ => true);

        Assert.All(await Task.WhenAll(waiting).WaitAsync(TestHost.Patience), answer => Assert.Equal(ReasonCode.ServerUnavailable, answer));
        Assert.True((await client.ConnectAsync()).IsConnected);
        Assert.Equal(ReasonCode.Success, await client.PublishAsync("a", "x"));
    }

    [Fact]
    public async Task A_message_larger_than_the_broker_takes_is_not_sent()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { MaxPacketSize = 1000 });
        await using var client = await host.ConnectAsync("one");

        Assert.Equal(ReasonCode.PacketTooLarge, await client.PublishAsync("a", new string('x', 2000)));
        Assert.False(client.Publish("a", new byte[2000]));
        Assert.Equal(ReasonCode.Success, await client.PublishAsync("a", "small"));
    }

    [Fact]
    public async Task The_queue_to_a_broker_that_does_not_read_is_bounded()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { ReceiveMaximum = 1 });
        await using var client = await TestHost.ConnectAsync(host.Options("one", ProtocolVersion.V311) with { MaxOutgoingBytes = 100_000 });
        var taken = client.PublishAsync("taken/a", "the broker stops reading here");
        var acknowledgement = (await host.Admission.NextTakenAsync()).Acknowledgement;

        var sent = 0;
        while (client.Publish("a", new byte[50_000]))
        {
            Assert.InRange(++sent, 1, 10_000);
        }

        acknowledgement.Complete();
        Assert.Equal(ReasonCode.Success, await taken.WaitAsync(TestHost.Patience));
    }

    [Fact]
    public async Task Publishes_from_one_caller_leave_in_order_also_beyond_the_window()
    {
        await using var host = await TestHost.StartAsync(plain);
        var got = new List<int>();
        var all = new TaskCompletionSource();
        await using var watcher = await TestHost.ConnectAsync(host.Options("watcher") with
        {
            OnMessage = message =>
            {
                got.Add(int.Parse(message.PayloadText));
                if (got.Count == 997)
                {
                    all.SetResult();
                }
            },
        });
        await watcher.SubscribeAsync("a");
        await using var client = await TestHost.ConnectAsync(host.Options("one") with { MaxInflight = 3, MaxWaitingPublishes = 997 });

        // Three that nobody acknowledges yet fill the window, so that all the others wait.
        var first = Enumerable.Range(0, 3).Select(i => client.PublishAsync("taken/a", $"{i}")).ToArray();
        var taken = new List<Acknowledgement>();
        while (taken.Count < 3)
        {
            taken.Add((await host.Admission.NextTakenAsync()).Acknowledgement);
        }
        var answers = Enumerable.Range(0, 998).Select(i => client.PublishAsync("a", $"{i}")).ToArray();
        taken.ForEach(acknowledgement => acknowledgement.Complete());

        Assert.All(await Task.WhenAll(first), answer => Assert.Equal(ReasonCode.Success, answer));
        Assert.All((await Task.WhenAll(answers))[..^1], answer => Assert.Equal(ReasonCode.Success, answer));
        Assert.Equal(ReasonCode.QuotaExceeded, await answers[^1]);
        await all.Task.WaitAsync(TestHost.Patience);
        Assert.Equal(got.Order(), got);
    }

    [Fact]
    public async Task A_slow_reader_of_messages_stops_the_socket_and_loses_nothing()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { MaxQueuedMessages = 100_000, MaxQueuedBytes = 100_000_000 });
        using var local = host.Broker.Attach(new Wall("home"), "local");
        await using var client = await TestHost.ConnectAsync(host.Options("one") with { MaxWaitingMessages = 2 });
        await client.SubscribeAsync("a", Qos.AtLeastOnce);

        for (var i = 0; i < 2000; i++)
        {
            local.Publish("a", $"{i}:{new string('x', 1000)}", Qos.AtLeastOnce);
        }

        for (var i = 0; i < 2000; i++)
        {
            Assert.StartsWith($"{i}:", (await client.NextAsync()).PayloadText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_reconnecting_client_comes_back_and_subscribes_again()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var local = host.Broker.Attach(new Wall("home"), "local");
        using var stop = new CancellationTokenSource();
        var subscribed = System.Threading.Channels.Channel.CreateUnbounded<int>();
        await using var client = new MqttClient(host.Options("one"));
        var reconnecting = new ReconnectingClient(
            client,
            new BackOff(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(5)),
            async (_, cancellationToken) =>
            {
                await client.SubscribeAsync("a", cancellationToken: cancellationToken);
                subscribed.Writer.TryWrite(1);
            });

        var running = reconnecting.RunAsync(stop.Token);
        for (var round = 0; round < 3; round++)
        {
            await subscribed.Reader.ReadAsync().AsTask().WaitAsync(TestHost.Patience);
            local.Publish("a", $"{round}");
            Assert.Equal($"{round}", (await client.NextAsync()).PayloadText);
            await host.Broker.DisconnectAsync(_ => true);
        }
        await stop.CancelAsync();

        await running.WaitAsync(TestHost.Patience);
        Assert.False(client.IsConnected);
    }

    [Fact]
    public void Back_off_doubles_to_its_longest_and_is_never_shorter_than_half()
    {
        var backOff = new BackOff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        var random = new Random(5);
        foreach (var (failures, full) in new[] { (0, 1.0), (1, 2), (3, 8), (5, 30), (1000, 30) })
        {
            for (var i = 0; i < 100; i++)
            {
                Assert.InRange(backOff.After(failures, random).TotalSeconds, full / 2, full);
            }
        }
    }

    [Theory]
    [InlineData("30 02 00 01")] // PUBLISH cut short
    [InlineData("00 00")]
    [InlineData("10 00")] // CONNECT from a server
    [InlineData("30 FF FF FF FF")]
    public async Task A_broker_that_breaks_the_protocol_is_left(string hex)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new MqttClient(new MqttClientOptions { Port = ((IPEndPoint)listener.LocalEndpoint).Port });
        var connecting = client.ConnectAsync();
        using var server = await listener.AcceptTcpClientAsync();
        await server.GetStream().WriteAsync(Hex.Bytes("20 03 00 00 00"));
        Assert.True((await connecting).IsConnected);

        await server.GetStream().WriteAsync(Hex.Bytes(hex));

        var end = await client.Ended.WaitAsync(TestHost.Patience);
        Assert.True(end.Reason.IsError());
        Assert.False(end.ByServer);
    }
}
