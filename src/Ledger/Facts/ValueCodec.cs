using Kith.Model.Values;

namespace Kith.Ledger.Facts;

/// <summary>
/// A value as one tag and its content. Tags: 0 none, 1 false, 2 true, 3 integer (zigzag), 4 double (8 bytes), 5 text,
/// 6 to 9 a double that is exactly an integer divided by 1, 10, 100 or 1000 (zigzag): most sensors' readings take 2 to 4 bytes that way.
/// </summary>
internal static class ValueCodec
{
    internal const byte None = 0, False = 1, True = 2, Integer = 3, Double = 4, Text = 5, Scaled = 6;
    internal const int Scales = 4;

    private static readonly double[] Powers = [1, 10, 100, 1000];

    /// <summary>Beyond it a double holds no more every integer.</summary>
    private const double Exact = 1L << 53;

    public static byte Tag(Value value, out long scaled)
    {
        scaled = 0;
        switch (value.Kind)
        {
            case ValueKind.None: return None;
            case ValueKind.Bool: return value.AsBool() ? True : False;
            case ValueKind.Integer: return Integer;
            case ValueKind.Text: return Text;
        }
        var number = value.AsDouble();
        for (var scale = 0; scale < Scales; scale++)
            if (TryScale(number, scale, out scaled)) return (byte)(Scaled + scale);
        return Double;
    }

    /// <summary>True when the number comes back bit by bit from an integer at this scale (-0.0 does not).</summary>
    public static bool TryScale(double number, int scale, out long scaled)
    {
        var up = Math.Round(number * Powers[scale]);
        scaled = 0;
        if (!(Math.Abs(up) < Exact)) return false;
        scaled = (long)up;
        return BitConverter.DoubleToInt64Bits(Unscale(scaled, scale)) == BitConverter.DoubleToInt64Bits(number);
    }

    public static double Unscale(long scaled, int scale) => scaled / Powers[scale];

    public static void WriteContent(ByteWriter to, byte tag, Value value, long scaled)
    {
        if (tag >= Scaled) to.Zigzag(scaled);
        else if (tag == Integer) to.Zigzag(value.AsInteger());
        else if (tag == Double) to.Fixed64(BitConverter.DoubleToInt64Bits(value.AsDouble()));
        else if (tag == Text) to.Text(value.AsText()!);
    }

    public static Value ReadContent(ref ByteReader from, int tag) => tag switch
    {
        None => default,
        False => Value.Of(false),
        True => Value.Of(true),
        Integer => Value.Of(from.Zigzag()),
        Double => FiniteOf(BitConverter.Int64BitsToDouble(from.Fixed64())),
        Text => Value.Of(from.Text()),
        < Scaled + Scales => Value.Of(Unscale(from.Zigzag(), tag - Scaled)),
        _ => throw new InvalidDataException("An unknown kind of value."),
    };

    public static void Write(ByteWriter to, Value value)
    {
        var tag = Tag(value, out var scaled);
        to.Byte(tag);
        WriteContent(to, tag, value, scaled);
    }

    public static Value Read(ref ByteReader from) => ReadContent(ref from, from.Byte());

    private static Value FiniteOf(double number) =>
        double.IsFinite(number) ? Value.Of(number) : throw new InvalidDataException("A number is not finite.");
}
