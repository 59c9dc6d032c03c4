using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kith.Mqtt.Broker;
using Kith.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Bench;

/// <summary>tls-idle [CLIENTS] [ROUNDS]: what a silent client over TLS costs, Kestrel with SslStream beside mosquitto with OpenSSL; the same certificate, TLS 1.3.</summary>
internal static class TlsIdle
{
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(8);

    internal static async Task RunAsync(string[] args)
    {
        if (args is ["--host"])
        {
            await HostAsync();
            return;
        }
        var (clients, rounds) = (args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2000, args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3);
        var figures = new Dictionary<string, List<Figures>> { ["kith"] = [], ["mosquitto"] = [] };
        for (var round = 0; round < rounds; round++)
        {
            figures["mosquitto"].Add(await MosquittoAsync(clients));
            figures["kith"].Add(await KithAsync(clients));
        }
        Console.WriteLine($"{clients} silent clients over TLS, medians of {rounds} rounds\n\n| | bytes a connection | CPU of a handshake, us |\n|---|---|---|");
        foreach (var (who, its) in figures) Console.WriteLine($"| {who} | {Median(its.Select(one => one.Bytes)):N0} | {Median(its.Select(one => one.CpuUs)):N0} |");
    }

    private readonly record struct Figures(double Bytes, double CpuUs);

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var all ? all[all.Count / 2] : 0;

    private static async Task HostAsync()
    {
        await using var broker = new MqttBroker(new BrokerOptions(), new BrokerHost(), TimeProvider.System, NullLogger.Instance);
        await using var listening = await ListeningBroker.StartAsync(broker, tls: TestCertificates.OfServer);
        Console.WriteLine(listening.TlsPort);
        await Console.In.ReadToEndAsync();
    }

    private static async Task<Figures> KithAsync(int clients)
    {
        using var process = ThisProgram.Start("tls-idle", "--host");
        var figures = await MeasureAsync(process.Id, await ThisProgram.NumberAsync(process), clients);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return figures;
    }

    private static async Task<Figures> MosquittoAsync(int clients)
    {
        var (port, folder) = (FreePort.Next(), Directory.CreateTempSubdirectory("kith-bench-").FullName);
        var certificate = TestCertificates.OfServer;
        using var key = certificate.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(Path.Combine(folder, "server.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(Path.Combine(folder, "settings.conf"), $"""
            listener {port} 127.0.0.1
            allow_anonymous true
            certfile {folder}/server.pem
            keyfile {folder}/server.key
            set_tcp_nodelay true
            log_type error
            user root
            """);
        using var process = Process.Start(new ProcessStartInfo("mosquitto", ["-c", Path.Combine(folder, "settings.conf")]))!;
        var figures = await MeasureAsync(process.Id, port, clients);
        process.Kill();
        await process.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
        return figures;
    }

    private static async Task<Figures> MeasureAsync(int process, int port, int clients)
    {
        // Code is compiled, pools and arenas have their size, as in a server that has run for a while.
        foreach (var early in await ConnectAsync(port, clients / 4)) await early.DisposeAsync();
        await Task.Delay(Settles);
        var before = ProcessFigures.Of(process);
        var all = await ConnectAsync(port, clients);
        await Task.Delay(Settles);
        var after = ProcessFigures.Of(process);
        foreach (var one in all) await one.DisposeAsync();
        return new((after.Bytes - before.Bytes) / (double)clients, after.CpuSince(before).TotalMicroseconds / clients);
    }

    private static async Task<List<SslStream>> ConnectAsync(int port, int clients)
    {
        var all = new List<SslStream>(clients);
        for (var index = 0; index < clients; index++) all.Add(await ConnectAsync(port, Identity.Secretive(index)));
        return all;
    }

    private static async Task<SslStream> ConnectAsync(int port, Identity identity)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        for (var tries = 0; !socket.Connected; tries++)
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
            }
            catch (SocketException) when (tries < 100)
            {
                // It is just starting.
                await Task.Delay(50);
            }
        var tls = new SslStream(new NetworkStream(socket, ownsSocket: true), false, (_, shown, _, _) => TestCertificates.OfServer.Subject == shown?.Subject);
        await tls.AuthenticateAsClientAsync("localhost");
        // CONNECT of MQTT 3.1.1 with user name, password and a clean session; no keep-alive.
        List<byte> connect = [0, 4, .. "MQTT"u8, 4, 0xC2, 0, 0];
        foreach (var text in (string[])[identity.Name, identity.Name, identity.Secret!]) connect.AddRange([0, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)]);
        await tls.WriteAsync((byte[])[0x10, (byte)connect.Count, .. connect]);
        var answer = new byte[4];
        await tls.ReadExactlyAsync(answer);
        return answer[3] == 0 ? tls : throw new InvalidOperationException($"refused with {answer[3]}");
    }
}
