using Kith.Mqtt.Broker.Keeping;
using Kith.Mqtt.Broker.Sessions;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Connections;

/// <summary>PUBACK, PUBREC and PUBCOMP of a client for our messages, PUBREL for its own (§4.3).</summary>
internal static class AckIntake
{
    public static ReceiveStatus OnAck(Connection connection, Session session, byte header, ReadOnlySpan<byte> body, Batch batch)
    {
        var error = AckPacket.Parse(header, body, connection.Version, out var packetId, out var reason);
        if (error != ReasonCode.Success)
        {
            return connection.Fail(error);
        }
        var type = (PacketType)(header >> 4);
        if (type == PacketType.Pubrel)
        {
            // Unknown: after our restart, or repeated. The exchange must still end (§4.3.3).
            var answer = session.Inbound.Release(packetId, out var ticket) ? ReasonCode.Success : ReasonCode.PacketIdentifierNotFound;
            Answer(connection, session, PacketType.Pubcomp, packetId, answer, ticket, batch);
            return ReceiveStatus.More;
        }
        using (session.Wall.Enter())
        {
            if (type != PacketType.Pubrec)
            {
                session.Acknowledged(packetId, type, batch);
            }
            else if (reason.IsError())
            {
                session.Acknowledged(packetId, PacketType.Pubcomp, batch);
            }
            else
            {
                var answer = session.Received(packetId, out var ticket) ? ReasonCode.Success : ReasonCode.PacketIdentifierNotFound;
                Answer(connection, session, PacketType.Pubrel, packetId, answer, ticket, batch);
            }
        }
        return ReceiveStatus.More;
    }

    /// <summary>When what it says is on disk, if it has to be.</summary>
    private static void Answer(Connection connection, Session session, PacketType type, ushort packetId, ReasonCode reason, long ticket, Batch batch)
    {
        if (ticket == 0)
        {
            connection.Acknowledge(type, packetId, reason, batch);
        }
        else
        {
            AnswerLater(connection, session.Notes!, type, packetId, reason, ticket);
        }
    }

    private static void AnswerLater(Connection connection, SessionNotes notes, PacketType type, ushort packetId, ReasonCode reason, long ticket)
        => notes.After(ticket, () => connection.Acknowledge(type, packetId, reason, null));
}
