using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;
using Kith.Shared;

namespace Kith.Mqtt.Tests.Broker;

public abstract class ConnectTests(MqttTransport plain)
{
    [Fact]
    public async Task Anything_before_CONNECT_ends_the_connection()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var raw = await host.ConnectRawAsync();

        await raw.SendAsync(Hex.Bytes("C0 00"));

        Assert.True((await raw.ReadAsync()).IsEnd, "MQTT-3.1.0-1");
    }

    [Fact]
    public async Task A_second_CONNECT_is_a_protocol_error()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one");

        await raw.SendAsync(output => ConnectWriter.Write(output, new ConnectPacket { Version = ProtocolVersion.V5, ClientId = "one" }));

        // MQTT-3.1.0-2
        Assert.Equal((byte)ReasonCode.ProtocolError, (await raw.ExpectAsync(PacketType.Disconnect)).Body[0]);
        Assert.True((await raw.ReadAsync()).IsEnd);
    }

    [Fact]
    public async Task An_unknown_protocol_version_is_answered_and_refused()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var raw = await host.ConnectRawAsync();

        await raw.SendAsync(Hex.Bytes("10 0D 00 04 4D 51 54 54 06 02 00 00 00 01 61"));

        Assert.Equal([0, 1], (await raw.ExpectAsync(PacketType.Connack)).Body); // MQTT-3.1.2-2
        Assert.True((await raw.ReadAsync()).IsEnd);
    }

    [Theory]
    [InlineData(ProtocolVersion.V311, 4)]
    [InlineData(ProtocolVersion.V5, 0x86)]
    public async Task A_wrong_password_is_refused_in_the_words_of_the_version(ProtocolVersion version, byte code)
    {
        await using var host = await TestHost.StartAsync(plain);
        using var raw = await host.ConnectRawAsync();

        var answer = await raw.HelloAsync("one", version, more: packet => packet.Password = "wrong"u8.ToArray());

        Assert.Equal((0, code), answer);
        Assert.True((await raw.ReadAsync()).IsEnd, "MQTT-3.2.2-7");
        Assert.Equal(1, host.Broker.Counters.Refused[ReasonCode.BadUserNameOrPassword]);
    }

    [Fact]
    public async Task A_refusal_can_be_held_back()
    {
        var time = new ManualTime();
        await using var host = await TestHost.StartAsync(plain, time: time);
        host.Admission.RefusalDelay = TimeSpan.FromSeconds(5);
        using var raw = await host.ConnectRawAsync();

        var answer = raw.HelloAsync("one", more: packet => packet.Password = "wrong"u8.ToArray());
        Assert.True(SpinWait.SpinUntil(() => !host.Admission.Attempts.IsEmpty, TestHost.Patience));
        while (!answer.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(0x86, (await answer).Code);
    }

    [Fact]
    public async Task An_empty_client_id_gets_one_assigned()
    {
        await using var host = await TestHost.StartAsync(plain);

        var outcome = await host.ClientFor("").ConnectAsync();

        Assert.True(outcome.IsConnected);
        Assert.Equal(32, outcome.ClientId.Length); // MQTT-3.1.3-6, -7
    }

    [Fact]
    public async Task An_empty_client_id_with_a_kept_session_is_refused_in_3_1_1()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var raw = await host.ConnectRawAsync();

        Assert.Equal((0, 2), await raw.HelloAsync("", ProtocolVersion.V311, cleanStart: false)); // 3.1.1 MQTT-3.1.3-8
    }

    [Fact]
    public async Task The_server_says_its_limits_and_its_keep_alive()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { MaxPacketSize = 5000, ReceiveMaximum = 9, TopicAliasMaximum = 3 });
        host.Admission.ForcedKeepAlive = TimeSpan.FromSeconds(7);
        using var raw = await host.ConnectRawAsync();

        await raw.SendAsync(output => ConnectWriter.Write(output, new ConnectPacket { Version = ProtocolVersion.V5, ClientId = "one", KeepAlive = 100 }));
        var answer = await raw.ExpectAsync(PacketType.Connack);

        Assert.Equal(ReasonCode.Success, ConnackPacket.Parse(answer.Header, answer.Body, ProtocolVersion.V5, out var connack));
        Assert.Equal((5000u, 9, 3, (ushort?)7), (connack.MaximumPacketSize, connack.ReceiveMaximum, connack.TopicAliasMaximum, connack.ServerKeepAlive));
    }

    [Fact]
    public async Task Packets_sent_with_CONNECT_wait_until_the_owner_has_answered()
    {
        await using var host = await TestHost.StartAsync(plain);
        host.Admission.Hold = new TaskCompletionSource();
        using var raw = await host.ConnectRawAsync();

        await raw.SendAsync(output =>
        {
            ConnectWriter.Write(output, new ConnectPacket { Version = ProtocolVersion.V5, ClientId = "one" });
            SubscribeWriter.Subscribe(output, 1, "a", default, 0, ProtocolVersion.V5);
        });
        Assert.True(SpinWait.SpinUntil(() => !host.Admission.Attempts.IsEmpty, TestHost.Patience));
        host.Admission.Hold.SetResult();

        await raw.ExpectAsync(PacketType.Connack);
        await raw.ExpectAsync(PacketType.Suback);
    }

    [Fact]
    public async Task A_stopping_broker_says_nothing_to_who_is_not_in_yet()
    {
        await using var host = await TestHost.StartAsync(plain);
        host.Admission.Hold = new TaskCompletionSource();
        using var raw = await host.ConnectRawAsync();
        await raw.SendAsync(output => ConnectWriter.Write(output, new ConnectPacket { Version = ProtocolVersion.V5, ClientId = "one" }));
        Assert.True(SpinWait.SpinUntil(() => !host.Admission.Attempts.IsEmpty, TestHost.Patience));

        await host.Broker.DisposeAsync();

        // MQTT-3.14.0-1: no DISCONNECT before a CONNACK; a CONNACK that refuses may come.
        while (await raw.ReadAsync() is { IsEnd: false } packet)
        {
            Assert.Equal(PacketType.Connack, packet.Type);
        }
    }

    [Fact]
    public async Task A_connection_that_never_says_CONNECT_is_closed_after_ten_seconds()
    {
        var time = new ManualTime();
        await using var host = await TestHost.StartAsync(plain, time: time);
        using var raw = await host.ConnectRawAsync();
        Assert.True(SpinWait.SpinUntil(() => host.Broker.Counters.Connections == 1, TestHost.Patience));

        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(raw.Socket.Poll(TimeSpan.Zero, System.Net.Sockets.SelectMode.SelectRead));
        time.Advance(TimeSpan.FromSeconds(1.5));

        Assert.True((await raw.ReadAsync()).IsEnd);
    }

    [Fact]
    public async Task A_CONNECT_in_single_bytes_does_not_get_more_time()
    {
        var time = new ManualTime();
        await using var host = await TestHost.StartAsync(plain, time: time);
        using var raw = await host.ConnectRawAsync();
        Assert.True(SpinWait.SpinUntil(() => host.Broker.Counters.Connections == 1, TestHost.Patience));

        time.Advance(TimeSpan.FromSeconds(6));
        await raw.SendAsync(Hex.Bytes("10"));
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.True((await raw.ReadAsync()).IsEnd);
    }

    [Fact]
    public async Task An_owner_that_fails_costs_one_connection_and_nobody_else_a_message()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var watcher = await host.ConnectAsync("watcher");
        await watcher.SubscribeAsync("#");
        using var raw = await host.ConnectRawAsync();
        await raw.HelloAsync("one", more: packet => packet.Will = new WillPacket { Topic = "bug/will"u8.ToArray(), Payload = [] });

        // One read: what was routed before the failure is still sent.
        await raw.SendAsync(Hex.Bytes("30 04 00 01 61 00 30 08 00 05 62 75 67 2F 78 00"));

        Assert.Equal((byte)ReasonCode.ImplementationSpecificError, (await raw.ExpectAsync(PacketType.Disconnect)).Body[0]);
        Assert.Equal("a", (await watcher.NextAsync()).Topic);
        await host.Admission.ExpectNoticeAsync("-one ProtocolError");
        await watcher.PublishAsync("still", "here");
        Assert.Equal("still", (await watcher.NextAsync()).Topic);
    }

    [Fact]
    public async Task The_same_client_id_takes_the_session_over()
    {
        await using var host = await TestHost.StartAsync(plain);
        using var older = await host.ConnectRawAsync();
        await older.HelloAsync("one");
        Assert.Equal("+one", await host.Admission.NextNoticeAsync());

        using var newer = await host.ConnectRawAsync();
        await newer.HelloAsync("one");

        Assert.Equal((byte)ReasonCode.SessionTakenOver, (await older.ExpectAsync(PacketType.Disconnect)).Body[0]); // MQTT-3.1.4-3
        Assert.True((await older.ReadAsync()).IsEnd);
        Assert.Equal("-one TakenOver", await host.Admission.NextNoticeAsync());
        Assert.Equal("+one", await host.Admission.NextNoticeAsync());
        Assert.Empty(await newer.SettleAsync());
    }

    [Fact]
    public async Task A_prefix_keeps_principals_of_one_wall_apart()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var first = await host.ConnectAsync("one");
        host.Admission.ClientIdPrefix = "guest/";
        await using var second = await host.ConnectAsync("one");

        Assert.Equal("+one", await host.Admission.NextNoticeAsync());
        Assert.Equal("+guest/one", await host.Admission.NextNoticeAsync());
        Assert.True(first.IsConnected);
    }

    [Fact]
    public async Task More_connections_than_allowed_are_closed()
    {
        await using var host = await TestHost.StartAsync(plain, new BrokerOptions { MaxConnections = 1 });
        await using var first = await host.ConnectAsync("one");

        var second = await host.ClientFor("two").ConnectAsync();

        Assert.Equal(ReasonCode.ServerUnavailable, second.Reason);
        Assert.Equal(1, host.Broker.Counters.Refused[ReasonCode.QuotaExceeded]);
    }

    [Fact]
    public async Task Revocation_ends_the_connections_of_a_principal_at_once()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var revoked = await TestHost.ConnectAsync(host.Options("one") with { UserName = "evil" });
        await using var other = await host.ConnectAsync("two");

        Assert.Equal(1, await host.Broker.DisconnectAsync(principal => principal is "evil", ReasonCode.NotAuthorized));

        var end = await revoked.Ended.WaitAsync(TestHost.Patience);
        Assert.Equal((ReasonCode.NotAuthorized, true), (end.Reason, end.ByServer));
        await host.Admission.ExpectNoticeAsync("-one Revoked");
        Assert.True(other.IsConnected);
    }

    [Fact]
    public async Task A_removed_wall_is_gone_with_its_messages_and_may_be_used_anew()
    {
        await using var host = await TestHost.StartAsync(plain);
        var wall = new Wall("home");
        var local = host.Broker.Attach(wall, "local");
        local.Publish("a", "old", retain: true);
        await using var device = await host.ConnectAsync("one");

        host.Broker.RemoveWall(wall);

        Assert.True((await device.Ended.WaitAsync(TestHost.Patience)).ByServer);
        Assert.False(local.Publish("a", "late", retain: true));
        using var fresh = host.Broker.Attach(wall, "fresh");
        Assert.Null(fresh.Retained("a"));
        await using var again = await host.ConnectAsync("one");
        Assert.True(again.IsConnected);
    }

    [Fact]
    public async Task A_stopping_broker_says_so()
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var device = await host.ConnectAsync("one");

        await host.Broker.DisposeAsync();

        Assert.Equal(ReasonCode.ServerShuttingDown, (await device.Ended.WaitAsync(TestHost.Patience)).Reason);
    }
}
