using Kith.Mqtt.Broker.Sessions;
using Kith.Mqtt.Broker.Walls;

namespace Kith.Mqtt.Broker.Keeping;

/// <summary>
/// What a session that outlives this process writes down. Each method returns the ticket of its write; what must not be said before it is on
/// disk is said by <see cref="After"/>.
/// </summary>
internal sealed class SessionNotes(Session session, WallJournal journal, Clock clock)
{
    private long _order;

    public long Header() => journal.Put(KeptKey.OfSession(session.ClientId), KeptForms.Write(session, clock));

    public long Subscribed(Subscription subscription) => journal.Put(KeptKey.OfSubscription(session.ClientId, subscription.Filter), KeptForms.Write(subscription));

    public long Unsubscribed(ReadOnlySpan<byte> filter) => journal.Drop(KeptKey.OfSubscription(session.ClientId, filter));

    /// <summary>A message to the client, from now until it has it.</summary>
    public long Outgoing(in Waiting waiting) =>
        journal.Put(Packet(KeptKind.Outgoing, waiting.PacketId), KeptForms.Write(waiting, ++_order, clock), isNew: true);

    /// <summary>The client has a QoS 2 message; it must not get it again.</summary>
    public long Received(ushort packetId) => journal.Put(Packet(KeptKind.Received, packetId), [], isNew: true);

    public void Delivered(ushort packetId, bool wasReceived)
    {
        journal.Drop(Packet(KeptKind.Outgoing, packetId));
        if (wasReceived)
        {
            journal.Drop(Packet(KeptKind.Received, packetId));
        }
    }

    /// <summary>We have a QoS 2 message of the client; we must not take it again.</summary>
    public long Unreleased(ushort packetId) => journal.Put(Packet(KeptKind.Unreleased, packetId), [], isNew: true);

    public long Released(ushort packetId) => journal.Drop(Packet(KeptKind.Unreleased, packetId));

    public void End() => journal.Drop(KeptKey.OfSession(session.ClientId));

    /// <summary>Messages go on from there.</summary>
    public void Continue(long order) => _order = order;

    public void After(long ticket, Action then) => journal.After(ticket, then);

    public bool IsWritten(long ticket) => journal.IsWritten(ticket);

    private byte[] Packet(KeptKind kind, ushort packetId) => KeptKey.OfPacket(kind, session.ClientId, packetId);
}
