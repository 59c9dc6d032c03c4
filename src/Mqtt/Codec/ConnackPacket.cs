using System.Buffers;
using System.Text;

namespace Kith.Mqtt.Codec;

/// <summary>CONNACK (§3.2), written by the broker and read by the client.</summary>
internal sealed record ConnackPacket
{
    public ReasonCode Reason { get; init; }
    public bool SessionPresent { get; init; }
    /// <summary>Seconds; null = as the client asked.</summary>
    public uint? SessionExpiry { get; set; }
    public ushort ReceiveMaximum { get; set; } = ushort.MaxValue;
    /// <summary>Bytes of a whole packet; 0 = not named.</summary>
    public uint MaximumPacketSize { get; set; }
    public ushort TopicAliasMaximum { get; set; }
    public Qos MaximumQos { get; set; } = Qos.ExactlyOnce;
    public string? AssignedClientId { get; set; }
    /// <summary>Seconds; null = as the client asked.</summary>
    public ushort? ServerKeepAlive { get; set; }
    public string? ReasonText { get; set; }
    /// <summary>Null = the client named none.</summary>
    public string? AuthenticationMethod { get; set; }
    public ReadOnlyMemory<byte> AuthenticationData { get; set; }

    public static ReasonCode Parse(byte header, ReadOnlySpan<byte> body, ProtocolVersion version, out ConnackPacket packet)
    {
        packet = new ConnackPacket();
        var reader = new PacketReader(body);
        if (header != (byte)PacketType.Connack << 4 || !reader.TryByte(out var flags) || !reader.TryByte(out var code) || flags > 1)
        {
            return ReasonCode.MalformedPacket;
        }
        if (version == ProtocolVersion.V311 || reader.Remaining == 0)
        {
            // A broker that does not know MQTT 5 answers with a 3.1.1 code.
            var reason = version == ProtocolVersion.V311 || code < 0x80 ? ReasonCodes.FromConnectReturnCode(code) : (ReasonCode)code;
            packet = new ConnackPacket { Reason = reason, SessionPresent = flags == 1 };
            return reader.Remaining == 0 ? ReasonCode.Success : ReasonCode.MalformedPacket;
        }
        packet = new ConnackPacket { Reason = (ReasonCode)code, SessionPresent = flags == 1 };
        return !reader.TryVariable(out var length) || !reader.TryTake(length, out var block) || reader.Remaining != 0
            ? ReasonCode.MalformedPacket
            : packet.ReadProperties(block);
    }

    /// <summary>Whether a client that takes packets of so many bytes (0 = any) can be answered with it (MQTT-3.1.2-24).</summary>
    public bool Fits(uint largest, ProtocolVersion version)
    {
        if (largest == 0 || version != ProtocolVersion.V5)
        {
            return true;
        }
        var output = new ArrayBufferWriter<byte>();
        Write(output, version);
        return output.WrittenCount <= largest;
    }

    public void Write(IBufferWriter<byte> output, ProtocolVersion version)
    {
        var code = version == ProtocolVersion.V5 ? (byte)Reason : Reason.ToConnectReturnCode();
        using var body = new BodyWriter();
        body.Byte(SessionPresent ? (byte)1 : (byte)0);
        body.Byte(code);
        if (version == ProtocolVersion.V5)
        {
            using var block = new BodyWriter();
            WriteProperties(block);
            body.Block(block);
        }
        body.Finish(output, (byte)PacketType.Connack << 4);
    }

    private void WriteProperties(BodyWriter block)
    {
        if (SessionExpiry is { } expiry)
        {
            block.Property(PropertyId.SessionExpiryInterval, expiry);
        }
        if (ReceiveMaximum != ushort.MaxValue)
        {
            block.Property(PropertyId.ReceiveMaximum, ReceiveMaximum);
        }
        if (MaximumPacketSize != 0)
        {
            block.Property(PropertyId.MaximumPacketSize, MaximumPacketSize);
        }
        if (TopicAliasMaximum != 0)
        {
            block.Property(PropertyId.TopicAliasMaximum, TopicAliasMaximum);
        }
        if (AssignedClientId is { } assigned)
        {
            block.Property(PropertyId.AssignedClientIdentifier, assigned);
        }
        if (ServerKeepAlive is { } keepAlive)
        {
            block.Property(PropertyId.ServerKeepAlive, keepAlive);
        }
        if (ReasonText is { } text)
        {
            block.Property(PropertyId.ReasonString, text);
        }
        if (AuthenticationMethod is { } method)
        {
            AuthPacket.WriteProperties(block, method, AuthenticationData);
        }
    }

    private ReasonCode ReadProperties(ReadOnlySpan<byte> block)
    {
        var properties = new PropertyReader(block, PropertySet.Connack);
        while (properties.Next())
        {
            switch (properties.Id)
            {
                case PropertyId.SessionExpiryInterval:
                    SessionExpiry = properties.Number;
                    break;
                case PropertyId.ReceiveMaximum:
                    ReceiveMaximum = (ushort)properties.Number;
                    break;
                case PropertyId.MaximumPacketSize:
                    MaximumPacketSize = properties.Number;
                    break;
                case PropertyId.TopicAliasMaximum:
                    TopicAliasMaximum = (ushort)properties.Number;
                    break;
                case PropertyId.MaximumQos:
                    MaximumQos = (Qos)properties.Number;
                    break;
                case PropertyId.AssignedClientIdentifier:
                    AssignedClientId = Encoding.UTF8.GetString(properties.Bytes);
                    break;
                case PropertyId.ServerKeepAlive:
                    ServerKeepAlive = (ushort)properties.Number;
                    break;
                case PropertyId.ReasonString:
                    ReasonText = Encoding.UTF8.GetString(properties.Bytes);
                    break;
                default:
                    break;
            }
        }
        return properties.Error;
    }
}
