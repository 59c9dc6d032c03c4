using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Kith.Shared;

namespace Kith.Bench;

/// <summary>One of the contestants of the question "broker", running.</summary>
internal sealed class BrokerSide : IAsyncDisposable
{
    private readonly Func<Process> _start;
    private readonly string? _folder;
    private readonly string _identities;
    private readonly int _port;
    private Process _process;

    private BrokerSide(Func<Process> start, Process process, int port, string? folder, string identities) =>
        (_start, _process, _port, _folder, _identities) = (start, process, port, folder, identities);

    internal static async Task<BrokerSide> KithAsync(string transport)
    {
        var process = ThisProgram.Start("broker", "--host", transport);
        return new(() => process, process, await ThisProgram.NumberAsync(process), null, Identity.Known);
    }

    /// <summary>With sessions on disk.</summary>
    internal static async Task<BrokerSide> KeepingKithAsync(string transport)
    {
        var (port, folder) = (FreePort.Next(), NewFolder());
        Process Start() => ThisProgram.Start("broker", "--host", transport, $"{port}", folder);
        var process = Start();
        await ThisProgram.NumberAsync(process);
        return new(Start, process, port, folder, Identity.Known);
    }

    /// <summary>The whole house: what is acknowledged is in its ledger.</summary>
    internal static async Task<BrokerSide> HomeAsync(string transport)
    {
        var folder = NewFolder();
        var identities = Path.Combine(folder, "identities");
        var process = ThisProgram.Start("broker", "--home", transport, identities);
        return new(() => process, process, await ThisProgram.NumberAsync(process), folder, identities);
    }

    /// <summary>Debian's, as fast as it goes: nothing on disk, no Nagle, and nobody's identity asked.</summary>
    internal static async Task<BrokerSide> MosquittoAsync() => await StartAsync("mosquitto", "-c", (port, _) => Mosquitto(port, "persistence false"));

    /// <summary>The same with sessions on disk, written when it is told to (SIGUSR1): it has no way to write before it acknowledges.</summary>
    internal static async Task<BrokerSide> KeepingMosquittoAsync() => await StartAsync("mosquitto", "-c", (port, folder) => Mosquitto(port, $"persistence true\npersistence_location {folder}/"));

    private static string Mosquitto(int port, string persistence) => $"""
        listener {port} 127.0.0.1
        allow_anonymous true
        {persistence}
        set_tcp_nodelay true
        log_type error
        user root
        """;

    internal static async Task<BrokerSide> NatsAsync() => await StartAsync("nats-server", "-c", (port, folder) => $$"""
        server_name: bench
        listen: "127.0.0.1:{{FreePort.Next()}}"
        jetstream { store_dir: "{{folder}}" }
        mqtt { listen: "127.0.0.1:{{port}}" }
        """);

    /// <summary>What one load of a process of its own found; null when it failed, which is said.</summary>
    internal async Task<Dictionary<string, double>?> LoadAsync(string load)
    {
        using var generator = Load(load);
        return await FiguresAsync(generator, generator.StandardOutput.ReadToEndAsync());
    }

    /// <summary>The same for a load that says when the broker is to be killed, waits to hear that it was, and goes on with the next one.</summary>
    internal async Task<Dictionary<string, double>?> KilledAsync(string load, bool saveFirst)
    {
        using var generator = Load(load);
        if (await generator.StandardOutput.ReadLineAsync() is null) return null;
        if (saveFirst)
        {
            using var save = Process.Start("kill", ["-USR1", $"{_process.Id}"]);
            await save.WaitForExitAsync();
            // It says nothing when it has saved; 19,000 sessions take it a tenth of a second.
            await Task.Delay(TimeSpan.FromSeconds(3));
        }
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await generator.StandardInput.WriteLineAsync();
        await generator.StandardInput.FlushAsync();
        _process = _start();
        return await FiguresAsync(generator, generator.StandardOutput.ReadToEndAsync());
    }

    private Process Load(string load) => ThisProgram.Start(["broker", "--load", load.Split(' ')[0], $"{_port}", $"{_process.Id}", _identities, .. load.Split(' ')[1..]]);

    private static async Task<Dictionary<string, double>?> FiguresAsync(Process generator, Task<string> said)
    {
        var lines = await said;
        await generator.WaitForExitAsync();
        return generator.ExitCode != 0 ? null : lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .ToDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("kith-bench-").FullName;

    private static async Task<BrokerSide> StartAsync(string program, string option, Func<int, string, string> settings)
    {
        var (port, folder) = (FreePort.Next(), NewFolder());
        var file = Path.Combine(folder, "settings.conf");
        await File.WriteAllTextAsync(file, settings(port, folder));
        Process Start()
        {
            var started = Process.Start(new ProcessStartInfo(program, [option, file]) { RedirectStandardError = true })!;
            _ = started.StandardError.ReadToEndAsync();
            return started;
        }
        var process = Start();
        while (!process.HasExited)
        {
            using var knock = new TcpClient();
            try
            {
                await knock.ConnectAsync("127.0.0.1", port);
                return new(Start, process, port, folder, Identity.Anybody);
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }
        throw new InvalidOperationException($"{program} did not start");
    }
}
