using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Api;

/// <summary>Who is at the broker of a home.</summary>
public sealed class ConnectionsTests
{
    [Fact]
    public async Task An_owner_sees_who_is_connected_and_whose_session_waits_and_a_stranger_nobody()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        var bridge = await owner.PostAsync($"/api/v1/homes/{home}/bridges", new { kind = "zigbee2mqtt", name = "The stick" });
        await using var program = new MqttClient(new MqttClientOptions
        {
            WebSocket = new UriBuilder(kith.Server.Address) { Scheme = "ws", Path = "/mqtt" }.Uri, ClientId = "z2m", SessionExpiry = TimeSpan.FromHours(1),
            UserName = bridge.Text("bridge.mqtt.username"), Password = bridge.Text("password"),
        });
        Assert.True((await program.ConnectAsync()).IsConnected);
        await program.SubscribeAsync("zigbee2mqtt/#", Qos.AtLeastOnce);

        var there = await owner.GetAsync($"/api/v1/homes/{home}/connections");
        await program.DisconnectAsync();
        Answered away = there;
        await kith.UntilAsync(async () => (away = await owner.GetAsync($"/api/v1/homes/{home}/connections")).Text("items.0.online") == "false");
        var (stranger, _) = await kith.AddStrangerAsync();

        Assert.Equal(
            ("The stick", "bridge", "z2m", "true", "5.0", "zigbee2mqtt/#"),
            (there.Text("items.0.name"), there.Text("items.0.kind"), there.Text("items.0.client"), there.Text("items.0.online"), there.Text("items.0.protocol"), there.Text("items.0.subscriptions.0")));
        Assert.StartsWith("127.0.0.1:", there.Text("items.0.address"), StringComparison.Ordinal);
        Assert.NotEqual("", away.Text("items.0.until"));
        Assert.Equal(404, (await stranger.GetAsync($"/api/v1/homes/{home}/connections")).Status);
    }
}
