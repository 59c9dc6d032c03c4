using System.Buffers;

namespace Kith.Mqtt.Codec;

/// <summary>Writes CONNECT (§3.1); only clients do.</summary>
internal static class ConnectWriter
{
    public static void Write(IBufferWriter<byte> output, ConnectPacket packet)
    {
        using var body = new BodyWriter();
        body.Text("MQTT");
        body.Byte((byte)packet.Version);
        body.Byte(Flags(packet));
        body.UInt16(packet.KeepAlive);
        if (packet.Version == ProtocolVersion.V5)
        {
            WriteProperties(body, packet);
        }
        body.Text(packet.ClientId);
        if (packet.Will is { } will)
        {
            WriteWill(body, will, packet.Version);
        }
        if (packet.UserName is { } userName)
        {
            body.Text(userName);
        }
        if (packet.Password is { } password)
        {
            body.Binary(password.Span);
        }
        body.Finish(output, (byte)PacketType.Connect << 4);
    }

    private static byte Flags(ConnectPacket packet)
    {
        var flags = packet.CleanStart ? 0x02 : 0;
        if (packet.Will is { } will)
        {
            flags |= 0x04 | ((byte)will.Qos << 3) | (will.Retain ? 0x20 : 0);
        }
        return (byte)(flags | (packet.Password is null ? 0 : 0x40) | (packet.UserName is null ? 0 : 0x80));
    }

    private static void WriteProperties(BodyWriter body, ConnectPacket packet)
    {
        using var block = new BodyWriter();
        if (packet.SessionExpiry != 0)
        {
            block.Property(PropertyId.SessionExpiryInterval, packet.SessionExpiry);
        }
        if (packet.ReceiveMaximum != ushort.MaxValue)
        {
            block.Property(PropertyId.ReceiveMaximum, packet.ReceiveMaximum);
        }
        if (packet.MaximumPacketSize != 0)
        {
            block.Property(PropertyId.MaximumPacketSize, packet.MaximumPacketSize);
        }
        if (packet.TopicAliasMaximum != 0)
        {
            block.Property(PropertyId.TopicAliasMaximum, packet.TopicAliasMaximum);
        }
        body.Block(block);
    }

    private static void WriteWill(BodyWriter body, WillPacket will, ProtocolVersion version)
    {
        if (version == ProtocolVersion.V5)
        {
            using var block = new BodyWriter();
            if (will.Delay != 0)
            {
                block.Property(PropertyId.WillDelayInterval, will.Delay);
            }
            if (will.Expiry is { } expiry)
            {
                block.Property(PropertyId.MessageExpiryInterval, expiry);
            }
            block.Raw(will.Properties);
            body.Block(block);
        }
        body.Binary(will.Topic);
        body.Binary(will.Payload);
    }
}
