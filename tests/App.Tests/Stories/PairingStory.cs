using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>Something new comes into the home.</summary>
public sealed class PairingStory(Household house) : IClassFixture<Household>
{
    [Fact]
    public async Task A_real_lamp_takes_the_code_on_the_screen_gets_a_name_and_works()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Add a device" }).ClickAsync();
        await screen.Page.GetByLabel("Room").SelectOptionAsync(new SelectOptionValue { Label = "Living room" });
        await screen.Button("Show a pairing code").ClickAsync();
        await screen.Page.GetByText("Waiting for the device").WaitForAsync();
        await screen.Page.GetByRole(AriaRole.Img, new() { Name = "Pairing code as a picture" }).WaitForAsync();
        var code = await screen.Page.Locator("k-pair .digits").InnerTextAsync();
        Assert.Matches("^[0-9]{4}-[0-9]{4}$", code);

        await using var lamp = await LiveDevice.JoinAsync(house.Kith, code, "bulb", "New bulb", new() { ["light.on"] = Value.Of(false) });

        await screen.Heading("It is here").WaitForAsync();
        await screen.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Window lamp");
        await screen.Button("Done").ClickAsync();
        await screen.Heading("Window lamp").WaitForAsync();
        await screen.GoAsync("#/");
        await screen.Switch("Window lamp").ClickAsync();
        await screen.TileSaysAsync("Window lamp", "On");
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task A_bridge_gets_a_credential_that_is_shown_once()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/bridges");
        await screen.Button("Add a bridge").ClickAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Zigbee2MQTT", Exact = false }).ClickAsync();
        await screen.Heading("The bridge may come").WaitForAsync();
        Assert.Contains("server: mqtt://", await screen.Page.Locator("k-bridges pre").InnerTextAsync(), StringComparison.Ordinal);
        await screen.Page.Locator("k-bridges").GetByText("Waiting", new() { Exact = true }).WaitForAsync();

        await screen.Page.ReloadAsync();
        await screen.Page.Locator("k-bridges").GetByText("Waiting", new() { Exact = true }).WaitForAsync();
        await Assertions.Expect(screen.Heading("The bridge may come")).ToHaveCountAsync(0);
    }
}
