using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Sessions;

/// <summary>One QoS 1 or 2 message on its way to a client.</summary>
internal struct Flight
{
    public Message Message;
    public uint[]? MoreIdentifiers;
    public uint Identifier;
    public ushort PacketId;
    public Qos Qos;
    public bool Retain;
    /// <summary>PUBREC came: what remains is PUBREL and PUBCOMP, the message is not sent again.</summary>
    public bool IsReceived;
    /// <summary>Sent on an earlier connection, not yet on this one.</summary>
    public bool IsDue;
}

/// <summary>
/// QoS 1 and 2 messages sent and not yet fully acknowledged, in sending order; clients acknowledge in that order, so a search ends at
/// the front.
/// </summary>
internal struct Inflight
{
    private Ring<Flight> _flights;
    private ushort _lastId;

    public readonly int Count => _flights.Count;

    public readonly ref Flight this[int index] => ref _flights[index];

    public void Add(Flight flight) => _flights.Add(flight);

    /// <summary>Identifiers go on after this one.</summary>
    public void Continue(ushort lastId) => _lastId = lastId;

    public readonly int IndexOf(ushort packetId)
    {
        for (var i = 0; i < _flights.Count; i++)
        {
            if (_flights[i].PacketId == packetId)
            {
                return i;
            }
        }
        return -1;
    }

    public void RemoveAt(int index) => _flights.RemoveAt(index);

    /// <summary>
    /// The next free identifier. There are 65,535 and at most <see cref="BrokerOptions.MaxInflight"/> in use, so one is found.
    /// </summary>
    public ushort NextId()
    {
        do
        {
            _lastId = _lastId == ushort.MaxValue ? (ushort)1 : (ushort)(_lastId + 1);
        }
        while (IndexOf(_lastId) >= 0);
        return _lastId;
    }
}
