using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>Living in the home: tiles, what they show, what becomes of a tap.</summary>
public sealed class HomeStory(Household house) : IClassFixture<Household>
{
    [Fact]
    public async Task Rooms_and_tiles_are_there_and_live()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/");

        await screen.Heading("Living room").WaitForAsync();
        await screen.Heading("Hall").WaitForAsync();
        await screen.TileSaysAsync("Floor lamp", "O");
        await screen.TileSaysAsync("Thermostat", "20.5° · to 21°");
        house.Sensor.Report("temperature-humidity-sensor.temperature", Value.Of(23.8));
        await screen.TileSaysAsync("Climate", "23.8");
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task A_tap_is_shown_at_once_confirmed_by_the_device_and_true_in_the_home()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/");
        house.Lamp.Report("light.on", Value.Of(false));
        await screen.TileSaysAsync("Desk lamp", "Off");

        // The mark stands for a moment only.
        var confirmed = screen.Page.Locator("k-tile .mark.confirmed").First.WaitForAsync();
        await screen.Switch("Desk lamp").ClickAsync();
        await confirmed;
        await screen.TileSaysAsync("Desk lamp", "On");

        Assert.Equal("true", (await house.Lamp.InHomeAsync(house.Api, "light.on"))!.ToString());
    }

    [Fact]
    public async Task A_refusal_puts_the_truth_back_says_why_and_can_be_tried_again()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/");
        house.Lamp.Report("light.on", Value.Of(false));
        await screen.TileSaysAsync("Desk lamp", "Off");
        house.Lamp.Answer = "device.refused";

        await screen.Switch("Desk lamp").ClickAsync();
        var retry = screen.Button("Try Desk lamp again");
        await retry.WaitForAsync();
        await Assertions.Expect(screen.Switch("Desk lamp")).ToHaveAttributeAsync("aria-checked", "false");

        house.Lamp.Answer = null;
        await retry.ClickAsync();
        await screen.TileSaysAsync("Desk lamp", "On");
    }

    [Fact]
    public async Task Two_people_see_each_others_change()
    {
        await using var anna = await house.OpenAsync();
        await using var ben = await house.OpenAsync(Look.Desktop);
        await anna.GoAsync("#/");
        await ben.GoAsync("#/");
        house.Lamp.Report("light.on", Value.Of(false));
        await ben.TileSaysAsync("Desk lamp", "Off");
        await anna.TileSaysAsync("Desk lamp", "Off");

        await anna.Switch("Desk lamp").ClickAsync();
        await ben.TileSaysAsync("Desk lamp", "On");
        await ben.Switch("Desk lamp").ClickAsync();
        await anna.TileSaysAsync("Desk lamp", "Off");
    }

    [Fact]
    public async Task All_lights_go_off_at_once_and_come_back_by_undo()
    {
        await using var screen = await house.OpenAsync();
        house.Lamp.Report("light.on", Value.Of(true));
        house.ColourLamp.Report("light.on", Value.Of(true));
        await screen.GoAsync("#/category/lights");
        await screen.TileSaysAsync("Desk lamp", "On");
        await screen.TileSaysAsync("Floor lamp", "On");

        await screen.Button("Turn all off").ClickAsync();
        await screen.TileSaysAsync("Desk lamp", "Off");
        await screen.TileSaysAsync("Floor lamp", "Off");
        await screen.Button("Undo").ClickAsync();
        await screen.TileSaysAsync("Desk lamp", "On");
        await screen.TileSaysAsync("Floor lamp", "On");
    }

    [Fact]
    public async Task What_happened_stands_in_the_activity_with_who_and_how()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/");
        house.Lamp.Report("light.on", Value.Of(false));
        await screen.TileSaysAsync("Desk lamp", "Off");
        await screen.Switch("Desk lamp").ClickAsync();
        await screen.TileSaysAsync("Desk lamp", "On");

        await screen.GoAsync("#/activity");
        var entry = screen.Page.Locator("k-activity-entry", new() { HasText = "Desk lamp" }).Filter(new() { HasText = "Anna Berg, in the app" }).First;
        await entry.WaitForAsync();
        await screen.Page.GetByLabel("All devices").SelectOptionAsync(new SelectOptionValue { Label = "Desk lamp" });
        await entry.WaitForAsync();
        await Assertions.Expect(screen.Page.Locator("k-activity-entry", new() { HasText = "Thermostat" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Devices_that_come_together_are_one_line_and_what_was_done_by_hand_is_told_in_the_readers_language()
    {
        await house.Api.PatchAsync($"/devices/{house.Wall.Id}", new { name = "Hall keys" });
        await house.Api.PatchAsync($"/devices/{house.Wall.Id}", new { name = "Wall switch" });
        await using var screen = await house.OpenAsync(new Look(Locale: "zh-CN"));
        await screen.GoAsync("#/activity");
        await screen.Page.GetByText("Hall keys: 已改名为 Wall switch").WaitForAsync();

        await screen.Page.GetByLabel("全部类型").SelectOptionAsync(new SelectOptionValue { Label = "设备上下线" });
        var together = screen.Page.Locator("k-activity summary").First;
        await Assertions.Expect(together).ToContainTextAsync("台设备上线");
        await together.ClickAsync();
        await screen.Page.Locator("k-activity details[open] k-activity-entry").First.WaitForAsync();
        await Assertions.Expect(screen.Page.GetByText("已改名为")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_room_is_added_named_filled_and_deleted()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/rooms");
        await screen.Button("Add a room").ClickAsync();
        await screen.Page.GetByLabel("Name of the room").FillAsync("Attic");
        await screen.Page.Locator("k-dialog").GetByRole(AriaRole.Button, new() { Name = "Add a room" }).ClickAsync();
        await screen.Page.Locator("k-rooms").GetByRole(AriaRole.Link, new() { Name = "Attic" }).First.ClickAsync();
        await screen.Heading("No devices in this room").WaitForAsync();

        await screen.Button("Devices in this room").ClickAsync();
        await screen.Page.Locator("k-dialog").GetByLabel("Curtain").CheckAsync();
        await screen.Page.GetByText("Curtain is now in: Attic").WaitForAsync();
        await screen.Page.GetByLabel("Name of the room").FillAsync("Loft");
        await screen.Button("Save").ClickAsync();
        await screen.Title("Loft").WaitForAsync();
        await screen.Button("Undo").ClickAsync();
        await screen.Heading("No devices in this room").WaitForAsync();
        await screen.Button("Edit Loft").ClickAsync();
        await screen.Button("Delete room").ClickAsync();
        await screen.Page.Locator("k-ask").GetByRole(AriaRole.Button, new() { Name = "Delete room" }).ClickAsync();
        await screen.Title("Rooms").WaitForAsync();
        await Assertions.Expect(screen.Page.Locator("k-rooms").GetByText("Loft")).ToHaveCountAsync(0);
    }
}
