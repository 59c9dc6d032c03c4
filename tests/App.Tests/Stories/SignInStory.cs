using Kith.App.Tests.Stage;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>The ways in: first setup, password, invitation, and out again.</summary>
public sealed class SignInStory : OwnServer
{
    [Fact]
    public async Task A_home_is_set_up_by_the_printed_link_left_and_entered_again_with_the_password()
    {
        await using var screen = await OpenAsync(new Look(), signedIn: false);
        var page = screen.Page;
        await screen.GoAsync($"#/setup/{Kith.LinkToken}");

        await page.GetByLabel("Name of the home").FillAsync("Birch Lane");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Anna Berg");
        await page.GetByLabel("User name").FillAsync(HomeApi.User);
        await page.GetByLabel("Password").FillAsync("1234567890");
        await screen.Button("Create the home").ClickAsync();
        await page.GetByText("This password is too easy to guess").WaitForAsync();
        await page.GetByLabel("Password").FillAsync(HomeApi.Password);
        await screen.Button("Create the home").ClickAsync();
        await screen.Heading("Birch Lane").WaitForAsync();
        await screen.Heading("A quiet home").WaitForAsync();
        Assert.DoesNotContain("setup", page.Url, StringComparison.Ordinal);

        await screen.GoAsync("#/me");
        await screen.Button("Sign out").ClickAsync();
        await page.Locator("k-ask").GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await screen.Heading("Welcome home").WaitForAsync();
        Assert.Empty(await page.EvaluateAsync<string[]>("Object.keys(localStorage).filter(key => key === 'kith.session' || key.startsWith('kith.home.'))"));

        await page.GetByLabel("User name").FillAsync(HomeApi.User);
        await page.GetByLabel("Password").FillAsync("not the password");
        await screen.Button("Sign in").ClickAsync();
        await page.GetByText("The name or the password is wrong").WaitForAsync();
        await page.GetByLabel("Password").FillAsync(HomeApi.Password);
        await screen.Button("Sign in").ClickAsync();
        // It opens where it was left.
        await screen.Heading("Anna Berg").WaitForAsync();
    }

    [Fact]
    public async Task A_used_link_says_so_and_leads_to_sign_in()
    {
        await using var screen = await OpenAsync(new Look(), signedIn: false);

        await screen.GoAsync("#/link/used-long-ago");

        await screen.Page.GetByText("The link was used already or is too old").WaitForAsync();
    }

    [Fact]
    public async Task A_guest_is_invited_joins_by_the_link_and_may_not_add_devices()
    {
        using var api = new HomeApi(Kith.Address);
        await api.SetUpAsync(Kith.LinkToken);
        await api.AddRoomAsync("Guest room");
        await using var owner = await OpenAsync(new Look(), signedIn: true);
        await owner.GoAsync("#/people");

        await owner.Button("Invite").ClickAsync();
        var dialog = owner.Page.Locator("k-people k-dialog");
        await dialog.GetByLabel("Name").FillAsync("Sam");
        await dialog.GetByLabel("Role").SelectOptionAsync("guest");
        await dialog.GetByText("Guest room").WaitForAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make an invitation link" }).ClickAsync();
        var link = await dialog.Locator("code").First.InnerTextAsync();
        Assert.Contains("/#/invite/", link, StringComparison.Ordinal);

        await using var guest = await OpenAsync(new Look(), signedIn: false);
        await guest.GoAsync(link[link.IndexOf('#', StringComparison.Ordinal)..]);
        await guest.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Sam");
        await guest.Page.GetByLabel("User name").FillAsync("sam");
        await guest.Page.GetByLabel("Password").FillAsync("a guest's own password");
        await guest.Button("Join the home").ClickAsync();
        await guest.Heading("Birch Lane").WaitForAsync();
        await Assertions.Expect(guest.Page.GetByRole(AriaRole.Link, new() { Name = "Add a device" })).ToHaveCountAsync(0);
        await guest.GoAsync("#/pair");
        await guest.Heading("You cannot add devices").WaitForAsync();
        await owner.Page.Locator("k-people").GetByText("Sam").First.WaitForAsync();
    }
}
