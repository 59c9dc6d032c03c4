using System.Text.RegularExpressions;
using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>The structure of the app: five tabs, the homes of an account, what needs attention, the figures of the home and how it stands.</summary>
public sealed class HomePageStory(Household house) : IClassFixture<Household>
{
    public static TheoryData<int, string, string[]> Tabs() => new()
    {
        { 390, "en-GB", ["Home", "Rooms", "Activity", "Energy", "Me"] }, { 1280, "zh-CN", ["家", "房间", "动态", "能源", "我的"] },
    };

    [Theory]
    [MemberData(nameof(Tabs))]
    public async Task Five_tabs_lead_to_five_pages(int width, string locale, string[] names)
    {
        await using var screen = await house.OpenAsync(new Look(width, 850, Locale: locale));
        await screen.GoAsync("#/");
        var tabs = screen.Page.Locator("k-navigation .tabs").GetByRole(AriaRole.Link);
        await Assertions.Expect(tabs).ToHaveTextAsync(names);

        foreach (var (name, page) in names.Zip((string[])["k-home", "k-rooms", "k-activity", "k-energy, k-category", "k-me"]))
        {
            var tab = screen.Page.Locator("k-navigation .tabs").GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
            await tab.ClickAsync();
            await screen.Page.Locator(page).First.WaitForAsync();
            await Assertions.Expect(tab).ToHaveAttributeAsync("aria-current", "page");
        }
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task A_page_that_nobody_made_is_said_to_be_none()
    {
        await using var screen = await house.OpenAsync();
        foreach (var name in (string[])["nothing", "constructor", "__proto__", "toString/valueOf"])
        {
            await screen.GoAsync($"#/{name}");
            await screen.Heading("There is no such page").WaitForAsync();
        }
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task A_door_that_says_again_and_again_that_it_is_open_is_open_since_it_opened()
    {
        await using var door = await LiveDevice.JoinAsync(house.Kith, house.Api, "magnet-sensor", "Cellar door", house.Living, new() { ["battery.battery-level"] = Value.Of(80) });
        var address = "magnet-sensor.open";
        foreach (var (behind, isOpen) in (IEnumerable<(int, bool)>)[(60, false), (40, true), (20, true), (0, true)])
        {
            door.Behind = TimeSpan.FromMinutes(behind);
            door.Report(address, Value.Of(isOpen));
        }
        var opened = TimeProvider.System.GetUtcNow().AddMinutes(-40);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await house.Api.ReportsAsync(door.Id, address)).Count < 4) patience.Token.ThrowIfCancellationRequested();
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/");

        var alert = screen.Page.Locator("k-alerts a").Filter(new() { HasText = "Cellar door" });
        await alert.WaitForAsync();
        var said = await alert.Locator("small").InnerTextAsync();
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var near = Enumerable.Range(-2, 5).Select(minute => TimeZoneInfo.ConvertTime(opened.AddMinutes(minute), zone).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains(near, time => said.Contains(time, StringComparison.Ordinal));

        door.Report(address, Value.Of(false));
        await Assertions.Expect(alert).ToHaveCountAsync(0);
        await house.Api.DeleteAsync($"/devices/{door.Id}");
    }

    [Fact]
    public async Task Somebody_with_two_homes_goes_from_one_to_the_other_and_leaves_one()
    {
        var cabin = await house.Api.FoundAsync("Cabin");
        await house.Api.InviteAsync(cabin, "olaf", new { name = "Olaf", role = "owner" });
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/");
        await screen.Title("Birch Lane").WaitForAsync();

        await screen.Button("Birch Lane").ClickAsync();
        await screen.Page.Locator("k-homes").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Cabin") }).ClickAsync();
        await screen.Title("Cabin").WaitForAsync();
        await screen.Heading("A quiet home").WaitForAsync();
        await screen.Page.GetByLabel("People: Anna Berg, Olaf").WaitForAsync();

        await screen.Button("Cabin").ClickAsync();
        await screen.Page.Locator("k-homes").GetByRole(AriaRole.Button, new() { Name = "Leave this home" }).ClickAsync();
        await screen.Page.Locator("k-ask").GetByRole(AriaRole.Button, new() { Name = "Leave this home" }).ClickAsync();
        await screen.Title("Birch Lane").WaitForAsync();
        await screen.Button("Birch Lane").ClickAsync();
        await Assertions.Expect(screen.Page.Locator("k-homes").GetByText("Cabin")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_strip_shows_a_leak_and_a_weak_battery_and_is_gone_without_them()
    {
        await using var sensor = await LiveDevice.JoinAsync(house.Kith, house.Api, "leak-sensor", "Sink sensor", house.Living, new()
        {
            ["submersion-sensor.leak"] = Value.Of(false), ["battery.battery-level"] = Value.Of(90),
        });
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/");
        var strip = screen.Page.Locator("k-alerts").GetByRole(AriaRole.Link);
        await screen.TileSaysAsync("Sink sensor", "");
        await Assertions.Expect(strip).ToHaveCountAsync(0);

        sensor.Report("submersion-sensor.leak", Value.Of(true));
        await strip.Filter(new() { HasText = "Sink sensor: " }).WaitForAsync();
        await Assertions.Expect(screen.Page.Locator("k-chips").GetByRole(AriaRole.Link, new() { Name = "Water" })).ToContainTextAsync("Leak");
        sensor.Report("battery.battery-level", Value.Of(9));
        await strip.Filter(new() { HasText = "Battery of Sink sensor is low" }).WaitForAsync();
        await Assertions.Expect(strip.First).ToContainTextAsync("Sink sensor: ");

        sensor.Report("submersion-sensor.leak", Value.Of(false));
        sensor.Report("battery.battery-level", Value.Of(80));
        await Assertions.Expect(strip).ToHaveCountAsync(0);
        await house.Api.DeleteAsync($"/devices/{sensor.Id}");
    }

    [Fact]
    public async Task A_chip_opens_its_page_and_only_what_may_go_off_at_once_can()
    {
        await using var screen = await house.OpenAsync();
        house.ColourLamp.Report("light.on", Value.Of(true));
        await screen.GoAsync("#/");
        await screen.Page.Locator("k-chips").GetByRole(AriaRole.Link, new() { Name = "Lights" }).ClickAsync();
        await screen.Title("Lights").WaitForAsync();
        await screen.Button("Turn all off").WaitForAsync();

        await screen.GoAsync("#/category/security");
        await screen.Title("Security").WaitForAsync();
        await screen.TileSaysAsync("Front door", "Locked");
        await Assertions.Expect(screen.Button("Turn all off")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_foot_of_the_home_says_how_everything_stands()
    {
        await using var screen = await house.OpenAsync(Look.Desktop);
        await screen.GoAsync("#/");
        var foot = screen.Page.Locator("k-home-status");
        await Assertions.Expect(foot).ToContainTextAsync("reachable");
        await Assertions.Expect(foot).ToContainTextAsync("connected");
        house.Lamp.Report("light.brightness", Value.Of(41));
        await Assertions.Expect(foot).ToContainTextAsync("Desk lamp, just now");
    }
}
