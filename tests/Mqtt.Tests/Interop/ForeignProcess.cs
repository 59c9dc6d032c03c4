using System.Diagnostics;
using System.Threading.Channels;

namespace Kith.Mqtt.Tests.Interop;

/// <summary>A program that is not ours, with its lines. It is killed when the test is done with it.</summary>
internal sealed class ForeignProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _seen = [];

    public ForeignProcess(string program, params string[] arguments)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Folder,
            },
        };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        Assert.True(_process.Start(), $"{program} is one of the programs that these tests need (see the README of this project)");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where the agents and node_modules are: the source folder, found from the solution above the build output.</summary>
    public static string Folder { get; } = Path.Combine(Root(AppContext.BaseDirectory), "tests", "Mqtt.Tests", "Clients");

    public Task SayAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>Waits for a line that begins so.</summary>
    public async Task<string> ExpectAsync(string start)
    {
        using var patience = new CancellationTokenSource(TestHost.Patience);
        try
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync(patience.Token);
                _seen.Add(line);
                if (line.StartsWith(start, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No line \"{start}\" but: {string.Join(" | ", _seen)}");
        }
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TestHost.Patience);
        return _process.ExitCode;
    }

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is not null)
        {
            _lines.Writer.TryWrite(line);
        }
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Kith.slnx")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
