namespace Kith.Mqtt.Codec;

/// <summary>Variable byte integer (§1.5.5): 0 to 268,435,455 in one to four bytes.</summary>
internal static class VariableInteger
{
    public static int Size(int value) => value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : 4;

    public static int Write(Span<byte> target, int value)
    {
        var count = 0;
        do
        {
            var digit = (byte)(value & 0x7F);
            value >>= 7;
            target[count++] = value > 0 ? (byte)(digit | 0x80) : digit;
        }
        while (value > 0);
        return count;
    }
}
