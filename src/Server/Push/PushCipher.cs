using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kith.Server.Push;

/// <summary>
/// Seals a message so that only the browser that subscribed can read it, and no push service on the way (RFC 8291, in one record of
/// aes128gcm, RFC 8188):
///
///   salt (16) | record size (4) | key length (1) | our public key of this message (65) | sealed text, 2 (end of the last record), tag (16)
/// </summary>
internal static class PushCipher
{
    internal const int PointBytes = 65, AuthBytes = 16, SaltBytes = 16;

    /// <summary>Push services take 4,096 bytes; what the header, the end mark and the tag need is off.</summary>
    internal const int MostBytes = 4096 - SaltBytes - 4 - 1 - PointBytes - 1 - TagBytes;

    private const int TagBytes = 16, KeyBytes = 16, NonceBytes = 12;

    /// <summary>One record holds all of it; receivers take it for the greatest size of a record.</summary>
    private const int RecordSize = 4096;

    internal static byte[] Seal(ReadOnlySpan<byte> text, ReadOnlySpan<byte> browserPoint, ReadOnlySpan<byte> auth)
    {
        using var ours = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Seal(text, browserPoint, auth, ours, RandomNumberGenerator.GetBytes(SaltBytes));
    }

    /// <param name="ours">A key of this message alone.</param>
    /// <param name="salt">16 random bytes of this message alone.</param>
    internal static byte[] Seal(ReadOnlySpan<byte> text, ReadOnlySpan<byte> browserPoint, ReadOnlySpan<byte> auth, ECDiffieHellman ours, byte[] salt)
    {
        if (text.Length > MostBytes) throw new ArgumentException($"A push message has at most {MostBytes} bytes.", nameof(text));
        var ourPoint = Vapid.Point(ours.ExportParameters(false));
        using var browser = Import(browserPoint);
        var secret = ours.DeriveRawSecretAgreement(browser.PublicKey);

        var shared = HKDF.Extract(HashAlgorithmName.SHA256, secret, auth.ToArray());
        var material = HKDF.Expand(HashAlgorithmName.SHA256, shared, 32, [.. "WebPush: info\0"u8, .. browserPoint, .. ourPoint]);
        var seed = HKDF.Extract(HashAlgorithmName.SHA256, material, salt);
        var key = HKDF.Expand(HashAlgorithmName.SHA256, seed, KeyBytes, [.. "Content-Encoding: aes128gcm\0"u8]);
        var nonce = HKDF.Expand(HashAlgorithmName.SHA256, seed, NonceBytes, [.. "Content-Encoding: nonce\0"u8]);

        byte[] padded = [.. text, 2];
        var (sealedText, tag) = (new byte[padded.Length], new byte[TagBytes]);
        using var gcm = new AesGcm(key, TagBytes);
        gcm.Encrypt(nonce, padded, sealedText, tag);
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, RecordSize);
        return [.. salt, .. size, PointBytes, .. ourPoint, .. sealedText, .. tag];
    }

    /// <summary>False for what is no point of the curve.</summary>
    internal static bool IsPoint(ReadOnlySpan<byte> point)
    {
        if (point.Length != PointBytes || point[0] != 4) return false;
        try
        {
            using var key = Import(point);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static ECDiffieHellman Import(ReadOnlySpan<byte> point) => ECDiffieHellman.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33].ToArray(), Y = point[33..].ToArray() },
    });
}
