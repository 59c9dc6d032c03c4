using System.Text;

namespace Kith.Mqtt.Codec;

/// <summary>CONNECT (§3.1). It lives as long as the connection, so it owns its values.</summary>
internal sealed class ConnectPacket
{
    public ProtocolVersion Version { get; init; }
    public string ClientId { get; set; } = "";
    public bool CleanStart { get; init; } = true;
    /// <summary>Seconds; 0 = no keep-alive.</summary>
    public ushort KeepAlive { get; set; }
    public string? UserName { get; set; }
    public ReadOnlyMemory<byte>? Password { get; set; }
    public WillPacket? Will { get; set; }
    /// <summary>Seconds; 0 = ends with the connection, <see cref="uint.MaxValue"/> = never.</summary>
    public uint SessionExpiry { get; set; }
    public ushort ReceiveMaximum { get; set; } = ushort.MaxValue;
    /// <summary>Bytes of a whole packet; 0 = no limit named.</summary>
    public uint MaximumPacketSize { get; set; }
    public ushort TopicAliasMaximum { get; set; }
    public bool RequestProblemInformation { get; set; } = true;
    public string? AuthenticationMethod { get; set; }
    /// <summary>Empty = none.</summary>
    public ReadOnlyMemory<byte> AuthenticationData { get; set; }

    /// <summary>The version is set as soon as it is known, so that even a refusal speaks the client's version.</summary>
    public static ReasonCode Parse(ReadOnlySpan<byte> body, out ConnectPacket packet)
    {
        packet = new ConnectPacket { Version = ProtocolVersion.V311 };
        var reader = new PacketReader(body);
        if (!reader.TryText(out var name) || !reader.TryByte(out var level))
        {
            return ReasonCode.MalformedPacket;
        }
        if (!name.SequenceEqual("MQTT"u8) || level is not (4 or 5))
        {
            // MQTT-3.1.2-1 and -2; "MQIsdp" level 3 is MQTT 3.1, which no current client needs.
            return ReasonCode.UnsupportedProtocolVersion;
        }
        var version = (ProtocolVersion)level;
        packet = new ConnectPacket { Version = version };
        if (!reader.TryByte(out var flags) || !reader.TryUInt16(out var keepAlive))
        {
            return ReasonCode.MalformedPacket;
        }
        packet = new ConnectPacket { Version = version, CleanStart = (flags & 0x02) != 0, KeepAlive = keepAlive };
        var hasWill = (flags & 0x04) != 0;
        var willQos = (flags >> 3) & 3;
        // MQTT-3.1.2-3 (reserved bit), -11 to -15 (will bits), 3.1.1 MQTT-3.1.2-22 (password needs a user name).
        var passwordAlone = version == ProtocolVersion.V311 && (flags & 0xC0) == 0x40;
        if ((flags & 0x01) != 0 || willQos == 3 || (!hasWill && (flags & 0x38) != 0) || passwordAlone)
        {
            return ReasonCode.MalformedPacket;
        }
        if (version == ProtocolVersion.V5)
        {
            var error = packet.ReadProperties(ref reader);
            if (error != ReasonCode.Success)
            {
                return error;
            }
        }
        else
        {
            packet.SessionExpiry = packet.CleanStart ? 0 : uint.MaxValue;
        }
        if (!reader.TryText(out var clientId))
        {
            return ReasonCode.MalformedPacket;
        }
        packet.ClientId = Encoding.UTF8.GetString(clientId);
        if (hasWill)
        {
            var error = WillPacket.Parse(ref reader, version, (Qos)willQos, (flags & 0x20) != 0, out var will);
            if (error != ReasonCode.Success)
            {
                return error;
            }
            packet.Will = will;
        }
        return packet.ReadCredentials(ref reader, flags) && reader.Remaining == 0 ? ReasonCode.Success : ReasonCode.MalformedPacket;
    }

    private bool ReadCredentials(ref PacketReader reader, byte flags)
    {
        if ((flags & 0x80) != 0)
        {
            if (!reader.TryText(out var userName))
            {
                return false;
            }
            UserName = Encoding.UTF8.GetString(userName);
        }
        if ((flags & 0x40) != 0)
        {
            if (!reader.TryBinary(out var password))
            {
                return false;
            }
            Password = password.ToArray();
        }
        return true;
    }

    private ReasonCode ReadProperties(ref PacketReader reader)
    {
        if (!reader.TryVariable(out var length) || !reader.TryTake(length, out var block))
        {
            return ReasonCode.MalformedPacket;
        }
        var properties = new PropertyReader(block, PropertySet.Connect);
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
                case PropertyId.RequestProblemInformation:
                    RequestProblemInformation = properties.Number == 1;
                    break;
                case PropertyId.AuthenticationMethod:
                    AuthenticationMethod = Encoding.UTF8.GetString(properties.Bytes);
                    break;
                case PropertyId.AuthenticationData:
                    AuthenticationData = properties.Bytes.ToArray();
                    break;
                default:
                    break;
            }
        }
        // Authentication data without a method is a protocol error (§3.1.2.11.10).
        return properties.Error == ReasonCode.Success && properties.Seen.Has(PropertyId.AuthenticationData) && AuthenticationMethod is null
            ? ReasonCode.ProtocolError
            : properties.Error;
    }
}
