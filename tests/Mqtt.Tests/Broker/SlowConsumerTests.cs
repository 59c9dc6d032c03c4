using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Tasks.Sources;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Connections;
using Kith.Mqtt.Broker.Local;
using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Mqtt.Tests.Broker;

/// <summary>What happens to a client that does not read, and that it happens to nobody else.</summary>
public sealed class SlowConsumerTests : IAsyncDisposable
{
    private static readonly BrokerOptions Small = new() { MaxQueuedMessages = 10 };
    private readonly TestAdmission _admission = new();
    private readonly MqttBroker _broker;
    private readonly LocalClient _local;
    private readonly MemoryWire _wire = new();
    private readonly Outbox _outbox;
    private readonly Connection _connection;

    public SlowConsumerTests()
    {
        _broker = new MqttBroker(Small, _admission, TimeProvider.System, NullLogger.Instance);
        _local = _broker.Attach(new Wall("home"), "local");
        _outbox = new Outbox(_wire);
        _connection = _broker.Accept(_outbox)!;
    }

    [Fact]
    public void QoS_0_loses_the_oldest_and_is_counted()
    {
        Start(Qos.AtMostOnce);
        Block();

        for (var i = 0; i < 15; i++)
        {
            _local.Publish("a", $"{i}");
        }
        Unblock();

        Assert.Equal(["block", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14"], Payloads());
        Assert.Equal(5, _broker.Counters.Dropped(DropReason.SlowConsumer));
        Assert.False(_connection.HasEnded);
    }

    /// <summary>Its reader would pause in that moment and wait for a word that only a slow transport gives.</summary>
    [Fact]
    public void A_client_that_reads_is_never_taken_for_slow_in_the_middle_of_a_send()
    {
        Start(Qos.AtMostOnce);
        var readable = new List<bool>();
        _wire.OnSend = () => readable.Add(_connection.CanRead);

        _local.Publish("a", "1");
        _outbox.Flush();

        Assert.Equal([true], readable);
    }

    [Fact]
    public void A_send_that_ends_while_it_is_looked_at_breaks_nothing()
    {
        var aborted = false;
        var wire = new PipeWire(new Pipe().Reader, new JustInTimeWriter(), null, () => aborted = true);

        Assert.True(wire.Send(new Outbox(wire)));
        Assert.False(aborted);
    }

    [Fact]
    public void QoS_1_overflow_disconnects_with_quota_exceeded()
    {
        Start(Qos.AtLeastOnce);
        Block();

        for (var i = 0; i < 11; i++)
        {
            _local.Publish("a", $"{i}", Qos.AtLeastOnce);
        }

        Assert.True(_connection.HasEnded);
        Assert.True(_wire.IsClosed);
        Assert.Equal(1, _broker.Counters.Dropped(DropReason.QueueFull));
    }

    [Fact]
    public void A_client_that_acknowledges_nothing_but_reads_is_told_why_it_is_disconnected()
    {
        Start(Qos.AtLeastOnce, receiveMaximum: 1);

        for (var i = 0; i < 12; i++)
        {
            _local.Publish("a", $"{i}", Qos.AtLeastOnce);
        }

        Assert.True(_connection.HasEnded);
        var farewell = new ArrayBufferWriter<byte>();
        DisconnectPacket.WriteFarewell(farewell, ReasonCode.QuotaExceeded, uint.MaxValue);
        Assert.Equal(farewell.WrittenSpan.ToArray(), _wire.Written.Span[^farewell.WrittenCount..].ToArray());
    }

    [Fact]
    public void QoS_0_makes_room_for_QoS_1()
    {
        Start(Qos.AtLeastOnce);
        Block();

        for (var i = 0; i < 20; i++)
        {
            _local.Publish("a", $"{i}", i % 2 == 0 ? Qos.AtMostOnce : Qos.AtLeastOnce);
        }
        Unblock();

        Assert.Equal(["block", "1", "3", "5", "7", "9", "11", "13", "15", "17", "19"], Payloads());
        Assert.False(_connection.HasEnded);
    }

    [Fact]
    public void A_session_without_a_connection_keeps_the_newest()
    {
        Start(Qos.AtLeastOnce, expiry: 100);
        _broker.Release(_connection);

        for (var i = 0; i < 12; i++)
        {
            _local.Publish("a", $"{i}", Qos.AtLeastOnce);
        }
        var wire = new MemoryWire();
        var again = _broker.Accept(new Outbox(wire))!;
        Feed(again, output => ConnectWriter.Write(output, new ConnectPacket { Version = ProtocolVersion.V5, ClientId = "slow", CleanStart = false }));

        Assert.Equal(["2", "3", "4", "5", "6", "7", "8", "9", "10", "11"], Payloads(wire));
        Assert.Equal(2, _broker.Counters.Dropped(DropReason.QueueFull));
        _broker.Release(again);
    }

    [Fact]
    public void A_client_that_does_not_read_is_not_read_either_and_its_answers_wait()
    {
        Start(Qos.AtMostOnce);
        Block();
        var ping = new ReadOnlySequence<byte>([0xC0, 0]);

        Assert.Equal(ReceiveStatus.Paused, _connection.Receive(ref ping));
        Assert.Equal(2, ping.Length);
        Unblock();
        Assert.Equal(ReceiveStatus.More, _connection.Receive(ref ping));

        Assert.Equal(new byte[] { 0xD0, 0 }, _wire.Written.Span[^2..].ToArray());
    }

    [Fact]
    public void A_batch_of_packets_leaves_in_one_send()
    {
        Start(Qos.AtMostOnce);
        var before = _wire.Sends;

        Feed(_connection, output =>
        {
            for (ushort id = 1; id <= 50; id++)
            {
                var writer = new PublishWriter { Topic = "a"u8, Payload = "x"u8, Qos = Qos.AtLeastOnce, PacketId = id };
                writer.Measure(ProtocolVersion.V5);
                writer.Write(output, ProtocolVersion.V5);
            }
        });

        Assert.Equal(before + 1, _wire.Sends);
        Assert.Equal(50, Payloads().Count);
    }

    public async ValueTask DisposeAsync()
    {
        _local.Dispose();
        await _broker.DisposeAsync();
    }

    private void Start(Qos qos, ushort receiveMaximum = 100, uint expiry = 0)
    {
        Feed(_connection, output =>
        {
            ConnectWriter.Write(output, new ConnectPacket { Version = ProtocolVersion.V5, ClientId = "slow", ReceiveMaximum = receiveMaximum, SessionExpiry = expiry });
            SubscribeWriter.Subscribe(output, 1, "a", new SubscribeOptions((byte)qos), 0, ProtocolVersion.V5);
        });
    }

    private void Block()
    {
        _wire.IsSlow = true;
        _local.Publish("a", "block");
        _outbox.Flush();
        Assert.True(_outbox.IsBlocked);
    }

    private void Unblock()
    {
        _wire.IsSlow = false;
        _outbox.Sent();
    }

    private static void Feed(Connection connection, Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        var bytes = new ReadOnlySequence<byte>(output.WrittenMemory);
        connection.Receive(ref bytes);
        Assert.Equal(0, bytes.Length);
    }

    private List<string> Payloads() => Payloads(_wire);

    private static List<string> Payloads(MemoryWire wire)
    {
        var bytes = new ReadOnlySequence<byte>(wire.Written);
        var payloads = new List<string>();
        while (FrameReader.TryRead(ref bytes, int.MaxValue, out var header, out var body) == FrameStatus.Complete)
        {
            var packet = new Packet(header, body.ToArray(), ProtocolVersion.V5);
            if (packet.Type == PacketType.Publish)
            {
                payloads.Add(packet.Publish.Payload);
            }
        }
        return payloads;
    }

    /// <summary>A transport whose flush is under way when it is first looked at and done when it is looked at again.</summary>
    private sealed class JustInTimeWriter : PipeWriter, IValueTaskSource<FlushResult>
    {
        private bool _isSeen;

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => new(this, 0);

        public ValueTaskSourceStatus GetStatus(short token)
        {
            var status = _isSeen ? ValueTaskSourceStatus.Succeeded : ValueTaskSourceStatus.Pending;
            _isSeen = true;
            return status;
        }

        public FlushResult GetResult(short token) => default;

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            throw new InvalidOperationException("It was done when it was asked");

        public override void Advance(int bytes)
        {
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => new byte[16];

        public override Span<byte> GetSpan(int sizeHint = 0) => new byte[16];

        public override void CancelPendingFlush()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }
    }
}
