using System.Text.Json;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;

namespace Kith.Mqtt.Tests.Interop;

/// <summary>python3-paho-mqtt, with the system's own Python, for which it is packaged.</summary>
public abstract class PahoTests(MqttTransport plain) : AgentTests(plain)
{
    private protected override ForeignProcess Start(string config) => new("/usr/bin/python3", "agent.py", config);
}

/// <summary>MQTT.js, installed by `npm ci` in Clients/.</summary>
public abstract class MqttJsTests(MqttTransport plain) : AgentTests(plain)
{
    private protected override ForeignProcess Start(string config) => new("node", "agent.mjs", config);
}

/// <summary>What every foreign client library must be able to do here.</summary>
public abstract class AgentTests(MqttTransport plain)
{
    private protected abstract ForeignProcess Start(string config);

    [Theory]
    [InlineData("tcp", 4)]
    [InlineData("tcp", 5)]
    [InlineData("tls", 4)]
    [InlineData("tls", 5)]
    [InlineData("ws", 4)]
    [InlineData("ws", 5)]
    public async Task It_publishes_and_receives_with_every_QoS(string transport, int version)
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var ours = await host.ConnectAsync("ours");
        await ours.SubscribeAsync("theirs/#", Qos.ExactlyOnce);
        await using var agent = Start(host, transport, version, subscribe: "ours/#", qos: 2);
        await agent.ExpectAsync("subscribed 2");

        for (var qos = 0; qos <= 2; qos++)
        {
            await ours.PublishAsync($"ours/{qos}", $"to you {qos}", (Qos)qos);
            await agent.ExpectAsync($"message ours/{qos} {qos} 0 to you {qos}");
            await agent.SayAsync($"publish theirs/{qos} {qos} 0 to me {qos}");
            Assert.Equal(($"to me {qos}", (Qos)qos), await ours.NextPayloadAsync());
            await agent.ExpectAsync("published");
        }
        await agent.SayAsync("quit");

        Assert.Equal(0, await agent.ExitAsync());
        await host.Admission.ExpectNoticeAsync("-agent Normal");
        Assert.Equal(transport == "tls", host.Admission.Attempts.Single(attempt => attempt.ClientId == "agent").Tls);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task It_gets_retained_messages_and_makes_them(int version)
    {
        await using var host = await TestHost.StartAsync(plain);
        using var local = host.Broker.Attach(new Kith.Mqtt.Broker.Wall("home"), "local");
        local.Publish("a/kept", "old", retain: true);
        await using var agent = Start(host, "tcp", version, subscribe: "a/#", qos: 1);

        await agent.ExpectAsync("message a/kept 0 1 old");
        await agent.SayAsync("publish a/kept 1 1 new");
        await agent.ExpectAsync("published");

        Assert.Equal("new", local.Retained("a/kept")!.Value.PayloadText);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Its_will_is_published_when_it_dies(int version)
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var ours = await host.ConnectAsync("ours");
        await ours.SubscribeAsync("status", Qos.AtLeastOnce);
        await using var agent = Start(host, "tcp", version, will: "status");
        await agent.ExpectAsync("connected");

        await agent.SayAsync("die");

        Assert.Equal(("gone", Qos.AtLeastOnce), await ours.NextPayloadAsync());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Its_session_waits_for_it(int version)
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var ours = await host.ConnectAsync("ours");
        await using (var first = Start(host, "tcp", version, subscribe: "a", qos: 1, clean: false))
        {
            await first.ExpectAsync("connected 0");
            await first.ExpectAsync("subscribed 1");
            await first.SayAsync("die");
            await host.Admission.ExpectNoticeAsync("-agent Io");
        }
        await ours.PublishAsync("a", "while you were away");

        await using var again = Start(host, "tcp", version, clean: false);

        await again.ExpectAsync("connected 1");
        await again.ExpectAsync("message a 1 0 while you were away");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task It_sees_nothing_of_another_wall(int version)
    {
        await using var host = await TestHost.StartAsync(plain);
        using var neighbour = host.Broker.Attach(new Kith.Mqtt.Broker.Wall("neighbour"), "local");
        using var home = host.Broker.Attach(new Kith.Mqtt.Broker.Wall("home"), "local");
        neighbour.Publish("secret", "retained next door", retain: true);
        await using var agent = Start(host, "tcp", version, subscribe: "#", qos: 1);
        await agent.ExpectAsync("subscribed 1");

        neighbour.Publish("secret", "live next door");
        home.Publish("mine", "at home");

        Assert.Equal("message mine 0 0 at home", await agent.ExpectAsync("message"));
    }

    private ForeignProcess Start(
        TestHost host, string transport, int version, string? subscribe = null, int qos = 0, bool clean = true, string? will = null)
        => Start(JsonSerializer.Serialize(new
        {
            port = transport switch { "tls" => host.TlsPort, "ws" => host.WebPort, _ => host.Port },
            transport,
            version,
            clientId = "agent",
            user = "home",
            clean,
            subscribe,
            qos,
            will,
            ca = TestCertificate.PemPath,
        }));
}
