using System.Text.RegularExpressions;
using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>A device breaks and another takes its place; one goes for good; what was changed by mistake is undone.</summary>
public sealed class ReplaceStory(Household house) : IClassFixture<Household>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(390, "en-GB", "Replace with a new one", "Show a pairing code", "Porch light is a new one now", "Show it")]
    [InlineData(1280, "zh-CN", "换成新设备", "显示配对码", "Porch light已换成新设备", "查看")]
    public async Task A_broken_lamp_is_replaced_and_keeps_its_place_and_its_past(int width, string locale, string replace, string begin, string done, string show)
    {
        await using var broken = await LampAsync("Porch light");
        await house.Api.PutAsync("/arrangement", new { favourites = new[] { broken.Id } });
        await broken.KnownAsync(house.Api, "light.brightness");
        await broken.LeaveAsync();
        await using var screen = await house.OpenAsync(new Look(width, 850, Locale: locale));
        await screen.GoAsync($"#/device/{broken.Id}");

        await screen.Page.GetByRole(AriaRole.Link, new() { Name = replace }).ClickAsync();
        await screen.Button(begin).ClickAsync();
        var code = await screen.Page.Locator(".digits").InnerTextAsync();
        await using var fresh = await LiveDevice.JoinAsync(house.Kith, code, "dimmer", "Another name", new() { ["light.on"] = Value.Of(true), ["light.brightness"] = Value.Of(80) });
        await screen.Heading(done).WaitForAsync();

        Assert.Equal(broken.Id, fresh.Id);
        await fresh.KnownAsync(house.Api, "light.brightness");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = show }).ClickAsync();
        await screen.Title("Porch light").WaitForAsync();
        Assert.Equal(["30", "80"], (await house.Api.ReportsAsync(fresh.Id, "light.brightness")).Distinct());
        await screen.GoAsync("#/");
        var tile = screen.Page.Locator("k-home section").First.GetByRole(AriaRole.Switch, new() { NameRegex = new Regex("^Porch light, ") });
        await tile.ClickAsync();
        using var patience = new CancellationTokenSource(Patience);
        Assert.False((await fresh.ObeyedAsync("light.on", patience.Token)).AsBool());
        Assert.Empty(screen.Complaints);

        await house.Api.DeleteAsync($"/devices/{fresh.Id}");
    }

    [Fact]
    public async Task A_device_of_another_kind_is_not_let_into_its_place()
    {
        await using var lamp = await LampAsync("Cellar light");
        await using var screen = await house.OpenAsync();
        await screen.GoAsync($"#/pair/{lamp.Id}");
        await screen.Button("Show a pairing code").ClickAsync();
        var code = await screen.Page.Locator(".digits").InnerTextAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => LiveDevice.JoinAsync(house.Kith, code, "thermostat", "Thermostat", []));

        await screen.Page.GetByText("This is another kind of device").WaitForAsync();
        await house.Api.DeleteAsync($"/devices/{lamp.Id}");
    }

    [Fact]
    public async Task Before_a_device_goes_it_is_said_who_would_miss_it()
    {
        await using var lamp = await LampAsync("Attic light");
        await house.Api.PutAsync("/arrangement", new { favourites = new[] { lamp.Id } });
        await using var screen = await house.OpenAsync();
        await screen.GoAsync($"#/device/{lamp.Id}");

        await screen.Button("Remove device").ClickAsync();
        var question = screen.Page.Locator("k-ask");
        await Assertions.Expect(question).ToContainTextAsync("It is a favourite of: Anna Berg.");
        await question.GetByRole(AriaRole.Button, new() { Name = "Remove device" }).ClickAsync();
        await screen.Page.GetByText("Attic light was removed").WaitForAsync();
        await screen.Title("Birch Lane").WaitForAsync();
        await Assertions.Expect(screen.Switch("Attic light")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_new_name_and_a_new_icon_are_undone()
    {
        await using var lamp = await LampAsync("Stair light");
        await using var screen = await house.OpenAsync(Look.Desktop);
        await screen.GoAsync($"#/device/{lamp.Id}");
        await screen.Page.Locator("k-device-details").GetByLabel("Name").FillAsync("Steps");
        await screen.Page.Locator("k-device-details").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await screen.Title("Steps").WaitForAsync();
        await screen.Button("Undo").ClickAsync();
        await screen.Title("Stair light").WaitForAsync();

        await screen.Page.Locator("k-device-details summary").ClickAsync();
        await screen.Page.GetByRole(AriaRole.Radio, new() { Name = "Sun", Exact = true }).ClickAsync();
        await screen.Page.GetByText("Stair light has another icon").WaitForAsync();
        Assert.Equal("sun", (await house.Api.GetAsync($"/devices/{lamp.Id}"))["icon"]!.ToString());
        await house.Api.DeleteAsync($"/devices/{lamp.Id}");
    }

    [Fact]
    public async Task Any_drawing_is_found_by_its_name_and_shown_on_the_tile()
    {
        await using var lamp = await LampAsync("Porch light");
        await using var screen = await house.OpenAsync(new Look(Locale: "zh-CN"));
        await screen.GoAsync($"#/device/{lamp.Id}");
        await screen.Page.Locator("k-device-details summary").ClickAsync();
        var picker = screen.Page.Locator("k-icon-picker");

        await picker.GetByRole(AriaRole.Textbox, new() { Name = "搜索图标" }).FillAsync("不存在");
        await picker.GetByText("没有这个名称的图标").WaitForAsync();
        await picker.GetByRole(AriaRole.Textbox, new() { Name = "搜索图标" }).FillAsync("浴霸");
        await Assertions.Expect(picker.GetByRole(AriaRole.Radio)).ToHaveCountAsync(1);
        await picker.GetByRole(AriaRole.Radio, new() { Name = "浴霸", Exact = true }).ClickAsync();
        await Assertions.Expect(picker.GetByRole(AriaRole.Radio)).ToHaveAttributeAsync("aria-checked", "true");

        await screen.GoAsync("#/");
        var tile = screen.Page.Locator("k-tile").Filter(new() { HasText = "Porch light" });
        await Assertions.Expect(tile.Locator(".disc k-icon")).ToHaveAttributeAsync("name", "bath-heater");
        await Assertions.Expect(tile.Locator(".disc k-icon path")).ToHaveAttributeAsync("d", new System.Text.RegularExpressions.Regex("^M"));
        Assert.Empty(screen.Complaints);
        await house.Api.DeleteAsync($"/devices/{lamp.Id}");
    }

    private Task<LiveDevice> LampAsync(string name) => LiveDevice.JoinAsync(house.Kith, house.Api, "dimmer", name, house.Living, new()
    {
        ["light.on"] = Value.Of(false), ["light.brightness"] = Value.Of(30),
    });
}
