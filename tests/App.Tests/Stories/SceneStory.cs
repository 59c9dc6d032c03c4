using System.Text.RegularExpressions;
using Kith.App.Tests.Stage;
using Kith.Model.Values;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stories;

/// <summary>What several devices do becomes one tap: a scene is made, run, taken back, compared, changed and removed.</summary>
public sealed class SceneStory(Household house) : IClassFixture<Household>, IAsyncLifetime
{
    private const int MostSteps = 120;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private LiveDevice _desk = null!;
    private LiveDevice _floor = null!;

    /// <summary>Each story begins with the same evening and lamps of its own: one at 40 %, one at 70 %, both on.</summary>
    public async Task InitializeAsync()
    {
        _desk = await LampAsync("Reading lamp", 40);
        _floor = await LampAsync("Corner lamp", 70);
    }

    public async Task DisposeAsync()
    {
        foreach (var scene in (await house.Api.GetAsync("/scenes"))["items"]!.AsArray()) await house.Api.DeleteAsync($"/devices/{scene!["id"]}");
        var here = (await house.Api.GetAsync("/devices"))["items"]!.AsArray().Select(device => device!["id"]!.ToString()).ToHashSet();
        foreach (var lamp in (LiveDevice[])[_desk, _floor])
        {
            await lamp.DisposeAsync();
            if (here.Contains(lamp.Id)) await house.Api.DeleteAsync($"/devices/{lamp.Id}");
        }
    }

    [Fact]
    public async Task A_scene_is_made_run_taken_back_and_edited_with_the_keyboard_alone()
    {
        await using var screen = await house.OpenAsync(Look.Desktop);
        await screen.GoAsync("#/");
        await screen.Switch("Reading lamp").WaitForAsync();
        await ReachAsync(screen, "New scene");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Title("New scene").WaitForAsync();
        await ReachAsync(screen, "Name of the scene");
        await screen.Page.Keyboard.TypeAsync("Reading");
        await ReachAsync(screen, "Choose devices");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Page.Locator("k-device-picker").WaitForAsync();
        foreach (var lamp in (string[])["Reading lamp", "Corner lamp"])
        {
            await ReachAsync(screen, lamp);
            await screen.Page.Keyboard.PressAsync("Space");
        }
        await ReachAsync(screen, "Done, 2 devices");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Page.Locator("k-scene-part").Nth(1).WaitForAsync();
        await screen.KeepAsync("scene-editor-desktop", whole: true);
        await ReachAsync(screen, "Save scene");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Title("Reading").WaitForAsync();
        await Assertions.Expect(screen.Page.Locator("k-scene .steps")).ToContainTextAsync("On · 40 %");
        await screen.Page.GetByText("Everything is as the scene sets it.").WaitForAsync();

        _desk.Report("light.brightness", Value.Of(80));
        _floor.Report("light.on", Value.Of(false));
        await screen.Page.GetByText("Reading lamp is 80 %, the scene sets 40 %").WaitForAsync();
        await screen.Page.GetByText("Corner lamp is off, the scene turns it on").WaitForAsync();
        await screen.KeepAsync("scene-desktop", whole: true);
        await ReachAsync(screen, "Run scene");
        await screen.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(40, (await ObeyedAsync(_desk, "light.brightness")).AsInteger());
        Assert.True((await ObeyedAsync(_floor, "light.on")).AsBool());
        await screen.Page.GetByText("Everything is as the scene sets it.").WaitForAsync();

        await ReachAsync(screen, "Undo the run");
        await screen.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(80, (await ObeyedAsync(_desk, "light.brightness")).AsInteger());
        Assert.False((await ObeyedAsync(_floor, "light.on")).AsBool());
        await screen.Page.GetByText("Reading lamp is 80 %, the scene sets 40 %").WaitForAsync();

        await ReachAsync(screen, "Edit scene");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Title("Edit scene").WaitForAsync();
        await ReachAsync(screen, "Reading lamp, Brightness");
        await screen.Page.Keyboard.PressAsync("End");
        await ReachAsync(screen, "Save scene");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Title("Reading").WaitForAsync();
        await Assertions.Expect(screen.Page.Locator("k-scene .steps")).ToContainTextAsync("On · 100 %");
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task On_a_phone_in_Chinese_a_scene_is_made_by_touch_names_who_did_not_obey_and_is_removed()
    {
        var look = new Look(Dark: true, Locale: "zh-CN");
        var words = Words.Chinese;
        await using var screen = await house.OpenAsync(look);
        await screen.GoAsync("#/scene");
        await screen.Page.GetByLabel(words["scenes.name"], new() { Exact = true }).FillAsync("观影");
        await screen.Button(words["scenes.save"]).TapAsync();
        await screen.Page.GetByText(words["scenes.chooseFirst"], new() { Exact = true }).WaitForAsync();
        await screen.Button(words["scenes.choose"]).TapAsync();
        await screen.Page.GetByLabel("Reading lamp", new() { Exact = true }).TapAsync();
        await screen.Page.GetByLabel("Corner lamp", new() { Exact = true }).TapAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "完成，2 个设备", Exact = true }).TapAsync();
        await screen.Page.Locator("k-scene-part").Nth(1).WaitForAsync();
        await screen.KeepAsync("scene-editor-phone-zh", whole: true);

