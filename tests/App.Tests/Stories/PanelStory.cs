using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>A tablet that was let in hangs where everybody passes: what touches safety wants the PIN of whose panel it is.</summary>
public sealed class PanelStory(Household house) : IClassFixture<Household>
{
    [Fact]
    public async Task A_lock_on_a_wall_panel_asks_for_the_PIN_says_when_it_is_wrong_and_opens_when_it_is_right()
    {
        await house.Api.ToAccountAsync(HttpMethod.Put, "/account/pin", new { password = HomeApi.Password, pin = "2580" });
        await using var panel = await Screen.OpenAsync(house.Browser, house.Kith.Address, new Look(1280, 800), signedIn: false);
        await panel.GoAsync("#/panel");
        var code = await panel.Page.Locator("k-waiting .digits").InnerTextAsync();
        await house.Api.ToAccountAsync(HttpMethod.Post, "/device-flow/answer", new { userCode = code, approve = true, home = house.Api.Home, name = "Hall panel" });
        await panel.Page.WaitForURLAsync("**/#/wall");

        await panel.Button("Hall").ClickAsync();
        await panel.Page.Locator("k-wall k-tile").GetByRole(AriaRole.Link, new() { NameRegex = new("^Front door,") }).ClickAsync();
        var hold = panel.Page.Locator("k-lock k-hold").GetByRole(AriaRole.Button);
        await hold.HoverAsync();
        await panel.Page.Mouse.DownAsync();
        var pad = panel.Page.Locator("k-pin-pad");
        await pad.GetByRole(AriaRole.Heading, new() { Name = "PIN for Front door" }).WaitForAsync();
        await panel.Page.Mouse.UpAsync();
        await panel.KeepAsync("pin-pad-panel");

        foreach (var digit in "1357") await pad.GetByRole(AriaRole.Button, new() { Name = $"{digit}", Exact = true }).ClickAsync();
        await pad.GetByRole(AriaRole.Button, new() { Name = "Enter" }).ClickAsync();
        await pad.GetByText("The PIN is wrong").WaitForAsync();
        await panel.KeepAsync("pin-pad-wrong");
        Assert.Equal("true", (await house.Lock.InHomeAsync(house.Api, "lock.locked"))!.ToString());

        foreach (var digit in "2580") await pad.GetByRole(AriaRole.Button, new() { Name = $"{digit}", Exact = true }).ClickAsync();
        await pad.GetByRole(AriaRole.Button, new() { Name = "Enter" }).ClickAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        Assert.Equal(Value.Of(false), await house.Lock.ObeyedAsync("lock.locked", patience.Token));
        await panel.Page.Locator("k-lock").GetByText("Unlocked", new() { Exact = true }).WaitForAsync();
        await Assertions.Expect(pad).ToHaveCountAsync(0);
    }
}
