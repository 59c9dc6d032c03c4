using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Kith.Bridges;
using Kith.Gateway;
using Kith.Homes;
using Kith.Homes.Bridges;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Bench;

/// <summary>
/// A lamp of one home is set again and again, while a program of another home's bridge sends as fast as it can. Lamp and flood are processes
/// of their own, each home has the share that a server gives it. Beside it a process that burns a processor and sends nothing: what is the machine's, and what is Kith's.
/// </summary>
internal static class HostileNeighbour
{
    private const int Rounds = 4;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(5);

    private static readonly SortedDictionary<string, (string Kind, Func<int, byte[][], (string Topic, byte[] Payload)> Next)> Floods = new(StringComparer.Ordinal)
    {
        ["states"] = ("zigbee2mqtt", (number, _) => ("zigbee2mqtt/lamp", Bytes($$"""{"state":"ON","brightness":{{1 + (number % 254)}}}"""))),
        ["lists"] = ("zigbee2mqtt", (number, lists) => ("zigbee2mqtt/bridge/devices", lists[number % lists.Length])),
        ["halves"] = ("zigbee2mqtt", (_, lists) => ("zigbee2mqtt/bridge/devices", lists[0][..^1])),
        ["descriptions"] = ("homeassistant", (number, _) => ($"homeassistant/sensor/s{number}/config", Bytes($$$"""{"stat_t":"s/{{{number}}}","uniq_id":"u{{{number}}}","dev":{"ids":"d{{{number}}}"}}"""))),
    };

    internal static async Task RunAsync(string[] args)
    {
        if (args is ["as-peer", var port, var user, var password, var what])
        {
            await PlayAsync(int.Parse(port, CultureInfo.InvariantCulture), user, password, what);
            return;
        }
        await using var home = await BenchHome.StartAsync();
        var library = Library.Standard();
        await using var gateway = new DeviceGateway(home.Host, library, new GatewayOptions(), BrokerOptions.Shared, TimeProvider.System, NullLoggerFactory.Instance);
        await using var bridges = new BridgeHost(home.Host, gateway.Broker, DeviceGateway.WallOf, library, Path.Combine(home.Folder, "bridges"), new LocalNetwork(thisMachineToo: true), TimeProvider.System, NullLoggerFactory.Instance);
        await bridges.StartAsync();
        await using var broker = await ListeningBroker.StartAsync(gateway.Broker);
        var lamp = await AddAsync(home.Id, "zigbee2mqtt");
        using var playing = new Peer(broker.Port, lamp, "lamp");
        var id = await LampAsync(home.Host, home.Id);

        Console.WriteLine($"{"beside",-14} {"sets",6} {"p50 ms",8} {"p99 ms",8} {"quiet p50",10} {"quiet p99",10} {"p50 ratio",10} {"p99 ratio",10} {"its messages/s",16}");
        await CompareAsync("a busy process", () => Task.FromResult(new Peer(broker.Port, lamp, "burn")));
        foreach (var (flood, (kind, _)) in Floods)
        {
            var other = (await home.Host.FoundAsync(AccountId.New(), "Bench", flood, "UTC")).Value.Id;
            var bridge = await AddAsync(other, kind);
            await CompareAsync(flood, async () =>
            {
                var flooding = new Peer(broker.Port, bridge, flood);
                await ArrivedAsync(bridges, other, bridge.Bridge.Id);
                return flooding;
            });
        }

        async Task<AddedBridge> AddAsync(HomeId of, string kind) => (await home.Host.AddBridgeAsync(of, BenchHome.House, kind, kind, kind)).Value;

        // In turns, because quiet seconds differ more than floods do.
        async Task CompareAsync(string beside, Func<Task<Peer>> start)
        {
            var (quiet, loud, messages) = (new List<double>(), new List<double>(), 0L);
            for (var round = 0; round < Rounds; round++)
            {
                await MeasureAsync(quiet);
                using var peer = await start();
                messages += await MeasureAsync(loud);
            }
            quiet.Sort();
            loud.Sort();
            double Of(List<double> times, int percent) => times[times.Count * percent / 100];
            Console.WriteLine(FormattableString.Invariant(
                $"{beside,-14} {loud.Count,6} {Of(loud, 50),8:0.0} {Of(loud, 99),8:0.0} {Of(quiet, 50),10:0.0} {Of(quiet, 99),10:0.0} {Of(loud, 50) / Of(quiet, 50),10:0.0} {Of(loud, 99) / Of(quiet, 99),10:0.00} {messages / (Rounds * Each.TotalSeconds),16:N0}"));
        }

        async Task<long> MeasureAsync(List<double> times)
        {
            var (sets, start, before) = (0, Stopwatch.GetTimestamp(), gateway.Broker.Counters.MessagesIn);
            for (; Stopwatch.GetElapsedTime(start) < Each; sets++)
            {
                var began = Stopwatch.GetTimestamp();
                var done = await home.Host.SetAsync(home.Id, BenchHome.House, id, new Dictionary<string, Value> { ["light.brightness"] = Value.Of(1 + (sets % 100)) });
                if (!done.Ok || done.Value.Outcome.Kind is not OutcomeKind.Done) throw new InvalidOperationException("the lamp did not do what it was told");
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
            return gateway.Broker.Counters.MessagesIn - before - sets;
        }
    }

    /// <summary>The flood has arrived: its bridge has something to show for it.</summary>
    private static async Task ArrivedAsync(BridgeHost bridges, HomeId home, DeviceId bridge)
    {
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (bridges.StateOf(home, bridge) is { State: BridgeLink.Waiting }) await often.WaitForNextTickAsync();
    }

    private static async Task<DeviceId> LampAsync(HomeHost host, HomeId home)
    {
        var follower = (await host.FollowAsync(home, BenchHome.House, null)).Value;
        await foreach (var changes in follower.Changes.ReadAllAsync())
            if (changes.Devices is [var device, ..])
            {
                await host.LeaveAsync(home, follower);
                return device.Id;
            }
        throw new InvalidOperationException("The home ended.");
    }

    /// <summary>The other side.</summary>
    private sealed class Peer(int port, AddedBridge bridge, string what) : IDisposable
    {
        private readonly Process _process = ThisProgram.Start(
            "hostile-neighbour", "as-peer", port.ToString(CultureInfo.InvariantCulture), bridge.Credential.Username.ToString(), bridge.Credential.Password, what);

        public void Dispose()
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }
    }

