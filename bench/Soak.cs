using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Kith.Mqtt.Transports.Epoll;
using Kith.Shared;

namespace Kith.Bench;

/// <summary>
/// Does the broker hold for an hour? `soak [seconds] [clients] [transport]`: the real `kith broker` with its memory on disk, clients who come and go over two bad lines (<see cref="FaultProxy"/>),
/// QoS 1 and 2 to neighbours who may be away, and a checker that knows every message. At the end all come back over quiet lines, and every
/// counter must agree; the broker's memory is written down every ten seconds.
/// </summary>
internal sealed class Soak : IDisposable
{
    /// <summary>More than are connected at a time: one in eight is away.</summary>
    private const double Spare = 1.15;

    private const int Neighbours = 8;
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(60), Away = TimeSpan.FromSeconds(8), Pause = TimeSpan.FromSeconds(15), Patience = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(3);

    private readonly EventQueue _events = new();
    private readonly PriorityQueue<(int Client, int Life, Deed Deed), long> _plans = new();
    private readonly SoakLedger _ledger = new();
    private readonly byte[] _buffer = new byte[256 * 1024];
    private readonly Random _random = new(17);
    private readonly int[] _lines;
    private readonly SoakClient[] _clients;
    private bool _isCalm;

    private Soak(int[] lines, int clients)
    {
        _lines = lines;
        _clients = [.. Enumerable.Range(0, clients).Select(index => new SoakClient(index))];
    }

    private enum Deed { Come, Say, Go, Look }

    private static long Now => Stopwatch.GetTimestamp();

    internal static async Task RunAsync(string[] args)
    {
        if (args is ["--line", var target])
        {
            await FaultProxy.RunAsync(int.Parse(target, CultureInfo.InvariantCulture));
            return;
        }
        var length = TimeSpan.FromSeconds(args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3600);
        var clients = (int)(Spare * (args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 15_000));
        var folder = Directory.CreateTempSubdirectory("kith-soak-").FullName;
        var port = FreePort.Next();
        using var kith = Process.Start(new ProcessStartInfo(AppStage.Path("Kith"), ["broker", "--open", "--mqtt", $"{port}", "--data", folder, "--transport", args.Length > 2 ? args[2] : "epoll"]) { RedirectStandardOutput = true })!;
        Console.WriteLine(await kith.StandardOutput.ReadLineAsync());
        _ = ShowAsync(kith.StandardOutput);
        Process[] lines = [ThisProgram.Start("soak", "--line", $"{port}"), ThisProgram.Start("soak", "--line", $"{port}")];
        try
        {
            using var soak = new Soak([await ThisProgram.NumberAsync(lines[0]), await ThisProgram.NumberAsync(lines[1])], clients);
            await soak.LiveAsync(length, kith.Id, () => Array.ForEach(lines, line => line.StandardInput.WriteLine("calm")));
            foreach (var line in lines)
            {
                line.StandardInput.Close();
                Console.WriteLine($"a line: {await line.StandardOutput.ReadLineAsync()}");
            }
        }
        finally
        {
            foreach (var line in lines) line.Kill();
            kith.Kill();
            await kith.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ShowAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line) Console.WriteLine(line);
    }

    private async Task LiveAsync(TimeSpan length, int broker, Action calm)
    {
        // They come over a minute, or a twentieth of the time.
        var first = TimeSpan.FromSeconds(Math.Min(60, length.TotalSeconds / 20));
        for (var index = 0; index < _clients.Length; index++) Plan(index, Deed.Come, first * _random.NextDouble());
        var files = FilesOf(broker);
        Console.WriteLine("     s    there  published  acknowledged    arrived   MB of the broker");
        var (clock, memory) = (Stopwatch.StartNew(), new List<(TimeSpan At, double Mb)>());
        var next = TimeSpan.Zero;
        while (clock.Elapsed < length)
        {
            Step();
            if (clock.Elapsed < next) continue;
            var mb = ProcessFigures.Of(broker).Bytes / 1e6;
            memory.Add((clock.Elapsed, mb));
            if (memory.Count % 6 == 1) Tell(clock.Elapsed, mb);
            next += TimeSpan.FromSeconds(10);
        }
        calm();
        _isCalm = true;
        for (var index = 0; index < _clients.Length; index++)
            if (_clients[index].Wire is null) Plan(index, Deed.Come, TimeSpan.FromSeconds(20) * _random.NextDouble());
        for (var end = clock.Elapsed + Settling; clock.Elapsed < end && !(_ledger.IsSettled && _clients.All(client => client.IsSettled && client.IsThere));) Step();
        Tell(clock.Elapsed, ProcessFigures.Of(broker).Bytes / 1e6);
        foreach (var client in _clients) client.Go(politely: true);
        await Task.Delay(TimeSpan.FromSeconds(5));
        var (early, late) = (MedianOf(memory, length * 0.15, length * 0.3), MedianOf(memory, length * 0.8, length));
        Console.WriteLine(FormattableString.Invariant(
            $"memory: {early:0} MB after the first sixth, {late:0} MB at the end, {late / early:0.00}; files open before anybody came and after all have gone: {files}, {FilesOf(broker)}; QoS 1 said again: {_ledger.Again}"));
        var faults = _ledger.Faults().ToList();
        Console.WriteLine(faults.Count == 0 ? $"all {_ledger.Published} messages agree" : string.Join('\n', faults));
    }

