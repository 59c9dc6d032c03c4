using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Kith.Shared;

namespace Kith.App.Tests.Stage;

/// <summary>A real server in a process of its own, on free ports and a folder that goes with it; can be stopped and started again as it was.</summary>
internal sealed partial class KithProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(15);

    private readonly string _verb;
    private readonly string[] _more;
    private readonly StringBuilder _said = new();
    private Process? _process;

    private KithProcess(string verb, string[] more) => (_verb, _more) = (verb, more);

    internal int HttpPort { get; } = FreePort.Next();

    internal int MqttPort { get; } = FreePort.Next();

    internal string Data { get; } = Path.Combine(Path.GetTempPath(), $"kith-app-tests-{Guid.CreateVersion7():N}");

    internal Uri Address => new($"http://127.0.0.1:{HttpPort}/");

    /// <summary>The token of the setup or sign-in link that was printed; empty when there was none.</summary>
    internal string LinkToken { get; private set; } = "";

    /// <param name="verb">serve or demo.</param>
    /// <param name="more">What else the command line says.</param>
    internal static async Task<KithProcess> StartAsync(string verb, params string[] more)
    {
        var kith = new KithProcess(verb, more);
        await kith.StartAsync();
        return kith;
    }

    internal async Task StartAsync()
    {
        var start = new ProcessStartInfo(Built.Kith, [_verb, "--data", Data, "--http", $"127.0.0.1:{HttpPort}", "--mqtt", $"127.0.0.1:{MqttPort}", .. _more])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        var isFirst = !Directory.Exists(Data);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{Built.Kith} does not start");
        _process.OutputDataReceived += (_, line) => Hear(line.Data, isFirst, ready);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, isFirst, ready);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"kith {_verb} ended: {Said}"));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ready.Task.WaitAsync(StartPatience);
    }

    /// <summary>Ends it in order, as a system does at shutdown.</summary>
    internal async Task StopAsync()
    {
        if (_process is not { HasExited: false } process) return;
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        using var patience = new CancellationTokenSource(StopPatience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
        process.Dispose();
        _process = null;
    }

    /// <summary>Ends it as a power cut does: SIGKILL, no last word.</summary>
    internal async Task KillAsync()
    {
        if (_process is not { HasExited: false } process) return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (Directory.Exists(Data)) Directory.Delete(Data, recursive: true);
    }

    private string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    private void Hear(string? line, bool isFirst, TaskCompletionSource ready)
    {
        if (line is null) return;
        lock (_said) _said.AppendLine(line);
        if (Link().Match(line) is { Success: true } link) LinkToken = link.Groups[1].Value;
        // What a person would wait for: the address, and at the first start the link, which comes after it.
        if (isFirst ? LinkToken.Length > 0 : line.Contains(" is at ", StringComparison.Ordinal)) ready.TrySetResult();
    }

    [GeneratedRegex(@"#/(?:link|setup)/(\S+)")]
    private static partial Regex Link();
}
