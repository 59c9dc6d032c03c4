using Kith.App.Tests.Stage;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>Everybody's own order of the home: by keyboard, by button and by dragging; the same on all screens of one person.</summary>
public sealed class ArrangeStory(Household house) : IClassFixture<Household>, IAsyncLifetime
{
    /// <summary>Every story begins with a home that nobody arranged.</summary>
    public async Task InitializeAsync() => await house.Api.PutAsync("/arrangement", new { });

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Favourites_stand_on_top_on_the_phone_and_on_the_desk_at_once()
    {
        await using var phone = await house.OpenAsync();
        await using var desk = await house.OpenAsync(Look.Desktop);
        await desk.GoAsync("#/");
        await desk.TileSaysAsync("Front door", "Locked");
        await phone.GoAsync("#/arrange");

        await phone.Button("Choose favourites").ClickAsync();
        foreach (var name in (string[])["Front door", "Thermostat"]) await phone.Page.Locator("k-arrange k-dialog").GetByLabel(name).CheckAsync();

        await Assertions.Expect(Favourites(desk)).ToHaveCountAsync(2);
        await Assertions.Expect(desk.Page.Locator("k-home k-tile").GetByRole(AriaRole.Link, new() { NameRegex = new("^Front door,") })).ToHaveCountAsync(1);
        await phone.Button("Close").ClickAsync();
        await phone.Button("Thermostat up").ClickAsync();
        await Assertions.Expect(Favourites(desk).First).ToContainTextAsync("Thermostat");
        Assert.Empty(phone.Complaints);
        Assert.Empty(desk.Complaints);
    }

    [Fact]
    public async Task Rooms_are_moved_with_the_arrow_keys_and_it_is_said_where_to()
    {
        await using var screen = await house.OpenAsync(Look.Desktop);
        await screen.GoAsync("#/arrange");
        await Assertions.Expect(Rows(screen)).ToHaveTextAsync(["Living room", "Hall"]);

        var hall = screen.Button("Move Hall, 2 of 2");
        await hall.FocusAsync();
        await hall.PressAsync("ArrowUp");

        await Assertions.Expect(Rows(screen)).ToHaveTextAsync(["Hall", "Living room"]);
        await Assertions.Expect(screen.Page.Locator("k-sort [role=status]")).ToHaveTextAsync("Hall: now 1 of 2");
        await Assertions.Expect(screen.Button("Move Hall, 1 of 2")).ToBeFocusedAsync();
        await Assertions.Expect(screen.Page.Locator("k-navigation .rooms a")).ToHaveTextAsync(["Hall", "Living room"]);
        await screen.Page.Keyboard.PressAsync("End");
        await Assertions.Expect(Rows(screen)).ToHaveTextAsync(["Living room", "Hall"]);
    }

    [Theory]
    [InlineData(390, "en-GB", "Move Floor lamp, ", "Move Desk lamp, ")]
    [InlineData(1280, "zh-CN", "移动Floor lamp，", "移动Desk lamp，")]
    public async Task A_device_is_dragged_to_its_place_in_the_room_and_stays_there(int width, string locale, string dragged, string onto)
    {
        await using var screen = await house.OpenAsync(new Look(width, 850, Locale: locale));
        await screen.GoAsync($"#/arrange/{house.Living}");
        var lamp = screen.Page.GetByRole(AriaRole.Button, new() { Name = dragged });
        var target = screen.Page.GetByRole(AriaRole.Button, new() { Name = onto });
        await Assertions.Expect(Rows(screen).First).ToHaveTextAsync("Desk lamp");

        await lamp.ScrollIntoViewIfNeededAsync();
        await lamp.HoverAsync();
        await screen.Page.Mouse.DownAsync();
        var to = (await target.BoundingBoxAsync())!;
        await screen.Page.Mouse.MoveAsync(to.X + (to.Width / 2), to.Y + 4, new() { Steps = 8 });
        var kept = screen.Page.WaitForResponseAsync(answer => answer.Url.EndsWith("/arrangement", StringComparison.Ordinal) && answer.Request.Method == "PUT");
        await screen.Page.Mouse.UpAsync();
        Assert.True((await kept).Ok);

        await screen.Page.ReloadAsync();
        await Assertions.Expect(Rows(screen).First).ToHaveTextAsync("Floor lamp");
    }

    [Fact]
    public async Task What_is_hidden_is_out_of_the_way_can_be_undone_and_is_nobody_elses_concern()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync($"#/arrange/{house.Living}");
        await screen.Button("Hide Curtain").ClickAsync();
        await screen.Page.GetByText("Curtain is hidden for you").WaitForAsync();

        await screen.GoAsync($"#/room/{house.Living}");
        await screen.Page.GetByText("1 device is hidden").WaitForAsync();
        await Assertions.Expect(screen.Switch("Curtain")).ToHaveCountAsync(0);
        await screen.GoAsync($"#/arrange/{house.Living}");
        await screen.Button("Hide Curtain").ClickAsync();
        await Assertions.Expect(screen.Button("Hide Curtain")).ToHaveAttributeAsync("aria-pressed", "false");
        await screen.Button("Hide Curtain").ClickAsync();
        await screen.Button("Undo").ClickAsync();
        await Assertions.Expect(screen.Button("Hide Curtain")).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [Fact]
    public async Task A_star_on_its_page_makes_a_device_a_favourite_and_no_longer()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync($"#/device/{house.Lock.Id}");
        var star = screen.Page.Locator("k-star").GetByRole(AriaRole.Button);
        await star.ClickAsync();
        await Assertions.Expect(star).ToHaveAttributeAsync("aria-pressed", "true");
        await screen.GoAsync("#/");
        await Assertions.Expect(Favourites(screen)).ToHaveCountAsync(1);
        await screen.GoAsync($"#/device/{house.Lock.Id}");
        await star.ClickAsync();
        await Assertions.Expect(star).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [Fact]
    public async Task A_room_is_given_an_icon_for_everybody()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync($"#/arrange/{house.Living}");
        await screen.Page.GetByRole(AriaRole.Radio, new() { Name = "Sofa" }).ClickAsync();
        await Assertions.Expect(screen.Page.GetByRole(AriaRole.Radio, new() { Name = "Sofa" })).ToHaveAttributeAsync("aria-checked", "true");
        var rooms = (await house.Api.GetAsync("/rooms"))["items"]!.AsArray();
        Assert.Equal("sofa", rooms.Single(room => room!["id"]!.ToString() == house.Living)!["icon"]!.ToString());
    }

    private static ILocator Favourites(Screen screen) => screen.Page.GetByRole(AriaRole.Region, new() { Name = "Favourites" }).Locator("k-tile");

    private static ILocator Rows(Screen screen) => screen.Page.Locator("k-sort li .what b");
}
