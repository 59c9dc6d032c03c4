namespace Kith.Mqtt.Codec;

/// <summary>UNSUBSCRIBE (§3.10): walk the filters with <see cref="Next"/>, then look at <see cref="Error"/>.</summary>
internal ref struct UnsubscribePacket
{
    private PacketReader _reader;

    public ushort PacketId;
    public ReadOnlySpan<byte> Filter;
    public ReasonCode Error;

    public static ReasonCode Parse(byte header, ReadOnlySpan<byte> body, ProtocolVersion version, out UnsubscribePacket packet)
    {
        packet = default;
        packet._reader = new PacketReader(body);
        if ((header & 0x0F) != 2 || !packet._reader.TryUInt16(out packet.PacketId))
        {
            return ReasonCode.MalformedPacket;
        }
        if (version == ProtocolVersion.V5)
        {
            if (!packet._reader.TryVariable(out var length) || !packet._reader.TryTake(length, out var block))
            {
                return ReasonCode.MalformedPacket;
            }
            var error = new PropertyReader(block, PropertySet.Unsubscribe).Drain();
            if (error != ReasonCode.Success)
            {
                return error;
            }
        }
        return packet.PacketId == 0 || packet._reader.Remaining == 0 ? ReasonCode.ProtocolError : ReasonCode.Success;
    }

    public bool Next()
    {
        if (_reader.Remaining == 0)
        {
            return false;
        }
        if (_reader.TryText(out Filter))
        {
            return true;
        }
        Error = ReasonCode.MalformedPacket;
        return false;
    }
}
