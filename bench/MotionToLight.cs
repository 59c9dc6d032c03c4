using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Bench;

/// <summary>
/// How long from a sensor's word to the lamp's order, by a rule? Kith (one process; report, operation and trace on disk before the order leaves)
/// beside mosquitto and Node-RED (two processes; nothing on disk), the usual stack. The same generator plays 200 sensors and 200 lamps over one
/// connection at QoS 0; first one in flight at a time, then 1,000, 4,000 and 8,000 a second. CPU is of the server's processes alone.
/// Wants mosquitto on the path and Node-RED: npm i --prefix artifacts/peers --save-exact node-red@4.1.15
/// </summary>
internal static class MotionToLight
{
    internal const int Pairs = 200;

    private const int Warmup = 500, OneByOne = 2_000, Seconds = 5;

    public static async Task RunAsync(string[] args)
    {
        if (args is ["--serve"])
        {
            await MotionServer.RunAsync();
            return;
        }
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3;
        Console.WriteLine("            side |      rate | arrived in time |  p50 ms  p99 ms  max ms | us CPU/order");
        for (var round = 0; round < rounds; round++)
        {
            await using (var kith = await Side.KithAsync()) await MeasureAsync("kith", kith);
            await using (var usual = await Side.UsualAsync()) await MeasureAsync("mosquitto+nodered", usual);
        }
    }

    private static async Task MeasureAsync(string name, Side side)
    {
        var orders = new ConcurrentDictionary<long, long>();
        var times = new ConcurrentQueue<double>();
        using var arrived = new SemaphoreSlim(0);
        long next = 0;
        await using var client = new MqttClient(side.Options with
        {
            OnMessage = message =>
            {
                var now = Stopwatch.GetTimestamp();
                var seq = side.Hear(message, out var reply);
                if (reply is { } answer) side.Client!.Publish(answer.Topic, answer.Payload);
                if (seq is not { } known || !orders.TryRemove(known, out var sent)) return;
                times.Enqueue(Stopwatch.GetElapsedTime(sent, now).TotalMilliseconds);
                arrived.Release();
            },
        });
        side.Client = client;
        await client.ConnectAsync();
        foreach (var filter in side.Orders)
            if (await client.SubscribeAsync(filter) is var answer and >= ReasonCode.UnspecifiedError) throw new InvalidOperationException($"{filter}: {answer}");
        foreach (var (topic, payload) in side.First) await client.PublishAsync(topic, payload, Qos.AtLeastOnce);

        void Fire()
        {
            // Never twice the same value of one sensor: a repeated report is no change.
            var seq = ++next % 190_000;
            orders[seq] = Stopwatch.GetTimestamp();
            var (topic, payload) = side.Say((int)(seq % Pairs), seq);
            client.Publish(topic, payload);
        }

        async Task OneByOneAsync(int count)
        {
            for (var sent = 0; sent < count; sent++)
            {
                Fire();
                await arrived.WaitAsync(TimeSpan.FromSeconds(2));
            }
        }

        await OneByOneAsync(Warmup);
        times.Clear();
        var cpu = side.Cpu;
        await OneByOneAsync(OneByOne);
        Tell(name, "one by one", OneByOne, times, side.Cpu - cpu);
        foreach (var rate in (int[])[1_000, 4_000, 8_000])
        {
            times.Clear();
            orders.Clear();
            cpu = side.Cpu;
            var clock = Stopwatch.StartNew();
            for (var sent = 0; sent < rate * Seconds;)
            {
                for (var due = Math.Min(rate * Seconds, (int)(clock.Elapsed.TotalSeconds * rate)); sent < due; sent++) Fire();
                await Task.Delay(1);
            }
            for (var (waited, before) = (0, -1); waited < 10 && times.Count < rate * Seconds && times.Count != before; waited++)
            {
                before = times.Count;
                await Task.Delay(1_000);
            }
            Tell(name, $"{rate:N0}/s", rate * Seconds, times, side.Cpu - cpu);
        }
    }

