using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Cli;

/// <summary>The program itself, as somebody starts it.</summary>
public sealed partial class ProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Serve_starts_with_nothing_prints_a_setup_link_and_stops_when_told()
    {
        var folder = Directory.CreateTempSubdirectory("kith-program-");
        using var server = Start("serve", "--data", Path.Combine(folder.FullName, "data"), "--http", "127.0.0.1:0", "--mqtt",
            "127.0.0.1:0");

        var link = SetupLink().Match(await LineAsync(server.StandardOutput, "#/setup/"));
        using var browser = new Browser(new Uri(link.Groups["address"].Value));
        var made = await browser.PostAsync("/api/v1/setup",
            new { token = link.Groups["token"].Value, user = "anna", name = "Anna", password = TestKith.Password, homeName = "Home",
                language = "en", timeZone = "UTC" });
        using var feed = await browser.FollowAsync(made.Text("homes.0.id"));
        await feed.NextAsync();
        await StopAsync(server);

        Assert.Equal(200, made.Status);
        Assert.Equal(0, server.ExitCode);
        // The open live feed was ended in order, and not cut when the host's patience of 5 s was over.
        Assert.Null(await feed.NextAsync());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(Path.Combine(folder.FullName, "data")));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_what_to_do()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var folder = Directory.CreateTempSubdirectory("kith-program-");

        using var server = Start("serve", "--data", folder.FullName, "--http", $"127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}",
            "--mqtt", "off");
        var said = await server.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await server.WaitForExitAsync().WaitAsync(Patience);

        Assert.Equal(1, server.ExitCode);
        Assert.Contains("--http", said, StringComparison.Ordinal);
        Assert.Contains("address already in use", said, StringComparison.OrdinalIgnoreCase);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task TLS_for_devices_has_a_certificate_of_the_homes_own_authority()
    {
        var folder = Directory.CreateTempSubdirectory("kith-program-");
        using var server = Start("serve", "--data", folder.FullName, "--http", "127.0.0.1:0", "--mqtt", "127.0.0.1:0", "--mqtts",
            "127.0.0.1:0");
        var port = int.Parse(TlsPort().Match(await LineAsync(server.StandardOutput, "with TLS")).Groups["port"].Value,
            CultureInfo.InvariantCulture);
        using var authority = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "tls", "ca.pem")));

        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck },
        });

        Assert.True(tls.IsAuthenticated);
        Assert.True(tls.SslProtocol is SslProtocols.Tls12 or SslProtocols.Tls13);
        await StopAsync(server);
        folder.Delete(recursive: true);
    }

    private static Process Start(params string[] args) =>
        Process.Start(new ProcessStartInfo(Repository.Program, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static async Task<string> LineAsync(StreamReader output, string part)
    {
        while (await output.ReadLineAsync().WaitAsync(Patience) is { } line)
            if (line.Contains(part, StringComparison.Ordinal)) return line;
        throw new Xunit.Sdk.XunitException($"The program ended without saying {part}.");
    }

    private static async Task StopAsync(Process server)
    {
        using var kill = Process.Start("kill", ["-TERM", server.Id.ToString(CultureInfo.InvariantCulture)]);
        await server.WaitForExitAsync().WaitAsync(Patience);
    }

    [GeneratedRegex(@"(?<address>http://\S+/)#/setup/(?<token>\S+)")]
    private static partial Regex SetupLink();

    [GeneratedRegex(@"with TLS on port (?<port>\d+)")]
    private static partial Regex TlsPort();
}
