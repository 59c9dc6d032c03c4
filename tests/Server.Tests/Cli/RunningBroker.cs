using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Cli;

/// <summary>kith broker as a process of its own.</summary>
internal sealed partial class RunningBroker(Process process, int port) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    internal int Port { get; } = port;

    internal int Id => process.Id;

    /// <param name="port">0 for a free one.</param>
    /// <param name="before">A program that starts it, with its arguments.</param>
    internal static async Task<RunningBroker> StartAsync(string port, string transport, string? folder = null, params string[] before)
    {
        string[] command = [.. before, Repository.Program, "broker", "--open", "--mqtt", $"127.0.0.1:{port}", "--transport", transport, .. folder is null ? (string[])[] : ["--data", folder]];
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return new RunningBroker(process, int.Parse(Address().Match(line!).Groups["port"].Value, CultureInfo.InvariantCulture));
    }

    /// <summary>SIGKILL.</summary>
    internal void Kill() => process.Kill();

    /// <summary>SIGTERM, as systemd sends it, and the end in order.</summary>
    internal async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, process.ExitCode);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    [GeneratedRegex(@"127\.0\.0\.1:(?<port>\d+)")]
    private static partial Regex Address();
}
