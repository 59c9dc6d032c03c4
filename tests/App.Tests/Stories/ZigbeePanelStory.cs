using Kith.App.Tests.Stage;
using Kith.Shared;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>The page of a bridge, with the real zigbee2mqtt behind it, on a phone.</summary>
public sealed class ZigbeePanelStory : OwnServer
{
    [Fact]
    public async Task A_newcomer_is_followed_to_its_name_and_room_and_stands_in_the_map()
    {
        using var api = new HomeApi(Kith.Address);
        await api.SetUpAsync(Kith.LinkToken);
        var room = await api.AddRoomAsync("Porch");
        var made = await api.PostAsync("/bridges", new { kind = "zigbee2mqtt", name = "Zigbee2MQTT" });
        await using var zigbee = new RealZigbee2Mqtt(Kith.MqttPort, made["bridge"]!["mqtt"]!["username"]!.ToString(), made["password"]!.ToString());
        zigbee.Start();
        await zigbee.StartedAsync();
        await using var screen = await OpenAsync(new Look(390, 844));
        await screen.GoAsync($"#/bridges/{made["bridge"]!["id"]}");
        var joining = screen.Page.Locator("k-zigbee-joining");

        await joining.GetByRole(AriaRole.Button, new() { Name = "Let new devices join", Exact = true }).ClickAsync();
        await joining.GetByText("New devices may join now.").WaitForAsync();
        await zigbee.RadioAsync("""{"cmd":"join"}""");
        var bulb = joining.Locator("li").Filter(new() { HasText = RealZigbee2Mqtt.Bulb });
        await bulb.GetByText("Ready: name it and put it in a room").WaitForAsync();
        await screen.KeepAsync("zigbee-joining");
        await bulb.GetByLabel("Name", new() { Exact = true }).FillAsync("Porch light");
        await bulb.GetByLabel("Room").SelectOptionAsync(new SelectOptionValue { Label = "Porch" });
        await bulb.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(bulb).ToHaveCountAsync(0);

        var device = (await api.GetAsync("/devices"))["items"]!.AsArray().Single(its => its!["nativeId"]?.ToString() == RealZigbee2Mqtt.Bulb)!;
        Assert.Equal(("Porch light", room), (device["name"]!.ToString(), device["room"]!.ToString()));
        await screen.Page.Locator("summary").Filter(new() { HasText = "Network map" }).ClickAsync();
        var map = screen.Page.Locator("k-zigbee-map");
        await map.GetByRole(AriaRole.Img, new() { Name = "7 devices" }).WaitForAsync();
        await map.Locator("summary").ClickAsync();
        await map.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Coordinator, quality 200" }).WaitForAsync();
        await screen.KeepAsync("zigbee-map");
        Assert.Empty(screen.Complaints);
    }
}