        // Nothing is lost by a wrong step.
        await screen.Page.Locator("k-scene-editor a.back").TapAsync();
        await screen.Page.Locator("k-ask").GetByRole(AriaRole.Button, new() { Name = words["do.cancel"], Exact = true }).TapAsync();
        await Assertions.Expect(screen.Page.GetByLabel(words["scenes.name"], new() { Exact = true })).ToHaveValueAsync("观影");
        await screen.Button(words["scenes.save"]).TapAsync();
        await screen.Title("观影").WaitForAsync();

        _desk.Report("light.on", Value.Of(false));
        _floor.Report("light.brightness", Value.Of(10));
        await screen.Page.GetByText(words["scenes.differsOn", "Reading lamp", "关", "开"]).WaitForAsync();
        await screen.KeepAsync("scene-phone-zh", whole: true);
        _desk.Answer = "device.refused";
        await screen.GoAsync("#/");
        var chip = screen.Page.Locator("k-scenes").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^观影") });
        await chip.TapAsync();
        await screen.Page.Locator("k-toasts").GetByText(words["groups.partly", "Reading lamp"]).WaitForAsync();
        Assert.Equal(70, (await ObeyedAsync(_floor, "light.brightness")).AsInteger());
        await screen.KeepAsync("scene-partly-phone-zh");
        _desk.Answer = null;
        await screen.Page.Locator("k-toasts").GetByRole(AriaRole.Button, new() { Name = words["do.undo"], Exact = true }).TapAsync();
        Assert.Equal(10, (await ObeyedAsync(_floor, "light.brightness")).AsInteger());
        await screen.Page.Locator("k-toasts").GetByText(words["scenes.undone", "观影"]).WaitForAsync();

