using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kith.Shared;

/// <summary>Certificates that nobody has vouched for.</summary>
internal static class TestCertificates
{
    /// <summary>A server's, for this machine; made once for a run.</summary>
    internal static X509Certificate2 OfServer { get; } = Make("localhost");

    internal static X509Certificate2 Make(string name, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var end = until ?? TimeProvider.System.GetUtcNow().AddDays(1);
        return request.CreateSelfSigned(end.AddDays(-2), end);
    }
}
