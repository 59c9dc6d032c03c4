using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kith.Server.Composition;

/// <summary>
/// The home's own certificate authority and the server's certificate from it, in the data folder. Devices are given ca.pem once and
/// trust this home and nothing else; the server's certificate is made anew by itself.
/// </summary>
internal static class Certificates
{
    /// <summary>A home keeps its authority for good: changing it means touching every device.</summary>
    private const int AuthorityYears = 30;

    /// <summary>What clients commonly accept at most (CA/Browser Forum, 2020).</summary>
    private static readonly TimeSpan ServerLife = TimeSpan.FromDays(397);

    /// <summary>A server runs for months: the certificate it starts with must outlast them.</summary>
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(120);

    /// <summary>The server's certificate with its key; makes what is missing or soon too old.</summary>
    internal static X509Certificate2 OfServer(string data, TimeProvider time)
    {
        var folder = Directory.CreateDirectory(Path.Combine(data, "tls")).FullName;
        var (certificate, key) = (Path.Combine(folder, "server.pem"), Path.Combine(folder, "server.key"));
        var now = time.GetUtcNow();
        using var authority = Authority(folder, now);
        if (File.Exists(certificate) && File.Exists(key))
        {
            var kept = X509Certificate2.CreateFromPemFile(certificate, key);
            if (kept.NotAfter.ToUniversalTime() - now.UtcDateTime > RenewBefore
                && kept.IssuerName.RawData.AsSpan().SequenceEqual(authority.SubjectName.RawData))
                return kept;
            kept.Dispose();
        }
        using var ownKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Kith", ownKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(Names());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var made = request.Create(authority, now.AddHours(-1), now + ServerLife, RandomNumberGenerator.GetBytes(16));
        WriteSecret(key, ownKey.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(certificate, made.ExportCertificatePem());
        return X509Certificate2.CreateFromPemFile(certificate, key);
    }

    private static X509Certificate2 Authority(string folder, DateTimeOffset now)
    {
        var (certificate, key) = (Path.Combine(folder, "ca.pem"), Path.Combine(folder, "ca.key"));
        if (File.Exists(certificate) && File.Exists(key)) return X509Certificate2.CreateFromPemFile(certificate, key);
        using var ownKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=Kith home {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}", ownKey,
            HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true,
            pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign,
            critical: true));
        using var made = request.CreateSelfSigned(now.AddHours(-1), now.AddYears(AuthorityYears));
        WriteSecret(key, ownKey.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(certificate, made.ExportCertificatePem());
        return X509Certificate2.CreateFromPemFile(certificate, key);
    }

    /// <summary>Every name by which a device of the home may reach this machine.</summary>
    private static X509Extension Names()
    {
        var names = new SubjectAlternativeNameBuilder();
        var host = Dns.GetHostName().ToLowerInvariant();
        foreach (var name in (string[])["localhost", host, $"{host}.local", "kith.local"]) names.AddDnsName(name);
        foreach (var address in LocalAddresses.All().Append(IPAddress.Loopback).Append(IPAddress.IPv6Loopback)) names.AddIpAddress(address);
        return names.Build();
    }

    /// <summary>Nobody else may read it, from the first byte on.</summary>
    private static void WriteSecret(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
