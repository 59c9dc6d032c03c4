using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Client;
using Kith.Mqtt.Transports;
using Kith.Shared;

namespace Kith.Mqtt.Tests.Interop;

/// <summary>haproxy of the distribution in front of the broker: it ends TLS, and says for whom it connects and that there was TLS.</summary>
public abstract class HaproxyTests(MqttTransport plain) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kith-haproxy-").FullName;
    private readonly int _mqtts = FreePort.Next(), _mqtt = FreePort.Next(), _wss = FreePort.Next();
    private TestHost _host = null!;
    private Process _haproxy = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync(plain, balancers: [IPNetwork.Parse("127.0.0.0/8")]);
        var (pem, file) = (Path.Combine(_folder, "server.pem"), Path.Combine(_folder, "haproxy.cfg"));
        using var key = TestCertificate.Instance.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(pem, TestCertificate.Instance.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(file, $"""
            defaults
              mode tcp
              timeout connect 15s
              timeout client 60s
              timeout server 60s
            listen mqtts
              bind 127.0.0.1:{_mqtts} ssl crt {pem}
              server kith 127.0.0.1:{_host.Port} send-proxy-v2-ssl
            listen mqtt
              bind 127.0.0.1:{_mqtt}
              server kith 127.0.0.1:{_host.Port} send-proxy-v2-ssl
            listen wss
              bind 127.0.0.1:{_wss} ssl crt {pem}
              server kith 127.0.0.1:{_host.WebPort} send-proxy-v2-ssl

            """);
        // In the foreground, one process, quiet.
        _haproxy = Process.Start(new ProcessStartInfo("/usr/sbin/haproxy", ["-db", "-q", "-f", file]) { RedirectStandardError = true })!;
        foreach (var port in (int[])[_mqtts, _mqtt, _wss]) await ListensAsync(port);
    }

    [Fact]
    public async Task A_client_whose_TLS_ended_at_the_balancer_shows_as_encrypted_and_another_does_not()
    {
        foreach (var (client, options) in (IEnumerable<(string, MqttClientOptions)>)[
            ("tls", new() { Host = "localhost", Port = _mqtts, UseTls = true, ValidateServer = (_, shown, _, _) => TestCertificate.Instance.Equals(shown) }),
            ("tcp", new() { Port = _mqtt }),
            ("wss", new() { WebSocket = new Uri($"wss://127.0.0.1:{_wss}/mqtt"), ValidateServer = (_, shown, _, _) => TestCertificate.Instance.Equals(shown) })])
        {
            await using var connected = await TestHost.ConnectAsync(options with { ClientId = client, UserName = "home" });

            var seen = Assert.Single(_host.Broker.ClientsOf(new Wall("home")), its => its.ClientId == client);
            Assert.Equal((client, client != "tcp", IPAddress.Loopback), (client, seen.IsEncrypted, ((IPEndPoint)seen.Address!).Address));
        }
    }

    public async Task DisposeAsync()
    {
        if (!_haproxy.HasExited) _haproxy.Kill();
        await _haproxy.WaitForExitAsync();
        _haproxy.Dispose();
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Until somebody takes connections there. What it says when it cannot is why it never does.</summary>
    private async Task ListensAsync(int port)
    {
        using var patience = new CancellationTokenSource(TestHost.Patience);
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await IsOpenAsync(port))
        {
            if (_haproxy.HasExited) Assert.Fail(await _haproxy.StandardError.ReadToEndAsync());
            await often.WaitForNextTickAsync(patience.Token);
        }
    }

    private static async Task<bool> IsOpenAsync(int port)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
