using System.Net.Sockets;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Cli;

/// <summary>kith serve where the machine gives it few files, and more strangers knock at its web doors than that.</summary>
public sealed class CrowdTests
{
    private const int Files = 720;

    /// <summary>Of a request; of a TLS handshake the first byte will do.</summary>
    private static readonly byte[] Half = "GET /health HTTP/1.1\r\nHost: x\r\n"u8.ToArray();

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Strangers_who_begin_to_speak_and_stay_take_nothing_from_who_is_there_nor_from_devices(bool overTls)
    {
        await using var kith = await TestKith.StartAsync();
        await kith.StopAsync();
        using var server = await RunningServer.StartAsync(kith.Folder, "epoll", "prlimit", $"--nofile={Files}:{Files}");
        using var early = new HttpClient(new SocketsHttpHandler()) { BaseAddress = server.Address, Timeout = Patience };
        Assert.True((await early.GetAsync("health")).IsSuccessStatusCode);

        var crowd = new List<TcpClient>();
        for (var stranger = 0; stranger < 2 * Files; stranger++) crowd.Add(await BeginAsync(overTls ? server.MqttsPort : server.Address.Port, overTls ? [0x16] : Half));

        Assert.True((await early.GetAsync("health")).IsSuccessStatusCode);
        await using var device = new MqttClient(new MqttClientOptions { Port = server.MqttPort, UserName = "nobody", Password = "wrong", ConnectTimeout = Patience });
        Assert.Equal(ReasonCode.BadUserNameOrPassword, (await device.ConnectAsync()).Reason);

        foreach (var stranger in crowd) stranger.Dispose();
        await UntilServedAsync(server.Address);
        await server.StopAsync();
    }

    private static async Task<TcpClient> BeginAsync(int port, byte[] word)
    {
        var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync("127.0.0.1", port);
            await socket.GetStream().WriteAsync(word);
        }
        catch (Exception turnedAway) when (turnedAway is IOException or SocketException)
        {
            // As it should be.
        }
        return socket;
    }

    private static async Task UntilServedAsync(Uri address)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var late = new HttpClient(new SocketsHttpHandler()) { BaseAddress = address, Timeout = Patience };
        while (true)
        {
            try
            {
                Assert.True((await late.GetAsync("health", patience.Token)).IsSuccessStatusCode);
                return;
            }
            catch (HttpRequestException)
            {
                // Those who left are not gone yet.
            }
        }
    }
}
