using System.Globalization;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Server.Cli;
using Kith.Server.Composition;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Api;

/// <summary>A home's figures are its own and the operator's.</summary>
public sealed class BrokerUseTests
{
    [Fact]
    public async Task Owners_read_what_their_home_uses_the_operator_of_all_homes_and_nobody_else()
    {
        await using var kith = await TestKith.StartAsync(with: options => options with { Metrics = Listen.Local(0) });
        var (owner, home) = await kith.SetUpAsync();
        var bridge = await owner.PostAsync($"/api/v1/homes/{home}/bridges", new { kind = "zigbee2mqtt", name = "The stick" });
        await using var program = new MqttClient(new MqttClientOptions
        {
            WebSocket = new UriBuilder(kith.Server.Address) { Scheme = "ws", Path = "/mqtt" }.Uri, ClientId = "z2m", UserName = bridge.Text("bridge.mqtt.username"), Password = bridge.Text("password"),
        });
        Assert.True((await program.ConnectAsync()).IsConnected);
        await program.PublishAsync("zigbee2mqtt/lamp", "on", Qos.AtLeastOnce, retain: true);
        await program.SubscribeAsync("zigbee2mqtt/#", Qos.AtLeastOnce);
        await program.Messages.ReadAsync();
        var (adult, _) = await kith.InviteAsync(owner, home, new { name = "Cem", role = "adult" }, "cem");
        var (script, _) = await kith.TokenAsync(owner, ["manage"]);

        var use = await owner.GetAsync($"/api/v1/homes/{home}/connections/use");
        using var operators = new Browser(new Uri($"http://localhost:{kith.Server.MetricsPort}"));
        var (all, app, strangers) = (await operators.GetAsync("/metrics"), await operators.GetAsync("/api/v1/session"), await kith.Open().GetAsync("/metrics"));
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        await KithCommand.RunAsync(["connections", "--url", kith.Server.Address.ToString(), "--token", script.Token!], output, TextWriter.Null);

        Assert.Equal(("1", "1", "1", "1", "1", "1"), (use.Text("connections"), use.Text("sessions"), use.Text("subscriptions"), use.Text("retained"), use.Text("messagesIn"), use.Text("messagesOut")));
        Assert.Equal("2000", use.Text("limits.connections"));
        Assert.Equal(403, (await adult.GetAsync($"/api/v1/homes/{home}/connections/use")).Status);
        Assert.Contains($"kith_home_connections{{home=\"{home}\"}} 1\n", all.Body, StringComparison.Ordinal);
        Assert.Contains("mqtt_messages_received_total{qos=\"1\"}", all.Body, StringComparison.Ordinal);
        Assert.Contains("mqtt_kept{what=\"sessions\"}", all.Body, StringComparison.Ordinal);
        Assert.Equal(404, app.Status);
        Assert.DoesNotContain(home, strangers.Body, StringComparison.Ordinal);
        Assert.Contains("1 of 2000 connections, 1 of 4000 sessions", output.ToString(), StringComparison.Ordinal);
    }
}
