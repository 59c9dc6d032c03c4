using Kith.App.Tests.Stage;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>What each may do is said by the server, an invitation can be scanned, and a child has a home of large tiles.</summary>
public sealed class RolesStory(Household house) : IClassFixture<Household>
{
    [Fact]
    public async Task What_each_role_may_do_is_a_table_of_the_servers_own_answers()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/people");
        var table = screen.Page.Locator("k-rights table");

        await Assertions.Expect(table.Locator("thead th")).ToHaveTextAsync(["May", "Owner", "Admin", "Adult", "Child", "Guest"]);
        await Assertions.Expect(table.Locator("tr").Filter(new() { HasText = "Locks, ovens, valves" }).Locator("td"))
            .ToHaveTextAsync(["after a confirmation", "after a confirmation", "after a confirmation", "no", "no"]);
    }

    [Fact]
    public async Task An_invitation_of_a_guest_with_rooms_and_dates_can_be_scanned()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/people");
        await screen.Button("Invite").ClickAsync();
        var dialog = screen.Page.Locator("k-people k-dialog");
        await dialog.GetByLabel("Name").FillAsync("Gus");
        await dialog.GetByLabel("Role").SelectOptionAsync("guest");
        await dialog.GetByLabel("Until").FillAsync("2031-05-01T12:00");
        await dialog.GetByLabel("Hall").UncheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make an invitation link" }).ClickAsync();

        var picture = dialog.GetByAltText("The invitation as a picture");
        await Assertions.Expect(picture).ToBeVisibleAsync();
        Assert.True(await picture.EvaluateAsync<bool>("async picture => { await picture.decode(); return picture.naturalWidth > 0; }"));
        var gus = (await house.Api.GetAsync("/people"))["items"]!.AsArray().Single(person => person!["name"]!.ToString() == "Gus")!;
        Assert.Equal([house.Living], gus["rooms"]!.AsArray().Select(room => room!.ToString()));
        Assert.StartsWith("2031-05-01T10:00", gus["until"]!.ToString(), StringComparison.Ordinal);
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task What_an_invited_role_may_do_is_said_beside_the_choice_by_the_same_answers()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/people");
        await screen.Button("Invite").ClickAsync();
        var dialog = screen.Page.Locator("k-people k-dialog");
        await dialog.GetByLabel("Role").SelectOptionAsync("child");

        await Assertions.Expect(dialog.Locator("k-role-may dd").First).ToHaveTextAsync("Lamps, blinds, music");
        await dialog.GetByLabel("Role").SelectOptionAsync("admin");
        await Assertions.Expect(dialog.Locator("k-role-may dd").Nth(1)).ToContainTextAsync("Locks, ovens, valves");
    }

    [Theory]
    [InlineData("guest", 390, "en-GB", "Settings", "Save", "Saved")]
    [InlineData("child", 1280, "zh-CN", "设置", "保存", "已保存")]
    public async Task A_child_and_a_guest_have_a_page_of_their_own_name_language_and_look_and_nothing_they_may_not_do(string role, int width, string locale, string settings, string save, string saved)
    {
        var user = $"own-{role}";
        await house.Api.InviteAsync(house.Api.Home, user, new { name = user, role, rooms = new[] { house.Living } });
        await using var screen = await Screen.OpenAsync(house.Browser, house.Kith.Address, new Look(width, 850, Locale: locale), signedIn: true, user);
        await screen.GoAsync("#/me");
        await screen.Title(user).WaitForAsync();
        var page = screen.Page.Locator("k-me");

        await Assertions.Expect(page.Locator("k-taste")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText(settings, new() { Exact = true })).ToHaveCountAsync(0);
        await screen.KeepAsync($"me-{role}", whole: true);
        await page.Locator("k-account input[name=name]").FillAsync($"{user} the second");
        await page.GetByRole(AriaRole.Button, new() { Name = save, Exact = true }).ClickAsync();
        await screen.Page.Locator("k-toasts").GetByText(saved, new() { Exact = true }).WaitForAsync();
        await screen.Title($"{user} the second").WaitForAsync();
        Assert.Empty(screen.Complaints);
    }

    [Theory]
    [InlineData(390, "en-GB", "Hello mia-en")]
    [InlineData(1280, "zh-CN", "mia-zh，你好")]
    public async Task A_child_has_large_tiles_of_what_they_may_switch_and_nothing_to_set_up(int width, string locale, string hello)
    {
        var user = $"mia-{locale[..2]}";
        await house.Api.InviteAsync(house.Api.Home, user, new { name = user, role = "child", rooms = new[] { house.Living } });
        await using var screen = await Screen.OpenAsync(house.Browser, house.Kith.Address, new Look(width, 850, Locale: locale), signedIn: true, user);
        await screen.GoAsync("#/");
        await screen.Title(hello).WaitForAsync();

        await screen.Switch("Desk lamp").WaitForAsync();
        await Assertions.Expect(screen.Page.Locator("k-simple k-tile").Filter(new() { HasText = "Front door" })).ToHaveCountAsync(0);
        await Assertions.Expect(screen.Page.Locator("k-navigation .tabs a")).ToHaveCountAsync(2);
        await Assertions.Expect(screen.Page.Locator("a[href='#/pair']")).ToHaveCountAsync(0);
        var before = await screen.Switch("Desk lamp").GetAttributeAsync("aria-checked");
        await screen.Switch("Desk lamp").ClickAsync();
        await Assertions.Expect(screen.Switch("Desk lamp")).ToHaveAttributeAsync("aria-checked", before == "true" ? "false" : "true");
        Assert.Empty(screen.Complaints);
    }
}
