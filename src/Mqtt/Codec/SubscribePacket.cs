namespace Kith.Mqtt.Codec;

/// <summary>What a client asks for one filter (§3.8.3.1).</summary>
internal readonly record struct SubscribeOptions(byte Bits)
{
    public Qos Qos => (Qos)(Bits & 3);
    public bool NoLocal => (Bits & 4) != 0;
    public bool RetainAsPublished => (Bits & 8) != 0;
    /// <summary>0 = send retained, 1 = only for a new subscription, 2 = never.</summary>
    public int RetainHandling => (Bits >> 4) & 3;
}

/// <summary>SUBSCRIBE (§3.8): walk the filters with <see cref="Next"/>, then look at <see cref="Error"/>.</summary>
internal ref struct SubscribePacket
{
    private PacketReader _reader;
    private ProtocolVersion _version;

    public ushort PacketId;
    /// <summary>0 = none.</summary>
    public uint SubscriptionId;
    public ReadOnlySpan<byte> Filter;
    public SubscribeOptions Options;
    public ReasonCode Error;

    public static ReasonCode Parse(byte header, ReadOnlySpan<byte> body, ProtocolVersion version, out SubscribePacket packet)
    {
        packet = default;
        packet._version = version;
        packet._reader = new PacketReader(body);
        // MQTT-3.8.1-1: the reserved bits are 0010.
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
            var properties = new PropertyReader(block, PropertySet.Subscribe);
            while (properties.Next())
            {
                packet.SubscriptionId = properties.Id == PropertyId.SubscriptionIdentifier ? properties.Number : packet.SubscriptionId;
            }
            if (properties.Error != ReasonCode.Success)
            {
                return properties.Error;
            }
        }
        // MQTT-3.8.3-2 (at least one filter), MQTT-2.2.1-3 (identifier not 0).
        return packet.PacketId == 0 || packet._reader.Remaining == 0 ? ReasonCode.ProtocolError : ReasonCode.Success;
    }

    public bool Next()
    {
        if (_reader.Remaining == 0 || Error != ReasonCode.Success)
        {
            return false;
        }
        if (!_reader.TryText(out Filter) || !_reader.TryByte(out var bits))
        {
            Error = ReasonCode.MalformedPacket;
            return false;
        }
        Options = new SubscribeOptions(bits);
        var reserved = _version == ProtocolVersion.V5 ? 0xC0 : 0xFC;
        if ((bits & reserved) != 0 || (bits & 3) == 3)
        {
            Error = ReasonCode.MalformedPacket;
        }
        else if (Options.RetainHandling == 3 || (Options.NoLocal && Topics.IsShared(Filter)))
        {
            // MQTT-3.8.3-4: no-local on a shared subscription is a protocol error.
            Error = ReasonCode.ProtocolError;
        }
        return Error == ReasonCode.Success;
    }
}
