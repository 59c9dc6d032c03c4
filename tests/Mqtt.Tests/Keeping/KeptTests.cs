using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Keeping;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;

namespace Kith.Mqtt.Tests.Keeping;

/// <summary>What was acknowledged is still true after the power was cut.</summary>
public sealed class KeptTests : IAsyncLifetime
{
    private CutDisk _disk = new();
    private TestHost _host = null!;
    private BrokerOptions _options = new();

    public async Task InitializeAsync() => _host = await TestHost.StartAsync(MqttTransport.Kestrel, store: _disk);

    public async Task DisposeAsync()
    {
        _disk.Cut();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_retained_message_is_there_again_and_a_cleared_one_is_not()
    {
        using (var raw = await ConnectAsync("publisher"))
        {
            await PublishAsync(raw, "lamp", "on", 1, retain: true);
            await PublishAsync(raw, "gone", "on", 2, retain: true);
            await PublishAsync(raw, "gone", "", 3, retain: true);
        }

        await CutPowerAsync();
        await using var reader = await _host.ConnectAsync("reader");
        await reader.SubscribeAsync("#", Qos.AtLeastOnce);
        await using var writer = await _host.ConnectAsync("writer");
        await writer.PublishAsync("end", "");

        var message = await reader.Messages.ReadAsync();
        Assert.Equal(("lamp", "on", true), (message.Topic, message.PayloadText, message.Retain));
        Assert.Equal("end", (await reader.Messages.ReadAsync()).Topic);
    }

    [Fact]
    public async Task A_session_goes_on_with_its_subscriptions_and_with_what_came_while_it_was_away()
    {
        using (var device = await ConnectAsync("device", kept: true)) await device.SubscribeAsync("lamp/+", Qos.AtLeastOnce);
        using (var publisher = await ConnectAsync("publisher"))
        {
            await PublishAsync(publisher, "lamp/a", "1", 1);
            await PublishAsync(publisher, "lamp/b", "2", 2);
        }

        await CutPowerAsync();
        using var again = await RawClient.ConnectAsync(_host.Port);
        var (flags, code) = await HelloAsync(again, "device", kept: true, clean: false);
        var first = (await again.ExpectAsync(PacketType.Publish)).Publish;
        var second = (await again.ExpectAsync(PacketType.Publish)).Publish;
        using var later = await ConnectAsync("publisher");
        await PublishAsync(later, "lamp/c", "3", 3);
        var third = (await again.ExpectAsync(PacketType.Publish)).Publish;

        Assert.Equal((1, 0), (flags, code));
        Assert.Equal(["1", "2", "3"], [first.Payload, second.Payload, third.Payload]);
    }

    [Fact]
    public async Task What_was_on_its_way_comes_again_under_its_identifier()
    {
        using var device = await ConnectAsync("device", kept: true);
        await device.SubscribeAsync("lamp", Qos.AtLeastOnce);
        using var publisher = await ConnectAsync("publisher");
        await PublishAsync(publisher, "lamp", "1", 1);
        var sent = (await device.ExpectAsync(PacketType.Publish)).Publish;

        await CutPowerAsync();
        using var again = await ConnectAsync("device", kept: true, clean: false);
        var repeated = (await again.ExpectAsync(PacketType.Publish)).Publish;

        Assert.Equal((sent.PacketId, "1", true), (repeated.PacketId, repeated.Payload, repeated.Duplicate)); // MQTT-4.4.0-1
    }

    [Fact]
    public async Task A_QoS_2_message_that_the_client_has_does_not_come_again()
    {
        using var device = await ConnectAsync("device", kept: true);
        await device.SubscribeAsync("lamp", Qos.ExactlyOnce);
        using var publisher = await ConnectAsync("publisher");
        await publisher.PublishAsync("lamp", "1", Qos.ExactlyOnce, 7);
        var sent = (await device.ExpectAsync(PacketType.Publish)).Publish;
        await device.AckAsync(PacketType.Pubrec, sent.PacketId);
        await device.ExpectAsync(PacketType.Pubrel);

        await CutPowerAsync();
        using var again = await ConnectAsync("device", kept: true, clean: false);

        Assert.Equal(sent.PacketId, (await again.ExpectAsync(PacketType.Pubrel)).PacketId);
        Assert.Empty(await again.SettleAsync());
    }

    [Fact]
    public async Task A_QoS_2_message_that_we_have_is_not_taken_again_until_its_identifier_is_free()
    {
        using var reader = await ConnectAsync("reader", kept: true);
        await reader.SubscribeAsync("lamp", Qos.AtLeastOnce);
        using var device = await ConnectAsync("device", kept: true);
        await device.PublishAsync("lamp", "1", Qos.ExactlyOnce, 7);
        await device.ExpectAsync(PacketType.Pubrec);

        await CutPowerAsync();
        using var again = await ConnectAsync("device", kept: true, clean: false);
        await again.PublishAsync("lamp", "1", Qos.ExactlyOnce, 7, duplicate: true);
        await again.ExpectAsync(PacketType.Pubrec);
        await again.AckAsync(PacketType.Pubrel, 7);
        Assert.Equal(ReasonCode.Success, (await again.ExpectAsync(PacketType.Pubcomp)).Reason);

        await CutPowerAsync();
        using var third = await ConnectAsync("device", kept: true, clean: false);
        await third.PublishAsync("lamp", "2", Qos.ExactlyOnce, 7);
        await third.ExpectAsync(PacketType.Pubrec);
        using var readerAgain = await ConnectAsync("reader", kept: true, clean: false);

        Assert.Equal("1", (await readerAgain.ExpectAsync(PacketType.Publish)).Publish.Payload);
        Assert.Equal("2", (await readerAgain.ExpectAsync(PacketType.Publish)).Publish.Payload);
        Assert.Empty(await readerAgain.SettleAsync());
    }

    [Fact]
    public async Task Nothing_is_acknowledged_before_it_is_on_disk_and_no_QoS_2_message_leaves()
    {
        using var once = await ConnectAsync("once", kept: true);
        await once.SubscribeAsync("lamp", Qos.ExactlyOnce);
        using var publisher = await ConnectAsync("publisher");
        _disk.Hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        await publisher.PublishAsync("lamp", "1", Qos.ExactlyOnce, 1, retain: true);
        Assert.Empty(await publisher.SettleAsync());
        Assert.Empty(await once.SettleAsync());
        _disk.Hold.SetResult();

        await publisher.ExpectAsync(PacketType.Pubrec);
        Assert.Equal("1", (await once.ExpectAsync(PacketType.Publish)).Publish.Payload);
    }

    [Fact]
    public async Task A_disk_that_was_full_for_a_moment_delays_the_answer_and_loses_nothing()
    {
        using var publisher = await ConnectAsync("publisher");
        _disk.Refusals = 1;

        await PublishAsync(publisher, "lamp", "on", 1, retain: true);

        Assert.Contains(_disk.Entries, entry => entry.Key.SequenceEqual(KeptKey.OfRetained("lamp"u8)));
    }

    [Fact]
    public async Task A_client_that_went_with_the_power_and_does_not_come_back_has_its_will_published()
    {
        _options = new BrokerOptions { RestartGrace = TimeSpan.Zero };
        using (var device = await RawClient.ConnectAsync(_host.Port))
        {
            await HelloAsync(device, "device", kept: false, clean: true, will: 0);
            await PublishAsync(device, "lamp/state", "online", 1, retain: true);

            await CutPowerAsync();
        }

        await using var reader = await _host.ConnectAsync("reader");
        await reader.SubscribeAsync("lamp/state", Qos.AtLeastOnce);
        Assert.Equal("offline", (await reader.Messages.ReadAsync()).PayloadText);
    }

    [Fact]
    public async Task A_client_that_is_back_within_its_delay_has_no_will_published()
    {
        using (var device = await RawClient.ConnectAsync(_host.Port))
        {
            await HelloAsync(device, "device", kept: true, clean: true, will: 60);
            await PublishAsync(device, "lamp/state", "online", 1, retain: true);

            await CutPowerAsync();
        }
        using var again = await RawClient.ConnectAsync(_host.Port);
        await HelloAsync(again, "device", kept: true, clean: false, will: 60);
        await again.SendAsync(output => DisconnectPacket.Write(output, ReasonCode.Success, ProtocolVersion.V5));
        await _host.Admission.ExpectNoticeAsync("-device Normal");

        await CutPowerAsync();
        await using var reader = await _host.ConnectAsync("reader");
        await reader.SubscribeAsync("lamp/state", Qos.AtLeastOnce);
        Assert.Equal("online", (await reader.Messages.ReadAsync()).PayloadText);
    }

    [Fact]
    public async Task What_a_client_has_got_leaves_no_trace_and_an_ended_session_none_at_all()
    {
        using (var device = await ConnectAsync("device", kept: true))
        {
            await device.SubscribeAsync("lamp", Qos.AtLeastOnce);
            using var publisher = await ConnectAsync("publisher");
            await PublishAsync(publisher, "lamp", "1", 1);
            var sent = (await device.ExpectAsync(PacketType.Publish)).Publish;
            await device.AckAsync(PacketType.Puback, sent.PacketId);
            Assert.Empty(await device.SettleAsync());
        }
        await CleanAsync();
        Assert.Equal([KeptKind.Session, KeptKind.Subscription], _disk.Entries.Select(entry => (KeptKind)entry.Key[0]));

        await using (var over = await _host.ConnectAsync("device"))
        {
            Assert.True(over.IsConnected);
        }
        await CleanAsync();
        Assert.Empty(_disk.Entries);
    }

    [Fact]
    public async Task What_is_kept_of_a_wall_ends_with_it()
    {
        using (var device = await ConnectAsync("device", kept: true))
        {
            await device.SubscribeAsync("lamp", Qos.AtLeastOnce);
            await PublishAsync(device, "other", "1", 1, retain: true);
        }

        _host.Broker.RemoveWall(new Wall("home"));
        await CleanAsync();

        Assert.Empty(_disk.Entries);
    }

    [Fact]
    public async Task Who_is_forgotten_leaves_neither_session_nor_retained_messages()
    {
        using (var device = await ConnectAsync("bridge/1", kept: true))
        {
            await device.SubscribeAsync("bulb", Qos.AtLeastOnce);
            await PublishAsync(device, "lamp", "on", 1, retain: true);
        }
        using (var other = await ConnectAsync("other")) await PublishAsync(other, "door", "shut", 1, retain: true);
        await _host.Admission.ExpectNoticeAsync("-bridge/1 Io");

        _host.Broker.Forget(new Wall("home"), "bridge/");
        await CleanAsync();

        Assert.Equal([KeptKey.OfRetained("door"u8)], _disk.Entries.Select(entry => entry.Key));
    }

    [Fact]
    public async Task A_will_that_waits_for_its_delay_goes_with_a_clean_start_and_does_not_come_after_the_next_cut()
    {
        using (var device = await RawClient.ConnectAsync(_host.Port)) await HelloAsync(device, "device", kept: true, clean: true, will: 60);
        await _host.Admission.ExpectNoticeAsync("-device Io");
        using (var again = await ConnectAsync("device", kept: true)) await PublishAsync(again, "lamp/state", "online", 1, retain: true);

        await CutPowerAsync();
        await using var reader = await _host.ConnectAsync("reader");
        await reader.SubscribeAsync("lamp/state", Qos.AtLeastOnce);

        Assert.Equal("online", (await reader.Messages.ReadAsync()).PayloadText);
    }

    /// <summary>Stops the broker in order: all that it wants to write is written.</summary>
    private async Task CleanAsync()
    {
        await _host.DisposeAsync();
        await StartAgainAsync();
    }

    private async Task CutPowerAsync()
    {
        _disk.Cut();
        await _host.DisposeAsync();
        await StartAgainAsync();
    }

    private async Task StartAgainAsync() => _host = await TestHost.StartAsync(MqttTransport.Kestrel, _options, store: _disk = _disk.Again());

    private async Task<RawClient> ConnectAsync(string clientId, bool kept = false, bool clean = true)
    {
        var raw = await RawClient.ConnectAsync(_host.Port);
        var (_, code) = await HelloAsync(raw, clientId, kept, clean);
        Assert.Equal(0, code);
        return raw;
    }

    private static Task<(byte Flags, byte Code)> HelloAsync(RawClient raw, string clientId, bool kept, bool clean, uint? will = null) =>
        raw.HelloAsync(clientId, cleanStart: clean, more: packet =>
        {
            packet.SessionExpiry = kept ? 3600u : 0;
            packet.Will = will is { } delay ? new WillPacket { Topic = "lamp/state"u8.ToArray(), Payload = "offline"u8.ToArray(), Retain = true, Delay = delay } : null;
        });

    /// <summary>QoS 1, with its acknowledgement.</summary>
    private static async Task PublishAsync(RawClient raw, string topic, string payload, ushort id, bool retain = false)
    {
        await raw.PublishAsync(topic, payload, Qos.AtLeastOnce, id, retain);
        Assert.Equal(id, (await raw.ExpectAsync(PacketType.Puback)).PacketId);
    }
}
