using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker;

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
            var known = session.Inbound.Release(packetId);
            connection.Acknowledge(PacketType.Pubcomp, packetId, known ? ReasonCode.Success : ReasonCode.PacketIdentifierNotFound, batch);
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
                var known = session.Received(packetId);
                var answer = known ? ReasonCode.Success : ReasonCode.PacketIdentifierNotFound;
                connection.Acknowledge(PacketType.Pubrel, packetId, answer, batch);
            }
        }
        return ReceiveStatus.More;
    }
}
