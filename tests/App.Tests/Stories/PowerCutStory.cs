using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Kith.App.Tests.Stage;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Sdk;

namespace Kith.App.Tests.Stories;

/// <summary>Acknowledged means durable, on the whole way: device, broker, home, ledger, and back out of the history.</summary>
public sealed class PowerCutStory
{
    private const int Kills = 50, Devices = 3, InFlight = 8;
    private const string Address = "power-consumption.power-consumption";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task After_fifty_kills_under_load_every_acknowledged_report_is_there_once()
    {
        await using var kith = await KithProcess.StartAsync("serve");
        using var api = new HomeApi(kith.Address);
        await api.SetUpAsync(kith.LinkToken);
        var meters = new List<Meter>();
        for (var number = 0; number < Devices; number++)
        {
            var code = (await api.PostAsync("/pairings", new { }))["code"]!.ToString();
            meters.Add(new Meter(await Pairing.PairAsync(LiveDevice.Options(kith, "energy-meter", $"Meter {number}"), code)));
        }
        var chance = new Random(20_261_121);

        for (var kill = 0; kill < Kills; kill++)
        {
            if (kill > 0) await kith.StartAsync();
            using var enough = new CountdownEvent(chance.Next(1, 120));
            var clients = await Task.WhenAll(meters.Select(meter => meter.ConnectAsync(kith.MqttPort)));
            var senders = meters.Zip(clients, (meter, client) => meter.SendUntilCutAsync(client, enough)).ToList();
            Assert.True(await Task.Run(() => enough.Wait(Patience)), "the server acknowledges reports");
            await kith.KillAsync();
            await Task.WhenAll(senders).WaitAsync(Patience);
        }

        await kith.StartAsync();
        foreach (var meter in meters)
        {
            var kept = (await api.ReportsAsync(meter.Device, Address)).CountBy(value => long.Parse(value, CultureInfo.InvariantCulture)).ToDictionary();
            Assert.NotEmpty(meter.Acknowledged);
            Assert.DoesNotContain(meter.Acknowledged, value => kept.GetValueOrDefault(value) != 1);
        }
    }

    /// <summary>Reports 1, 2, 3, ... and remembers which of them were acknowledged.</summary>
    private sealed class Meter(DeviceCredential credential)
    {
        private long _value;

        internal string Device => credential.Device;

        internal ConcurrentBag<long> Acknowledged { get; } = [];

        internal async Task<MqttClient> ConnectAsync(int port)
        {
            var client = new MqttClient(new MqttClientOptions { Port = port, UserName = credential.Username, Password = credential.Password, ClientId = "meter" });
            var connected = await client.ConnectAsync();
            Assert.True(connected.IsConnected, $"connected: {connected.Reason} {connected.Error}");
            return client;
        }

        internal async Task SendUntilCutAsync(MqttClient client, CountdownEvent enough)
        {
            await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
            {
                while (true)
                {
                    var value = Interlocked.Increment(ref _value);
                    var reason = await client.PublishAsync($"kith/{Device}/report", Encoding.UTF8.GetBytes($$"""{"{{Address}}":{{value}}}"""));
                    if (reason is not ReasonCode.Success) return;
                    Acknowledged.Add(value);
                    if (!enough.IsSet) Signal(enough);
                }
            })));
            await client.DisposeAsync();
        }

        /// <summary>Several may reach the end at once; the last ones find it reached.</summary>
        private static void Signal(CountdownEvent enough)
        {
            lock (enough)
                if (!enough.IsSet) enough.Signal();
        }
    }
}
