using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;

namespace Kith.Mqtt.Tests.Interop;

/// <summary>Clients that others made, over plain TCP.</summary>
public abstract class MatrixTests(MqttTransport plain)
{
    [Theory]
    [InlineData("mosquitto", 4)]
    [InlineData("mosquitto", 5)]
    [InlineData("paho-c", 4)]
    [InlineData("paho-c", 5)]
    [InlineData("paho-python", 4)]
    [InlineData("paho-python", 5)]
    [InlineData("mqtt.js", 4)]
    [InlineData("mqtt.js", 5)]
    public async Task A_foreign_client_and_ours_understand_each_other(string client, int version)
    {
        await using var host = await TestHost.StartAsync(plain);
        await Matrix.PlayAsync(new Cell(host, client, "tcp", version));
    }
}

/// <summary>The same over TLS, with the test's own authority, and over WebSocket, which is always Kestrel's. Mosquitto's tools have no WebSocket.</summary>
public sealed class WrappedMatrixTests
{
    public static TheoryData<string, string, int> Cells
    {
        get
        {
            var cells = new TheoryData<string, string, int>();
            foreach (var client in new[] { "mosquitto", "paho-c", "paho-python", "mqtt.js" })
            {
                foreach (var transport in client == "mosquitto" ? ["tls"] : new[] { "tls", "ws", "wss" })
                {
                    cells.Add(client, transport, 4);
                    cells.Add(client, transport, 5);
                }
            }
            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_foreign_client_and_ours_understand_each_other(string client, string transport, int version)
    {
        await using var host = await TestHost.StartAsync(MqttTransport.Kestrel);

        await Matrix.PlayAsync(new Cell(host, client, transport, version));

        Assert.All(host.Admission.Attempts.Where(attempt => !attempt.ClientId.StartsWith("ours", StringComparison.Ordinal)), attempt => Assert.Equal(transport is "tls" or "wss", attempt.Tls));
    }

    [Theory]
    [InlineData("mosquitto")]
    [InlineData("paho-c")]
    [InlineData("paho-python")]
    [InlineData("mqtt.js")]
    public async Task Who_does_not_know_the_authority_does_not_come(string client)
    {
        await using var host = await TestHost.StartAsync(MqttTransport.Kestrel);
        var cell = new Cell(host, client, "tls", 5) { Authority = TestCertificate.StrangersPemPath };
        await using var process = cell.Listen("#", "will");

        await cell.GaveUpAsync(process);

        Assert.Empty(host.Admission.Attempts);
    }
}

internal static class Matrix
{
    /// <summary>Both directions at each QoS, retained messages both ways, and a will.</summary>
    public static async Task PlayAsync(Cell cell)
    {
        await using var ours = await cell.Host.ConnectAsync("ours");
        await ours.SubscribeAsync("theirs/#", Qos.ExactlyOnce);
        await ours.SubscribeAsync("status", Qos.ExactlyOnce);
        await ours.PublishAsync("ours/kept", "kept for you"u8.ToArray(), Qos.AtLeastOnce, retain: true);
        await using var foreign = cell.Listen("ours/#", will: "status");
        await foreign.ExpectAsync(cell.Shown("ours/kept", 1, true, "kept for you"));

        for (var qos = 0; qos <= 2; qos++)
        {
            await ours.PublishAsync($"ours/{qos}", $"to you {qos}", (Qos)qos);
            await foreign.ExpectAsync(cell.Shown($"ours/{qos}", qos, false, $"to you {qos}"));
            await cell.PublishAsync(foreign, $"theirs/{qos}", qos, retain: qos == 1, $"to me {qos}");
            Assert.Equal(($"to me {qos}", (Qos)qos), await ours.NextPayloadAsync());
        }
        Assert.Equal(("theirs/1", "to me 1", true), await RetainedAsync(cell.Host));

        foreign.Kill();
        Assert.Equal(("gone", Qos.AtLeastOnce), await ours.NextPayloadAsync());
    }

    private static async Task<(string Topic, string Payload, bool Retain)> RetainedAsync(TestHost host)
    {
        await using var reader = await host.ConnectAsync("ours too");
        await reader.SubscribeAsync("theirs/+", Qos.AtLeastOnce);
        var message = await reader.NextAsync();
        return (message.Topic, message.PayloadText, message.Retain);
    }
}
