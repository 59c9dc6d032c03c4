using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Tests.Clauses;

/// <summary>Words to bytes: what a client of the tables sends, right or wrong. flags=N replaces the header's low bits, more=HEX follows the body.</summary>
internal static class Said
{
    public static byte[] Bytes(Words words)
    {
        if (words.Kind == "hex")
        {
            return Hex.Bytes(string.Concat(words.Parts));
        }
        var (type, body) = (Enum.Parse<PacketType>(words.Kind, ignoreCase: true), Body(words).Concat(Hex.Bytes(words["more"] ?? "")).ToArray());
        var flags = words["flags"] is { } forced ? Convert.ToByte(forced, 16) : Flags(type, words);
        return [(byte)(((byte)type << 4) | flags), .. Property.Variable(body.Length), .. body];
    }

    private static int Flags(PacketType type, Words words) => type switch
    {
        PacketType.Publish => (IsSet(words, "dup") ? 8 : 0) | (int.Parse(words["qos"] ?? "0") << 1) | (IsSet(words, "retain") ? 1 : 0),
        PacketType.Pubrel or PacketType.Subscribe or PacketType.Unsubscribe => 2,
        _ => 0,
    };

    private static bool IsSet(Words words, string name) => words[name] == "1";

    private static IEnumerable<byte> Body(Words words) => words.Kind switch
    {
        "CONNECT" => Connect(words),
        "PUBLISH" => [.. Text(words.Parts[0] == "-" ? "" : words.Parts[0]), .. Id(words), .. Properties(words), .. Words.Raw(words.Parts.ElementAtOrDefault(1) ?? "")],
        "SUBSCRIBE" => [.. Number(words.Parts[0]), .. Properties(words), .. words.Parts.Skip(1).SelectMany(Filter)],
        "UNSUBSCRIBE" => [.. Number(words.Parts[0]), .. Properties(words), .. words.Parts.Skip(1).SelectMany(Text)],
        "PINGREQ" => [],
        "DISCONNECT" or "AUTH" => Reason(words, words.Parts),
        _ => [.. Number(words.Parts[0]), .. Reason(words, words.Parts.Skip(1))],
    };

    /// <summary>Reason and properties, as short as they may be said.</summary>
    private static IEnumerable<byte> Reason(Words words, IEnumerable<string> parts)
    {
        var properties = Properties(words);
        return words.Version == ProtocolVersion.V311 || (!parts.Any() && properties.Length <= 1) ? []
            : [Convert.ToByte(parts.FirstOrDefault("00"), 16), .. properties.Length > 1 ? properties : []];
    }

    private static IEnumerable<byte> Connect(Words words)
    {
        var will = words["will"]?.Split(':', 2);
        var flags = (words["clean"] == "0" ? 0 : 2) | (will is null ? 0 : 4 | (int.Parse(words["will.qos"] ?? "0") << 3) | (IsSet(words, "will.retain") ? 0x20 : 0))
            | (words["password"] is null ? 0 : 0x40) | (words["user"] is null ? 0 : 0x80);
        var level = words["level"] is { } other ? byte.Parse(other) : (byte)words.Version;
        var aboutWill = words.Named.Where(pair => pair.Key.StartsWith("will.", StringComparison.Ordinal)).Select(pair => KeyValuePair.Create(pair.Key[5..], pair.Value));
        return
        [
            .. Text(words["name"] ?? "MQTT"), level, (byte)(flags ^ Convert.ToByte(words["bits"] ?? "0", 16)), .. Number(words["keep"] ?? "0"), .. Properties(words),
            .. Text(words["id"]!),
            .. will is null ? [] : (byte[])[.. words.Version == ProtocolVersion.V5 ? Property.Block(aboutWill) : [], .. Text(will[0]), .. Text(will[1])],
            .. words["user"] is { } user ? Text(user) : [],
            .. words["password"] is { } password ? Text(password) : [],
        ];
    }

    /// <summary>"lamp/#:1,nl,rap,rh2,b80": a filter, its QoS, its options.</summary>
    private static IEnumerable<byte> Filter(string word)
    {
        var (filter, asked) = (word[..word.LastIndexOf(':')], word[(word.LastIndexOf(':') + 1)..].Split(','));
        var options = asked.Skip(1).Sum(option => option switch
        {
            "nl" => 4,
            "rap" => 8,
            "rh0" => 0,
            "rh1" => 0x10,
            "rh2" => 0x20,
            _ => Convert.ToByte(option[1..], 16),
        });
        return [.. Text(filter), (byte)(int.Parse(asked[0]) | options)];
    }

    private static byte[] Properties(Words words) => words.Version == ProtocolVersion.V5 ? Property.Block(words.Named) : [];

    private static byte[] Id(Words words) => words["id"] is { } id ? Number(id) : [];

    private static byte[] Number(string word) => Property.UInt16(ushort.Parse(word));

    private static byte[] Text(string word) => Property.Text(Words.Raw(word));
}
