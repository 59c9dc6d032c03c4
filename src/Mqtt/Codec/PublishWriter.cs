using System.Buffers;
using System.Buffers.Binary;

namespace Kith.Mqtt.Codec;

/// <summary>Fields of a PUBLISH to be sent; spans point at whoever owns the message.</summary>
internal ref struct PublishWriter
{
    public ReadOnlySpan<byte> Topic;
    public ReadOnlySpan<byte> Payload;
    /// <summary>Forwardable property bytes, ignored for MQTT 3.1.1.</summary>
    public ReadOnlySpan<byte> Properties;
    public ushort PacketId;
    public ushort Alias;
    public Qos Qos;
    public bool Retain;
    public bool Duplicate;
    /// <summary>The alias is known to the receiver: the topic is left out.</summary>
    public bool AliasOnly;
    /// <summary>Seconds left; null = none.</summary>
    public uint? Expiry;
    /// <summary>0 = none.</summary>
    public uint SubscriptionId;
    public uint[]? MoreSubscriptionIds;

    private int _propertiesLength;
    private int _bodyLength;

    /// <summary>Bytes of the whole packet; call before <see cref="Write"/>.</summary>
    public int Measure(ProtocolVersion version)
    {
        _bodyLength = 2 + (AliasOnly ? 0 : Topic.Length) + (Qos > 0 ? 2 : 0) + Payload.Length;
        if (version == ProtocolVersion.V5)
        {
            _propertiesLength = Properties.Length + (Alias != 0 ? 3 : 0) + (Expiry is null ? 0 : 5) + IdentifierSize(SubscriptionId);
            foreach (var id in MoreSubscriptionIds ?? [])
            {
                _propertiesLength += IdentifierSize(id);
            }
            _bodyLength += VariableInteger.Size(_propertiesLength) + _propertiesLength;
        }
        return 1 + VariableInteger.Size(_bodyLength) + _bodyLength;
    }

    /// <summary>The head is written in one piece; the payload follows in pieces when the writer has no room for all.</summary>
    public readonly void Write(IBufferWriter<byte> output, ProtocolVersion version)
    {
        var head = 1 + VariableInteger.Size(_bodyLength) + _bodyLength - Payload.Length;
        var span = output.GetSpan(head);
        span[0] = (byte)(((byte)PacketType.Publish << 4) | (Duplicate ? 8 : 0) | ((byte)Qos << 1) | (Retain ? 1 : 0));
        var at = 1 + VariableInteger.Write(span[1..], _bodyLength);
        var topic = AliasOnly ? default : Topic;
        BinaryPrimitives.WriteUInt16BigEndian(span[at..], (ushort)topic.Length);
        topic.CopyTo(span[(at + 2)..]);
        at += 2 + topic.Length;
        if (Qos > 0)
        {
            BinaryPrimitives.WriteUInt16BigEndian(span[at..], PacketId);
            at += 2;
        }
        if (version == ProtocolVersion.V5)
        {
            at += WriteProperties(span[at..]);
        }
        if (span.Length - at >= Payload.Length)
        {
            Payload.CopyTo(span[at..]);
            output.Advance(at + Payload.Length);
            return;
        }
        output.Advance(at);
        output.Write(Payload);
    }

    private readonly int WriteProperties(Span<byte> span)
    {
        var at = VariableInteger.Write(span, _propertiesLength);
        if (Alias != 0)
        {
            span[at] = (byte)PropertyId.TopicAlias;
            BinaryPrimitives.WriteUInt16BigEndian(span[(at + 1)..], Alias);
            at += 3;
        }
        if (Expiry is { } expiry)
        {
            span[at] = (byte)PropertyId.MessageExpiryInterval;
            BinaryPrimitives.WriteUInt32BigEndian(span[(at + 1)..], expiry);
            at += 5;
        }
        at += WriteIdentifier(span[at..], SubscriptionId);
        foreach (var id in MoreSubscriptionIds ?? [])
        {
            at += WriteIdentifier(span[at..], id);
        }
        Properties.CopyTo(span[at..]);
        return at + Properties.Length;
    }

    private static int IdentifierSize(uint id) => id == 0 ? 0 : 1 + VariableInteger.Size((int)id);

    private static int WriteIdentifier(Span<byte> span, uint id)
    {
        if (id == 0)
        {
            return 0;
        }
        span[0] = (byte)PropertyId.SubscriptionIdentifier;
        return 1 + VariableInteger.Write(span[1..], (int)id);
    }
}
