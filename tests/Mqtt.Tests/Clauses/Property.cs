using System.Buffers.Binary;
using System.Text;

namespace Kith.Mqtt.Tests.Clauses;

internal enum Form
{
    Byte,
    UInt16,
    UInt32,
    Variable,
    Text,
    Binary,
    Pair,
}

/// <summary>The properties of MQTT 5 (§2.2.2.2) under the names of the tables. Written without the broker's codec, so that one checks the other.</summary>
internal sealed record Property(string Name, byte Id, Form Form)
{
    private static readonly Property[] _all =
    [
        new("format", 1, Form.Byte), new("expiry", 2, Form.UInt32), new("type", 3, Form.Text), new("answer", 8, Form.Text),
        new("data", 9, Form.Binary), new("sub", 11, Form.Variable), new("session", 17, Form.UInt32), new("assigned", 18, Form.Text),
        new("keepalive", 19, Form.UInt16), new("method", 21, Form.Text), new("auth", 22, Form.Binary), new("problem", 23, Form.Byte),
        new("delay", 24, Form.UInt32), new("askinfo", 25, Form.Byte), new("info", 26, Form.Text), new("server", 28, Form.Text),
        new("reason", 31, Form.Text), new("receive", 33, Form.UInt16), new("aliases", 34, Form.UInt16), new("alias", 35, Form.UInt16),
        new("maxqos", 36, Form.Byte), new("retains", 37, Form.Byte), new("up", 38, Form.Pair), new("size", 39, Form.UInt32),
        new("wildcards", 40, Form.Byte), new("subs", 41, Form.Byte), new("shared", 42, Form.Byte),
    ];

    public static Property? Find(string name) => _all.FirstOrDefault(property => property.Name == name);

    /// <summary>The block with its length, of all words that are properties.</summary>
    public static byte[] Block(IEnumerable<KeyValuePair<string, string>> named)
    {
        var block = new List<byte>();
        foreach (var (name, value) in named)
        {
            if (Find(name) is { } property)
            {
                block.Add(property.Id);
                block.AddRange(property.Write(value));
            }
        }
        return [.. Variable(block.Count), .. block];
    }

    private byte[] Write(string value) => Form switch
    {
        Form.Byte => [byte.Parse(value)],
        Form.UInt16 => UInt16(ushort.Parse(value)),
        Form.UInt32 => [.. UInt16((int)(uint.Parse(value) >> 16)), .. UInt16((int)(uint.Parse(value) & 0xFFFF))],
        Form.Variable => Variable(int.Parse(value)),
        Form.Pair => value.Split(':') is [var left, var right] ? [.. Text(Words.Raw(left)), .. Text(Words.Raw(right))] : throw new FormatException(value),
        _ => Text(Words.Raw(value)),
    };

    public static byte[] UInt16(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] Text(byte[] bytes) => [.. UInt16(bytes.Length), .. bytes];

    public static byte[] Variable(int value)
    {
        var bytes = new List<byte>();
        do
        {
            bytes.Add((byte)((value & 0x7F) | (value > 0x7F ? 0x80 : 0)));
            value >>= 7;
        }
        while (value > 0);
        return [.. bytes];
    }

    /// <summary>Reads a block with its length from the front of the bytes.</summary>
    public static IEnumerable<string> Read(ref ReadOnlySpan<byte> bytes)
    {
        var words = new List<string>();
        var length = ReadVariable(ref bytes);
        var block = bytes[..length];
        bytes = bytes[length..];
        while (!block.IsEmpty)
        {
            var id = Take(ref block, 1)[0];
            var property = _all.First(property => property.Id == id);
            words.Add($"{property.Name}={property.ReadValue(ref block)}");
        }
        return words;
    }

    private string ReadValue(ref ReadOnlySpan<byte> block) => Form switch
    {
        Form.Byte => $"{Take(ref block, 1)[0]}",
        Form.UInt16 => $"{ReadUInt16(ref block)}",
        Form.UInt32 => $"{BinaryPrimitives.ReadUInt32BigEndian(Take(ref block, 4))}",
        Form.Variable => $"{ReadVariable(ref block)}",
        Form.Pair => $"{ReadText(ref block)}:{ReadText(ref block)}",
        _ => ReadText(ref block),
    };

    public static int ReadUInt16(ref ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(Take(ref bytes, 2));

    public static string ReadText(ref ReadOnlySpan<byte> bytes) => Shown(Take(ref bytes, ReadUInt16(ref bytes)));

    /// <summary>Bytes as a table writes them.</summary>
    public static string Shown(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var value in bytes)
        {
            _ = value is > 0x20 and < 0x7F and not (byte)'\\' ? text.Append((char)value) : text.Append($"\\x{value:X2}");
        }
        return text.ToString();
    }

    private static int ReadVariable(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Take(ref bytes, 1)[0];
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }
}
