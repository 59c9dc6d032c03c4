using System.Text;
using System.Text.Json.Nodes;
using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>What a device, or the program of a bridge, says and hears, on its page while somebody watches.</summary>
public sealed class TrafficStory(Household house) : IClassFixture<Household>
{
    [Fact]
    public async Task What_a_device_reports_and_is_told_is_seen_until_it_is_stopped()
    {
        await using var screen = await house.OpenAsync(Look.Desktop);
        await screen.GoAsync($"#/device/{house.Lamp.Id}");
        await screen.Title("Desk lamp").WaitForAsync();
        var panel = await WatchAsync(screen);

        house.Lamp.Report("light.brightness", Value.Of(63));
        var said = Line(panel, $"kith/{house.Lamp.Id}/report", "\"light.brightness\":63");
        await Assertions.Expect(said.Locator(".marks")).ToContainTextAsync("says · QoS 1");
        await Assertions.Expect(said.Locator(".marks")).ToContainTextAsync("bytes");
        await screen.Page.GetByRole(AriaRole.Slider, new() { Name = "Desk lamp, Brightness" }).PressAsync("End");
        await Assertions.Expect(Line(panel, $"kith/{house.Lamp.Id}/set", "\"light.brightness\":100").Locator(".marks")).ToContainTextAsync("hears · QoS 0");
        await panel.ScrollIntoViewIfNeededAsync();
        await screen.KeepAsync("traffic-device");

        await panel.GetByRole(AriaRole.Button, new() { Name = "Pause", Exact = true }).ClickAsync();
        house.Lamp.Report("light.brightness", Value.Of(64));
        var goOn = panel.GetByRole(AriaRole.Button, new() { Name = "Go on (" });
        await goOn.WaitForAsync();
        var later = Line(panel, $"kith/{house.Lamp.Id}/report", "\"light.brightness\":64");
        await Assertions.Expect(later).ToHaveCountAsync(0);
        await goOn.ClickAsync();
        await later.WaitForAsync();

        await panel.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await Begin(panel).WaitForAsync();
        house.Lamp.Report("light.brightness", Value.Of(65));
        await house.Lamp.KnownAsync(house.Api, "light.brightness");
        await Assertions.Expect(Line(panel, $"kith/{house.Lamp.Id}/report", "\"light.brightness\":65")).ToHaveCountAsync(0);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Clear", Exact = true }).ClickAsync();
        await Assertions.Expect(panel.Locator("li")).ToHaveCountAsync(0);

        // Who comes back begins anew: it is written down who watches.
        await screen.GoAsync("#/activity");
        await screen.Title("Activity").WaitForAsync();
        await screen.GoAsync($"#/device/{house.Lamp.Id}");
        await Begin(panel).WaitForAsync();
        await Assertions.Expect(panel.Locator("li")).ToHaveCountAsync(0);
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task On_a_bridges_page_its_program_is_watched_without_its_secrets_and_the_next_bridge_only_when_asked()
    {
        var (first, second) = (await AddAsync("First"), await AddAsync("Second"));
        await using var program = await ConnectAsync(first);
        await using var other = await ConnectAsync(second);
        await using var screen = await house.OpenAsync(new Look(Dark: true));
        await screen.GoAsync($"#/bridges/{first["bridge"]!["id"]}");
        await screen.Title("First").WaitForAsync();
        var panel = await WatchAsync(screen);

        await program.SubscribeAsync("board/set", Qos.AtLeastOnce);
        await SayAsync(program, "board/info", """{"wifi":{"ssid":"home","password":"geheim"},"network_key":[1,2,3]}""");
        await SayAsync(program, "board/set", """{"power":"ON"}""");
        await Line(panel, "board/info", """{"wifi":{"ssid":"home","password":"•••"},"network_key":"•••"}""").WaitForAsync();
        await Assertions.Expect(Line(panel, "board/set", """{"power":"ON"}""").Filter(new() { HasText = "hears · QoS 1 · 14 bytes" })).ToHaveCountAsync(1);
        await panel.ScrollIntoViewIfNeededAsync();
        await screen.KeepAsync("traffic-bridge");

        // The page stays and shows another bridge: nothing of the first is left, and nobody watches the second unasked.
        await screen.Page.EvaluateAsync("to => location.hash = to", $"#/bridges/{second["bridge"]!["id"]}");
        await screen.Title("Second").WaitForAsync();
        await Begin(panel).WaitForAsync();
        await Assertions.Expect(panel.Locator("li")).ToHaveCountAsync(0);
        await WatchAsync(screen);
        await SayAsync(program, "board/info", """{"of":"the first"}""");
        await SayAsync(other, "shelf/info", """{"of":"the second"}""");
        await Line(panel, "shelf/info", """{"of":"the second"}""").WaitForAsync();
        await Assertions.Expect(panel.Locator("li")).ToHaveCountAsync(1);
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task Who_does_not_arrange_the_home_watches_nobody()
    {
        var bridge = await AddAsync("Third");
        await house.Api.InviteAsync(house.Api.Home, "bert", new { name = "Bert", role = "adult" });
        await using var screen = await Screen.OpenAsync(house.Browser, house.Kith.Address, Look.Desktop, signedIn: true, "bert");

        await screen.GoAsync($"#/device/{house.Lamp.Id}");
        await screen.Title("Desk lamp").WaitForAsync();
        await screen.Page.GetByRole(AriaRole.Slider, new() { Name = "Desk lamp, Brightness" }).WaitForAsync();
        await Assertions.Expect(screen.Page.Locator("k-traffic")).ToHaveCountAsync(0);
        var answers = await screen.Page.EvaluateAsync<int[]>(
            "paths => Promise.all(paths.map(async path => (await fetch(path)).status))",
            new[] { $"/devices/{house.Lamp.Id}/traffic", $"/bridges/{bridge["bridge"]!["id"]}/traffic" }.Select(path => $"/api/v1/homes/{house.Api.Home}{path}").ToArray());
        Assert.Equal([403, 403], answers);
    }

    /// <summary>Returns when the server shows what is said from now on.</summary>
    private static async Task<ILocator> WatchAsync(Screen screen)
    {
        var panel = screen.Page.Locator("k-traffic");
        await Begin(panel).ClickAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Status)).ToHaveTextAsync("Watching");
        return panel;
    }

    private static ILocator Begin(ILocator panel) => panel.GetByRole(AriaRole.Button, new() { Name = "Watch", Exact = true });

    private static ILocator Line(ILocator panel, string topic, string payload) => panel.Locator("li").Filter(new() { HasText = topic }).Filter(new() { HasText = payload });

    private Task<JsonNode> AddAsync(string name) => house.Api.PostAsync("/bridges", new { kind = "own", name });

    private async Task<MqttClient> ConnectAsync(JsonNode bridge)
    {
        var client = new MqttClient(new MqttClientOptions { Port = house.Kith.MqttPort, UserName = bridge["bridge"]!["mqtt"]!["username"]!.ToString(), Password = bridge["password"]!.ToString() });
        Assert.True((await client.ConnectAsync()).IsConnected);
        return client;
    }

    private static async Task SayAsync(MqttClient client, string topic, string payload) =>
        Assert.Equal(ReasonCode.Success, await client.PublishAsync(topic, Encoding.UTF8.GetBytes(payload), Qos.AtLeastOnce, retain: false));
}
