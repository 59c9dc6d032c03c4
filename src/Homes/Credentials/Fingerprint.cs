using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kith.Model.Errors;

namespace Kith.Homes.Credentials;

/// <summary>
/// The SHA-256 of a certificate (its DER form): what `openssl x509 -fingerprint -sha256` prints. Who issued the certificate is never asked,
/// because whoever registers it says who it is.
/// </summary>
/// <param name="Until">The certificate's last moment, where it was there to be read.</param>
internal sealed record Fingerprint(byte[] Sha256, DateTimeOffset? Until)
{
    /// <summary>Characters. An RSA certificate of 4,096 bits with all its extensions has some 3,000.</summary>
    private const int Longest = 16 * 1024;

    /// <summary>From the certificate as PEM, or from its fingerprint: 64 hexadecimal digits, with or without colons.</summary>
    internal static Result<Fingerprint> Read(string text, DateTimeOffset now)
    {
        if (text.Length > Longest) return Wrong($"has at most {Longest:N0} characters");
        // People keep both in one file.
        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal)) return Wrong("stands beside its private key here; that stays on the device, send the certificate alone");
        var digits = text.Trim().Replace(":", "", StringComparison.Ordinal);
        if (digits.Length == 2 * SHA256.HashSizeInBytes && digits.All(char.IsAsciiHexDigit)) return new Fingerprint(Convert.FromHexString(digits), null);
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(text);
            return certificate.NotAfter.ToUniversalTime() < now.UtcDateTime
                ? Wrong($"has expired on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}")
                : new Fingerprint(certificate.GetCertHash(HashAlgorithmName.SHA256), certificate.NotAfter.ToUniversalTime());
        }
        catch (CryptographicException)
        {
            return Wrong("is PEM (-----BEGIN CERTIFICATE-----), or its SHA-256 fingerprint");
        }
    }

    private static Fault Wrong(string why) => new(ErrorCodes.RequestInvalid, $"a certificate {why}", "certificate");
}
