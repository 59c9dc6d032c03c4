using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>A tablet on the wall, a television with nothing but arrows, and a keyboard that never leaves the keys.</summary>
public sealed class WallStory(Household house) : IClassFixture<Household>
{
    private static readonly Look Panel = new(1280, 800);

    [Fact]
    public async Task The_panel_becomes_a_clock_and_the_touch_that_wakes_it_switches_nothing()
    {
        await using var screen = await house.OpenAsync(Panel);
        house.Lamp.Report("light.on", Value.Of(false));
        await screen.Page.Clock.InstallAsync();
        await screen.GoAsync("#/wall");
        await screen.TileSaysAsync("Desk lamp", "Off");

        await screen.Page.Clock.RunForAsync(61_000);
        var clock = screen.Button("Wake the panel");
        await clock.WaitForAsync();
        var tile = (await screen.Switch("Desk lamp").BoundingBoxAsync())!;
        await screen.Page.Mouse.ClickAsync(tile.X + 40, tile.Y + 40);
        await clock.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await screen.TileSaysAsync("Desk lamp", "Off");

        await screen.Switch("Desk lamp").ClickAsync();
        await screen.TileSaysAsync("Desk lamp", "On");
    }

    [Fact]
    public async Task A_television_goes_from_room_to_tile_with_arrows_alone()
    {
        await using var screen = await house.OpenAsync(Panel);
        house.Wall.Report("left.on", Value.Of(true));
        await screen.GoAsync("#/wall");
        await screen.TileSaysAsync("Desk lamp", "O");
        await screen.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "Living room" })).ToBeFocusedAsync();

        await screen.Page.Keyboard.PressAsync("ArrowDown");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Page.Keyboard.PressAsync("ArrowRight");
        var focused = screen.Page.Locator("k-tile :focus");
        await focused.WaitForAsync();
        Assert.Matches("^(Front door|Wall switch),", await focused.GetAttributeAsync("aria-label") ?? "");
    }

    [Fact]
    public async Task Anything_is_found_by_a_part_of_its_name()
    {
        await using var screen = await house.OpenAsync(Look.Desktop);
        await screen.GoAsync("#/");
        await screen.TileSaysAsync("Thermostat", "");

        await screen.Page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Combobox, new() { Name = "Find" })).ToBeFocusedAsync();
        await screen.Page.Keyboard.TypeAsync("cur");
        await screen.Page.Keyboard.PressAsync("Enter");

        await screen.Title("Curtain").WaitForAsync();
        await screen.Page.Locator("k-find").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Empty(screen.Complaints);
    }
}
