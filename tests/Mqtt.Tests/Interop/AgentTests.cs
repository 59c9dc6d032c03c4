using System.Text.Json;
using Kith.Mqtt.Broker.Walls;
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

/// <summary>What every foreign client library must be able to do here besides the matrix.</summary>
public abstract class AgentTests(MqttTransport plain)
{
    private protected abstract ForeignProcess Start(string config);

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Its_session_waits_for_it(int version)
    {
        await using var host = await TestHost.StartAsync(plain);
        await using var ours = await host.ConnectAsync("ours");
        await using (var first = Start(host, version, subscribe: "a", qos: 1, clean: false))
        {
            await first.ExpectAsync("connected 0");
            await first.ExpectAsync("subscribed 1");
            await first.SayAsync("die");
            await host.Admission.ExpectNoticeAsync("-agent Io");
        }
        await ours.PublishAsync("a", "while you were away");

        await using var again = Start(host, version, clean: false);

        await again.ExpectAsync("connected 1");
        await again.ExpectAsync("message a 1 0 while you were away");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task It_sees_nothing_of_another_wall(int version)
    {
        await using var host = await TestHost.StartAsync(plain);
        using var neighbour = host.Broker.Attach(new Wall("neighbour"), "local");
        using var home = host.Broker.Attach(new Wall("home"), "local");
        neighbour.Publish("secret", "retained next door", retain: true);
        await using var agent = Start(host, version, subscribe: "#", qos: 1);
        await agent.ExpectAsync("subscribed 1");

        neighbour.Publish("secret", "live next door");
        home.Publish("mine", "at home");

        Assert.Equal("message mine 0 0 at home", await agent.ExpectAsync("message"));
    }

    private ForeignProcess Start(
        TestHost host, int version, string? subscribe = null, int qos = 0, bool clean = true)
        => Start(JsonSerializer.Serialize(new
        {
            port = host.Port,
            transport = "tcp",
            version,
            clientId = "agent",
            user = "home",
            clean,
            subscribe,
            qos,
        }));
}
