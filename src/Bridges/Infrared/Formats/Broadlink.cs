using System.Buffers.Binary;
using Kith.Bridges.Infrared.Signals;
using Kith.Model.Errors;

namespace Kith.Bridges.Infrared.Formats;

/// <summary>
/// Broadlink's packets, in base64 or hexadecimal: 0x26 for infrared, how often it repeats, the length (little endian), then each time as one
/// byte of ticks of 32.84 microseconds, or a 0 and two bytes (big endian). No carrier is said: 38 kHz.
/// </summary>
internal static class Broadlink
{
    private const byte Infrared = 0x26;
    private const double Tick = 32.84;

    /// <summary>The silence that ends a packet, ticks.</summary>
    private const int End = 0x0D05;

    internal static bool Looks(string text) => text.StartsWith("Jg", StringComparison.Ordinal) || text.StartsWith("26", StringComparison.Ordinal) && text.All(char.IsAsciiHexDigit);

    internal static Result<Signal> ReadBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(Padded(text), bytes, out var length) ? Read(bytes.AsSpan(0, length)) : Signal.Wrong("it is no base64");
    }

    internal static Result<Signal> ReadHex(string text) =>
        text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Read(Convert.FromHexString(text)) : Signal.Wrong("it is not made of pairs of hexadecimal digits");

    /// <summary>Some files leave the equals signs at the end out.</summary>
    private static string Padded(string text) => (text.Length % 4) switch { 2 => text + "==", 3 => text + "=", _ => text };

    internal static Result<Signal> Read(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < 6) return Signal.Wrong("a Broadlink packet has at least six bytes");
        if (packet[0] is 0xB2 or 0xD7) return Signal.Wrong("it is a radio code, not an infrared one");
        if (packet[0] != Infrared) return Signal.Wrong($"a Broadlink infrared packet begins with 26, this one with {packet[0]:X2}");
        int length = BinaryPrimitives.ReadUInt16LittleEndian(packet[2..]);
        if (length == 0 || length > packet.Length - 4) return Signal.Wrong($"it announces {length} bytes and has {packet.Length - 4}");
        var times = new List<long>(length);
        var body = packet.Slice(4, length);
        for (var place = 0; place < body.Length; place++)
        {
            int ticks = body[place];
            if (ticks == 0)
            {
                if (place + 2 >= body.Length) break; // Padding.
                ticks = BinaryPrimitives.ReadUInt16BigEndian(body[(place + 1)..]);
                place += 2;
                // Some files pad with zeros.
                if (ticks == 0) break;
            }
            times.Add((long)Math.Round(ticks * Tick));
        }
        var frame = times.Count;
        for (var again = 0; again < packet[1] && times.Count + frame <= InfraredLimits.Timings; again++) times.AddRange(times.Take(frame).ToList());
        return Signal.Make(InfraredLimits.UsualCarrier, times);
    }

    internal static string Write(Signal signal)
    {
        var body = new List<byte>(signal.Timings.Count + 8);
        foreach (var ticks in signal.Timings.Select(time => (int)Math.Clamp(Math.Round(time / Tick), 1, ushort.MaxValue)).Append(End))
            if (ticks < 256) body.Add((byte)ticks);
            else body.AddRange([0, (byte)(ticks >> 8), (byte)ticks]);
        return Convert.ToBase64String([Infrared, 0, (byte)body.Count, (byte)(body.Count >> 8), .. body]);
    }
}
