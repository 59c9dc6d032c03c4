using System.Text;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Tests.HomeAssistant;

/// <summary>A home with the bridge, and a program that describes its devices to it over a real connection.</summary>
internal sealed class Emitter : IAsyncDisposable
{
    private Emitter(House house, TestHome home, MqttClient client) => (House, Home, Client) = (house, home, client);

    internal House House { get; }

    internal TestHome Home { get; }

    internal MqttClient Client { get; }

    internal BridgeStatus Status => House.Bridges.StateOf(Home.Id, Home.Bridge.Bridge.Id)!;

    internal static async Task<Emitter> StartAsync(House house, TestHome? home = null, string id = "emitter")
    {
        home ??= await house.AddHomeAsync(kind: "homeassistant", baseTopic: "homeassistant");
        var client = new MqttClient(new MqttClientOptions
        {
            Port = house.Port, ClientId = id, UserName = home.Bridge.Credential.Username.ToString(), Password = home.Bridge.Credential.Password, MaxOutgoingBytes = 16 * 1024 * 1024,
        });
        Assert.True((await client.ConnectAsync()).IsConnected);
        return new Emitter(house, home, client);
    }

    /// <summary>Listens to commands; what comes is waited for by <see cref="HeardAsync"/>.</summary>
    internal async Task ListenAsync(params string[] filters)
    {
        foreach (var filter in filters) await Client.SubscribeAsync(filter, Qos.AtLeastOnce);
    }

    internal async Task<(string Topic, string Payload)> HeardAsync()
    {
        using var patience = new CancellationTokenSource(HomeWatch.Patience);
        var message = await Client.Messages.ReadAsync(patience.Token);
        return (message.Topic, Encoding.UTF8.GetString(message.Payload.Span));
    }

    internal async Task SayAsync(string topic, string payload, bool retain = false) =>
        Assert.Equal(ReasonCode.Success, await Client.PublishAsync(topic, Encoding.UTF8.GetBytes(payload), Qos.AtLeastOnce, retain));

    internal Task DescribeAsync(string path, string payload) => SayAsync($"homeassistant/{path}/config", payload, retain: true);

    public async ValueTask DisposeAsync() => await Client.DisposeAsync();
}
