using System.Globalization;
using System.Text.Json.Nodes;
using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Kith.Shared;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>Device pages, made from their specs, and their controls by mouse and by keyboard.</summary>
public sealed class DeviceStory(Household house) : IClassFixture<Household>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_colour_lamp_is_dimmed_and_coloured_from_the_keyboard()
    {
        await using var screen = await house.OpenAsync(Look.Desktop);
        await OpenAsync(screen, house.ColourLamp, "Floor lamp");

        await screen.Page.GetByRole(AriaRole.Slider, new() { Name = "Floor lamp, Brightness" }).PressAsync("End");
        await HomeSaysAsync(house.ColourLamp, "light.brightness", "100");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Blue", Exact = true }).ClickAsync();
        await HomeSaysAsync(house.ColourLamp, "light.color", 0x3f7bff.ToString(CultureInfo.InvariantCulture));
        var wheel = screen.Page.GetByRole(AriaRole.Slider, new() { Name = "Floor lamp, Colour" });
        var hue = await wheel.GetAttributeAsync("aria-valuenow");
        await wheel.PressAsync("ArrowRight");
        await Assertions.Expect(wheel).Not.ToHaveAttributeAsync("aria-valuenow", hue!);
        await screen.Page.GetByRole(AriaRole.Switch, new() { Name = "Floor lamp", Exact = true }).PressAsync("Space");
        await HomeSaysAsync(house.ColourLamp, "light.on", "false");
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task A_thermostat_is_turned_up_a_step_and_its_mode_chosen()
    {
        await using var screen = await house.OpenAsync();
        await OpenAsync(screen, house.Thermostat, "Thermostat");
        var before = double.Parse((await house.Thermostat.InHomeAsync(house.Api, "thermostat.target-temperature"))!.ToString(), CultureInfo.InvariantCulture);

        await screen.Page.GetByRole(AriaRole.Slider, new() { Name = "Thermostat, Target temperature" }).PressAsync("ArrowUp");
        await HomeSaysAsync(house.Thermostat, "thermostat.target-temperature", (before + 0.5).ToString(CultureInfo.InvariantCulture));
        await screen.Page.GetByRole(AriaRole.Radio, new() { Name = "Cool" }).ClickAsync();
        await HomeSaysAsync(house.Thermostat, "thermostat.mode", "1");
    }

    [Fact]
    public async Task Each_key_of_a_wall_switch_is_a_switch_of_its_own()
    {
        await using var screen = await house.OpenAsync();
        await OpenAsync(screen, house.Wall, "Wall switch");

        await screen.Page.GetByRole(AriaRole.Switch, new() { Name = "Wall switch, Middle, Off" }).ClickAsync();

        await HomeSaysAsync(house.Wall, "middle.on", "true");
        await screen.Page.GetByRole(AriaRole.Switch, new() { Name = "Wall switch, Middle, On" }).WaitForAsync();
    }

    [Fact]
    public async Task A_lock_opens_when_its_button_is_held_and_not_by_a_touch()
    {
        await using var screen = await house.OpenAsync();
        await OpenAsync(screen, house.Lock, "Front door");
        var button = screen.Page.Locator("k-hold button");
        await screen.Page.Locator("k-lock").GetByText("Locked", new() { Exact = true }).WaitForAsync();

        await button.ClickAsync();
        Assert.Equal("true", (await house.Lock.InHomeAsync(house.Api, "lock.locked"))!.ToString());

        await button.HoverAsync();
        await screen.Page.Mouse.DownAsync();
        await screen.Page.Locator("k-lock").GetByText("Unlocked", new() { Exact = true }).WaitForAsync();
        await screen.Page.Mouse.UpAsync();
        await HomeSaysAsync(house.Lock, "lock.locked", "false");
    }

    [Fact]
    public async Task A_curtain_opens_by_its_button()
    {
        await using var screen = await house.OpenAsync();
        await OpenAsync(screen, house.Curtain, "Curtain");

        await screen.Page.Locator("k-cover").GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();

        using var patience = new CancellationTokenSource(Patience);
        Assert.Equal(Value.Of(1), await house.Curtain.ObeyedAsync("curtain.motor-control", patience.Token));
    }

    [Fact]
    public async Task History_is_a_chart_and_the_same_as_a_table()
    {
        await using var screen = await house.OpenAsync();
        for (var degree = 18; degree < 24; degree++) house.Sensor.Report("temperature-humidity-sensor.temperature", Value.Of(degree + 0.5));
        await HomeSaysAsync(house.Sensor, "temperature-humidity-sensor.temperature", "23.5");
        await OpenAsync(screen, house.Sensor, "Climate");

        await screen.Page.Locator("k-chart [role=img][aria-label^='Temperature: from']").WaitForAsync();
        await screen.Button("Show as a table").ClickAsync();
        await screen.Page.Locator("k-history table").GetByRole(AriaRole.Columnheader, new() { Name = "Mean" }).WaitForAsync();
        await screen.Page.GetByRole(AriaRole.Radio, new() { Name = "7 d" }).ClickAsync();
        await screen.Page.Locator("k-history tbody tr").First.WaitForAsync();
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task Yesterday_is_looked_up_and_a_stretch_of_the_chart_is_drawn_nearer()
    {
        await using var screen = await house.OpenAsync(Look.Desktop);
        house.Sensor.Report("temperature-humidity-sensor.temperature", Value.Of(19.5));
        await HomeSaysAsync(house.Sensor, "temperature-humidity-sensor.temperature", "19.5");
        await OpenAsync(screen, house.Sensor, "Climate");
        var chart = screen.Page.Locator("k-chart [role=img][aria-label^='Temperature: from']");
        await chart.WaitForAsync();
        await Assertions.Expect(screen.Button("Later")).ToBeDisabledAsync();

        await screen.Button("Earlier").ClickAsync();
        await screen.Page.GetByText("Nothing was reported in this time").WaitForAsync();
        await screen.Button("Later").ClickAsync();
        await chart.WaitForAsync();

        await chart.ScrollIntoViewIfNeededAsync();
        var box = (await chart.BoundingBoxAsync())!;
        await screen.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 100);
        await screen.Page.Mouse.DownAsync();
        await screen.Page.Mouse.MoveAsync(box.X + (box.Width * 3 / 4), box.Y + 100, new() { Steps = 4 });
        await screen.Page.Mouse.UpAsync();
        await Assertions.Expect(screen.Button("Later")).ToBeEnabledAsync();
        await screen.Page.GetByRole(AriaRole.Radio, new() { Name = "1 y" }).ClickAsync();
        await chart.WaitForAsync();
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task A_device_is_renamed()
    {
        await using var screen = await house.OpenAsync(Look.Desktop);
        await OpenAsync(screen, house.Curtain, "Curtain");

        await screen.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Garden curtain");
        await screen.Page.Locator("k-device-details").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Heading, new() { Name = "Garden curtain", Level = 1 }).WaitForAsync();
        await house.Api.PatchAsync($"/devices/{house.Curtain.Id}", new { name = "Curtain" });
        await screen.Page.GetByRole(AriaRole.Heading, new() { Name = "Curtain", Exact = true, Level = 1 }).WaitForAsync();
    }

    [Fact]
    public async Task How_a_device_proves_itself_is_shown_and_that_its_certificate_ends_soon()
    {
        await using var porch = await LiveDevice.JoinAsync(house.Kith, house.Api, "bulb", "Porch lamp", house.Living, new() { ["light.on"] = Value.Of(false) });
        await using var screen = await house.OpenAsync(Look.Desktop);
        await OpenAsync(screen, porch, "Porch lamp");
        var proof = screen.Page.Locator("k-device-credential .proof");
        await Assertions.Expect(proof).ToHaveTextAsync("Proves itself byPassword");

        using var certificate = TestCertificates.Make("porch", TimeProvider.System.GetUtcNow().AddDays(12).AddHours(1));
        await house.Api.PutAsync($"/devices/{porch.Id}/certificate", new { certificate = certificate.ExportCertificatePem() });
        await screen.Page.ReloadAsync();
        await Assertions.Expect(proof).ToContainTextAsync("Certificate, until ");
        await screen.Page.Locator("k-device-credential").GetByText("Its certificate ends in 12 days.").WaitForAsync();
        await proof.ScrollIntoViewIfNeededAsync();
        await screen.KeepAsync("device-certificate");

        await screen.Page.Locator("k-device-credential").GetByRole(AriaRole.Button, new() { Name = "Password instead" }).ClickAsync();
        await screen.Page.Locator("k-ask").GetByRole(AriaRole.Button, new() { Name = "Password instead" }).ClickAsync();
        await screen.Page.Locator("k-device-credential k-secret").WaitForAsync();
        await Assertions.Expect(proof).ToHaveTextAsync("Proves itself byPassword");
        await house.Api.DeleteAsync($"/devices/{porch.Id}");
        Assert.Empty(screen.Complaints);
    }

    private static async Task OpenAsync(Screen screen, LiveDevice device, string name)
    {
        await screen.GoAsync($"#/device/{device.Id}");
        await screen.Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true, Level = 1 }).WaitForAsync();
    }

    /// <summary>Asks the home until it knows: its answers, not a clock, set the pace.</summary>
    private async Task HomeSaysAsync(LiveDevice device, string address, string value)
    {
        using var patience = new CancellationTokenSource(Patience);
        JsonNode? now;
        do now = await device.InHomeAsync(house.Api, address);
        while (now?.ToString() != value && !patience.IsCancellationRequested);
        Assert.Equal(value, now?.ToString());
    }
}
