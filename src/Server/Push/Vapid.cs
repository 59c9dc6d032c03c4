using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Server.Push;

/// <summary>Says to a push service who sends (RFC 8292): a token signed by this server's key, for that service and some hours only.</summary>
internal sealed class Vapid(ECDsa key, string? publicHost, TimeProvider time) : IDisposable
{
    /// <summary>The RFC allows 24 h; half of it forgives clocks that are off.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    private static readonly string Header = Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8);

    /// <summary>Whom a push service may ask when something is wrong. Services want one that looks like an address, also of a server in a cupboard.</summary>
    private readonly string _contact = publicHost is null ? "mailto:kith@example.org" : $"https://{publicHost}";

    /// <summary>The public key as browsers take it: an uncompressed point, base64url.</summary>
    internal string PublicKey { get; } = Base64Url.EncodeToString(Point(key.ExportParameters(false)));

    /// <summary>The Authorization header for one push service.</summary>
    internal string AuthorizationFor(Uri endpoint)
    {
        var until = (time.GetUtcNow() + Life).ToUnixTimeSeconds();
        var claims = $$"""{"aud":"{{endpoint.GetLeftPart(UriPartial.Authority)}}","exp":{{until}},"sub":"{{_contact}}"}""";
        var signed = $"{Header}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"vapid t={signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}, k={PublicKey}";
    }

    internal static byte[] Point(in ECParameters key) => [4, .. key.Q.X!, .. key.Q.Y!];

    public void Dispose() => key.Dispose();
}
