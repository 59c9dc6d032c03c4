using System.Buffers;

namespace Kith.Mqtt.Codec;

/// <summary>SUBACK and UNSUBACK (§3.9, 3.11). An UNSUBACK of MQTT 3.1.1 has no codes.</summary>
internal static class SubackPacket
{
    /// <summary>Bytes of the whole packet in MQTT 5.</summary>
    public static int Measure(int codes) => 1 + VariableInteger.Size(3 + codes) + 3 + codes;

    public static void Write(
        IBufferWriter<byte> output, PacketType type, ushort packetId, ReadOnlySpan<ReasonCode> codes, ProtocolVersion version)
    {
        using var body = new BodyWriter();
        body.UInt16(packetId);
        if (version == ProtocolVersion.V5)
        {
            body.Byte(0);
        }
        if (version == ProtocolVersion.V5 || type == PacketType.Suback)
        {
            foreach (var code in codes)
            {
                // MQTT 3.1.1 knows one failure, 0x80 (MQTT-3.9.3-2).
                body.Byte(version == ProtocolVersion.V311 && code.IsError() ? (byte)0x80 : (byte)code);
            }
        }
        body.Finish(output, (byte)((byte)type << 4));
    }

    public static ReasonCode Parse(
        byte header, ReadOnlySpan<byte> body, ProtocolVersion version, out ushort packetId, out ReadOnlySpan<byte> codes)
    {
        codes = default;
        var reader = new PacketReader(body);
        if ((header & 0x0F) != 0 || !reader.TryUInt16(out packetId))
        {
            packetId = 0;
            return ReasonCode.MalformedPacket;
        }
        if (version == ProtocolVersion.V5)
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
        codes = reader.Rest;
        var needsCodes = version == ProtocolVersion.V5 || (PacketType)(header >> 4) == PacketType.Suback;
        return packetId == 0 || (needsCodes && codes.IsEmpty) ? ReasonCode.ProtocolError : ReasonCode.Success;
    }
}
