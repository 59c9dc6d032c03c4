using System.Buffers.Binary;
using Kith.Bridges.Infrared.Signals;
using Kith.Model.Errors;

namespace Kith.Bridges.Infrared.Formats;

/// <summary>
/// What Tuya's and Zosung's Zigbee blasters learn and send: the times as 16 bits each (little endian), packed, in base64. A packed block
/// begins with a byte: below 32, that many and one more bytes follow as they are; else its upper three bits and 2 are a length (7: one more
/// byte of length follows), and its lower five with the next byte and 1 are how far back the same bytes stand. The carrier is the blaster's own, 38 kHz.
/// </summary>
internal static class Tuya
{
    private const int Literals = 32, Window = 1 << 13, Shortest = 3, Longest = 7 + 255 + 2;

    internal static Result<Signal> Read(string text)
    {
        var packed = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, packed, out var length)) return Signal.Wrong("it is no base64");
        if (Unpack(packed.AsSpan(0, length)) is not { } bytes || bytes.Count < 2) return Signal.Wrong("it is not packed as Tuya's codes are");
        var times = new List<long>(bytes.Count / 2);
        for (var place = 0; place + 1 < bytes.Count; place += 2) times.Add(bytes[place] | bytes[place + 1] << 8);
        return Signal.Make(InfraredLimits.UsualCarrier, times);
    }

    internal static string Write(Signal signal)
    {
        var bytes = new byte[(signal.Timings.Count + 1) * 2];
        for (var place = 0; place < signal.Timings.Count; place++) BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(place * 2), (ushort)Math.Min(signal.Timings[place], ushort.MaxValue));
        // They learn with the silence behind it, and send it so.
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(signal.Timings.Count * 2), 30_000);
        return Convert.ToBase64String(Pack(bytes));
    }

    /// <summary>Null for what is broken or larger than any signal.</summary>
    private static List<byte>? Unpack(ReadOnlySpan<byte> packed)
    {
        var bytes = new List<byte>();
        for (var place = 0; place < packed.Length;)
        {
            var head = packed[place++];
            var length = head >> 5;
            if (length == 0)
            {
                length = head + 1;
                if (place + length > packed.Length) return null;
                bytes.AddRange(packed.Slice(place, length));
                place += length;
            }
            else
            {
                if (length == 7)
                {
                    if (place == packed.Length) return null;
                    length += packed[place++];
                }
                if (place == packed.Length) return null;
                var back = ((head & 31) << 8 | packed[place++]) + 1;
                if (back > bytes.Count) return null;
                for (length += 2; length > 0; length--) bytes.Add(bytes[^back]);
            }
            if (bytes.Count > InfraredLimits.Timings * 2 + 2) return null;
        }
        return bytes;
    }

    private static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        var packed = new List<byte>();
        var from = 0;
        for (var place = 0; place < bytes.Length;)
        {
            var (length, back) = Best(bytes, place);
            if (length < Shortest)
            {
                place++;
                continue;
            }
            AddLiterals(packed, bytes[from..place]);
            var rest = length - 2;
            packed.Add((byte)(Math.Min(rest, 7) << 5 | back - 1 >> 8));
            if (rest >= 7) packed.Add((byte)(rest - 7));
            packed.Add((byte)(back - 1));
            from = place += length;
        }
        AddLiterals(packed, bytes[from..]);
        return [.. packed];
    }

    private static void AddLiterals(List<byte> packed, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var some = bytes[..Math.Min(bytes.Length, Literals)];
            packed.Add((byte)(some.Length - 1));
            packed.AddRange(some);
            bytes = bytes[some.Length..];
        }
    }

    /// <summary>The longest run that stood before; signals have a few thousand bytes, so looking everywhere is quick enough.</summary>
    private static (int Length, int Back) Best(ReadOnlySpan<byte> bytes, int place)
    {
        var (best, at) = (0, 0);
        for (var back = 1; back <= Math.Min(place, Window); back++)
        {
            var length = 0;
            while (length < Longest && place + length < bytes.Length && bytes[place + length - back] == bytes[place + length]) length++;
            if (length > best) (best, at) = (length, back);
        }
        return (best, at);
    }
}
