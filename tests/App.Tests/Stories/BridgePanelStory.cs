using System.Text;
using System.Text.Json.Nodes;
using Kith.App.Tests.Stage;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>The pages of bridges that need no program beside them, on a phone.</summary>
public sealed class BridgePanelStory : OwnServer
{
    [Fact]
    public async Task A_Bluetooth_thermometer_that_a_gateway_hears_is_adopted_with_a_button()
    {
        var (api, bridge) = await AddAsync("bluetooth", "Bluetooth");
        await using var gateway = await ConnectAsync(bridge);
        await using var screen = await OpenAsync(new Look(390, 844));
        await screen.GoAsync($"#/bridges/{bridge["bridge"]!["id"]}");

        await SayAsync(gateway, "home/OMG_hall/LWT", "online");
        // BTHome v2, not sealed: 21.50 degrees.
        await SayAsync(gateway, "home/OMG_hall/BTtoMQTT/A4C138010203", """{"id":"A4:C1:38:01:02:03","rssi":-61,"servicedatauuid":"0xfcd2","servicedata":"40026608"}""");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Adopt Bluetooth 0203", Exact = true }).ClickAsync();
        await screen.Page.GetByText("Bluetooth 0203 is in your home").WaitForAsync();
        await screen.KeepAsync("bluetooth-adopted");

        var device = (await api.GetAsync("/devices"))["items"]!.AsArray().Single()!;
        Assert.Equal(("A4C138010203", "Bluetooth 0203"), (device["nativeId"]!.ToString(), device["name"]!.ToString()));
        Assert.Empty(screen.Complaints);
        api.Dispose();
    }

    [Fact]
    public async Task A_device_of_ones_own_is_written_checked_saved_and_tested()
    {
        var (api, bridge) = await AddAsync("own", "My own");
        await using var board = await ConnectAsync(bridge);
        await SayAsync(board, "my-lamp/state", """{"power":"ON"}""", retain: true);
        await using var screen = await OpenAsync(new Look(390, 844));
        await screen.GoAsync($"#/bridges/{bridge["bridge"]!["id"]}");
        var panel = screen.Page.Locator("k-bridge-own");
        var editor = panel.GetByLabel("Description (JSON)");
        await editor.WaitForAsync();
        var example = await editor.InputValueAsync();

        await editor.FillAsync(example[..^4]);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await panel.GetByRole(AriaRole.Alert).Filter(new() { HasText = "This is no JSON" }).WaitForAsync();
        await editor.FillAsync(example);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await panel.GetByText("with 1 properties").WaitForAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Test My lamp", Exact = true }).ClickAsync();
        await panel.GetByText("What My lamp says").WaitForAsync();
        await Assertions.Expect(panel.Locator("dl")).ToContainTextAsync("light.on");
        await Assertions.Expect(panel.Locator("dd")).ToHaveTextAsync("true");
        await screen.KeepAsync("own-tested");

        Assert.Equal("My lamp", (await api.GetAsync("/devices"))["items"]!.AsArray().Single()!["name"]!.ToString());
        Assert.Empty(screen.Complaints);
        api.Dispose();
    }

    private async Task<(HomeApi Api, JsonNode Bridge)> AddAsync(string kind, string name)
    {
        var api = new HomeApi(Kith.Address);
        await api.SetUpAsync(Kith.LinkToken);
        return (api, await api.PostAsync("/bridges", new { kind, name }));
    }

    private async Task<MqttClient> ConnectAsync(JsonNode bridge)
    {
        var client = new MqttClient(new MqttClientOptions { Port = Kith.MqttPort, UserName = bridge["bridge"]!["mqtt"]!["username"]!.ToString(), Password = bridge["password"]!.ToString() });
        Assert.True((await client.ConnectAsync()).IsConnected);
        return client;
    }

    private static async Task SayAsync(MqttClient client, string topic, string payload, bool retain = false) =>
        Assert.Equal(ReasonCode.Success, await client.PublishAsync(topic, Encoding.UTF8.GetBytes(payload), Qos.AtLeastOnce, retain));
}
