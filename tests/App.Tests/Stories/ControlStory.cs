using System.Text.Json.Nodes;
using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>Each kind of main control on a real device over MQTT: operated by mouse, by touch and by keyboard, and the device obeys.</summary>
public sealed class ControlStory(Workshop workshop) : IClassFixture<Workshop>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string, Hand> Cases()
    {
        var cases = new TheoryData<string, Hand>();
        foreach (var kind in ControlKind.All.Keys)
            foreach (var hand in Enum.GetValues<Hand>()) cases.Add(kind, hand);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_device_obeys_its_main_control(string name, Hand hand)
    {
        var kind = ControlKind.All[name];
        var hands = await workshop.HandsAsync(hand);
        var device = await workshop.DeviceAsync(name, kind.Product, new(kind.Values), kind.Orders);
        await Workshop.OpenAsync(hands.Screen, device, name);

        await kind.Operate(hands);
        using var patience = new CancellationTokenSource(Patience);
        var told = await device.ObeyedAsync(kind.Address, patience.Token);
        await hands.LetGoAsync();

        if (kind.IsReported) await HomeSaysAsync(device, kind.Address, told);
        Assert.Empty(hands.Screen.Complaints);
    }

    [Fact]
    public async Task The_arrow_keys_of_the_keyboard_are_those_of_the_remote_control()
    {
        var kind = ControlKind.All["Television"];
        var hands = await workshop.HandsAsync(Hand.Keyboard);
        var television = await workshop.DeviceAsync(kind.Name, kind.Product, new(kind.Values), kind.Orders);
        await Workshop.OpenAsync(hands.Screen, television, kind.Name);
        var pad = hands.Screen.Page.Locator("k-television .pad button.ok");

        using var patience = new CancellationTokenSource(Patience);
        foreach (var (key, choice) in ((string, int)[])[("ArrowUp", 0), ("ArrowDown", 1), ("ArrowLeft", 2), ("ArrowRight", 3), ("Enter", 4), ("Backspace", 5)])
        {
            await pad.PressAsync(key);
            Assert.Equal(Value.Of(choice), await television.ObeyedAsync(kind.Address, patience.Token));
        }
    }

    [Fact]
    public async Task A_setting_that_touches_safety_is_not_sent_before_it_is_held_and_can_be_taken_back()
    {
        var kind = ControlKind.All["Heater"];
        var hands = await workshop.HandsAsync(Hand.Mouse);
        var heater = await workshop.DeviceAsync(kind.Name, kind.Product, new(kind.Values), kind.Orders);
        await Workshop.OpenAsync(hands.Screen, heater, kind.Name);
        var control = hands.Screen.Page.Locator("k-climate");
        var before = (await heater.InHomeAsync(workshop.Api, kind.Address))!.ToString();

        await control.GetByRole(AriaRole.Button, new() { Name = "More: Target temperature" }).ClickAsync();
        await control.GetByRole(AriaRole.Group, new() { Name = "Not yet sent" }).WaitForAsync();
        await control.Locator("k-hold button").ClickAsync();
        await control.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await control.GetByRole(AriaRole.Group, new() { Name = "Not yet sent" }).WaitForAsync(new() { State = WaitForSelectorState.Detached });

        Assert.Equal(before, (await heater.InHomeAsync(workshop.Api, kind.Address))!.ToString());
    }

    [Theory]
    [InlineData(Hand.Mouse)]
    [InlineData(Hand.Touch)]
    [InlineData(Hand.Keyboard)]
    public async Task A_siren_is_held_to_sound_and_falls_silent_at_one_tap(Hand hand)
    {
        var hands = await workshop.HandsAsync(hand);
        var siren = await workshop.DeviceAsync($"Siren for the {hands}", "siren", new() { ["siren.on"] = Value.Of(false), ["siren.volume"] = Value.Of(80) }, "siren.stop-alarm");
        await Workshop.OpenAsync(hands.Screen, siren, $"Siren for the {hands}");
        var control = hands.Screen.Page.Locator("k-siren");
        using var patience = new CancellationTokenSource(Patience);

        await hands.HoldAsync(control.Locator("k-hold button"));
        Assert.Equal(Value.Of(true), await siren.ObeyedAsync("siren.on", patience.Token));
        await hands.LetGoAsync();

        await hands.PressAsync(control.GetByRole(AriaRole.Button, new() { Name = "Silence", Exact = true }));
        await siren.ObeyedAsync("siren.stop-alarm", patience.Token);
        Assert.Empty(hands.Screen.Complaints);
    }

    [Fact]
    public async Task A_camera_is_covered_at_one_tap_and_uncovered_by_holding()
    {
        var hands = await workshop.HandsAsync(Hand.Touch);
        var camera = await workshop.DeviceAsync("Hall camera", "camera", new() { ["camera-control.on"] = Value.Of(true), ["camera-control.privacy-mode"] = Value.Of(false) });
        await Workshop.OpenAsync(hands.Screen, camera, "Hall camera");
        var control = hands.Screen.Page.Locator("k-camera");
        using var patience = new CancellationTokenSource(Patience);

        await hands.PressAsync(control.GetByRole(AriaRole.Button, new() { Name = "Cover the lens", Exact = true }));
        Assert.Equal(Value.Of(true), await camera.ObeyedAsync("camera-control.privacy-mode", patience.Token));
        await control.GetByText("Covered", new() { Exact = true }).WaitForAsync();

        await hands.HoldAsync(control.Locator("k-hold button"));
        Assert.Equal(Value.Of(false), await camera.ObeyedAsync("camera-control.privacy-mode", patience.Token));
        await hands.LetGoAsync();
    }

    [Theory]
    [InlineData("Garden valve", "flow-valve", "valve.open")]
    [InlineData("Drive charger", "ev-charger", "ev-charger.on")]
    public async Task What_costs_while_it_runs_on_is_not_switched_by_a_stray_tap_on_its_tile(string name, string product, string address)
    {
        var hands = await workshop.HandsAsync(Hand.Mouse);
        var device = await workshop.DeviceAsync(name, product, new() { [address] = Value.Of(false) });
        await hands.Screen.GoAsync("#/");
        var tile = hands.Screen.Switch(name);
        var sheet = hands.Screen.Page.Locator("k-ask");

        await tile.ClickAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
        await sheet.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Equal("false", (await device.InHomeAsync(workshop.Api, address))!.ToString());

        await tile.ClickAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Yes, do it", Exact = true }).ClickAsync();
        using var patience = new CancellationTokenSource(Patience);
        Assert.Equal(Value.Of(true), await device.ObeyedAsync(address, patience.Token));
    }

    [Fact]
    public async Task A_button_lights_up_when_it_is_pressed_and_its_presses_are_listed()
    {
        var hands = await workshop.HandsAsync(Hand.Mouse);
        var button = await workshop.DeviceAsync("Bedside button", "scene-switch", new() { ["battery.battery-level"] = Value.Of(70) });
        await Workshop.OpenAsync(hands.Screen, button, "Bedside button");
        var presses = hands.Screen.Page.Locator("k-presses");
        await presses.GetByText("No press has been heard yet.").WaitForAsync();

        button.Say("key-2.double-click");
        await presses.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Key 2" }).WaitForAsync();

        await Workshop.OpenAsync((await workshop.HandsAsync(Hand.Touch)).Screen, button, "Bedside button");
        await (await workshop.HandsAsync(Hand.Touch)).Screen.Page.Locator("k-presses").GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Key 2" }).WaitForAsync();
    }

    [Fact]
    public async Task A_meter_says_what_flows_now_what_it_came_to_today_and_in_all()
    {
        var hands = await workshop.HandsAsync(Hand.Mouse);
        var meter = await workshop.DeviceAsync("House meter", "energy-meter", new() { ["power-consumption.electric-power"] = Value.Of(356.0), ["power-consumption.power-consumption"] = Value.Of(100.0) });
        meter.Report("power-consumption.power-consumption", Value.Of(101.5));
        await HomeSaysAsync(meter, "power-consumption.power-consumption", Value.Of(101.5));
        await Workshop.OpenAsync(hands.Screen, meter, "House meter");
        var control = hands.Screen.Page.Locator("k-meter");

        await control.GetByText("356 W", new() { Exact = true }).WaitForAsync();
        await control.GetByText("101.5 kWh", new() { Exact = true }).WaitForAsync();
        await control.GetByText("1.5 kWh", new() { Exact = true }).WaitForAsync();
    }

    [Fact]
    public async Task A_smoke_alarm_shows_at_once_that_it_smells_smoke()
    {
        var hands = await workshop.HandsAsync(Hand.Mouse);
        var alarm = await workshop.DeviceAsync("Smoke alarm", "smoke-sensor", new() { ["smoke-sensor.smoke"] = Value.Of(false) });
        await Workshop.OpenAsync(hands.Screen, alarm, "Smoke alarm");
        await hands.Screen.Page.Locator("k-sensor").GetByText("No smoke", new() { Exact = true }).WaitForAsync();

        alarm.Report("smoke-sensor.smoke", Value.Of(true));
        await hands.Screen.Page.Locator("k-sensor").GetByText("Smoke!", new() { Exact = true }).WaitForAsync();
    }

    /// <summary>Asks the home until it knows: its answers, not a clock, set the pace.</summary>
    private async Task HomeSaysAsync(LiveDevice device, string address, Value value)
    {
        using var patience = new CancellationTokenSource(Patience);
        JsonNode? now;
        do now = await device.InHomeAsync(workshop.Api, address);
        while (now?.ToJsonString() != value.ToString() && !patience.IsCancellationRequested);
        Assert.Equal(value.ToString(), now?.ToJsonString());
    }
}
