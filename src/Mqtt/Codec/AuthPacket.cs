using System.Buffers;
using System.Text;

namespace Kith.Mqtt.Codec;

/// <summary>AUTH of MQTT 5 (§3.15).</summary>
/// <param name="Data">Empty = none.</param>
internal readonly record struct AuthPacket(ReasonCode Reason, string Method, ReadOnlyMemory<byte> Data)
{
    public static ReasonCode Parse(byte header, ReadOnlySpan<byte> body, out AuthPacket packet)
    {
        packet = default;
        var reader = new PacketReader(body);
        if ((header & 0x0F) != 0)
        {
            return ReasonCode.MalformedPacket;
        }
        if (body.IsEmpty)
        {
            // "Success, without a method": what a server may say, and no client.
            return ReasonCode.ProtocolError;
        }
        if (!reader.TryByte(out var reason) || !reader.TryVariable(out var length) || !reader.TryTake(length, out var block) || reader.Remaining != 0)
        {
            return ReasonCode.MalformedPacket;
        }
        string? method = null;
        byte[] data = [];
        var properties = new PropertyReader(block, PropertySet.Auth);
        while (properties.Next())
        {
            if (properties.Id == PropertyId.AuthenticationMethod)
            {
                method = Encoding.UTF8.GetString(properties.Bytes);
            }
            else if (properties.Id == PropertyId.AuthenticationData)
            {
                data = properties.Bytes.ToArray();
            }
        }
        if (properties.Error != ReasonCode.Success || method is null)
        {
            return properties.Error != ReasonCode.Success ? properties.Error : ReasonCode.ProtocolError;
        }
        packet = new AuthPacket((ReasonCode)reason, method, data);
        return ReasonCode.Success;
    }

    /// <summary>Bytes of the whole packet.</summary>
    public int Measure()
    {
        var output = new ArrayBufferWriter<byte>();
        Write(output);
        return output.WrittenCount;
    }

    public void Write(IBufferWriter<byte> output)
    {
        using var body = new BodyWriter();
        using var block = new BodyWriter();
        WriteProperties(block, Method, Data);
        body.Byte((byte)Reason);
        body.Block(block);
        body.Finish(output, (byte)PacketType.Auth << 4);
    }

    /// <summary>The two properties, as CONNACK has them too.</summary>
    public static void WriteProperties(BodyWriter block, string method, ReadOnlyMemory<byte> data)
    {
        block.Property(PropertyId.AuthenticationMethod, method);
        if (!data.IsEmpty)
        {
            block.Byte((byte)PropertyId.AuthenticationData);
            block.Binary(data.Span);
        }
    }
}
