using Kith.Homes.Devices;
using Kith.Homes.Importing;
using Kith.Homes.Rooms;
using Kith.Homes.Rules;
using Kith.Homes.Scenes;
using Kith.Model.Ids;

namespace Kith.Imports.Tests.HomeAssistant;

public sealed class HomeAssistantTests
{
    /// <summary>What of the Fixtures' home is here before: by the last byte of its address.</summary>
    private static readonly (string Product, int Number)[] Here =
    [
        ("colour-bulb", 1), ("ceiling-light", 2), ("colour-bulb", 3), ("blind", 4), ("thermostat", 5), ("climate-sensor", 6), ("bulb", 8), ("outlet", 9), ("leak-sensor", 10), ("smoke-sensor", 11), ("outlet", 12),
        ("ceiling-light", 13), ("motion-sensor", 14), ("magnet-sensor", 15), ("lock", 16), ("scene-switch", 17), ("colour-bulb", 18), ("fan", 19), ("climate-sensor", 20), ("presence-sensor", 21), ("bulb", 22), ("blind", 23),
        ("magnet-sensor", 24), ("thermostat", 25), ("bulb", 28), ("triple-switch", 29), ("siren", 32), ("water-valve", 34), ("outlet", 35),
    ];

    private static readonly (string Product, int Number)[] ByNetwork = [("smart-television", 7), ("air-conditioner", 30), ("garage-door", 31), ("vacuum", 33)];

    [Fact]
    public async Task A_home_comes_over_with_its_rooms_names_scenes_and_rules()
    {
        await using var home = await FurnishedAsync();
        var plan = await home.PlanAsync("home-assistant", TestHome.Fixtures("HomeAssistant"));

        Assert.Equal(9, plan.Rooms.Count);
        Assert.Equal("First floor", plan.Rooms.Single(room => room.Name == "Office").Floor);
        Assert.Equal(35, plan.Devices.Count);
        Assert.Equal(2, plan.Devices.Count(device => device.Device is null));
        Assert.Equal(2, plan.Scenes.Count);
        // 24 automations: the blueprint, the template alone, and the helper alone cannot be said.
        Assert.Equal(21, plan.Rules.Count);
        // The fan of this home has no speed in percent.
        Assert.Equal(["Bathroom fan by humidity", "Half of it can be said"], plan.Rules.Where(rule => !rule.IsWhole).Select(rule => rule.Rule.Name));

        var receipt = await home.ApplyAsync(plan);
        Assert.All(receipt.Parts, part => Assert.Null(part.Detail));
        var devices = (await home.Homes.DevicesAsync(home.Id, home.Owner)).Value;
        Assert.Equal("living-room", devices.Single(device => device.Name == "Ceiling lamp").Room?.ToString());
        Assert.Equal("garage", devices.Single(device => device.Name == "Garage door").Room?.ToString());
        var rules = (await home.Homes.RulesAsync(home.Id, home.Owner)).Value;
        Assert.All(rules, rule => Assert.Null(rule.Problems?.FirstOrDefault(problem => problem.IsWarning != true)));
        Assert.False(rules.Single(rule => rule.Rule.Name == "Vacuum when everybody left").Enabled);
        Assert.False(rules.Single(rule => rule.Rule.Name == "Half of it can be said").Enabled);
    }

    [Theory]
    [InlineData("Hall light on motion", "{\"name\":\"Hall light on motion\",\"when\":[{\"kind\":\"property\",\"property\":\"DEV13MOTION/motion-sensor.motion\",\"becomes\":true}],\"if\":[{\"kind\":\"property\",\"property\":\"DEV13MOTION/motion-sensor.illumination\",\"below\":40}]")]
    [InlineData("Bathroom fan by humidity", "\"above\":65},{\"kind\":\"property\"")]
    [InlineData("Blinds down at sunset", "{\"kind\":\"sun\",\"event\":\"sunset\",\"offset\":\"00:30:00\"}")]
    [InlineData("Front door opened while nobody is home", "\"is\":\"away\",\"person\":")]
    [InlineData("Check every quarter of an hour", "{\"kind\":\"interval\",\"every\":\"00:15:00\"}")]
    [InlineData("Check every quarter of an hour", "{\"kind\":\"not\",\"of\":[{\"kind\":\"sun\",\"is\":\"up\"}]}")]
    [InlineData("Hall button", "\"event\":\"key-1.double-click\"")]
    [InlineData("Night light in colour", "\"light.color\":16742400")]
    [InlineData("Night light in colour", "\"light.brightness\":50")]
    [InlineData("Office left switch follows the desk lamp", "{\"left.on\":true}")]
    [InlineData("Garage left open", "{\"kind\":\"property\",\"property\":\"garage/gate.open\",\"becomes\":true,\"for\":\"00:10:00\"}")]
    [InlineData("Heating down when window opens", "\"atMost\":\"02:00:00\"")]
    [InlineData("Ann comes home", "\"action\":\"scene.run\"")]
    public async Task Automations_say_here_what_they_said_there(string name, string part)
    {
        await using var home = await FurnishedAsync();
        var plan = await home.PlanAsync(null, TestHome.Fixtures("HomeAssistant"));
        var rule = plan.Rules.Single(rule => rule.Rule.Name == name).Rule;
        var motion = plan.Devices.Single(device => device.Name == "Hall motion").Device.ToString()!;
        var garage = plan.Devices.Single(device => device.Name == "Garage door").Device.ToString()!;
        Assert.Contains(part.Replace("DEV13MOTION", motion).Replace("\"garage/", $"\"{garage}/"), RuleDocument.Write(rule));
    }

