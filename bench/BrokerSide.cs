using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Kith.Shared;

namespace Kith.Bench;

/// <summary>One of the contestants of the question "broker", running.</summary>
internal sealed class BrokerSide : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string? _folder;
    private readonly bool _checksSecrets;
    private readonly int _port;

    private BrokerSide(Process process, int port, string? folder, bool checksSecrets) => (_process, _port, _folder, _checksSecrets) = (process, port, folder, checksSecrets);

    internal static async Task<BrokerSide> KithAsync(string transport)
    {
        var process = ThisProgram.Start("broker", "--host", transport);
        return new(process, await ThisProgram.NumberAsync(process), null, checksSecrets: true);
    }

    /// <summary>Debian's, as fast as it goes: nothing on disk, no Nagle, and nobody's identity asked.</summary>
    internal static async Task<BrokerSide> MosquittoAsync() => await StartAsync("mosquitto", "-c", (port, _) => $"""
        listener {port} 127.0.0.1
        allow_anonymous true
        persistence false
        set_tcp_nodelay true
        log_type error
        """);

    internal static async Task<BrokerSide> NatsAsync() => await StartAsync("nats-server", "-c", (port, folder) => $$"""
        server_name: bench
        listen: "127.0.0.1:{{FreePort.Next()}}"
        jetstream { store_dir: "{{folder}}" }
        mqtt { listen: "127.0.0.1:{{port}}" }
        """);

    /// <summary>What one load of a process of its own found; null when it failed, which is said.</summary>
    internal async Task<Dictionary<string, double>?> LoadAsync(string load)
    {
        var words = load.Split(' ');
        using var generator = ThisProgram.Start(["broker", "--load", words[0], $"{_port}", $"{_process.Id}", $"{_checksSecrets}", .. words[1..]]);
        var said = await generator.StandardOutput.ReadToEndAsync();
        await generator.WaitForExitAsync();
        return generator.ExitCode != 0 ? null : said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .ToDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }

    private static async Task<BrokerSide> StartAsync(string program, string option, Func<int, string, string> settings)
    {
        var (port, folder) = (FreePort.Next(), Directory.CreateTempSubdirectory("kith-bench-").FullName);
        var file = Path.Combine(folder, "settings.conf");
        await File.WriteAllTextAsync(file, settings(port, folder));
        var process = Process.Start(new ProcessStartInfo(program, [option, file]) { RedirectStandardError = true })!;
        _ = process.StandardError.ReadToEndAsync();
        while (!process.HasExited)
        {
            using var knock = new TcpClient();
            try
            {
                await knock.ConnectAsync("127.0.0.1", port);
                return new(process, port, folder, checksSecrets: false);
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }
        throw new InvalidOperationException($"{program} did not start");
    }
}
