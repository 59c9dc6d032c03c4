using System.Text;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Tests.Clauses;

/// <summary>
/// A packet in words: its name, then its fixed parts in order, then name=value in any order ("PUBLISH lamp on qos=1 id=7"). Bytes that
/// cannot be written are \xNN. What only MQTT 5 can say is left out where MQTT 3.1.1 is spoken; "86|4" is 86 there and 4 here.
/// </summary>
internal sealed class Words
{
    private Words(string kind, List<string> parts, List<KeyValuePair<string, string>> named, ProtocolVersion version)
        => (Kind, Parts, Named, Version) = (kind, parts, named, version);

    public string Kind { get; }

    public List<string> Parts { get; }

    public List<KeyValuePair<string, string>> Named { get; }

    public ProtocolVersion Version { get; }

    public string? this[string name] => Named.LastOrDefault(pair => pair.Key == name).Value;

    public static Words Parse(string text, ProtocolVersion version)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Split('|') is [var five, var older] ? version == ProtocolVersion.V5 ? five : older : word)
            .Where(word => word.Length > 0)
            .ToList();
        var isNamed = words.ToLookup(word => word.IndexOf('=', StringComparison.Ordinal) > 0);
        var parts = isNamed[false].Skip(1).ToList();
        var named = isNamed[true].Select(word => word.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1])).ToList();
        if (version == ProtocolVersion.V311)
        {
            named.RemoveAll(pair => Property.Find(pair.Key.Replace("will.", "", StringComparison.Ordinal)) is not null);
            var said = PartsOf311(words[0]);
            parts.RemoveRange(Math.Min(said, parts.Count), Math.Max(0, parts.Count - said));
        }
        return new Words(words[0], parts, named, version);
    }

    /// <summary>How many fixed parts the packet has in MQTT 3.1.1: acknowledgements and farewells have no reason.</summary>
    private static int PartsOf311(string kind) => kind switch
    {
        "PUBACK" or "PUBREC" or "PUBREL" or "PUBCOMP" or "UNSUBACK" => 1,
        "DISCONNECT" => 0,
        _ => int.MaxValue,
    };

    public static byte[] Raw(string word)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] == '\\')
            {
                bytes.Add(Convert.ToByte(word.Substring(i + 2, 2), 16));
                i += 3;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(word[i..(i + 1)]));
            }
        }
        return [.. bytes];
    }

    /// <summary>The same in words that compare: names in order, repeated ones in the order in which they came.</summary>
    public override string ToString() => string.Join(' ', [Kind, .. Parts, .. Named.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")]);
}