    [Fact]
    public async Task Everything_that_does_not_come_is_named_with_its_reason_in_both_languages()
    {
        await using var home = await FurnishedAsync();
        var plan = await home.PlanAsync("home-assistant", TestHome.Fixtures("HomeAssistant"));
        string[] Of(string name) => [.. plan.Losses.Where(loss => loss.Name == name).Select(loss => loss.Code).Order()];

        Assert.Equal(["rule.blueprint"], Of("From a blueprint"));
        Assert.Equal(["rule.no_trigger", "template"], Of("Warm white by template"));
        Assert.Equal(["action.unknown", "option.unknown", "template", "trigger.unknown"], Of("Half of it can be said"));
        Assert.Equal(["device.service"], Of("Weather"));
        Assert.Equal(["device.disabled"], Of("Old plug"));
        Assert.Equal(["device.virtual"], Of("Zigbee2MQTT Bridge"));
        Assert.Contains("file.tag", Of("automations.yaml"));
        Assert.Contains("entity.no_counterpart", Of("Good night"));
        Assert.All(plan.Losses, loss =>
        {
            Assert.NotEmpty(loss.Text.En);
            Assert.Contains(loss.Text.Zh, c => c > 0x2e80);
        });
    }

    [Fact]
    public async Task A_device_that_comes_later_gets_its_old_name_and_room_even_after_a_restart()
    {
        await using var home = await TestHome.StartAsync();
        var plan = await home.PlanAsync("home-assistant", TestHome.Fixtures("HomeAssistant"));
        Assert.All(plan.Devices, device => Assert.Null(device.Device));
        await home.ApplyAsync(plan with { Scenes = [], Rules = [] });
        Assert.Equal(35, (await home.Homes.ExpectedAsync(home.Id, home.Owner)).Value.Count);

        await home.RestartAsync();
        var lamp = await home.ComeAsync("bulb", "0x00158d0000000108");
        Assert.Equal(("Kitchen lamp", "kitchen", "kitchen-lamp"), (lamp.Name, lamp.Room?.ToString(), lamp.Id.ToString()));
        var vacuum = await home.ComeAsync("vacuum", "A4-CF-12-00-00-21", via: "somewhere");
        Assert.Equal("Robot vacuum", vacuum.Name);
        Assert.Equal(33, (await home.Homes.ExpectedAsync(home.Id, home.Owner)).Value.Count);
    }

    [Fact]
    public async Task What_an_import_made_can_be_taken_back_and_done_again()
    {
        await using var home = await FurnishedAsync();
        var before = (await home.Homes.DevicesAsync(home.Id, home.Owner)).Value.Select(device => (device.Id, device.Name, device.Room)).ToHashSet();
        var plan = await home.PlanAsync("home-assistant", TestHome.Fixtures("HomeAssistant"));
        var receipt = await home.ApplyAsync(plan);

        var again = await home.PlanAsync("home-assistant", TestHome.Fixtures("HomeAssistant"));
        Assert.Empty(again.Rooms);
        Assert.Empty(again.Devices);
        Assert.Empty(again.Scenes);
        Assert.Empty(again.Rules);

        var undone = (await home.Homes.UndoImportAsync(home.Id, home.Owner, receipt)).Value;
        Assert.Empty(undone.Kept);
        Assert.Equal(before, (await home.Homes.DevicesAsync(home.Id, home.Owner)).Value.Select(device => (device.Id, device.Name, device.Room)).ToHashSet());
        Assert.Empty((await home.Homes.RulesAsync(home.Id, home.Owner)).Value);
        Assert.Empty((await home.Homes.RoomsAsync(home.Id, home.Owner)).Value);
        Assert.Empty((await home.Homes.ScenesAsync(home.Id, home.Owner)).Value);
    }

    [Fact]
    public async Task A_part_with_something_wrong_in_it_makes_nothing_and_the_others_come()
    {
        await using var home = await FurnishedAsync();
        var plan = await home.PlanAsync("home-assistant", TestHome.Fixtures("HomeAssistant"));
        var receipt = await home.ApplyAsync(plan with { Scenes = [.. plan.Scenes, plan.Scenes[0] with { Id = DeviceId.Parse("odd"), Steps = [new SceneStep(DeviceId.Parse("nobody"))] }], Rules = [] });

        Assert.Equal(["rooms", "devices", "scenes"], receipt.Parts.Select(part => part.Part));
        Assert.Equal("device.unknown", receipt.Parts[2].Code);
        Assert.Empty((await home.Homes.ScenesAsync(home.Id, home.Owner)).Value);
        Assert.Equal(9, (await home.Homes.RoomsAsync(home.Id, home.Owner)).Value.Count);
    }

    private static async Task<TestHome> FurnishedAsync()
    {
        var home = await TestHome.StartAsync();
        foreach (var (product, number) in Here) await home.ComeAsync(product, $"0x00158d00000001{number:x2}");
        foreach (var (product, number) in ByNetwork) await home.ComeAsync(product, $"a4:cf:12:00:00:{number:x2}", via: "wifi");
        return home;
    }
}
