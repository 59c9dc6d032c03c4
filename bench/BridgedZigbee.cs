using System.Diagnostics;
using System.Text.Json;
using Kith.Bridges;
using Kith.Gateway;
using Kith.Homes;
using Kith.Homes.Bridges;
using Kith.Homes.Devices;
using Kith.Homes.Feed;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;
using Kith.Mqtt.Broker;
using Kith.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Bench;

/// <summary>The real zigbee2mqtt with six simulated products: how soon they are usable, how fast they obey, how much they may say, how both sides come back.</summary>
internal static class BridgedZigbee
{
    private const int Sets = 500, Reports = 20_000, Rate = 2_000;

    internal static async Task RunAsync(string[] args)
    {
        await using var home = await BenchHome.StartAsync();
        var library = Library.Standard();
        await using var gateway = new DeviceGateway(home.Host, library, new GatewayOptions(), new BrokerOptions(), TimeProvider.System, NullLoggerFactory.Instance);
        var added = (await home.Host.AddBridgeAsync(home.Id, BenchHome.House, "zigbee2mqtt", "Zigbee2MQTT", "zigbee2mqtt")).Value;
        await using var bridges = new BridgeHost(home.Host, gateway.Broker, DeviceGateway.WallOf, library, Path.Combine(home.Folder, "bridges"), new LocalNetwork(thisMachineToo: true), TimeProvider.System, NullLoggerFactory.Instance);
        await bridges.StartAsync();
        await using var broker = await ListeningBroker.StartAsync(gateway.Broker);
        await using var program = new RealZigbee2Mqtt(broker.Port, added.Credential.Username.ToString(), added.Credential.Password);
        await using var seen = new Seen((await home.Host.FollowAsync(home.Id, BenchHome.House, null)).Value);
        program.Start();
        await program.StartedAsync();

        var clock = Stopwatch.StartNew();
        await program.RadioAsync("""{"cmd":"join"}""");
        await seen.UntilAsync(its => its.Online >= 4);
        Console.WriteLine($"join -> four mains and battery devices usable    {clock.Elapsed.TotalSeconds:0.00} s");
        await seen.UntilAsync(its => its.Online == 6);
        Console.WriteLine($"join -> all six, two of Tuya's maker code among them {clock.Elapsed.TotalSeconds:0.00} s");
        await program.ConfiguredAsync(RealZigbee2Mqtt.Weather);

        var bulb = seen.Id(RealZigbee2Mqtt.Bulb);
        var times = new List<double>();
        for (var set = 0; set < Sets; set++)
        {
            clock.Restart();
            var done = await home.Host.SetAsync(home.Id, BenchHome.House, bulb, new Dictionary<string, Value> { ["light.brightness"] = Value.Of(1 + set % 100) });
            if (done.Ok && done.Value.Outcome.Kind is OutcomeKind.Done) times.Add(clock.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine($"set -> confirmed by the bulb, {times.Count} of {Sets}          p50 {times[times.Count / 2]:0} ms, p99 {times[times.Count * 99 / 100]:0} ms");

        var before = seen.Temperatures;
        clock.Restart();
        await program.RadioAsync(JsonSerializer.Serialize(new { cmd = "storm", dev = RealZigbee2Mqtt.Weather, n = Reports, rate = Rate }));
        // The storm's last value is known; what came before it is counted.
        await seen.UntilAsync(its => its.Temperatures - before >= Reports || clock.Elapsed > TimeSpan.FromSeconds(60));
        Console.WriteLine($"{Reports:N0} reports asked at {Rate:N0} a second             {seen.Temperatures - before:N0} in the home after {clock.Elapsed.TotalSeconds:0.0} s");

        clock.Restart();
        await program.KillAsync();
        await seen.UntilAsync(its => its.Online == 0);
        Console.WriteLine($"zigbee2mqtt killed -> all devices offline        {clock.Elapsed.TotalSeconds:0.00} s");
        clock.Restart();
        program.Start();
        await seen.UntilAsync(its => its.Online == 6);
        Console.WriteLine($"its process started again -> all online          {clock.Elapsed.TotalSeconds:0.00} s");
    }

    /// <summary>What the home's stream told so far.</summary>
    private sealed class Seen : IAsyncDisposable
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<DeviceId, DeviceView> _devices = [];
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _reading;
        private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Seen(Follower follower) => _reading = ReadAsync(follower);

        internal int Online { get; private set; }

        internal long Temperatures { get; private set; }

        internal DeviceId Id(string address)
        {
            lock (_gate) return _devices.Values.First(device => device.NativeId == address).Id;
        }

        internal async Task UntilAsync(Func<Seen, bool> holds)
        {
            while (true)
            {
                Task changed;
                lock (_gate)
                {
                    if (holds(this)) return;
                    changed = _changed.Task;
                }
                await changed.WaitAsync(TimeSpan.FromMinutes(2));
            }
        }

        private async Task ReadAsync(Follower follower)
        {
            try
            {
                await foreach (var changes in follower.Changes.ReadAllAsync(_stop.Token)) Take(changes);
            }
            catch (OperationCanceledException)
            {
                // The bench is over.
            }
        }

        private void Take(ChangesView changes)
        {
            TaskCompletionSource changed;
            lock (_gate)
            {
                foreach (var device in changes.Devices ?? []) _devices[device.Id] = device;
                foreach (var presence in changes.Presence ?? [])
                    if (_devices.TryGetValue(presence.D, out var device)) _devices[presence.D] = device with { Online = presence.Online };
                Temperatures += (changes.Values ?? []).Count(change => change.P == "temperature-humidity-sensor.temperature");
                Online = _devices.Values.Count(device => device.Online);
                (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }
            changed.TrySetResult();
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _reading;
            _stop.Dispose();
        }
    }
}
