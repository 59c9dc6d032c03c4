using System.Globalization;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Server.Api;
using Kith.Server.Cli;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Api;

/// <summary>Watching a device: who may, what is seen, and when it ends.</summary>
public sealed class TrafficTests
{
    private static async Task<MqttClient> ConnectAsync(TestKith kith, Answered credential)
    {
        var client = new MqttClient(new MqttClientOptions
        {
            WebSocket = new UriBuilder(kith.Server.Address) { Scheme = "ws", Path = "/mqtt" }.Uri, ClientId = "it", UserName = credential.Text("username"), Password = credential.Text("password"),
        });
        Assert.True((await client.ConnectAsync()).IsConnected);
        return client;
    }

    [Fact]
    public async Task Owners_and_admins_see_it_adults_and_strangers_do_not_and_all_know_of_it()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        var device = await kith.AddDeviceAsync(home, "Desk lamp");
        var credential = await owner.PostAsync($"/api/v1/homes/{home}/devices/{device}/credential");
        var path = $"/api/v1/homes/{home}/devices/{device}/traffic";
        var (admin, _) = await kith.InviteAsync(owner, home, new { name = "Bob", role = "admin" }, "bob");
        var (adult, _) = await kith.InviteAsync(owner, home, new { name = "Cem", role = "adult" }, "cem");
        var (stranger, _) = await kith.AddStrangerAsync();

        using var feed = await admin.StreamAsync(path);
        Assert.Equal(": watching", await feed.NextCommentAsync());
        await using var lamp = await ConnectAsync(kith, credential);
        await lamp.PublishAsync($"kith/{device}/report", """{"light.on":true,"pin":4711}""", Qos.AtLeastOnce);
        var (came, said) = (await feed.NextAsync(), await feed.NextAsync());
        var activity = await adult.GetAsync($"/api/v1/homes/{home}/activity?kind=traffic");

        Assert.Equal(("traffic", "comes"), (came!.Name, came.Data["kind"]!.ToString()));
        Assert.Equal(("says", $"kith/{device}/report", "json", """{"light.on":true,"pin":"•••"}"""),
            (said!.Data["kind"]!.ToString(), said.Data["topic"]!.ToString(), said.Data["format"]!.ToString(), said.Data["payload"]!.ToString()));
        Assert.Equal(("watched", "Desk lamp"), (activity.Text("items.0.said.what"), activity.Text("items.0.said.name")));
        Assert.Equal((403, 404), ((await adult.GetAsync(path)).Status, (await stranger.GetAsync(path)).Status));
    }

    [Fact]
    public async Task It_ends_after_ten_minutes_and_when_the_role_does()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, home) = await kith.SetUpAsync();
        var device = await kith.AddDeviceAsync(home, "Desk lamp");
        var path = $"/api/v1/homes/{home}/devices/{device}/traffic";
        var (admin, person) = await kith.InviteAsync(owner, home, new { name = "Bob", role = "admin" }, "bob");
        using var theirs = await admin.StreamAsync(path);
        using var ours = await owner.StreamAsync(path);
        await theirs.NextCommentAsync();
        await ours.NextCommentAsync();

        await owner.SendAsync(HttpMethod.Patch, $"/api/v1/homes/{home}/people/{person}", new { role = "adult" });
        var left = theirs.NextAsync();
        while (!left.IsCompleted) await PassAsync(TimeSpan.FromSeconds(2));
        var over = ours.NextAsync();
        while (!over.IsCompleted) await PassAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(("end", "right.missing"), ((await left)!.Name, (await left)!.Data["code"]!.ToString()));
        Assert.Equal(("end", null), ((await over)!.Name, (await over)!.Data["code"]));
        Assert.True(time.GetElapsedTime(TimeSpan.FromHours(1).Ticks) >= TrafficStream.Life);

        // Each step is answered by a request of our own, so that the stream's turn is not overtaken by the clock.
        async Task PassAsync(TimeSpan step)
        {
            time.Advance(step);
            await owner.GetAsync("/health");
        }
    }

    [Fact]
    public async Task The_command_line_prints_it_line_by_line()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        var (script, _) = await kith.TokenAsync(owner, ["manage"]);
        var bridge = await owner.PostAsync($"/api/v1/homes/{home}/bridges", new { kind = "zigbee2mqtt", name = "The stick" });
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var tail = KithCommand.RunAsync(["tail", bridge.Text("bridge.id"), "--bridge", "--lines", "3", "--url", kith.Server.Address.ToString(), "--token", script.Token!], output, TextWriter.Null);
        await kith.UntilAsync(async () => (await owner.GetAsync($"/api/v1/homes/{home}/activity?kind=traffic")).Json["items"]!.AsArray().Count == 1);

        await using var program = new MqttClient(new MqttClientOptions
        {
            WebSocket = new UriBuilder(kith.Server.Address) { Scheme = "ws", Path = "/mqtt" }.Uri, ClientId = "z2m", UserName = bridge.Text("bridge.mqtt.username"), Password = bridge.Text("password"),
        });
        Assert.True((await program.ConnectAsync()).IsConnected);
        await program.PublishAsync("zigbee2mqtt/door", """{"state":"LOCK","pin_code":"4711"}""", Qos.AtLeastOnce);
        await program.PublishAsync("kith/forbidden", "x", Qos.AtLeastOnce);

        Assert.Equal(0, await tail.WaitAsync(TimeSpan.FromSeconds(60)));
        var lines = output.ToString().ReplaceLineEndings("\n").Split('\n');
        Assert.EndsWith("+ z2m connected", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("""> zigbee2mqtt/door  QoS 1 34 B  {"state":"LOCK","pin_code":"•••"}""", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("> kith/forbidden  QoS 1 refused 1 B  x", lines[2], StringComparison.Ordinal);
    }
}
