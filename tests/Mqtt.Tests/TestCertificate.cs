using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kith.Mqtt.Tests;

/// <summary>A self-signed certificate for 127.0.0.1 and localhost, made once per run.</summary>
internal static class TestCertificate
{
    public static readonly X509Certificate2 Instance = Create();

    /// <summary>The same as a file, for programs that want one.</summary>
    public static readonly string PemPath = WritePem();

    private static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static string WritePem()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "test-server.pem");
        File.WriteAllText(path, Instance.ExportCertificatePem());
        return path;
    }
}
