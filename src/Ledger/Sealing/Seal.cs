using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kith.Model.Ids;

namespace Kith.Ledger.Sealing;

/// <summary>What a sealed text is; part of what the seal protects, so that one cannot stand in for another.</summary>
internal enum SealedAs : byte
{
    Key = 1,
    Section = 2,
    Home = 3,
    Series = 4,
    Chunk = 5,
    Rollup = 6,
    Page = 7,
}

/// <summary>
/// AES-256-GCM. A sealed text is: nonce (12 random bytes) | tag (16) | cipher text. The place where it stands (what it is, the home,
/// up to four numbers of its row) is authenticated with it. A random nonce is safe for 2^32 texts of one key: 136 years of one a second.
/// </summary>
internal static class Seal
{
    internal const int KeyBytes = 32, NonceBytes = 12, TagBytes = 16, Overhead = NonceBytes + TagBytes;
    private const int HomeBytes = 20, ContextBytes = 1 + HomeBytes + 4 * 8;

    /// <summary>Seals into a target that is exactly <see cref="Overhead"/> longer than the text.</summary>
    public static void Close(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text, Span<byte> target, SealedAs what, HomeId home, long a = 0, long b = 0, long c = 0, long d = 0)
    {
        Span<byte> context = stackalloc byte[ContextBytes];
        Describe(context, what, home, a, b, c, d);
        using var aes = new AesGcm(key, TagBytes);
        var nonce = target[..NonceBytes];
        RandomNumberGenerator.Fill(nonce);
        aes.Encrypt(nonce, text, target[Overhead..], target.Slice(NonceBytes, TagBytes), context);
    }

    public static byte[] Close(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text, SealedAs what, HomeId home, long a = 0, long b = 0, long c = 0, long d = 0)
    {
        var target = new byte[text.Length + Overhead];
        Close(key, text, target, what, home, a, b, c, d);
        return target;
    }

    /// <summary>Null when the text was changed, stands in another place or was sealed with another key, or the key is gone.</summary>
    public static byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedText, SealedAs what, HomeId home, long a = 0, long b = 0, long c = 0, long d = 0)
    {
        if (sealedText.Length < Overhead || key.Length != KeyBytes) return null;
        Span<byte> context = stackalloc byte[ContextBytes];
        Describe(context, what, home, a, b, c, d);
        var text = new byte[sealedText.Length - Overhead];
        using var aes = new AesGcm(key, TagBytes);
        try
        {
            aes.Decrypt(sealedText[..NonceBytes], sealedText[Overhead..], sealedText.Slice(NonceBytes, TagBytes), text, context);
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static void Describe(Span<byte> context, SealedAs what, HomeId home, long a, long b, long c, long d)
    {
        context[0] = (byte)what;
        Encoding.ASCII.GetBytes(home.ToString(), context.Slice(1, HomeBytes));
        BinaryPrimitives.WriteInt64LittleEndian(context[21..], a);
        BinaryPrimitives.WriteInt64LittleEndian(context[29..], b);
        BinaryPrimitives.WriteInt64LittleEndian(context[37..], c);
        BinaryPrimitives.WriteInt64LittleEndian(context[45..], d);
    }
}
