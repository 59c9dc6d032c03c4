using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>What the home uses: now, over time, where, and what it costs.</summary>
public sealed class EnergyStory(Household house) : IClassFixture<Household>
{
    [Fact]
    public async Task A_home_without_a_meter_says_so()
    {
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/energy");
        await screen.Heading("Nothing measures electricity yet").WaitForAsync();
        Assert.Empty(screen.Complaints);
    }

    [Theory]
    [InlineData(390, "en-GB", "Everything else", "Rooms", "Show as a table")]
    [InlineData(1280, "zh-CN", "其他", "房间", "以表格显示")]
    public async Task What_was_used_is_shown_whole_by_device_by_room_and_as_a_table(int width, string locale, string rest, string rooms, string table)
    {
        await using var meter = await MeterAsync("energy-meter", "House meter", 850);
        await using var outlet = await MeterAsync("outlet", "Heater outlet", 600);
        await RiseAsync(meter, 103.5);
        await RiseAsync(outlet, 101.5);
        await using var screen = await house.OpenAsync(new Look(width, 850, Locale: locale));
        await screen.GoAsync("#/energy");
        var page = screen.Page.Locator("k-energy");

        await Assertions.Expect(page.Locator(".sums .figure")).ToHaveTextAsync("3.5 kWh");
        await Assertions.Expect(page.GetByRole(AriaRole.Region).Filter(new() { HasText = "850 W" }).First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".list .row")).ToContainTextAsync(["Heater outlet", rest]);
        await Assertions.Expect(page.Locator(".list .row").Nth(0)).ToContainTextAsync("1.5 kWh");
        await Assertions.Expect(page.Locator(".list .row").Nth(1)).ToContainTextAsync("2 kWh");
        await page.GetByRole(AriaRole.Radio, new() { Name = rooms }).ClickAsync();
        await Assertions.Expect(page.Locator(".list .row").Nth(0)).ToContainTextAsync("Living room");
        await page.GetByRole(AriaRole.Button, new() { Name = table }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(7);
        Assert.Empty(screen.Complaints);

        foreach (var device in (LiveDevice[])[meter, outlet]) await house.Api.DeleteAsync($"/devices/{device.Id}");
    }

    [Fact]
    public async Task A_price_of_ones_own_makes_money_of_it_on_every_screen()
    {
        await using var meter = await MeterAsync("energy-meter", "House meter", 850);
        await RiseAsync(meter, 110);
        await using var screen = await house.OpenAsync(Look.Desktop);
        await screen.GoAsync("#/energy");
        var sums = screen.Page.Locator("k-energy .sums");
        await Assertions.Expect(sums).ToContainTextAsync("10 kWh");

        await screen.Button("Choose a tariff").ClickAsync();
        await screen.Page.Locator("k-tariff select").SelectOptionAsync(new SelectOptionValue { Label = "A price of our own" });
        await screen.Page.GetByLabel("Price per kWh").FillAsync("0.4");
        await screen.Button("Save").ClickAsync();

        await Assertions.Expect(sums).ToContainTextAsync("€4.00");
        await screen.Page.ReloadAsync();
        await Assertions.Expect(sums).ToContainTextAsync("€4.00");
        await screen.Page.GetByRole(AriaRole.Radio, new() { Name = "Month" }).ClickAsync();
        await Assertions.Expect(sums).ToContainTextAsync("€4.00");
        await screen.Button("Earlier").ClickAsync();
        await Assertions.Expect(sums).ToContainTextAsync("0 kWh");

        await house.Api.PutAsync("/energy/tariff", new { });
        await house.Api.DeleteAsync($"/devices/{meter.Id}");
    }

    private async Task<LiveDevice> MeterAsync(string product, string name, double watts)
    {
        var meter = await LiveDevice.JoinAsync(house.Kith, house.Api, product, name, house.Living, new()
        {
            ["power-consumption.power-consumption"] = Value.Of(100.0), ["power-consumption.electric-power"] = Value.Of(watts),
        });
        await meter.KnownAsync(house.Api, "power-consumption.power-consumption");
        return meter;
    }

    private async Task RiseAsync(LiveDevice meter, double total)
    {
        meter.Report("power-consumption.power-consumption", Value.Of(total));
        await meter.KnownAsync(house.Api, "power-consumption.power-consumption");
    }
}
