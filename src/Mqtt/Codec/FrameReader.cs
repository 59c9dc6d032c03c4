using System.Buffers;

namespace Kith.Mqtt.Codec;

internal enum FrameStatus
{
    Complete,
    Incomplete,
    Malformed,
    TooLarge,
}

/// <summary>
/// Cuts control packets out of a byte stream: one header byte, a length of 1 to 4 bytes (7 bits each, low first), the body.
/// A packet larger than the limit is refused as soon as its length is read, before its body arrives.
/// </summary>
internal static class FrameReader
{
    /// <summary>Largest remaining length the format can say: four groups of 7 bits (MQTT-1.5.5).</summary>
    public const int LargestBody = 268_435_455;

    public static FrameStatus TryRead(ref ReadOnlySequence<byte> buffer, int maxPacket, out byte header, out ReadOnlySequence<byte> body)
    {
        header = 0;
        body = default;
        Span<byte> copied = stackalloc byte[5];
        scoped ReadOnlySpan<byte> head = buffer.FirstSpan;
        if (head.Length < 5 && !buffer.IsSingleSegment)
        {
            var length = (int)Math.Min(buffer.Length, copied.Length);
            buffer.Slice(0, length).CopyTo(copied);
            head = copied[..length];
        }
        if (head.Length < 2)
        {
            return FrameStatus.Incomplete;
        }
        var status = ReadLength(head[1..], out var bodyLength, out var lengthBytes);
        if (status != FrameStatus.Complete)
        {
            return status;
        }
        var total = 1 + lengthBytes + bodyLength;
        if (total > maxPacket)
        {
            return FrameStatus.TooLarge;
        }
        if (buffer.Length < total)
        {
            return FrameStatus.Incomplete;
        }
        header = head[0];
        body = buffer.Slice(1 + lengthBytes, bodyLength);
        buffer = buffer.Slice(body.End);
        return FrameStatus.Complete;
    }

    private static FrameStatus ReadLength(ReadOnlySpan<byte> bytes, out int value, out int count)
    {
        value = 0;
        for (count = 0; count < 4 && count < bytes.Length; count++)
        {
            value |= (bytes[count] & 0x7F) << (7 * count);
            if ((bytes[count] & 0x80) == 0)
            {
                // The shortest encoding is the only valid one (MQTT-1.5.5-1): no trailing zero group.
                var shortest = count == 0 || bytes[count] != 0;
                count++;
                return shortest ? FrameStatus.Complete : FrameStatus.Malformed;
            }
        }
        return count == 4 ? FrameStatus.Malformed : FrameStatus.Incomplete;
    }
}
