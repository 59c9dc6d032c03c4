using System.Text;

namespace Kith.Bridges.Bluetooth.Sources;

/// <summary>A message of ESPHome's native API: its number and its body.</summary>
internal readonly record struct ProtoFrame(int Type, ReadOnlyMemory<byte> Body);

/// <summary>
/// The little of protocol buffers that ESPHome's plain API needs (esphome.io, api protocol): a zero byte, the body's length, the message's
/// number, the body; fields of varints and bytes. An encrypted device begins with a one.
/// </summary>
internal static class ProtoFrames
{
    /// <summary>Bytes of one message: 16 advertisements of 62 bytes are 1,200.</summary>
    private const int Longest = 64 * 1024;

    internal static byte[] Text(int field, string text) => [(byte)((field << 3) | 2), (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    internal static byte[] Number(int field, byte number) => [(byte)(field << 3), number];

    internal static ValueTask SendAsync(Stream stream, int type, byte[] body, CancellationToken cancel) =>
        stream.WriteAsync((byte[])[0, (byte)body.Length, (byte)type, .. body], cancel);

    /// <summary>Null when the other side closed.</summary>
    /// <exception cref="InvalidDataException">It speaks something else, or with encryption.</exception>
    internal static async ValueTask<ProtoFrame?> ReadAsync(Stream stream, CancellationToken cancel)
    {
        var first = new byte[1];
        if (await stream.ReadAsync(first, cancel) == 0) return null;
        if (first[0] == 1) throw new InvalidDataException("this ESPHome device encrypts its API, which Kith does not speak: take `encryption:` out of its `api:`, or send by MQTT");
        if (first[0] != 0) throw new InvalidDataException("this is no ESPHome API");
        var length = await VarintAsync(stream, cancel);
        var type = await VarintAsync(stream, cancel);
        if (length > Longest) throw new InvalidDataException($"a message of {length} bytes is too long");
        var body = new byte[(int)length];
        await stream.ReadExactlyAsync(body, cancel);
        return new ProtoFrame((int)type, body);
    }

    /// <summary>Fields with their number (varints) or bytes (strings, messages). What is cut off ends the walk.</summary>
    internal static IEnumerable<(int Field, ulong Number, ReadOnlyMemory<byte> Bytes)> Fields(ReadOnlyMemory<byte> body)
    {
        while (TryVarint(ref body, out var tag))
        {
            var (number, bytes) = (0UL, ReadOnlyMemory<byte>.Empty);
            var wire = (int)(tag & 7);
            if (wire == 0)
            {
                if (!TryVarint(ref body, out number)) yield break;
            }
            else
            {
                // Bytes say their length; the two others are fixed numbers, which no message here needs.
                var length = wire == 1 ? 8UL : 4UL;
                if (wire is not (1 or 2 or 5) || (wire == 2 && !TryVarint(ref body, out length)) || length > (ulong)body.Length) yield break;
                (bytes, body) = (body[..(int)length], body[(int)length..]);
            }
            yield return ((int)(tag >> 3), number, bytes);
        }
    }

    private static bool TryVarint(ref ReadOnlyMemory<byte> body, out ulong number)
    {
        number = 0;
        for (var place = 0; place < 10 && place < body.Length; place++)
        {
            number |= (ulong)(body.Span[place] & 0x7F) << (7 * place);
            if (body.Span[place] >= 0x80) continue;
            body = body[(place + 1)..];
            return true;
        }
        return false;
    }

    private static async ValueTask<ulong> VarintAsync(Stream stream, CancellationToken cancel)
    {
        var (number, one) = (0UL, new byte[1]);
        for (var place = 0; place < 5; place++)
        {
            await stream.ReadExactlyAsync(one, cancel);
            number |= (ulong)(one[0] & 0x7F) << (7 * place);
            if (one[0] < 0x80) return number;
        }
        throw new InvalidDataException("this is no ESPHome API");
    }
}
