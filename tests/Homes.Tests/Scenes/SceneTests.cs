using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Homes.Scenes;
using Kith.Model.Commands;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Tests.Scenes;

public sealed class SceneTests
{
    private static Dictionary<string, Value> Values(params (string Address, Value Value)[] values) => values.ToDictionary(row => row.Address, row => row.Value);

    private static SceneStep On(DeviceId device, int brightness = 40) => new(device, Values(("light.on", Value.Of(true)), ("light.brightness", Value.Of(brightness))));

    private static async Task<DeviceId> MakeAsync(TestHomes test, params SceneStep[] steps) =>
        (await test.Host.AddSceneAsync(test.Home, test.Owner, "Movie", null, null, steps, null)).Value.Id;

    private static Task<Model.Errors.Result<Operation>> RunAsync(TestHomes test, DeviceId scene, string action = "scene.run") =>
        test.Host.CallAsync(test.Home, test.Owner, scene, action, null).AsTask();

    private static async Task AnswerAsync(TestHomes test, int times, Outcome? outcome = null)
    {
        for (var time = 0; time < times; time++)
        {
            var told = await test.Link.NextAsync();
            test.Host.Reply(test.Home, told.Device, told.Id, outcome ?? Outcome.Done);
        }
    }

    [Fact]
    public async Task A_scene_runs_as_an_action_of_its_device_and_is_done_when_all_of_it_is()
    {
        await using var test = await TestHomes.StartAsync();
        var (first, second) = (await test.AddAsync(TestHomes.LampSpec(), "One"), await test.AddAsync(TestHomes.LampSpec(), "Two"));
        var scene = await MakeAsync(test, On(first), On(second, 80));

        var running = RunAsync(test, scene);
        var told = await test.Link.NextAsync();
        test.Host.Reply(test.Home, told.Device, told.Id, Outcome.Done);
        Assert.False(running.IsCompleted);
        await AnswerAsync(test, 1);
        var operation = (await running).Value;

        Assert.Equal(OutcomeKind.Done, operation.Outcome.Kind);
        Assert.Equal(operation.Id, told.PartOf);
        Assert.Equal("Ann", told.Cause.Name);
        Assert.Equal(80, (await test.DeviceAsync(second)).Values["light.brightness"].V.AsInteger());
    }

    [Fact]
    public async Task A_scene_says_who_of_it_did_not_obey()
    {
        await using var test = await TestHomes.StartAsync();
        var (first, second) = (await test.AddAsync(TestHomes.LampSpec(), "One"), await test.AddAsync(TestHomes.LampSpec(), "Two"));
        var scene = await MakeAsync(test, On(first), On(second));
        await test.ComeAsync(second, online: false);

        var running = RunAsync(test, scene);
        await AnswerAsync(test, 1);
        var outcome = (await running).Value.Outcome;

        Assert.Equal((OutcomeKind.Rejected, "device.partly", "Two: device.offline"), (outcome.Kind, outcome.Code, outcome.Detail));
    }

    [Fact]
    public async Task A_scene_in_a_room_does_not_name_what_stands_elsewhere()
    {
        await using var test = await TestHomes.StartAsync();
        var room = (await test.Host.AddRoomAsync(test.Home, test.Owner, "Guest room")).Value.Id;
        var (here, there) = (await test.AddAsync(TestHomes.LampSpec(), "Bedside", room), await test.AddAsync(TestHomes.LampSpec(), "Safe lamp"));
        var scene = (await test.Host.AddSceneAsync(test.Home, test.Owner, "Cosy", room, null, [On(here), On(there)], null)).Value.Id;
        foreach (var lamp in (DeviceId[])[here, there]) await test.ComeAsync(lamp, online: false);

        Assert.Equal("Bedside: device.offline, 1 in other rooms", (await RunAsync(test, scene)).Value.Outcome.Detail);
    }

    [Fact]
    public async Task A_scene_can_be_undone_for_a_minute_and_once()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        await test.ReportAsync(lamp, """{"light.on":true,"light.brightness":90}""");
        var scene = await MakeAsync(test, On(lamp, 10));
        var running = RunAsync(test, scene);
        await AnswerAsync(test, 1);
        await running;

        var undoing = RunAsync(test, scene, "scene.undo");
        await AnswerAsync(test, 1);
        Assert.Equal(OutcomeKind.Done, (await undoing).Value.Outcome.Kind);
        Assert.Equal(90, (await test.DeviceAsync(lamp)).Values["light.brightness"].V.AsInteger());