    private static void Tell(string name, string rate, int sent, IEnumerable<double> times, TimeSpan cpu)
    {
        var sorted = times.Order().ToArray();
        double At(double part) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))];
        Console.WriteLine(FormattableString.Invariant(
            $"{name,17} | {rate,9} | {sorted.Length,6} of {sent,6} | {At(0.5),7:N2} {At(0.99),7:N2} {At(1),7:N1} | {(sorted.Length == 0 ? double.NaN : cpu.TotalMicroseconds / sorted.Length),8:N0}"));
    }

    /// <summary>One of the two, running, and how its sensors and lamps speak.</summary>
    private sealed class Side : IAsyncDisposable
    {
        private readonly List<Process> _processes = [];
        private string? _folder;

        internal required MqttClientOptions Options { get; init; }

        internal required IEnumerable<string> Orders { get; init; }

        /// <summary>What is said once after connecting: a device is there from its first word on.</summary>
        internal IEnumerable<(string Topic, byte[] Payload)> First { get; init; } = [];

        internal required Func<int, long, (string Topic, byte[] Payload)> Say { get; init; }

        internal required Listen Hear { get; init; }

        internal MqttClient? Client { get; set; }

        internal TimeSpan Cpu
        {
            get
            {
                var sum = TimeSpan.Zero;
                foreach (var process in _processes)
                {
                    process.Refresh();
                    sum += process.TotalProcessorTime;
                }
                return sum;
            }
        }

        internal delegate long? Listen(MqttMessage message, out (string Topic, byte[] Payload)? reply);

        internal static async Task<Side> KithAsync()
        {
            var process = ThisProgram.Start("motion-to-light", "--serve");
            var said = (await process.StandardOutput.ReadLineAsync())!.Split(' ');
            var side = new Side
            {
                Options = Bench(int.Parse(said[0], CultureInfo.InvariantCulture)) with { UserName = said[1], Password = said[2] },
                Orders = Enumerable.Range(0, Pairs).Select(pair => $"kith/lamp-{pair}/#"),
                First = Enumerable.Range(0, Pairs).SelectMany(pair => ((string, byte[])[])[
                    ($"kith/lamp-{pair}/report", "{\"light.on\":true}"u8.ToArray()), ($"kith/sensor-{pair}/report", "{\"illumination-sensor.illumination\":199999}"u8.ToArray())]),
                Say = (pair, seq) => ($"kith/sensor-{pair}/report", Encoding.UTF8.GetBytes($"{{\"illumination-sensor.illumination\":{seq}}}")),
                Hear = Hear,
            };
            side._processes.Add(process);
            return side;

            static long? Hear(MqttMessage message, out (string Topic, byte[] Payload)? reply)
            {
                using var json = JsonDocument.Parse(message.Payload);
                var lamp = message.Topic.Split('/')[1];
                reply = ($"kith/{lamp}/reply", Encoding.UTF8.GetBytes($"{{\"op\":\"{json.RootElement.GetProperty("op").GetString()}\",\"code\":\"done\"}}"));
                return json.RootElement.GetProperty("light.color").GetInt64();
            }
        }

        internal static async Task<Side> UsualAsync()
        {
            var folder = Directory.CreateTempSubdirectory("kith-bench-").FullName;
            var (mqtt, http) = (FreePort(), FreePort());
            await File.WriteAllTextAsync(Path.Combine(folder, "mosquitto.conf"), $"listener {mqtt} 127.0.0.1\nallow_anonymous true\npersistence false\nset_tcp_nodelay true\nlog_type error\n");
            await File.WriteAllTextAsync(Path.Combine(folder, "settings.js"), $"module.exports = {{ uiHost: '127.0.0.1', uiPort: {http}, flowFile: 'flows.json', credentialSecret: 'x', telemetry: {{ enabled: false }}, logging: {{ console: {{ level: 'info' }} }} }};");
            // The shortest way that Node-RED has: in, one function, out.
            await File.WriteAllTextAsync(Path.Combine(folder, "flows.json"), $$"""
                [{"id":"t","type":"tab","label":"bench"},
                 {"id":"b","type":"mqtt-broker","broker":"127.0.0.1","port":"{{mqtt}}","clientid":"nr","autoConnect":true,"protocolVersion":"4","keepalive":"60","cleansession":true},
                 {"id":"i","type":"mqtt in","z":"t","topic":"motion/+","qos":"0","datatype":"json","broker":"b","wires":[["f"]]},
                 {"id":"f","type":"function","z":"t","func":"return { topic: msg.topic.replace('motion','light') + '/set', payload: { color: msg.payload.seq } };","outputs":1,"wires":[["o"]]},
                 {"id":"o","type":"mqtt out","z":"t","topic":"","qos":"0","retain":"false","broker":"b","wires":[]}]
                """);
            var side = new Side
            {
                Options = Bench(mqtt),
                Orders = ["light/+/set"],
                Say = (pair, seq) => ($"motion/{pair}", Encoding.UTF8.GetBytes($"{{\"seq\":{seq}}}")),
                Hear = Hear,
            };
            side._folder = folder;
            side._processes.Add(Process.Start("mosquitto", ["-c", Path.Combine(folder, "mosquitto.conf")]));
            var red = Path.Combine(Repository, "artifacts/peers/node_modules/node-red/red.js");
            if (!File.Exists(red)) throw new InvalidOperationException("npm i --prefix artifacts/peers --save-exact node-red@4.1.15");
            var node = Process.Start(new ProcessStartInfo("node", [red, "-u", folder, "-s", Path.Combine(folder, "settings.js")]) { RedirectStandardOutput = true })!;
            side._processes.Add(node);
            while (await node.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Connected to broker", StringComparison.Ordinal)) { }
            _ = node.StandardOutput.ReadToEndAsync();
            return side;

            static long? Hear(MqttMessage message, out (string Topic, byte[] Payload)? reply)
            {
                reply = null;
                using var json = JsonDocument.Parse(message.Payload);
                return json.RootElement.GetProperty("color").GetInt64();
            }
        }

        private static MqttClientOptions Bench(int port) => new() { Port = port, ClientId = "bench", Version = ProtocolVersion.V311, MaxOutgoingBytes = 64 * 1024 * 1024 };

        private static string Repository => typeof(MotionToLight).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false)
            .Cast<System.Reflection.AssemblyMetadataAttribute>().Single(its => its.Key == "Repository").Value!;

        private static int FreePort()
        {
            using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
            listener.Start();
            return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var process in _processes)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
                process.Dispose();
            }
            if (_folder is not null) Directory.Delete(_folder, recursive: true);
        }
    }
}
