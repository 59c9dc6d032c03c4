using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Cli;

/// <summary>kith serve as a process of its own, with all its doors on free ports.</summary>
internal sealed partial class RunningServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;

    private RunningServer(Process process) => _process = process;

    internal Uri Address { get; private set; } = null!;

    internal int MqttPort { get; private set; }

    internal int MqttsPort { get; private set; }

    /// <param name="before">A program that starts it, with its arguments.</param>
    internal static async Task<RunningServer> StartAsync(string data, string transport, params string[] before)
    {
        string[] command = [.. before, Repository.Program, "serve", "--data", data, "--http", "127.0.0.1:0", "--mqtt", "127.0.0.1:0", "--mqtts", "127.0.0.1:0", "--transport", transport];
        var server = new RunningServer(Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!);
        server.Address = new(await server.SaidAsync(AddressLine()));
        server.MqttPort = int.Parse(await server.SaidAsync(MqttLine()), CultureInfo.InvariantCulture);
        server.MqttsPort = int.Parse(await server.SaidAsync(MqttsLine()), CultureInfo.InvariantCulture);
        return server;
    }

    /// <summary>SIGTERM, as systemd sends it, and the end in order.</summary>
    internal async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, _process.ExitCode);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task<string> SaidAsync(Regex what)
    {
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
            if (what.Match(line) is { Success: true } match) return match.Groups[1].Value;
        throw new Xunit.Sdk.XunitException($"The server ended without saying {what}.");
    }

    [GeneratedRegex(@" is at (http://\S+/)")]
    private static partial Regex AddressLine();

    [GeneratedRegex(@"over MQTT on port (\d+)")]
    private static partial Regex MqttLine();

    [GeneratedRegex(@"with TLS on port (\d+)")]
    private static partial Regex MqttsLine();
}