        Assert.Equal("conflict", (await RunAsync(test, scene, "scene.undo")).Value.Outcome.Code);
        running = RunAsync(test, scene);
        await AnswerAsync(test, 1);
        await running;
        test.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("conflict", (await RunAsync(test, scene, "scene.undo")).Value.Outcome.Code);
    }

    [Fact]
    public async Task A_scene_shows_whether_the_home_is_as_it_sets_it()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        await test.ReportAsync(lamp, """{"light.on":false,"light.brightness":40}""");
        var scene = await MakeAsync(test, On(lamp));
        var difference = Assert.Single((await test.Host.SceneAsync(test.Home, test.Owner, scene)).Value.Differences);
        Assert.Equal(("light.on", false), (difference.Address, difference.Now!.Value.AsBool()));

        await test.ReportAsync(lamp, """{"light.on":true,"light.brightness":39}""");
        Assert.True((await test.DeviceAsync(scene)).Values["scene.set"].V.AsBool());
        await test.ReportAsync(lamp, """{"light.brightness":80}""");
        Assert.False((await test.DeviceAsync(scene)).Values["scene.set"].V.AsBool());
    }

    [Fact]
    public async Task What_is_captured_is_the_state_and_an_off_lamp_is_only_off()
    {
        await using var test = await TestHomes.StartAsync();
        var (on, off) = (await test.AddAsync(TestHomes.LampSpec(), "One"), await test.AddAsync(TestHomes.LampSpec(), "Two"));
        await test.ReportAsync(on, """{"light.on":true,"light.brightness":70}""");
        await test.ReportAsync(off, """{"light.on":false,"light.brightness":20}""");

        var scene = (await test.Host.AddSceneAsync(test.Home, test.Owner, "As now", null, null, null, [on, off])).Value;

        Assert.True(scene.IsSet);
        Assert.Equal(["light.brightness", "light.on"], scene.Steps[0].Values!.Keys.Order());
        Assert.Equal(["light.on"], scene.Steps[1].Values!.Keys);
    }

    [Fact]
    public async Task A_scene_survives_a_restart_and_is_there_at_once()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var scene = await MakeAsync(test, On(lamp));
        await test.RestartAsync();
        await test.ComeAsync(lamp);

        Assert.True((await test.DeviceAsync(scene)).Online);
        var running = RunAsync(test, scene);
        await AnswerAsync(test, 1);
        Assert.Equal(OutcomeKind.Done, (await running).Value.Outcome.Kind);
    }

    [Fact]
    public async Task What_it_risks_is_reckoned_again_when_its_device_becomes_another()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var child = await test.AddPersonAsync(new PersonDraft("Kid", Role.Child));
        var scene = await MakeAsync(test, new SceneStep(lamp, Values(("light.on", Value.Of(true)))));
        var running = test.Host.CallAsync(test.Home, child, scene, "scene.run", null);
        test.Host.Reply(test.Home, lamp, (await test.Link.NextAsync()).Id, Outcome.Done);
        Assert.Equal(OutcomeKind.Done, (await running).Value.Outcome.Kind);

        await test.Host.TakeInAsync(test.Home, TestHomes.House, new DeviceDraft("Lamp", TestHomes.LampSpec(2, risk: Risk.Safety), "test", "native-Lamp"));
        Assert.Equal("right.missing", (await test.Host.CallAsync(test.Home, child, scene, "scene.run", null)).Fault!.Error.Code);
    }

    [Fact]
    public async Task A_scene_risks_what_its_riskiest_command_does_so_a_child_cannot_run_it()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        var child = await test.AddPersonAsync(new PersonDraft("Kid", Role.Child));
        var safe = await MakeAsync(test, On(lamp));
        var risky = await MakeAsync(test, new SceneStep(lamp, Values(("light.watchdog", Value.Of(true)))));

        Assert.Equal("right.missing", (await test.Host.CallAsync(test.Home, child, risky, "scene.run", null)).Fault!.Error.Code);
        Assert.Equal("confirmation.needed", (await RunAsync(test, risky)).Fault!.Error.Code);
        var running = test.Host.CallAsync(test.Home, child, safe, "scene.run", null).AsTask();
        await AnswerAsync(test, 1);
        Assert.Equal(OutcomeKind.Done, (await running).Value.Outcome.Kind);
    }

    [Fact]
    public async Task A_removed_device_goes_out_of_its_scenes_which_its_removal_names_before()
    {
        await using var test = await TestHomes.StartAsync();
        var (first, second) = (await test.AddAsync(TestHomes.LampSpec(), "One"), await test.AddAsync(TestHomes.LampSpec(), "Two"));
        var scene = await MakeAsync(test, On(first), On(second));
        Assert.Contains(new Dependent("scene", scene.ToString(), "Movie"), (await test.Host.DependentsAsync(test.Home, test.Owner, first)).Value);

        await test.Host.RemoveDeviceAsync(test.Home, test.Owner, first);

        Assert.Equal(second, Assert.Single((await test.Host.SceneAsync(test.Home, test.Owner, scene)).Value.Steps).Device);
        await test.Host.RemoveDeviceAsync(test.Home, test.Owner, scene);
        await test.RestartAsync();
        Assert.Empty((await test.Host.ScenesAsync(test.Home, test.Owner)).Value);
    }

    [Fact]
    public async Task A_scene_of_what_does_not_fit_is_refused_with_the_field()
    {
        await using var test = await TestHomes.StartAsync();
        var lamp = await test.AddAsync(TestHomes.LampSpec());
        async Task<(string, string?)> TryAsync(params SceneStep[] steps)
        {
            var fault = (await test.Host.AddSceneAsync(test.Home, test.Owner, "Wrong", null, null, steps, null)).Fault!;
            return (fault.Error.Code, fault.Field);
        }

        Assert.Equal(("device.unknown", "steps.0.device"), await TryAsync(On(DeviceId.Parse("nobody"))));
        Assert.Equal(("value.out_of_range", "steps.1.light.brightness"), await TryAsync(On(lamp), On(lamp, 400)));
        Assert.Equal(("property.not_writable", "steps.0.light.meter"), await TryAsync(new SceneStep(lamp, Values(("light.meter", Value.Of(1.0))))));
        Assert.Equal(("action.arguments", "steps.0.brightness"), await TryAsync(new SceneStep(lamp, null, "light.dim")));
        Assert.Equal(("request.invalid", "steps"), await TryAsync());
        Assert.Equal(("request.invalid", "steps.0.transitionMs"), await TryAsync(On(lamp) with { TransitionMs = 90_000 }));
        var scene = await MakeAsync(test, On(lamp));
        Assert.Equal(("request.invalid", "steps.0.device"), await TryAsync(new SceneStep(scene, null, "scene.run")));
    }
}
