using System.Collections.Concurrent;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Metering;

/// <summary>Why a message did not reach somebody it was meant for.</summary>
public enum DropReason
{
    /// <summary>QoS 0, queue full: the oldest waiting QoS 0 message made room.</summary>
    SlowConsumer,
    /// <summary>
    /// QoS 1 or 2, queue full: a connected client is disconnected with 0x97; a session without connection loses the oldest.
    /// </summary>
    QueueFull,
    /// <summary>Its expiry passed while it waited.</summary>
    Expired,
    /// <summary>Larger than the subscriber accepts (MQTT-3.1.2-24, -25).</summary>
    PacketTooLarge,
    /// <summary>The publisher may not publish there.</summary>
    NotAuthorized,
    /// <summary>An in-process handler is too slow; the oldest made room.</summary>
    LocalQueueFull,
    /// <summary>
    /// The wall's retained messages are full: MQTT 5 was refused with 0x97, MQTT 3.1.1 and QoS 0 delivered but not retained.
    /// </summary>
    RetainedFull,
    /// <summary>QoS 1 or 2, like <see cref="QueueFull"/>: not this client's queue but all of its wall's together are full.</summary>
    WallFull,
}

/// <summary>Counts since the start. Reading is cheap; the values are each right, not all of one instant.</summary>
public sealed class BrokerCounters
{
    private readonly long[] _dropped = new long[Enum.GetValues<DropReason>().Length];
    private readonly ConcurrentDictionary<ReasonCode, long> _refused = new();
    private long _connections;
    private long _accepted;
    private readonly long[] _messagesIn = new long[3];
    private readonly long[] _messagesOut = new long[3];
    private readonly long[] _ended = new long[Enum.GetValues<DisconnectCause>().Length];
    private long _storms;
    private long _bytesIn;
    private long _bytesOut;
    private long _troubles;
    private long _throttled;

    /// <summary>Open connections, also those not yet admitted.</summary>
    public long Connections => Interlocked.Read(ref _connections);

    /// <summary>Connections since the start.</summary>
    public long Accepted => Interlocked.Read(ref _accepted);

    /// <summary>PUBLISH packets from network clients.</summary>
    public long MessagesIn => _messagesIn.Sum();

    /// <summary>PUBLISH packets to network clients, first sendings and repeats.</summary>
    public long MessagesOut => _messagesOut.Sum();

    public long MessagesInBy(Qos qos) => Interlocked.Read(ref _messagesIn[(int)qos]);

    public long MessagesOutBy(Qos qos) => Interlocked.Read(ref _messagesOut[(int)qos]);

    /// <summary>Connections that ended after they were admitted, by what ended them: slow consumers among them.</summary>
    public long Ended(DisconnectCause cause) => Interlocked.Read(ref _ended[(int)cause]);

    /// <summary>Times that as many as <see cref="BrokerOptions.StormSize"/> came in one go.</summary>
    public long Storms => Interlocked.Read(ref _storms);

    public long BytesIn => Interlocked.Read(ref _bytesIn);

    /// <summary>Bytes of PUBLISH packets sent.</summary>
    public long BytesOut => Interlocked.Read(ref _bytesOut);

    /// <summary>Times the machine had no descriptor or memory for a connection.</summary>
    public long TransportTroubles => Interlocked.Read(ref _troubles);

    /// <summary>Times a client was not read for a moment because its wall had used up its share.</summary>
    public long Throttled => Interlocked.Read(ref _throttled);

    /// <summary>CONNECT attempts refused, by reason.</summary>
    public IReadOnlyDictionary<ReasonCode, long> Refused => _refused;

    public long Dropped(DropReason reason) => Interlocked.Read(ref _dropped[(int)reason]);

    internal void Drop(DropReason reason) => Interlocked.Increment(ref _dropped[(int)reason]);

    internal void Refuse(ReasonCode reason) => _refused.AddOrUpdate(reason, 1, static (_, count) => count + 1);

    internal void Opened()
    {
        Interlocked.Increment(ref _accepted);
        Interlocked.Increment(ref _connections);
    }

    internal void End(DisconnectCause cause) => Interlocked.Increment(ref _ended[(int)cause]);

    internal void Storm() => Interlocked.Increment(ref _storms);

    internal void Throttle() => Interlocked.Increment(ref _throttled);

    internal void Trouble() => Interlocked.Increment(ref _troubles);

    internal void Closed() => Interlocked.Decrement(ref _connections);

    internal void Add(Batch batch)
    {
        for (var qos = 0; qos < 3; qos++)
        {
            AddTo(ref _messagesIn[qos], batch.MessagesIn[qos]);
            AddTo(ref _messagesOut[qos], batch.MessagesOut[qos]);
        }
        AddTo(ref _bytesIn, batch.BytesIn);
        AddTo(ref _bytesOut, batch.BytesOut);
    }

    private static void AddTo(ref long counter, long count)
    {
        if (count != 0)
        {
            Interlocked.Add(ref counter, count);
        }
    }
}