    private static int FilesOf(int process) => Directory.GetFiles($"/proc/{process}/fd").Length;

    private static double MedianOf(List<(TimeSpan At, double Mb)> memory, TimeSpan from, TimeSpan to) =>
        memory.Where(its => its.At >= from && its.At <= to).Select(its => its.Mb).Order().ToList() is { Count: > 0 } some ? some[some.Count / 2] : double.NaN;

    private void Tell(TimeSpan at, double mb) =>
        Console.WriteLine(FormattableString.Invariant($"{at.TotalSeconds,6:0} {_clients.Count(client => client.IsThere),8} {_ledger.Published,10} {_ledger.AcknowledgedOnes,13} {_ledger.ArrivedOnes,10} {mb,18:0.0}"));

    private void Step()
    {
        var count = _events.Wait(5);
        for (var i = 0; i < count; i++) Hear(_events.Key(i));
        while (_plans.TryPeek(out var plan, out var when) && when <= Now)
        {
            _plans.Dequeue();
            if (plan.Deed == Deed.Come ? _clients[plan.Client].Wire is null : _clients[plan.Client].Life == plan.Life) Do(plan.Client, plan.Deed);
        }
    }

    private void Hear(int index)
    {
        var client = _clients[index];
        if (client.Wire is not { } wire) return;
        try
        {
            if (wire.Read(_buffer, (_, header, body) => client.Hear(header, body, _ledger))) return;
        }
        catch (SocketException)
        {
            // Cut off.
        }
        Leave(index, politely: false);
    }

    private void Do(int index, Deed deed)
    {
        var client = _clients[index];
        switch (deed)
        {
            case Deed.Come:
                if (!client.Come(_lines[index % _lines.Length], Now))
                {
                    Plan(index, Deed.Come, Away * _random.NextDouble());
                    break;
                }
                _events.Watch(client.Wire!.Descriptor, index, Readiness.None, Readiness.Readable);
                Plan(index, Deed.Say, Pause * _random.NextDouble());
                Plan(index, Deed.Go, Stay * -Math.Log(1 - _random.NextDouble()));
                Plan(index, Deed.Look, Patience);
                break;
            case Deed.Say:
                var (to, qos) = ((index + 1 + _random.Next(Neighbours)) % _clients.Length, 1 + _random.Next(2));
                if (client.IsThere && (_isCalm || !_clients[to].IsKnown)) client.Ping(Now);
                else if (client.IsThere) client.Publish(to, _ledger.Next(to, qos), qos, Now);
                Plan(index, Deed.Say, Pause * (0.5 + _random.NextDouble()));
                break;
            case Deed.Look:
                // Nothing answered for long: the line is dead, whatever the socket says.
                if (client.AskedAt is { } asked && Stopwatch.GetElapsedTime(asked) > Patience) Leave(index, politely: false);
                else Plan(index, Deed.Look, Patience / 2);
                break;
            case Deed.Go:
                if (!_isCalm) Leave(index, politely: _random.Next(2) == 0);
                break;
        }
    }

    private void Leave(int index, bool politely)
    {
        _clients[index].Go(politely);
        Plan(index, Deed.Come, _isCalm ? TimeSpan.FromSeconds(1) : 2 * Away * _random.NextDouble());
    }

    private void Plan(int index, Deed deed, TimeSpan after) => _plans.Enqueue((index, _clients[index].Life, deed), Now + (long)(after.TotalSeconds * Stopwatch.Frequency));

    public void Dispose() => _events.Dispose();
}
