using Kith.Ledger.Facts;
using Kith.Model.Values;

namespace Kith.Ledger.Points;

/// <summary>
/// The plain content of a chunk: points in order of time, among equal times in order of arrival.
/// <code>
/// version 1 | mode | count | first time (zigzag) | for each further point the change of the step to it (zigzag): 1 byte for a steady beat
/// then the values; mode
///   0 mixed       each as ValueCodec
///   1 integers    the change from the last (zigzag)
///   2..5          doubles that are exact at 1, 1/10, 1/100, 1/1000: as integers
///   6 doubles     each: XOR with the last; a byte (zero bytes at its low end times 16 + bytes kept) and the bytes kept, lowest first
///   7 truths      8 to a byte, lowest bit first
///   8 texts       0 and the text when new, else 1 + its place among the texts so far
/// </code>
/// </summary>
internal static class PointCodec
{
    private const byte Version = 1, Mixed = 0, Integers = 1, Scaled = 2, Doubles = 6, Truths = 7, Texts = 8;

    public static void Write(ByteWriter to, List<Point> points)
    {
        var mode = ModeOf(points);
        to.Byte(Version);
        to.Byte(mode);
        to.Varint((ulong)points.Count);
        long at = 0, step = 0;
        foreach (var point in points)
        {
            to.Zigzag(point.AtMs - at - step);
            // The first "step" is the whole time; the beat begins with the second point.
            (step, at) = (at == 0 ? 0 : point.AtMs - at, point.AtMs);
        }
        WriteValues(to, points, mode);
    }

    /// <exception cref="InvalidDataException">The bytes are no points.</exception>
    public static List<Point> Read(ReadOnlySpan<byte> bytes)
    {
        var from = new ByteReader(bytes);
        if (from.Byte() != Version) throw new InvalidDataException("An unknown version of points.");
        var mode = from.Byte();
        var times = new long[from.Count()];
        long at = 0, step = 0;
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = at + step + from.Zigzag();
            (step, at) = (at == 0 ? 0 : times[i] - at, times[i]);
        }
        var points = new List<Point>(times.Length);
        ReadValues(ref from, times, mode, points);
        return from.AtEnd ? points : throw new InvalidDataException("Bytes follow the last point.");
    }

    private static byte ModeOf(List<Point> points)
    {
        var kind = points.Count > 0 ? points[0].Value.Kind : ValueKind.None;
        foreach (var point in points)
            if (point.Value.Kind != kind) return Mixed;
        return kind switch
        {
            ValueKind.Integer => Integers,
            ValueKind.Bool => Truths,
            ValueKind.Text => Texts,
            ValueKind.Float => ScaleOf(points) is { } scale ? (byte)(Scaled + scale) : Doubles,
            _ => Mixed,
        };
    }

    private static int? ScaleOf(List<Point> points)
    {
        for (var scale = 0; scale < ValueCodec.Scales; scale++)
            if (points.TrueForAll(point => ValueCodec.TryScale(point.Value.AsDouble(), scale, out _))) return scale;
        return null;
    }

    private static void WriteValues(ByteWriter to, List<Point> points, byte mode)
    {
        long last = 0;
        Dictionary<string, int>? texts = null;
        Span<byte> eight = default;
        for (var i = 0; i < points.Count; i++)
        {
            var value = points[i].Value;
            switch (mode)
            {
                case Mixed:
                    ValueCodec.Write(to, value);
                    break;
                case Doubles:
                    var bits = BitConverter.DoubleToInt64Bits(value.AsDouble());
                    WriteXor(to, (ulong)(bits ^ last));
                    last = bits;
                    break;
                case Truths:
                    if (i % 8 == 0)
                    {
                        eight = to.Take(1);
                        eight[0] = 0;
                    }
                    if (value.AsBool()) eight[0] |= (byte)(1 << (i % 8));
                    break;
                case Texts:
                    WriteText(to, value.AsText()!, texts ??= new(StringComparer.Ordinal));
                    break;
                default:
                    var number = value.AsInteger();
                    if (mode >= Scaled) _ = ValueCodec.TryScale(value.AsDouble(), mode - Scaled, out number);
                    to.Zigzag(number - last);
                    last = number;
                    break;
            }
        }
    }

    private static void ReadValues(ref ByteReader from, long[] times, byte mode, List<Point> points)
    {
        long last = 0;
        byte eight = 0;
        List<string>? texts = null;
        for (var i = 0; i < times.Length; i++)
        {
            Value value;
            switch (mode)
            {
                case Mixed:
                    value = ValueCodec.Read(ref from);
                    break;
                case Doubles:
                    last ^= ReadXor(ref from);
                    var number = BitConverter.Int64BitsToDouble(last);
                    value = double.IsFinite(number) ? Value.Of(number) : throw new InvalidDataException("A number is not finite.");
                    break;
                case Truths:
                    if (i % 8 == 0) eight = from.Byte();
                    value = Value.Of((eight & (1 << (i % 8))) != 0);
                    break;
                case Texts:
                    value = Value.Of(ReadText(ref from, texts ??= []));
                    break;
                case Integers:
                    value = Value.Of(last += from.Zigzag());
                    break;
                case < Scaled + ValueCodec.Scales:
                    value = Value.Of(ValueCodec.Unscale(last += from.Zigzag(), mode - Scaled));
                    break;
                default:
                    throw new InvalidDataException("An unknown mode of points.");
            }
            points.Add(new Point(times[i], value));
        }
    }

    /// <summary>Most neighbours share sign, exponent and the trailing zeros: what differs stands between.</summary>
    private static void WriteXor(ByteWriter to, ulong change)
    {
        var low = change == 0 ? 8 : System.Numerics.BitOperations.TrailingZeroCount(change) / 8;
        var used = change == 0 ? 0 : 8 - low - System.Numerics.BitOperations.LeadingZeroCount(change) / 8;
        to.Byte((byte)(low << 4 | used));
        change = low == 8 ? 0 : change >> (8 * low);
        for (var i = 0; i < used; i++) to.Byte((byte)(change >> (8 * i)));
    }

    private static long ReadXor(ref ByteReader from)
    {
        var head = from.Byte();
        int low = head >> 4, used = head & 0xF;
        if (low + used > 8) throw new InvalidDataException("A number is too long.");
        ulong change = 0;
        for (var i = 0; i < used; i++) change |= (ulong)from.Byte() << (8 * i);
        return (long)(low == 8 ? 0 : change << (8 * low));
    }

    private static void WriteText(ByteWriter to, string text, Dictionary<string, int> texts)
    {
        if (texts.TryGetValue(text, out var place))
        {
            to.Varint((ulong)place + 1);
            return;
        }
        texts.Add(text, texts.Count);
        to.Byte(0);
        to.Text(text);
    }

    private static string ReadText(ref ByteReader from, List<string> texts)
    {
        var place = from.Varint();
        if (place == 0) texts.Add(from.Text());
        else if (place > (ulong)texts.Count) throw new InvalidDataException("A text is not known.");
        return place == 0 ? texts[^1] : texts[(int)place - 1];
    }
}