        await screen.GoAsync("#/scenes");
        await screen.Page.Locator("k-scene-list a.row").TapAsync();
        await screen.Title("观影").WaitForAsync();
        await screen.Button(words["scenes.remove"]).TapAsync();
        await screen.Page.Locator("k-ask").GetByRole(AriaRole.Button, new() { Name = words["scenes.remove"], Exact = true }).TapAsync();
        await screen.Heading(words["scenes.empty"]).WaitForAsync();
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task A_scene_takes_over_how_the_home_is_now_after_it_has_shown_what_would_change()
    {
        var scene = await MakeAsync("Evening", Step(_desk.Id, ("light.on", true), ("light.brightness", 5)), Step(_floor.Id, ("light.on", true), ("light.brightness", 70)));
        await using var screen = await house.OpenAsync(Look.Desktop with { Dark = true });
        await screen.GoAsync($"#/device/{scene}");
        await screen.Button("Take over as it is now").ClickAsync();
        var preview = screen.Page.Locator("k-take-over");
        await Assertions.Expect(preview.Locator("li").First).ToContainTextAsync("On · 5 %");
        await Assertions.Expect(preview.Locator("li").First).ToContainTextAsync("On · 40 %");
        await screen.KeepAsync("scene-take-over");
        await screen.Button("Take over").ClickAsync();

        await Assertions.Expect(screen.Page.Locator("k-scene .steps")).ToContainTextAsync("On · 40 %");
        await screen.Page.GetByText("Everything is as the scene sets it.").WaitForAsync();
        Assert.Equal(40, (int)(await house.Api.GetAsync($"/scenes/{scene}"))["steps"]![0]!["values"]!["light.brightness"]!);
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task A_scene_that_opens_the_door_asks_before_it_runs_and_stands_in_no_list_of_things()
    {
        await MakeAsync("Welcome", Step(house.Lock.Id, ("lock.locked", false)));
        await using var screen = await house.OpenAsync();
        await screen.GoAsync("#/");
        var chip = screen.Page.Locator("k-scenes").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Welcome") });
        await chip.ClickAsync();
        await screen.Page.Locator("k-ask").GetByRole(AriaRole.Button, new() { Name = "Yes, do it", Exact = true }).ClickAsync();
        Assert.False((await ObeyedAsync(house.Lock, "lock.locked")).AsBool());
        await screen.Page.Locator("k-toasts").GetByText("Welcome is set", new() { Exact = true }).WaitForAsync();
        await Assertions.Expect(screen.Page.Locator("k-tile").Filter(new() { HasText = "Welcome" })).ToHaveCountAsync(0);

        await screen.GoAsync("#/devices");
        await screen.Page.Locator("k-devices a.row").Filter(new() { HasText = "Front door" }).WaitForAsync();
        await Assertions.Expect(screen.Page.Locator("k-devices a.row").Filter(new() { HasText = "Welcome" })).ToHaveCountAsync(0);
        // The server's question whether it is meant.
        Assert.DoesNotContain(screen.Complaints, complaint => !complaint.Contains("403", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_house_refuses_is_said_at_its_device_and_nothing_of_the_rest_is_lost()
    {
        var scene = await MakeAsync("Guests", Step(_desk.Id, ("light.on", true), ("light.brightness", 20)), Step(_floor.Id, ("light.on", true)));
        await using var screen = await house.OpenAsync();
        await screen.GoAsync($"#/scene/{scene}");
        var name = screen.Page.GetByLabel("Name of the scene", new() { Exact = true });
        await name.FillAsync("Many guests");
        await screen.Page.GetByRole(AriaRole.Switch, new() { Name = "Reading lamp, On", Exact = true }).ClickAsync();
        await house.Api.DeleteAsync($"/devices/{_floor.Id}");
        await screen.Page.GetByText("This device is no longer here.").WaitForAsync();
        await screen.Button("Save scene").ClickAsync();
        var wrong = screen.Page.Locator("k-scene-part[data-wrong]");
        await wrong.GetByRole(AriaRole.Alert).WaitForAsync();
        await screen.KeepAsync("scene-problem");
        await Assertions.Expect(name).ToHaveValueAsync("Many guests");

        await wrong.GetByRole(AriaRole.Button).ClickAsync();
        await screen.Button("Save scene").ClickAsync();
        await screen.Title("Many guests").WaitForAsync();
        await Assertions.Expect(screen.Page.Locator("k-scene .steps li")).ToHaveCountAsync(1);
        Assert.Equal("Many guests", (await house.Api.GetAsync($"/scenes/{scene}"))["name"]!.ToString());
        // The refusal of what names a device that is gone.
        Assert.DoesNotContain(screen.Complaints, complaint => !complaint.Contains("404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_favourite_scene_is_a_tile_and_Ctrl_K_runs_it()
    {
        var scene = await MakeAsync("Dusk", Step(_desk.Id, ("light.on", true), ("light.brightness", 15)));
        await using var screen = await house.OpenAsync(Look.Desktop);
        await screen.GoAsync($"#/device/{scene}");
        var star = screen.Page.Locator("k-star button");
        await star.ClickAsync();
        await Assertions.Expect(star).ToHaveAttributeAsync("aria-pressed", "true");
        await screen.GoAsync("#/");
        await screen.Page.Locator("k-tile").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Dusk,") }).ClickAsync();
        Assert.Equal(15, (await ObeyedAsync(_desk, "light.brightness")).AsInteger());
        await screen.Page.Locator("k-toasts").GetByText("Dusk is set", new() { Exact = true }).WaitForAsync();

        _desk.Report("light.brightness", Value.Of(90));
        await screen.TileSaysAsync("Reading lamp", "90");
        await screen.Page.Keyboard.PressAsync("Control+k");
        await screen.Page.Locator("k-find input").FillAsync("dus");
        await screen.Page.Locator("k-find [role=option][aria-selected=true]").Filter(new() { HasText = "Run scene" }).WaitForAsync();
        await screen.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(15, (await ObeyedAsync(_desk, "light.brightness")).AsInteger());
        await screen.Page.Locator("k-find").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Empty(screen.Complaints);
    }

    [Fact]
    public async Task A_guest_of_one_room_sees_the_scenes_of_that_room_and_of_them_what_is_theirs()
    {
        var steps = (object[])[Step(_desk.Id, ("light.on", true)), Step(house.Wall.Id, ("left.on", true))];
        var theirs = (await house.Api.PostAsync("/scenes", new { name = "Cosy", room = house.Living, steps }))["id"]!.ToString();
        await MakeAsync("All off", Step(_desk.Id, ("light.on", false)));
        await house.Api.InviteAsync(house.Api.Home, "gina", new { name = "Gina", role = "guest", rooms = new[] { house.Living } });
        await using var screen = await Screen.OpenAsync(house.Browser, house.Kith.Address, new Look(), signedIn: true, "gina");
        await screen.GoAsync("#/");
        await screen.Page.Locator("k-scenes").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Cosy") }).WaitForAsync();

        await Assertions.Expect(screen.Page.Locator("k-scenes button")).ToHaveCountAsync(1);
        await Assertions.Expect(screen.Page.Locator("k-scenes a.add")).ToHaveCountAsync(0);
        await screen.GoAsync($"#/device/{theirs}");
        await Assertions.Expect(screen.Page.Locator("k-scene .steps li")).ToHaveCountAsync(1);
        await Assertions.Expect(screen.Page.Locator("k-scene .steps li")).ToContainTextAsync("Reading lamp");
        await Assertions.Expect(screen.Page.GetByText("Wall switch")).ToHaveCountAsync(0);
        await Assertions.Expect(screen.Page.GetByText("Edit scene")).ToHaveCountAsync(0);
        Assert.Empty(screen.Complaints);
    }

    private static async Task<Value> ObeyedAsync(LiveDevice device, string address)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await device.ObeyedAsync(address, patience.Token);
    }

    private async Task<LiveDevice> LampAsync(string name, int brightness)
    {
        var lamp = await LiveDevice.JoinAsync(house.Kith, house.Api, "dimmer", name, house.Living, new() { ["light.on"] = Value.Of(true), ["light.brightness"] = Value.Of(brightness) });
        await lamp.KnownAsync(house.Api, "light.on");
        await lamp.KnownAsync(house.Api, "light.brightness");
        return lamp;
    }

    private async Task<string> MakeAsync(string name, params object[] steps) => (await house.Api.PostAsync("/scenes", new { name, steps }))["id"]!.ToString();

    private static object Step(string device, params (string Address, object Value)[] values) => new { device, values = values.ToDictionary(row => row.Address, row => row.Value) };

    /// <summary>Steps with the Tab key to what is named so.</summary>
    private static async Task ReachAsync(Screen screen, string name)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            await screen.Page.Keyboard.PressAsync("Tab");
            var at = await screen.Page.EvaluateAsync<string>(
                """
                () => {
                  let at = document.activeElement;
                  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
                  return (at?.getAttribute('aria-label') ?? (at?.labels?.[0]?.textContent || at?.textContent) ?? '').trim();
                }
                """);
            if (at == name) return;
        }
        Assert.Fail($"the keyboard does not reach {name}");
    }
}
