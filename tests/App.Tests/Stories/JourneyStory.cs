using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>A newcomer's first day, whole, on a phone in English and on a desktop in Chinese: the words are the app's own, by their keys.</summary>
public sealed class JourneyStory : OwnServer
{
    public static TheoryData<int, string> Looks() => new() { { 390, "en-GB" }, { 1280, "zh-CN" } };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task From_the_printed_link_to_a_home_with_a_lamp_a_guest_and_a_panel_on_the_wall(int width, string locale)
    {
        var look = new Look(width, 850, Locale: locale);
        var words = Words.Of(look);
        await using var anna = await OpenAsync(look, signedIn: false);

        await SetUpAsync(anna, words, Kith.LinkToken);
        await AddRoomAsync(anna, words);
        await using var lamp = await PairAsync(anna, words, Kith);
        await UseAsync(anna, words);
        await using var guest = await OpenAsync(look, signedIn: false);
        await InviteAsync(anna, guest, words);
        await using var panel = await OpenAsync(new Look(1280, 800, Locale: locale), signedIn: false);
        await LetInAsync(anna, panel, words);
        await LoseAndRegainAsync(Kith, [anna, guest, panel], words);
        await panel.Switch("Bulb").ClickAsync();
        await anna.GoAsync("#/");
        await anna.TileSaysAsync("Bulb", words["value.off"]);
    }

    private static async Task SetUpAsync(Screen screen, Words words, string token)
    {
        await screen.GoAsync($"#/setup/{token}");
        await screen.Page.GetByLabel(words["setup.home"]).FillAsync("Birch Lane");
        await AccountAsync(screen, words, "Anna Berg", HomeApi.User);
        await screen.Button(words["setup.create"]).ClickAsync();
        await screen.Heading(words["home.empty"]).WaitForAsync();
    }

    private static async Task AccountAsync(Screen screen, Words words, string name, string user)
    {
        await screen.Page.GetByLabel(words["setup.name"], new() { Exact = true }).FillAsync(name);
        await screen.Page.GetByLabel(words["signin.user"], new() { Exact = true }).FillAsync(user);
        await screen.Page.GetByLabel(words["signin.password"], new() { Exact = true }).FillAsync(HomeApi.Password);
    }

    private static async Task AddRoomAsync(Screen screen, Words words)
    {
        await screen.GoAsync("#/rooms");
        await screen.Button(words["rooms.add"]).First.ClickAsync();
        await screen.Page.GetByLabel(words["rooms.name"]).FillAsync("Study");
        await screen.Page.Locator("k-dialog").GetByRole(AriaRole.Button, new() { Name = words["rooms.add"] }).ClickAsync();
        await screen.Page.Locator("k-rooms").GetByRole(AriaRole.Link, new() { Name = "Study" }).First.WaitForAsync();
    }

    private static async Task<LiveDevice> PairAsync(Screen screen, Words words, KithProcess kith)
    {
        await screen.GoAsync("#/pair");
        await screen.Page.GetByRole(AriaRole.Combobox).SelectOptionAsync(new SelectOptionValue { Label = "Study" });
        await screen.Button(words["pair.begin"]).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Img, new() { Name = words["pair.qr"] }).WaitForAsync();
        var code = await screen.Page.Locator("k-pair .digits").InnerTextAsync();
        var lamp = await LiveDevice.JoinAsync(kith, code, "bulb", "Bulb", new() { ["light.on"] = Value.Of(false) });
        await screen.Heading(words["pair.done"]).WaitForAsync();
        await screen.Button(words["pair.keep"]).ClickAsync();
        await screen.Title("Bulb").WaitForAsync();
        return lamp;
    }

    private static async Task UseAsync(Screen screen, Words words)
    {
        await screen.GoAsync("#/");
        await screen.Switch("Bulb").ClickAsync();
        await screen.TileSaysAsync("Bulb", words["value.on"]);
        await screen.GoAsync("#/activity");
        await screen.Page.Locator("k-activity-entry", new() { HasText = words["cause.by", "Anna Berg", words["through.app"]] }).First.WaitForAsync();
    }

    private static async Task InviteAsync(Screen owner, Screen guest, Words words)
    {
        await owner.GoAsync("#/people");
        await owner.Button(words["people.invite"]).ClickAsync();
        var dialog = owner.Page.Locator("k-people k-dialog");
        await dialog.GetByRole(AriaRole.Textbox).First.FillAsync("Sam");
        await dialog.GetByLabel(words["people.role"]).SelectOptionAsync("guest");
        await dialog.GetByLabel("Study").CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = words["people.makeLink"] }).ClickAsync();
        var link = await dialog.Locator("code").First.InnerTextAsync();

        await guest.GoAsync(link[link.IndexOf('#', StringComparison.Ordinal)..]);
        await AccountAsync(guest, words, "Sam", "sam");
        await guest.Button(words["invite.accept"]).ClickAsync();
        await guest.TileSaysAsync("Bulb", words["value.on"]);
        foreach (var forbidden in (string[])["#/pair", "#/arrange/none", "#/bridges", "#/people"])
        {
            await guest.GoAsync(forbidden);
            await guest.Page.Locator("main").Locator("h1, h2").First.WaitForAsync();
            await Assertions.Expect(guest.Button(words["people.invite"]).Or(guest.Button(words["pair.begin"]))).ToHaveCountAsync(0);
        }
        await guest.GoAsync("#/");
    }

    private static async Task LetInAsync(Screen owner, Screen panel, Words words)
    {
        await panel.GoAsync("#/panel");
        var code = await panel.Page.Locator("k-waiting .digits").InnerTextAsync();
        await owner.GoAsync($"#/panel/{code}");
        await owner.Title(words["panel.ask"]).WaitForAsync();
        await owner.Button(words["panel.approve"]).ClickAsync();
        await panel.Page.WaitForURLAsync("**/#/wall");
        await panel.TileSaysAsync("Bulb", words["value.on"]);
    }

    private static async Task LoseAndRegainAsync(KithProcess kith, Screen[] screens, Words words)
    {
        await screens[0].GoAsync("#/");
        await kith.KillAsync();
        await screens[0].Page.GetByText(words["home.notLive"], new() { Exact = true }).First.WaitForAsync();
        await kith.StartAsync();
        await screens[0].Page.GetByText(words["home.live"], new() { Exact = true }).First.WaitForAsync();
        foreach (var screen in screens)
        {
            await screen.Page.Locator("k-banner .banner").WaitForAsync(new() { State = WaitForSelectorState.Detached });
            await screen.Page.Locator("k-tile .tile.stale").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }
    }
}
