namespace Kith.Mqtt.Codec;

/// <summary>The will part of CONNECT (§3.1.3.2 to 3.1.3.4).</summary>
internal sealed class WillPacket
{
    public required byte[] Topic { get; init; }
    public required byte[] Payload { get; init; }
    public Qos Qos { get; init; }
    public bool Retain { get; init; }
    /// <summary>Property block without delay and expiry.</summary>
    public byte[] Properties { get; init; } = [];
    /// <summary>Seconds between the end of the connection and the publication.</summary>
    public uint Delay { get; init; }
    /// <summary>Seconds; null = never expires.</summary>
    public uint? Expiry { get; init; }

    public static ReasonCode Parse(ref PacketReader reader, ProtocolVersion version, Qos qos, bool retain, out WillPacket? will)
    {
        will = null;
        ReadOnlySpan<byte> block = default;
        if (version == ProtocolVersion.V5 && (!reader.TryVariable(out var length) || !reader.TryTake(length, out block)))
        {
            return ReasonCode.MalformedPacket;
        }
        uint delay = 0;
        uint? expiry = null;
        var properties = new PropertyReader(block, PropertySet.Will);
        while (properties.Next())
        {
            if (properties.Id == PropertyId.WillDelayInterval)
            {
                delay = properties.Number;
            }
            else if (properties.Id == PropertyId.MessageExpiryInterval)
            {
                expiry = properties.Number;
            }
        }
        if (properties.Error != ReasonCode.Success)
        {
            return properties.Error;
        }
        if (!reader.TryText(out var topic) || !reader.TryBinary(out var payload))
        {
            return ReasonCode.MalformedPacket;
        }
        if (!Topics.IsName(topic))
        {
            return ReasonCode.TopicNameInvalid;
        }
        will = new WillPacket
        {
            Topic = topic.ToArray(),
            Payload = payload.ToArray(),
            Qos = qos,
            Retain = retain,
            Properties = PropertyBlock.Forwardable(block, PropertySet.Will),
            Delay = delay,
            Expiry = expiry,
        };
        return ReasonCode.Success;
    }
}
