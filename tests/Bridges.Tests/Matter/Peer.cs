using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Shared;

namespace Kith.Bridges.Tests.Matter;

/// <summary>A real Matter device or controller of matter.js in the private network (Peers/matter-*.mjs): one JSON a line, both ways.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private readonly PrivateNetwork _network;
    private readonly string[] _arguments;
    private readonly string _folder = Directory.CreateTempSubdirectory("kith-matter-peer-").FullName;
    private readonly Lock _lock = new();
    private readonly List<string> _said = [];
    private readonly List<(Func<JsonElement, bool> Is, TaskCompletionSource<JsonElement> Waiter)> _waiters = [];
    private Process? _process;
    private int _number;

    private Peer(PrivateNetwork network, string[] arguments) => (_network, _arguments) = (network, arguments);

    /// <summary>What it said when it was ready: its pairing code, whether it was paired before.</summary>
    internal JsonElement Ready { get; private set; }

    internal string Code => Ready.GetProperty("manualPairingCode").GetString()!;

    internal string QrCode => Ready.GetProperty("qrPairingCode").GetString()!;

    /// <param name="port">Its own for ever, as devices have it; two at a time need two.</param>
    internal static Task<Peer> DeviceAsync(PrivateNetwork network, string what, int port = 5540) => StartAsync(network, "matter-device.mjs", what, port.ToString(CultureInfo.InvariantCulture));

    internal static Task<Peer> ControllerAsync(PrivateNetwork network) => StartAsync(network, "matter-controller.mjs");

    private static async Task<Peer> StartAsync(PrivateNetwork network, params string[] arguments)
    {
        var peer = new Peer(network, arguments);
        await peer.StartAsync();
        return peer;
    }

    /// <summary>Starts it, or starts it again with what it kept.</summary>
    internal async Task StartAsync()
    {
        var start = new ProcessStartInfo(_network.Node) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(PeerFolder.Path, _arguments[0]), _folder, .. _arguments[1..]]) start.ArgumentList.Add(argument);
        start.Environment["MATTER_CONTROLLER"] = PrivateNetwork.Controller;
        var process = new Process { StartInfo = start };
        var ready = NextAsync(its => its.TryGetProperty("ready", out _));
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        Ready = await ready;
    }

    /// <summary>As if its power was cut.</summary>
    internal async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Completes with the next thing of that sort that it says.</summary>
    internal async Task<JsonElement> NextAsync(Func<JsonElement, bool> its)
    {
        var waiter = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock) _waiters.Add((its, waiter));
        try
        {
            return await waiter.Task.WaitAsync(HomeWatch.Patience);
        }
        catch (TimeoutException)
        {
            lock (_lock) Assert.Fail($"The Matter peer never said it. It said:\n{string.Join('\n', _said)}");
            throw;
        }
    }

    /// <summary>Sets attributes of a device.</summary>
    internal async Task SetAsync(string id, string state) => await TellAsync($$"""{"id":"{{id}}","set":{{state}}}""");

    /// <summary>Whether it is in the network.</summary>
    internal async Task ThereAsync(bool there) => await TellAsync(there ? """{"there":true}""" : """{"there":false}""");

    /// <summary>As it came out of its box.</summary>
    internal async Task ResetAsync()
    {
        var ready = NextAsync(its => its.TryGetProperty("ready", out _));
        await TellAsync("""{"reset":true}""");
        Ready = await ready;
    }

    internal async Task PressAsync(string id) => await TellAsync($$"""{"id":"{{id}}","press":true}""");

    /// <summary>Asks the controller; its answer, or its error as text.</summary>
    internal async Task<string> AskAsync(JsonObject asked)
    {
        var n = Interlocked.Increment(ref _number);
        asked["n"] = n;
        var answer = NextAsync(its => its.TryGetProperty("n", out var its1) && its1.GetInt32() == n);
        await _process!.StandardInput.WriteLineAsync(asked.ToJsonString());
        await _process.StandardInput.FlushAsync();
        var said = await answer;
        return said.TryGetProperty("error", out var error) ? $"error: {error}" : said.GetProperty("result").GetRawText();
    }

    private async Task TellAsync(string line)
    {
        var done = NextAsync(its => its.TryGetProperty("failed", out _) || (its.TryGetProperty("done", out var said) && said.GetString() == line));
        await _process!.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        Assert.False((await done).TryGetProperty("failed", out var why), why.ToString());
    }

    private void Note(string? line)
    {
        if (line is null) return;
        lock (_lock)
        {
            if (_said.Count == 200) _said.RemoveAt(0);
            _said.Add(string.Create(CultureInfo.InvariantCulture, $"{line}"));
            if (!line.StartsWith('{')) return;
            using var json = JsonDocument.Parse(line);
            foreach (var (its, waiter) in _waiters)
                if (!waiter.Task.IsCompleted && its(json.RootElement)) waiter.TrySetResult(json.RootElement.Clone());
            _waiters.RemoveAll(row => row.Waiter.Task.IsCompleted);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
