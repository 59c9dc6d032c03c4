namespace Kith.Mqtt.Codec;

/// <summary>PUBLISH (§3.3) as a view on the received bytes.</summary>
internal ref struct PublishPacket
{
    public ReadOnlySpan<byte> Topic;
    public ReadOnlySpan<byte> Payload;
    /// <summary>The whole property block as received.</summary>
    public ReadOnlySpan<byte> Properties;
    /// <summary>Which properties the block has, as a <see cref="PropertySet"/>.</summary>
    public ulong Seen;
    public ushort PacketId;
    public ushort Alias;
    public Qos Qos;
    public bool Retain;
    public bool Duplicate;
    /// <summary>Seconds, when the block has a message expiry interval.</summary>
    public uint Expiry;
    /// <summary>First subscription identifier (towards a client only); 0 = none.</summary>
    public uint SubscriptionId;

    public static ReasonCode Parse(byte header, ReadOnlySpan<byte> body, ProtocolVersion version, ulong allowed, out PublishPacket packet)
    {
        packet = default;
        var qos = (header >> 1) & 3;
        packet.Qos = (Qos)qos;
        packet.Retain = (header & 1) != 0;
        packet.Duplicate = (header & 8) != 0;
        var reader = new PacketReader(body);
        // MQTT-3.3.1-2 (DUP with QoS 0), MQTT-3.3.1-4 (QoS 3).
        if (qos == 3 || (qos == 0 && packet.Duplicate) || !reader.TryText(out packet.Topic))
        {
            return ReasonCode.MalformedPacket;
        }
        if (qos > 0 && (!reader.TryUInt16(out packet.PacketId) || packet.PacketId == 0))
        {
            return packet.PacketId == 0 ? ReasonCode.ProtocolError : ReasonCode.MalformedPacket;
        }
        if (version == ProtocolVersion.V5)
        {
            if (!reader.TryVariable(out var length) || !reader.TryTake(length, out packet.Properties))
            {
                return ReasonCode.MalformedPacket;
            }
            var error = length == 0 ? ReasonCode.Success : packet.ReadProperties(allowed);
            if (error != ReasonCode.Success)
            {
                return error;
            }
        }
        packet.Payload = reader.Rest;
        if (packet.Topic.IsEmpty)
        {
            return packet.Alias != 0 ? ReasonCode.Success
                : version == ProtocolVersion.V5 ? ReasonCode.ProtocolError : ReasonCode.MalformedPacket;
        }
        return Topics.IsName(packet.Topic) ? ReasonCode.Success : ReasonCode.TopicNameInvalid;
    }

    private ReasonCode ReadProperties(ulong allowed)
    {
        var properties = new PropertyReader(Properties, allowed);
        while (properties.Next())
        {
            switch (properties.Id)
            {
                case PropertyId.TopicAlias:
                    Alias = (ushort)properties.Number;
                    break;
                case PropertyId.MessageExpiryInterval:
                    Expiry = properties.Number;
                    break;
                case PropertyId.SubscriptionIdentifier when SubscriptionId == 0:
                    SubscriptionId = properties.Number;
                    break;
                default:
                    break;
            }
        }
        Seen = properties.Seen;
        return properties.Error;
    }
}
