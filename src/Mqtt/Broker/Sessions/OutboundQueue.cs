using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Sessions;

/// <summary>A message that waits for one client, with what its subscription adds to it.</summary>
internal readonly record struct Waiting(Message Message, Qos Qos, bool Retain, uint Identifier, uint[]? MoreIdentifiers)
{
    /// <summary>What it is kept under; 0 = not kept, it gets one when it is sent.</summary>
    public ushort PacketId { get; init; }

    /// <summary>The write that keeps it, see <see cref="Keeping.WallJournal"/>.</summary>
    public long Ticket { get; init; }

    /// <summary>An earlier process sent it, and PUBREC came.</summary>
    public bool IsReceived { get; init; }

    /// <summary>An earlier process may have sent it.</summary>
    public bool IsRepeat { get; init; }
}

/// <summary>
/// Messages that wait for one client: it is away, slow, or has as many in flight as it allows. Bounded by count and bytes.
/// Full: the oldest QoS 0 message makes room (dropped and counted). No QoS 0 message there: the caller decides, see <see cref="Session"/>.
/// </summary>
internal struct OutboundQueue
{
    private Ring<Waiting> _items;
    private int _bytes;
    private int _atMostOnce;

    public readonly int Count => _items.Count;

    public readonly ref Waiting First => ref _items[0];

    public readonly bool HasRoom(BrokerOptions options) => _items.Count < options.MaxQueuedMessages && _bytes < options.MaxQueuedBytes;

    public readonly bool HasAtMostOnce => _atMostOnce > 0;

    /// <param name="wall">Counts what waits in it.</param>
    public void Add(in Waiting waiting, WallState wall)
    {
        _items.Add(waiting);
        _bytes += waiting.Message.Size;
        wall.Queued(1, waiting.Message.Size);
        _atMostOnce += waiting.Qos == Qos.AtMostOnce ? 1 : 0;
    }

    public void RemoveFirst(WallState wall) => RemoveAt(0, wall);

    public void RemoveOldestAtMostOnce(WallState wall)
    {
        var index = 0;
        while (_items[index].Qos != Qos.AtMostOnce)
        {
            index++;
        }
        RemoveAt(index, wall);
    }

    private void RemoveAt(int index, WallState wall)
    {
        wall.Queued(-1, -_items[index].Message.Size);
        _bytes -= _items[index].Message.Size;
        _atMostOnce -= _items[index].Qos == Qos.AtMostOnce ? 1 : 0;
        _items.RemoveAt(index);
    }
}
