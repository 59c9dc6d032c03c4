using System.Diagnostics;
using System.Net.Sockets;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Server.Tests.Cli;

/// <summary>kith broker where the machine gives it few files.</summary>
public sealed class FileLimitTests
{
    private const int Files = 448;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("kestrel")]
    [InlineData("epoll")]
    public async Task At_its_file_limit_it_serves_who_is_there_turns_others_away_and_takes_them_when_there_is_room(string transport)
    {
        using var broker = await RunningBroker.StartAsync("0", transport, null, "prlimit", $"--nofile={Files}:{Files}");
        await using var early = new MqttClient(new MqttClientOptions { Port = broker.Port, ClientId = "early" });
        Assert.True((await early.ConnectAsync()).IsConnected);
        await early.SubscribeAsync("round", Qos.AtLeastOnce);
        var crowd = new List<MqttClient>();
        while (await ComeAsync(broker.Port) is { } next)
        {
            crowd.Add(next);
            Assert.True(crowd.Count < Files, "More came in than there are files.");
        }
        Assert.True(crowd.Count > Files / 4, $"Only {crowd.Count} came in.");

        // More than there are files knock, and are turned away at once; who is there goes on.
        for (var knock = 0; knock < Files; knock++) Assert.Null(await ComeAsync(broker.Port));
        Assert.Equal(ReasonCode.Success, await early.PublishAsync("round", "still here", Qos.AtLeastOnce).WaitAsync(Patience));
        Assert.Equal("still here", (await early.Messages.ReadAsync().AsTask().WaitAsync(Patience)).PayloadText);

        // A silent one is given up after three seconds. Busy with nothing it would work for all of them; a second or two may go into what it still compiles.
        using var process = Process.GetProcessById(broker.Id);
        await crowd[0].DisconnectAsync();
        using var silent = await SilentAsync(broker.Port);
        var before = process.TotalProcessorTime;
        Assert.Equal(0, await silent.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Patience));
        process.Refresh();
        Assert.True(process.TotalProcessorTime - before < TimeSpan.FromSeconds(2), $"It was busy for {process.TotalProcessorTime - before}.");

        foreach (var client in crowd) await client.DisposeAsync();
        await using var late = await UntilLetInAsync(broker.Port);
    }

    /// <summary>Null: turned away.</summary>
    private static async Task<MqttClient?> ComeAsync(int port)
    {
        var client = new MqttClient(new MqttClientOptions { Port = port, ClientId = Guid.CreateVersion7().ToString() });
        if ((await client.ConnectAsync()).IsConnected) return client;
        await client.DisposeAsync();
        return null;
    }

    private static async Task<MqttClient> UntilLetInAsync(int port)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            if (await ComeAsync(port) is { } client) return client;
        }
    }

    /// <summary>A client of MQTT 3.1.1 that asks for a keep-alive of two seconds and says nothing more.</summary>
    private static async Task<TcpClient> SilentAsync(int port)
    {
        using var patience = new CancellationTokenSource(Patience);
        byte[] connect = [0x10, 0x0F, 0, 4, .. "MQTT"u8, 4, 2, 0, 2, 0, 3, .. "sil"u8];
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync("127.0.0.1", port);
                await socket.GetStream().WriteAsync(connect);
                if (await socket.GetStream().ReadAtLeastAsync(new byte[4], 4, throwOnEndOfStream: false) == 4) return socket;
            }
            catch (Exception turnedAway) when (turnedAway is IOException or SocketException)
            {
                // The one that left is not gone yet.
            }
            socket.Dispose();
        }
    }
}
