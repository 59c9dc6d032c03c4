using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Tests.Clauses;

/// <summary>Bytes to words: what the broker said, strictly as the specifications write it.</summary>
internal static class Heard
{
    public static string Text(Packet packet)
    {
        var (kind, flags) = (packet.Type.ToString().ToUpperInvariant(), packet.Header & 0x0F);
        ReadOnlySpan<byte> body = packet.Body;
        var isFive = packet.Version == ProtocolVersion.V5;
        if (packet.IsEnd)
        {
            return "end";
        }
        if (packet.Type == PacketType.Publish)
        {
            return Publish(flags, body, isFive);
        }
        Assert.Equal(packet.Type == PacketType.Pubrel ? 2 : 0, flags);
        var words = new List<string> { kind };
        switch (packet.Type)
        {
            case PacketType.Connack:
                Assert.True(body[0] <= 1, "MQTT-3.2.2-1 (5): reserved bits of the flags are 0");
                words.AddRange([Code(body[1]), $"present={body[0]}"]);
                body = body[2..];
                // Who asks for a version that is not there is answered in the oldest one.
                words.AddRange(isFive && !body.IsEmpty ? Property.Read(ref body) : []);
                break;
            case PacketType.Puback or PacketType.Pubrec or PacketType.Pubrel or PacketType.Pubcomp:
                words.Add($"{Property.ReadUInt16(ref body)}");
                Reason(words, ref body, isFive);
                break;
            case PacketType.Suback or PacketType.Unsuback:
                words.Add($"{Property.ReadUInt16(ref body)}");
                words.AddRange(isFive ? Property.Read(ref body) : []);
                foreach (var code in body)
                {
                    words.Add(Code(code));
                }
                body = [];
                break;
            case PacketType.Disconnect or PacketType.Auth:
                Assert.True(isFive, "MQTT 3.1.1 knows no DISCONNECT of a server and no AUTH");
                Reason(words, ref body, isFive);
                break;
            default:
                break;
        }
        Assert.True(body.IsEmpty, $"{kind} has bytes that it does not know: {Property.Shown(body)}");
        return string.Join(' ', words);
    }

    private static void Reason(List<string> words, ref ReadOnlySpan<byte> body, bool isFive)
    {
        if (isFive && !body.IsEmpty)
        {
            words.AddRange(body[0] == 0 ? [] : [Code(body[0])]);
            body = body[1..];
            words.AddRange(body.IsEmpty ? [] : Property.Read(ref body));
        }
    }

    private static string Publish(int flags, ReadOnlySpan<byte> body, bool isFive)
    {
        var qos = (flags >> 1) & 3;
        var topic = Property.ReadText(ref body);
        var words = new List<string>();
        if (qos > 0)
        {
            words.AddRange([$"qos={qos}", $"id={Property.ReadUInt16(ref body)}"]);
            Assert.NotEqual("id=0", words[^1]);
        }
        words.AddRange((flags & 8) != 0 ? ["dup=1"] : []);
        words.AddRange((flags & 1) != 0 ? ["retain=1"] : []);
        words.AddRange(isFive ? Property.Read(ref body) : []);
        return string.Join(' ', ["PUBLISH", topic.Length == 0 ? "-" : topic, Property.Shown(body), .. words]);
    }

    private static string Code(byte code) => $"{code:X}";
}