    private static async Task PlayAsync(int port, string user, string password, string what)
    {
        while (what == "burn") Thread.SpinWait(1000);
        // Made before: what counts is how fast they come.
        var lists = Enumerable.Range(0, 20).Select(number => Bytes(List(number, 4_000))).ToArray();
        MqttClient client = null!;
        client = new MqttClient(new MqttClientOptions
        {
            Port = port, UserName = user, Password = password, MaxOutgoingBytes = 16 << 20,
            OnMessage = message => client.Publish("zigbee2mqtt/lamp", message.Payload.Span),
        });
        await client.ConnectAsync();
        client.Publish("zigbee2mqtt/bridge/state", """{"state":"online"}"""u8);
        client.Publish("zigbee2mqtt/bridge/devices", Bytes(List(0, 0)));
        if (what == "lamp")
        {
            await client.SubscribeAsync("zigbee2mqtt/lamp/set", Qos.AtLeastOnce);
            await client.Ended;
            return;
        }
        var next = Floods[what].Next;
        for (var number = 0; ; number++)
        {
            var (topic, payload) = next(number, lists);
            // Acknowledged now and then, so that it sends as fast as the broker reads and no faster.
            if (number % 500 == 0 || payload.Length > 100_000) await client.PublishAsync(topic, payload, Qos.AtLeastOnce);
            else client.Publish(topic, payload);
        }
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A lamp and as many other devices, ever new ones.</summary>
    private static string List(int number, int others)
    {
        var list = new JsonArray(JsonNode.Parse("""
            {"ieee_address":"0x00000000000000aa","type":"Router","friendly_name":"lamp","interview_state":"SUCCESSFUL","definition":{"vendor":"Maker","model":"Lamp","exposes":[
              {"type":"light","features":[{"type":"binary","name":"state","property":"state","access":7,"value_on":"ON","value_off":"OFF"},
                {"type":"numeric","name":"brightness","property":"brightness","access":7,"value_min":0,"value_max":254}]}]}}
            """));
        for (var other = 0; other < others; other++)
            list.Add(JsonNode.Parse($$$"""{"ieee_address":"0x1{{{number:x7}}}{{{other:x8}}}","type":"EndDevice","friendly_name":"d{{{number}}}-{{{other}}}","interview_state":"SUCCESSFUL","definition":{"model":"M","exposes":[]}}"""));
        return list.ToJsonString();
    }
}
