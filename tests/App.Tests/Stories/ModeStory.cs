using Kith.App.Tests.Stage;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>How the home is lived in: changed with one tap from the head of the home, taken back with another, told to every screen.</summary>
public sealed class ModeStory(Household house) : IClassFixture<Household>
{
    [Theory]
    [InlineData(390, "en-GB")]
    [InlineData(1280, "zh-CN")]
    public async Task The_mode_is_changed_with_a_tap_and_taken_back_with_another(int width, string locale)
    {
        var look = new Look(width, 850, Locale: locale);
        var words = Words.Of(look);
        await house.Api.PutAsync("/mode", new { mode = "home" });
        await using var screen = await house.OpenAsync(look);
        await screen.GoAsync("#/");
        ILocator Mode(string mode) => screen.Page.Locator("k-home-header").GetByRole(AriaRole.Button, new() { Name = words["mode.change", words[$"mode.{mode}"]], Exact = true });

        await Mode("home").ClickAsync();
        await screen.Page.Locator("k-modes").GetByRole(AriaRole.Button, new() { Name = words["mode.away.means"] }).ClickAsync();
        await Mode("away").WaitForAsync();
        Assert.Equal("away", (await house.Api.GetAsync(""))["mode"]!["now"]!.ToString());
        await screen.Button(words["do.undo"]).ClickAsync();
        await Mode("home").WaitForAsync();

        // Somebody else, on another screen.
        await house.Api.PutAsync("/mode", new { mode = "night" });
        await Mode("night").WaitForAsync();
        await screen.GoAsync("#/activity");
        await Assertions.Expect(screen.Page.Locator("k-activity-entry").First).ToContainTextAsync($"{words["said.mode"]} {words["mode.night"]}");
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task A_guest_is_not_told_how_others_live()
    {
        await house.Api.InviteAsync(house.Api.Home, "gert", new { name = "Gert", role = "guest" });
        await using var screen = await Screen.OpenAsync(house.Browser, house.Kith.Address, new Look(), signedIn: true, "gert");
        await screen.GoAsync("#/");
        await screen.Title("Birch Lane").WaitForAsync();
        await screen.Switch("Desk lamp").WaitForAsync();

        await Assertions.Expect(screen.Page.Locator("k-home-header .mode")).ToHaveCountAsync(0);
    }
}
