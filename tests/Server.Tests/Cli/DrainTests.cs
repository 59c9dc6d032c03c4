using System.Globalization;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Cli;

/// <summary>kith serve, asked to stop while programs are saying something through each of its doors.</summary>
public sealed class DrainTests
{
    /// <summary>Before it is told to stop; and at most, because that many wait for a subscriber who is away.</summary>
    private const int Least = 20, Most = 900;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData("kestrel")]
    [InlineData("epoll")]
    public async Task At_each_door_what_was_acknowledged_is_there_after_a_restart_and_the_client_is_told_why_it_must_go(string transport)
    {
        // Its home is made here, where a password costs no second of hashing.
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        var bridge = await owner.PostAsync($"/api/v1/homes/{home}/bridges", new { kind = "own", name = "Board" });
        var credential = new MqttClientOptions { UserName = bridge.Text("bridge.mqtt.username"), Password = bridge.Text("password"), ConnectTimeout = Patience };
        await kith.StopAsync();
        int[] acknowledged;
        using (var server = await RunningServer.StartAsync(kith.Folder, transport))
        {
            foreach (var door in Doors) await LeaveAsync(server, credential, door);
            var talking = Doors.Select(door => new Talker(Through(door, server, credential) with { ClientId = $"{door}-writer" }, $"said/{door}")).ToList();
            await Task.WhenAll(talking.Select(talker => talker.StartAsync())).WaitAsync(Patience);

            await server.StopAsync();

            foreach (var talker in talking)
            {
                Assert.Equal((ReasonCode.ServerShuttingDown, true), await talker.EndAsync());
                await talker.DisposeAsync();
            }
            acknowledged = [.. talking.Select(talker => talker.Acknowledged)];
        }
        using var again = await RunningServer.StartAsync(kith.Folder, transport);
        foreach (var (door, count) in Doors.Zip(acknowledged))
        {
            await using var reader = new MqttClient(Reader(again, credential, door));
            Assert.True((await reader.ConnectAsync()) is { IsConnected: true, SessionPresent: true }, door);
            var heard = new List<int>();
            using var patience = new CancellationTokenSource(Patience);
            while (heard.Count < count) heard.Add(int.Parse((await reader.Messages.ReadAsync(patience.Token)).PayloadText, CultureInfo.InvariantCulture));
            Assert.Equal(Enumerable.Range(1, count), heard);
        }
    }

    private static readonly string[] Doors = ["tcp", "tls", "websocket"];

    private static MqttClientOptions Through(string door, RunningServer server, MqttClientOptions its) => door switch
    {
        "tls" => its with { Host = "localhost", Port = server.MqttsPort, UseTls = true, ValidateServer = (_, shown, _, _) => shown!.Subject == "CN=Kith" },
        "websocket" => its with { WebSocket = new Uri($"ws://{server.Address.Authority}/mqtt") },
        _ => its with { Port = server.MqttPort },
    };

    private static MqttClientOptions Reader(RunningServer server, MqttClientOptions its, string door) =>
        Through(door, server, its) with { ClientId = $"{door}-reader", CleanStart = false, SessionExpiry = TimeSpan.FromHours(1) };

    /// <summary>Somebody who wants to hear it and is away.</summary>
    private static async Task LeaveAsync(RunningServer server, MqttClientOptions credential, string door)
    {
        await using var reader = new MqttClient(Reader(server, credential, door));
        Assert.True((await reader.ConnectAsync()).IsConnected, door);
        Assert.Equal(ReasonCode.GrantedQos1, await reader.SubscribeAsync($"said/{door}", Qos.AtLeastOnce));
        await reader.DisconnectAsync();
    }

    /// <summary>Says 1, 2, 3 ..., each after the one before was acknowledged, until it is sent away.</summary>
    private sealed class Talker(MqttClientOptions options, string topic) : IAsyncDisposable
    {
        private readonly MqttClient _client = new(options);
        private readonly TaskCompletionSource _warm = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Task _talking = Task.CompletedTask;

        internal int Acknowledged { get; private set; }

        /// <summary>Returns when it is in the middle of it.</summary>
        internal async Task StartAsync()
        {
            Assert.True((await _client.ConnectAsync()).IsConnected, topic);
            _talking = TalkAsync();
            await _warm.Task;
        }

        /// <summary>Why it was sent away, and whether the server said so.</summary>
        internal async Task<(ReasonCode, bool)> EndAsync()
        {
            await _talking.WaitAsync(Patience);
            var end = await _client.Ended.WaitAsync(Patience);
            return (end.Reason, end.ByServer);
        }

        public ValueTask DisposeAsync() => _client.DisposeAsync();

        private async Task TalkAsync()
        {
            while (Acknowledged < Most && await _client.PublishAsync(topic, $"{Acknowledged + 1}") == ReasonCode.Success)
                if (++Acknowledged == Least) _warm.SetResult();
        }
    }
}
