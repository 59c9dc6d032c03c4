using System.Text;

namespace Kith.Server.Accounts;

/// <summary>Base 32 without padding (RFC 4648, 6): what people can read aloud and type.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerLetter = 5;

    internal static string Write(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (pending, bits) = (0, 0);
        foreach (var one in bytes)
        {
            pending = (pending << 8) | one;
            for (bits += 8; bits >= BitsPerLetter; bits -= BitsPerLetter) text.Append(Alphabet[(pending >> (bits - BitsPerLetter)) & 31]);
        }
        if (bits > 0) text.Append(Alphabet[(pending << (BitsPerLetter - bits)) & 31]);
        return text.ToString();
    }
}
