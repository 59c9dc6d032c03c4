using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kith.Mqtt.Transports.Epoll;

namespace Kith.Bench;

/// <summary>
/// The load of the question "broker", a process of its own: one thread over epoll, so that it costs less than what it measures. Does one thing
/// (`--load THING PORT PID IDENTITIES numbers...`) and writes what it cost the process PID, one figure a line.
/// </summary>
internal sealed partial class BrokerLoad(int port, int server, Func<int, Identity> who) : IDisposable
{
    /// <summary>CONNECTs without an answer at a time.</summary>
    private const int Knocking = 64;

    /// <summary>What follows a storm is part of it: collections, closing sockets.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    /// <summary>A flood fills every buffer of the kernel before the first answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly byte[] Payload = """{"temperature":21.53,"humidity":48.2,"power":123.4,"ts":1790000000000,"seq":12345}"""u8.ToArray();
    private readonly EventQueue _events = new();
    private readonly List<LoadClient> _clients = [];
    private readonly byte[] _buffer = new byte[1024 * 1024];

    internal static async Task RunAsync(string[] args)
    {
        var numbers = args[4..].Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        using var load = new BrokerLoad(int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture), Identity.From(args[3]));
        switch (args[0])
        {
            case "idle": await load.IdleAsync(numbers[0]); break;
            case "publish": load.Publish(numbers[0], qos: numbers[1], perSend: numbers[2], messages: numbers[3], subscribed: numbers[4] != 0, (name, _) => ($"v1/{name}/tele", Payload)); break;
            case "report": load.Publish(numbers[0], qos: 1, perSend: numbers[1], messages: numbers[2], subscribed: false, Report); break;
            case "storm": load.Storm(numbers[0], numbers[1]); break;
            case "fan": load.FanOut(publishers: numbers[0], subscribers: numbers[1], qos: numbers[2], window: numbers[3], deliveries: numbers[4]); break;
            case "commands": load.Commands(devices: numbers[0], requests: numbers[1], inFlight: numbers[2]); break;
            default: throw new ArgumentException(args[0]);
        }
    }

    public void Dispose() => _events.Dispose();

    /// <summary>Connections that say nothing.</summary>
    private async Task IdleAsync(int count)
    {
        await Task.Delay(Settling);
        var before = ProcessFigures.Of(server);
        var clock = Stopwatch.StartNew();
        Connect(count);
        var (time, cpu) = (clock.Elapsed, ProcessFigures.Of(server).CpuSince(before));
        await Task.Delay(Settling);
        Tell("bytes", (ProcessFigures.Of(server).Bytes - before.Bytes) / (double)count);
        Tell("base", before.Bytes);
        Tell("rate", count / time.TotalSeconds);
        Tell("cpu", cpu.TotalMicroseconds / count);
    }

    /// <summary>Each client sends so many at once and, above QoS 0, the next when all are answered. Nobody listens to them.</summary>
    private void Publish(int count, int qos, int perSend, int messages, bool subscribed, Func<string, int, (string Topic, byte[] Payload)> message)
    {
        Connect(count);
        if (subscribed) Ask(client => LoadClient.Subscribe($"cmd/{client.Index}", 1));
        // Two of each client in turn, which may differ.
        byte[] Burst(LoadClient client, int turn) => [.. Enumerable.Range(1, perSend).SelectMany(id =>
        {
            var (topic, payload) = message(who(client.Index).Name, id + turn);
            return LoadClient.Publish(topic, payload, qos, id);
        })];
        var bursts = _clients.ConvertAll(client => (Even: Burst(client, 0), Odd: Burst(client, 1)));
        void Send(int rounds)
        {
            if (qos == 0)
            {
                for (var round = 0; round < rounds; round++)
                    for (var i = 0; i < bursts.Count; i++) _clients[i].Send(round % 2 == 0 ? bursts[i].Even : bursts[i].Odd);
                Ask(_ => [0xC0, 0]);
                return;
            }
            var left = new int[bursts.Count];
            var busy = bursts.Count;
            for (var i = 0; i < bursts.Count; i++)
            {
                left[i] = rounds - 1;
                _clients[i].Arrived = 0;
                _clients[i].Send(bursts[i].Even);
            }
            while (busy > 0)
                Pump((client, _, _) => client.Arrived++, client =>
                {
                    if (client.Arrived < perSend) return;
                    client.Arrived -= perSend;
                    if (left[client.Index]-- > 0) client.Send(left[client.Index] % 2 == 0 ? bursts[client.Index].Even : bursts[client.Index].Odd);
                    else busy--;
                });
        }
        var all = Math.Max(1, messages / count / perSend);
        Send(Math.Max(1, all / 4));
        var before = ProcessFigures.Of(server);
        var clock = Stopwatch.StartNew();
        Send(all);
        Tell("rate", (double)all * count * perSend / clock.Elapsed.TotalSeconds);
        Tell("cpu", ProcessFigures.Of(server).CpuSince(before).TotalMicroseconds / ((double)all * count * perSend));
    }

    /// <summary>What a sensor says; no two one after the other are the same.</summary>
    private static (string Topic, byte[] Payload) Report(string device, int number) =>
        ($"kith/{device}/report", Encoding.UTF8.GetBytes(FormattableString.Invariant($"{{\"{HomeBrokerHost.Property}\":{20 + (number % 20 / 10.0):0.0}}}")));

    /// <summary>Publishers have topics of their own; subscribers share them evenly. Each publisher has a window of messages not yet with all its subscribers.</summary>
    private void FanOut(int publishers, int subscribers, int qos, int window, int deliveries)
    {
        Connect(publishers + subscribers);
        var each = subscribers / publishers;
        foreach (var group in _clients.Skip(publishers).Chunk(500))
            Ask(client => LoadClient.Subscribe($"fan/{(client.Index - publishers) % publishers}", qos), [.. group]);
        var bursts = Enumerable.Range(0, publishers).Select(index => new Burst($"fan/{index}", Payload, qos, window)).ToArray();
        var (acknowledged, arrived) = (new MemoryStream(), new int[publishers]);
        void Send(int messages)
        {
            var (left, missing) = (new int[publishers], (long)messages * each * publishers);
            Array.Fill(left, messages - window);
            Array.Clear(arrived);
            for (var index = 0; index < publishers; index++) _clients[index].Send(bursts[index].Next(window));
            while (missing > 0)
                Pump((client, header, body) =>
                {
                    if (header >> 4 != 3) return;
                    missing--;
                    arrived[(client.Index - publishers) % publishers]++;
                    if (qos > 0) acknowledged.Write(LoadClient.Puback(body[(2 + ((body[0] << 8) | body[1]))..]));
                }, client =>
                {
                    if (acknowledged.Length > 0) client.Send(acknowledged.GetBuffer().AsSpan(0, (int)acknowledged.Length));
                    acknowledged.SetLength(0);
                    if (client.Index < publishers) return;
                    var publisher = (client.Index - publishers) % publishers;
                    var whole = Math.Min(arrived[publisher] / each, left[publisher]);
                    if (whole == 0) return;
                    arrived[publisher] -= whole * each;
                    left[publisher] -= whole;
                    _clients[publisher].Send(bursts[publisher].Next(whole));
                });
        }
        var all = Math.Max(window * 2, deliveries / subscribers);
        Send(Math.Max(window, all / 4));
        var before = ProcessFigures.Of(server);
        var clock = Stopwatch.StartNew();
        Send(all);
        Tell("rate", (double)all * subscribers / clock.Elapsed.TotalSeconds);
        Tell("cpu", ProcessFigures.Of(server).CpuSince(before).TotalMicroseconds / ((double)all * subscribers));
    }

    /// <summary>A controller tells a device, the device answers, the controller hears it; so many under way at a time.</summary>
    private void Commands(int devices, int requests, int inFlight)
    {
        Connect(devices + 1);
        var controller = _clients[devices];
        Ask(client => LoadClient.Subscribe(client == controller ? "rsp/+" : $"cmd/{client.Index}", 0));
        var commands = Enumerable.Range(0, devices).Select(index => LoadClient.Publish($"cmd/{index}", Payload, 0, 0)).ToArray();
        var answers = Enumerable.Range(0, devices).Select(index => LoadClient.Publish($"rsp/{index}", Payload, 0, 0)).ToArray();
        var (sent, times, random) = (new long[devices], new List<double>(), new Random(1));
        void Fire(int device)
        {
            sent[device] = Stopwatch.GetTimestamp();
            controller.Send(commands[device]);
        }
        void Send(int count)
        {
            var (started, done) = (0, 0);
            for (; started < inFlight; started++) Fire(started * (devices / inFlight));
            while (done < count)
                Pump((client, _, body) =>
                {
                    if (client != controller)
                    {
                        client.Send(answers[client.Index]);
                        return;
                    }
                    var device = int.Parse(body[6..(2 + ((body[0] << 8) | body[1]))], CultureInfo.InvariantCulture);
                    times.Add(Stopwatch.GetElapsedTime(sent[device]).TotalMicroseconds);
                    done++;
                    // Another device of the same share, so that none has two under way.
                    var share = devices / inFlight;
                    if (started++ < count) Fire((device / share * share) + random.Next(share));
                }, _ => { });
        }
        Send(requests / 4);
        times.Clear();
        var before = ProcessFigures.Of(server);
        Send(requests);
        Tell("cpu", ProcessFigures.Of(server).CpuSince(before).TotalMicroseconds / requests);
        times.Sort();
        Tell("p50", times[times.Count / 2]);
        Tell("p99", times[times.Count * 99 / 100]);
    }

    private void Connect(int count)
    {
        var answered = _clients.Count;
        for (var target = answered + count; answered < target;)
        {
            while (_clients.Count < target && _clients.Count - answered < Knocking)
            {
                var client = LoadClient.Open(port, _clients.Count, who(_clients.Count));
                _events.Watch(client.Descriptor, _clients.Count, Readiness.None, Readiness.Readable);
                _clients.Add(client);
            }
            Pump((client, header, body) => answered += (header, body[1]) == (0x20, 0) ? 1 : throw new InvalidOperationException($"{client.Index} was refused: {body[1]}"), _ => { });
        }
    }

    /// <summary>Each sends one packet and waits for one.</summary>
    private void Ask(Func<LoadClient, byte[]> packet, IReadOnlyList<LoadClient>? clients = null)
    {
        var missing = (clients ?? _clients).Count;
        foreach (var client in clients ?? _clients) client.Send(packet(client));
        while (missing > 0) Pump((_, _, _) => missing--, _ => { });
    }

    private void Pump(PacketHandler packet, Action<LoadClient> afterwards)
    {
        var count = _events.Wait((int)Patience.TotalMilliseconds);
        if (count == 0) throw new TimeoutException($"The broker said nothing for {Patience}");
        for (var i = 0; i < count; i++)
        {
            var client = _clients[_events.Key(i)];
            if (!client.Read(_buffer, packet)) throw new InvalidOperationException($"{client.Index} was disconnected");
            afterwards(client);
        }
    }

    private static void Tell(string figure, double value) => Console.WriteLine(FormattableString.Invariant($"{figure} {value}"));

    /// <summary>The same message over and over, its identifiers within a window, made beforehand.</summary>
    private sealed class Burst(string topic, byte[] payload, int qos, int window)
    {
        private readonly byte[] _twice = [.. Enumerable.Range(0, 2 * window).SelectMany(number => LoadClient.Publish(topic, payload, qos, 1 + (number % window)))];
        private int _next;

        internal ReadOnlySpan<byte> Next(int count)
        {
            var size = _twice.Length / (2 * window);
            var packets = _twice.AsSpan(_next * size, count * size);
            _next = (_next + count) % window;
            return packets;
        }
    }
}
