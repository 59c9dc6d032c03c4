using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Push;

/// <summary>A browser's side of a push message, written from RFC 8291 and RFC 8188 with nothing but HMAC: it shares no line with the sender.</summary>
internal sealed class Subscriber(ECDiffieHellman key, byte[] auth)
{
    internal Subscriber() : this(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(16))
    {
    }

    internal byte[] Point => PointOf(key.ExportParameters(false));

    /// <summary>As PushSubscription.toJSON() gives it.</summary>
    internal object At(string endpoint) => new { endpoint, keys = new { p256dh = Base64Url.EncodeToString(Point), auth = Base64Url.EncodeToString(auth) } };

    internal JsonNode Read(Received message) => JsonNode.Parse(Open(message.Body))!;

    internal byte[] Open(byte[] body)
    {
        var (salt, size, length) = (body[..16], BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(16)), body[20]);
        var (sender, text) = (body[21..(21 + length)], body[(21 + length)..]);
        Assert.InRange(text.Length, 17, size);
        using var senders = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = sender[1..33], Y = sender[33..] } });
        var material = Hmac(Hmac(auth, key.DeriveRawSecretAgreement(senders.PublicKey)), [.. Encoding.ASCII.GetBytes("WebPush: info\0"), .. Point, .. sender, 1]);
        var seed = Hmac(salt, material);
        var secret = Hmac(seed, [.. Encoding.ASCII.GetBytes("Content-Encoding: aes128gcm\0"), 1])[..16];
        var nonce = Hmac(seed, [.. Encoding.ASCII.GetBytes("Content-Encoding: nonce\0"), 1])[..12];
        var plain = new byte[text.Length - 16];
        using var gcm = new AesGcm(secret, 16);
        gcm.Decrypt(nonce, text.AsSpan(0, plain.Length), text.AsSpan(plain.Length), plain);
        Assert.Equal(2, plain[^1]);
        return plain[..^1];
    }

    internal static byte[] PointOf(ECParameters parameters) => [4, .. parameters.Q.X!, .. parameters.Q.Y!];

    private static byte[] Hmac(byte[] hashKey, byte[] data) => HMACSHA256.HashData(hashKey, data);
}
