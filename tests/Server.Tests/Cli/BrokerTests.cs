using System.Diagnostics;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Cli;

/// <summary>kith broker: the program itself, killed in the middle of everything.</summary>
public sealed class BrokerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("kestrel")]
    [InlineData("epoll")]
    public async Task What_it_acknowledged_is_there_after_it_was_killed(string transport)
    {
        var folder = Directory.CreateTempSubdirectory("kith-broker-");
        for (var round = 1; round <= 3; round++)
        {
            using var broker = await RunningBroker.StartAsync("0", transport, folder.FullName);
            var options = new MqttClientOptions { Port = broker.Port, ClientId = "device", CleanStart = round == 1, SessionExpiry = TimeSpan.FromHours(1) };
            await using var device = new MqttClient(options);
            Assert.Equal(round > 1, (await device.ConnectAsync()).SessionPresent);
            if (round == 1) await device.SubscribeAsync("lamp/#", Qos.ExactlyOnce);
            else Assert.Equal(["away", "kept"], new[] { (await NextAsync(device)).PayloadText, (await NextAsync(device)).PayloadText });
            await device.DisconnectAsync();

            await using var sender = new MqttClient(new MqttClientOptions { Port = broker.Port });
            await sender.ConnectAsync();
            Assert.Equal(ReasonCode.Success, await sender.PublishAsync("lamp/a", "away"u8.ToArray(), Qos.AtLeastOnce));
            Assert.Equal(ReasonCode.Success, await sender.PublishAsync("lamp/state", "kept"u8.ToArray(), Qos.ExactlyOnce, retain: true));
            broker.Kill();
        }

        using var last = await RunningBroker.StartAsync("0", transport, folder.FullName);
        await using var reader = new MqttClient(new MqttClientOptions { Port = last.Port });
        await reader.ConnectAsync();
        await reader.SubscribeAsync("lamp/state", Qos.AtLeastOnce);
        Assert.Equal(("kept", true), (await NextAsync(reader) is var kept ? kept.PayloadText : null, kept.Retain));
        last.Kill();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task It_is_for_this_machine_alone_and_says_what_it_refuses()
    {
        var (address, data) = (await SaidAsync("broker", "--open", "--mqtt", "192.0.2.1:1883"), await SaidAsync("broker", "--mqtt", "0"));

        Assert.Contains("this machine's own address alone", address, StringComparison.Ordinal);
        Assert.Contains("--open", data, StringComparison.Ordinal);
    }

    private static async Task<MqttMessage> NextAsync(MqttClient client) => await client.Messages.ReadAsync().AsTask().WaitAsync(Patience);

    private static async Task<string> SaidAsync(params string[] args)
    {
        using var program = Process.Start(new ProcessStartInfo(Repository.Program, args) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = await program.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await program.WaitForExitAsync().WaitAsync(Patience);
        Assert.NotEqual(0, program.ExitCode);
        return said;
    }
}
