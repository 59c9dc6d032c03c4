using System.Buffers;
using System.Text;

namespace Kith.Mqtt.Codec;

/// <summary>DISCONNECT (§3.14).</summary>
internal readonly record struct DisconnectPacket(ReasonCode Reason, uint? SessionExpiry, string? ReasonText)
{
    public static ReasonCode Parse(byte header, ReadOnlySpan<byte> body, ProtocolVersion version, out DisconnectPacket packet)
    {
        packet = default;
        if ((header & 0x0F) != 0)
        {
            return ReasonCode.MalformedPacket;
        }
        if (body.IsEmpty)
        {
            return ReasonCode.Success;
        }
        var reader = new PacketReader(body);
        if (version != ProtocolVersion.V5 || !reader.TryByte(out var reason))
        {
            return ReasonCode.MalformedPacket;
        }
        uint? expiry = null;
        string? text = null;
        if (reader.Remaining > 0)
        {
            if (!reader.TryVariable(out var length) || !reader.TryTake(length, out var block) || reader.Remaining != 0)
            {
                return ReasonCode.MalformedPacket;
            }
            var properties = new PropertyReader(block, PropertySet.Disconnect);
            while (properties.Next())
            {
                if (properties.Id == PropertyId.SessionExpiryInterval)
                {
                    expiry = properties.Number;
                }
                else if (properties.Id == PropertyId.ReasonString)
                {
                    text = Encoding.UTF8.GetString(properties.Bytes);
                }
            }
            if (properties.Error != ReasonCode.Success)
            {
                return properties.Error;
            }
        }
        packet = new DisconnectPacket((ReasonCode)reason, expiry, text);
        return ReasonCode.Success;
    }

    /// <summary>The broker's: with words, where they fit into what the client takes (MQTT-3.14.2-3).</summary>
    /// <param name="largest">Bytes of a whole packet.</param>
    public static void WriteFarewell(IBufferWriter<byte> output, ReasonCode reason, uint largest)
    {
        using var body = new BodyWriter();
        body.Byte((byte)reason);
        if (reason.Text() is { } text)
        {
            using var block = new BodyWriter();
            block.Property(PropertyId.ReasonString, text);
            body.Block(block);
        }
        // Header and length; no text is as long as to need two bytes of length.
        if (body.Written.Length + 2 <= largest)
        {
            body.Finish(output, (byte)((byte)PacketType.Disconnect << 4));
        }
        else
        {
            Write(output, reason, ProtocolVersion.V5);
        }
    }

    public static void Write(IBufferWriter<byte> output, ReasonCode reason, ProtocolVersion version, uint? sessionExpiry = null)
    {
        var header = (byte)((byte)PacketType.Disconnect << 4);
        if (version != ProtocolVersion.V5 || (reason == ReasonCode.Success && sessionExpiry is null))
        {
            output.Write<byte>([header, 0]);
            return;
        }
        if (sessionExpiry is not { } expiry)
        {
            output.Write<byte>([header, 1, (byte)reason]);
            return;
        }
        output.Write<byte>([header, 7, (byte)reason, 5, (byte)PropertyId.SessionExpiryInterval,
            (byte)(expiry >> 24), (byte)(expiry >> 16), (byte)(expiry >> 8), (byte)expiry]);
    }
}
