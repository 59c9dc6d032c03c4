using System.Buffers;
using System.Buffers.Binary;

namespace Kith.Mqtt.Codec;

/// <summary>PUBACK, PUBREC, PUBREL and PUBCOMP (§3.4 to 3.7): identifier, then in MQTT 5 an optional reason and properties.</summary>
internal static class AckPacket
{
    public static ReasonCode Parse(
        byte header, ReadOnlySpan<byte> body, ProtocolVersion version, out ushort packetId, out ReasonCode reason)
    {
        reason = ReasonCode.Success;
        var flags = (PacketType)(header >> 4) == PacketType.Pubrel ? 2 : 0;
        var reader = new PacketReader(body);
        if (!reader.TryUInt16(out packetId) || (header & 0x0F) != flags)
        {
            return ReasonCode.MalformedPacket;
        }
        if (version == ProtocolVersion.V5 && reader.TryByte(out var code))
        {
            reason = (ReasonCode)code;
            if (reader.Remaining > 0)
            {
                if (!reader.TryVariable(out var length) || !reader.TryTake(length, out var block))
                {
                    return ReasonCode.MalformedPacket;
                }
                var error = new PropertyReader(block, PropertySet.Acknowledgement).Drain();
                if (error != ReasonCode.Success)
                {
                    return error;
                }
            }
        }
        return reader.Remaining != 0 ? ReasonCode.MalformedPacket : packetId == 0 ? ReasonCode.ProtocolError : ReasonCode.Success;
    }

    /// <summary>Success needs no reason byte in MQTT 5 (§3.4.2.1), so the common acknowledgement is four bytes in both versions.</summary>
    public static void Write(IBufferWriter<byte> output, PacketType type, ushort packetId, ReasonCode reason, ProtocolVersion version)
    {
        var withReason = version == ProtocolVersion.V5 && reason != ReasonCode.Success;
        var span = output.GetSpan(5);
        span[0] = (byte)(((byte)type << 4) | (type == PacketType.Pubrel ? 2 : 0));
        span[1] = withReason ? (byte)3 : (byte)2;
        BinaryPrimitives.WriteUInt16BigEndian(span[2..], packetId);
        if (withReason)
        {
            span[4] = (byte)reason;
        }
        output.Advance(withReason ? 5 : 4);
    }
}
