using Kith.App.Tests.Stage;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>A Zigbee lamp breaks; its successor joins, and is that lamp from then on.</summary>
public sealed class ReplaceBridgedStory : OwnServer
{
    [Theory]
    [InlineData(390, 844, "en-GB", false)]
    [InlineData(1280, 850, "zh-CN", true)]
    public async Task A_broken_lamp_of_a_bridge_is_replaced_by_one_that_joins(int width, int height, string locale, bool dark)
    {
        using var api = new HomeApi(Kith.Address);
        await api.SetUpAsync(Kith.LinkToken);
        var room = await api.AddRoomAsync("Hall");
        await using var program = await ZigbeeProgram.ComeAsync(Kith, api);
        await program.JoinAsync("0x0000000000000001", "Porch light");
        var look = new Look(width, height, dark, locale);
        var words = Words.Of(look);
        await using var screen = await OpenAsync(look);
        await screen.GoAsync("#/device/porch-light");
        await screen.Title("Porch light").WaitForAsync();
        await api.PatchAsync("/devices/porch-light", new { room });
        await api.PutAsync("/arrangement", new { favourites = new[] { "porch-light" } });

        await screen.Page.GetByRole(AriaRole.Link, new() { Name = words["replace.do"] }).ClickAsync();
        await screen.Page.GetByText(words["replace.none"]).WaitForAsync();
        await screen.Button(words["replace.permit"]).ClickAsync();
        await screen.Page.GetByText(words["replace.joining"]).WaitForAsync();
        await program.HeardAsync("bridge/request/permit_join");
        await program.JoinAsync("0x0000000000000002", "0x0000000000000002");
        var heir = screen.Page.Locator("k-replace").GetByRole(AriaRole.Button, new() { Name = "IKEA light" });
        await heir.GetByText(words["replace.new"], new() { Exact = true }).WaitForAsync();
        await screen.KeepAsync($"replace-bridged-{locale}");
        await heir.FocusAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Page.Locator("k-ask").GetByRole(AriaRole.Button, new() { Name = words["replace.yes"], Exact = true }).ClickAsync();

        await screen.Heading(words["replace.done", "Porch light"]).WaitForAsync();
        await program.HeardAsync("bridge/request/device/rename");
        var devices = (await api.GetAsync("/devices"))["items"]!.AsArray();
        Assert.Equal(("porch-light", "0x0000000000000002", room), (Assert.Single(devices)!["id"]!.ToString(), devices[0]!["nativeId"]!.ToString(), devices[0]!["room"]!.ToString()));
        await screen.GoAsync("#/");
        await screen.Page.Locator("k-home section").First.Locator("k-tile").GetByRole(AriaRole.Switch).ClickAsync();
        await program.HeardAsync("Porch light/set");
        await screen.TileSaysAsync("Porch light", words["value.on"]);
        Assert.Empty(screen.Complaints);
    }
}
