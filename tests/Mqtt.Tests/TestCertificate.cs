using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kith.Mqtt.Tests;

/// <summary>A certificate for 127.0.0.1 and localhost by an authority of the tests' own, both made once per run.</summary>
internal static class TestCertificate
{
    private static readonly X509Certificate2 _authority = CreateAuthority("Kith tests");

    public static readonly X509Certificate2 Instance = Create();

    /// <summary>The authority as a file, for programs that shall trust it.</summary>
    public static readonly string PemPath = WritePem("test-authority.pem", _authority);

    /// <summary>An authority that has nothing to do with it.</summary>
    public static readonly string StrangersPemPath = WritePem("strange-authority.pem", CreateAuthority("Somebody else"));

    private static X509Certificate2 CreateAuthority(string name)
    {
        var request = new CertificateRequest($"CN={name}", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-2), now.AddDays(2));
    }

    private static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_authority, true, false));
        var now = TimeProvider.System.GetUtcNow();
        using var signed = request.Create(_authority, now.AddDays(-1), now.AddDays(1), RandomNumberGenerator.GetBytes(16));
        return signed.CopyWithPrivateKey(key);
    }

    private static string WritePem(string file, X509Certificate2 certificate)
    {
        var path = Path.Combine(AppContext.BaseDirectory, file);
        File.WriteAllText(path, certificate.ExportCertificatePem());
        return path;
    }
}
