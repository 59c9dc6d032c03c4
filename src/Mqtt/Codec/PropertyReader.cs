namespace Kith.Mqtt.Codec;

/// <summary>
/// Walks a property block. <see cref="Error"/> stays Success while everything was allowed, well formed and, except user
/// properties (and subscription identifiers in a PUBLISH to a client), seen once.
/// </summary>
internal ref struct PropertyReader(ReadOnlySpan<byte> block, ulong allowed)
{
    private const ulong Repeatable = (1UL << (int)PropertyId.UserProperty);
    private PacketReader _reader = new(block);

    public ReasonCode Error { get; private set; }

    public ulong Seen { get; private set; }

    public PropertyId Id { get; private set; }

    /// <summary>Value of a byte, two byte, four byte or variable byte integer property.</summary>
    public uint Number { get; private set; }

    /// <summary>Value of a string or binary property; the name of a user property.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Value of a user property.</summary>
    public ReadOnlySpan<byte> Second { get; private set; }

    public readonly int Remaining => _reader.Remaining;

    public bool Next()
    {
        if (_reader.Remaining == 0 || Error != ReasonCode.Success)
        {
            return false;
        }
        if (!_reader.TryVariable(out var id) || id > 63)
        {
            Error = ReasonCode.MalformedPacket;
            return false;
        }
        Id = (PropertyId)id;
        if (!allowed.Has(Id))
        {
            Error = ReasonCode.ProtocolError;
            return false;
        }
        var repeatable = Repeatable | (allowed == PropertySet.PublishToClient ? PropertySet.Of(PropertyId.SubscriptionIdentifier) : 0);
        if (Seen.Has(Id) && !repeatable.Has(Id))
        {
            Error = ReasonCode.ProtocolError;
            return false;
        }
        Seen |= PropertySet.Of(Id);
        Error = ReadValue();
        return Error == ReasonCode.Success;
    }

    /// <summary>Reads to the end and says whether the whole block is valid.</summary>
    public ReasonCode Drain()
    {
        while (Next())
        {
        }
        return Error;
    }

    private ReasonCode ReadValue()
    {
        Number = 0;
        Bytes = default;
        Second = default;
        switch (Id)
        {
            case PropertyId.PayloadFormatIndicator:
            case PropertyId.RequestProblemInformation:
            case PropertyId.RequestResponseInformation:
            case PropertyId.MaximumQos:
            case PropertyId.RetainAvailable:
            case PropertyId.WildcardSubscriptionAvailable:
            case PropertyId.SubscriptionIdentifierAvailable:
            case PropertyId.SharedSubscriptionAvailable:
                return !ReadByte() ? ReasonCode.MalformedPacket : Number <= 1 ? ReasonCode.Success : ReasonCode.ProtocolError;
            case PropertyId.ServerKeepAlive:
            case PropertyId.TopicAliasMaximum:
                return ReadUInt16() ? ReasonCode.Success : ReasonCode.MalformedPacket;
            case PropertyId.ReceiveMaximum:
                return !ReadUInt16() ? ReasonCode.MalformedPacket : Number > 0 ? ReasonCode.Success : ReasonCode.ProtocolError;
            case PropertyId.TopicAlias:
                return !ReadUInt16() ? ReasonCode.MalformedPacket : Number > 0 ? ReasonCode.Success : ReasonCode.TopicAliasInvalid;
            case PropertyId.MessageExpiryInterval:
            case PropertyId.SessionExpiryInterval:
            case PropertyId.WillDelayInterval:
                return ReadUInt32() ? ReasonCode.Success : ReasonCode.MalformedPacket;
            case PropertyId.MaximumPacketSize:
                return !ReadUInt32() ? ReasonCode.MalformedPacket : Number > 0 ? ReasonCode.Success : ReasonCode.ProtocolError;
            case PropertyId.SubscriptionIdentifier:
                return !ReadVariable() ? ReasonCode.MalformedPacket : Number > 0 ? ReasonCode.Success : ReasonCode.ProtocolError;
            case PropertyId.CorrelationData:
            case PropertyId.AuthenticationData:
                return ReadBinary() ? ReasonCode.Success : ReasonCode.MalformedPacket;
            case PropertyId.ResponseTopic:
                return !ReadText() ? ReasonCode.MalformedPacket : Topics.IsName(Bytes) ? ReasonCode.Success : ReasonCode.ProtocolError;
            case PropertyId.UserProperty:
                if (!ReadText() || !_reader.TryText(out var second))
                {
                    return ReasonCode.MalformedPacket;
                }
                Second = second;
                return ReasonCode.Success;
            default:
                return ReadText() ? ReasonCode.Success : ReasonCode.MalformedPacket;
        }
    }

    private bool ReadByte()
    {
        var read = _reader.TryByte(out var value);
        Number = value;
        return read;
    }

    private bool ReadUInt16()
    {
        var read = _reader.TryUInt16(out var value);
        Number = value;
        return read;
    }

    private bool ReadUInt32()
    {
        var read = _reader.TryUInt32(out var value);
        Number = value;
        return read;
    }

    private bool ReadVariable()
    {
        var read = _reader.TryVariable(out var value);
        Number = (uint)value;
        return read;
    }

    private bool ReadBinary()
    {
        var read = _reader.TryBinary(out var value);
        Bytes = value;
        return read;
    }

    private bool ReadText()
    {
        var read = _reader.TryText(out var value);
        Bytes = value;
        return read;
    }
}
