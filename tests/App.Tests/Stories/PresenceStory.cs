using Kith.App.Tests.Stage;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>Who is at home: said by people and their phones, shown to those who may know.</summary>
public sealed class PresenceStory(Household house) : IClassFixture<Household>
{
    [Theory]
    [InlineData(390, "en-GB")]
    [InlineData(1280, "zh-CN")]
    public async Task Somebody_says_that_they_are_at_home_and_everybody_sees_it(int width, string locale)
    {
        var look = new Look(width, 850, Locale: locale);
        var words = Words.Of(look);
        var user = $"ada-{locale[..2]}";
        await house.Api.InviteAsync(house.Api.Home, user, new { name = user, role = "adult" });
        await using var theirs = await Screen.OpenAsync(house.Browser, house.Kith.Address, look, signedIn: true, user);
        await using var screen = await house.OpenAsync(look);
        await screen.GoAsync("#/");
        await screen.Title("Birch Lane").WaitForAsync();

        await theirs.GoAsync("#/people");
        await theirs.Page.GetByRole(AriaRole.Radio, new() { Name = words["presence.imHome"] }).ClickAsync();
        await Assertions.Expect(theirs.Page.GetByRole(AriaRole.Radio, new() { Name = words["presence.imHome"] })).ToBeCheckedAsync();
        await Assertions.Expect(screen.Page.Locator("k-home-header .faces")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex($"{words["presence.home"]}.*{user}"));
        await Assertions.Expect(screen.Page.Locator("k-home-status")).ToContainTextAsync(user);

        // Leaving is taken back within the time in which it does not count yet.
        await theirs.Page.GetByRole(AriaRole.Radio, new() { Name = words["presence.imAway"] }).ClickAsync();
        await theirs.Button(words["do.undo"]).ClickAsync();

        // How long that is stands in the settings of the home.
        var minutes = width == 390 ? "12" : "7";
        await screen.GoAsync("#/settings");
        await screen.Page.GetByLabel(words["place.leaveAfter"], new() { Exact = true }).FillAsync(minutes);
        await screen.KeepAsync($"leave-after-{width}", whole: true);
        await screen.Page.Locator("form").Filter(new() { Has = screen.Page.Locator("[name=leaveAfter]") }).GetByRole(AriaRole.Button).ClickAsync();
        await screen.Page.GetByText(words["settings.saved"], new() { Exact = true }).WaitForAsync();
        await theirs.Page.GetByRole(AriaRole.Radio, new() { Name = words["presence.imAway"] }).ClickAsync();
        await theirs.Page.GetByText(words["presence.leaving"].Replace("{span}", width == 390 ? "12 mins" : "7分钟", StringComparison.Ordinal), new() { Exact = true }).WaitForAsync();
        await theirs.Button(words["do.undo"]).ClickAsync();
        await screen.GoAsync("#/activity");
        await Assertions.Expect(screen.Page.Locator("k-activity-entry").Filter(new() { HasText = user }).Filter(new() { HasText = words["said.came"] })).ToHaveCountAsync(1);
        Assert.Empty(screen.Complaints);
        Assert.Empty(theirs.Complaints);
    }
}
