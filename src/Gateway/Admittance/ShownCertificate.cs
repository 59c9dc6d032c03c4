using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kith.Gateway.Admittance;

/// <summary>
/// What a connection showed when TLS asked who it is. That it holds the private key is proven; who issued the certificate does not matter.
/// Read at once: the certificate goes with its connection.
/// </summary>
internal sealed record ShownCertificate(byte[] Fingerprint, DateTimeOffset From, DateTimeOffset Until)
{
    internal static ShownCertificate? Of(X509Certificate2? certificate) => certificate is null
        ? null
        : new(certificate.GetCertHash(HashAlgorithmName.SHA256), certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());

    internal bool IsValid(DateTimeOffset now) => now >= From && now <= Until;
}
