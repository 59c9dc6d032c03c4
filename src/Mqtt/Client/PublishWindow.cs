using System.Text;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Client;

/// <summary>One publish of QoS 1 or 2 and whoever awaits its answer.</summary>
internal sealed record PublishRequest(string Topic, ReadOnlyMemory<byte> Payload, Qos Qos, bool Retain, MessageProperties? Properties)
{
    public Pending Pending { get; } = new();
}

/// <summary>
/// Keeps as many QoS 1 and 2 publishes in flight as both sides allow; the rest waits here, bounded. They leave in the order they were
/// asked for, from however many callers, because encoding happens under this lock.
/// </summary>
internal sealed class PublishWindow(ClientConnection connection, MqttClientOptions options, int size, uint maxPacket)
{
    private readonly Queue<PublishRequest> _waiting = new();
    private int _inflight;
    private bool _closed;

    public void Submit(PublishRequest request)
    {
        lock (this)
        {
            if (_closed)
            {
                request.Pending.TrySetResult(ReasonCode.ServerUnavailable);
            }
            else if (_waiting.Count >= options.MaxWaitingPublishes)
            {
                request.Pending.TrySetResult(ReasonCode.QuotaExceeded);
            }
            else
            {
                _waiting.Enqueue(request);
                SendWaiting();
            }
        }
    }

    /// <summary>One in flight was answered.</summary>
    public void Release()
    {
        lock (this)
        {
            _inflight--;
            SendWaiting();
        }
    }

    public void Close()
    {
        lock (this)
        {
            _closed = true;
            while (_waiting.TryDequeue(out var request))
            {
                request.Pending.TrySetResult(ReasonCode.ServerUnavailable);
            }
        }
    }

    /// <summary>Encodes straight into the outgoing buffer; false = the connection is over, or larger than the broker takes.</summary>
    public bool Write(string topic, ReadOnlySpan<byte> payload, ushort packetId, Qos qos, bool retain, MessageProperties? properties)
    {
        var length = Encoding.UTF8.GetByteCount(topic);
        Span<byte> name = length <= 256 ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(topic, name);
        var writer = new PublishWriter
        {
            Topic = name,
            Payload = payload,
            Properties = options.Version == ProtocolVersion.V5 ? properties?.Encode() : default,
            PacketId = packetId,
            Qos = qos,
            Retain = retain,
            Expiry = properties?.ExpirySeconds,
        };
        var size = writer.Measure(options.Version);
        if ((maxPacket != 0 && size > maxPacket) || !connection.Outgoing.Enter())
        {
            return false;
        }
        writer.Write(connection.Outgoing, options.Version);
        connection.Outgoing.Leave();
        connection.Touch();
        return true;
    }

    private void SendWaiting()
    {
        while (!_closed && _inflight < size && _waiting.TryDequeue(out var request))
        {
            request.Pending.AwaitedType = request.Qos == Qos.AtLeastOnce ? PacketType.Puback : PacketType.Pubrec;
            if (!connection.Pending.TryAdd(request.Pending, out var packetId))
            {
                request.Pending.TrySetResult(ReasonCode.ServerUnavailable);
            }
            else if (Write(request.Topic, request.Payload.Span, packetId, request.Qos, request.Retain, request.Properties))
            {
                _inflight++;
            }
            else
            {
                connection.Pending.Take(packetId, request.Pending.AwaitedType);
                request.Pending.TrySetResult(connection.Ended.IsCompleted ? ReasonCode.ServerUnavailable : ReasonCode.PacketTooLarge);
            }
        }
    }
}
