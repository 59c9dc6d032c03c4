using System.Buffers;

namespace Kith.Mqtt.Codec;

/// <summary>Writes SUBSCRIBE and UNSUBSCRIBE with one filter (§3.8, 3.10); only clients do.</summary>
internal static class SubscribeWriter
{
    public static void Subscribe(
        IBufferWriter<byte> output, ushort packetId, string filter, SubscribeOptions options, uint identifier, ProtocolVersion version)
    {
        using var body = new BodyWriter();
        body.UInt16(packetId);
        if (version == ProtocolVersion.V5)
        {
            if (identifier == 0)
            {
                body.Byte(0);
            }
            else
            {
                body.Variable(1 + VariableInteger.Size((int)identifier));
                body.Byte((byte)PropertyId.SubscriptionIdentifier);
                body.Variable((int)identifier);
            }
        }
        body.Text(filter);
        body.Byte(version == ProtocolVersion.V5 ? options.Bits : (byte)options.Qos);
        body.Finish(output, ((byte)PacketType.Subscribe << 4) | 2);
    }

    public static void Unsubscribe(IBufferWriter<byte> output, ushort packetId, string filter, ProtocolVersion version)
    {
        using var body = new BodyWriter();
        body.UInt16(packetId);
        if (version == ProtocolVersion.V5)
        {
            body.Byte(0);
        }
        body.Text(filter);
        body.Finish(output, ((byte)PacketType.Unsubscribe << 4) | 2);
    }
}
