using Kith.Homes.Alarms;
using Kith.Homes.Bridges;
using Kith.Homes.Credentials;
using Kith.Homes.Devices;
using Kith.Homes.Modes;
using Kith.Homes.Notices;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Model.Commands;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Tests.Alarms;

/// <summary>Setting up, arming and turning off.</summary>
public sealed class ArmTests
{
    [Fact]
    public async Task Arming_gives_time_to_go_out_by_the_door_and_then_the_home_is_on_guard()
    {
        await using var home = await GuardedHome.StartAsync();
        await home.ArmAsync(ArmMode.Away);
        var leaving = await home.ViewAsync();
        Assert.Equal((ArmMode.Away, AlarmPhase.Arming), (leaving.Mode, leaving.Status));
        Assert.InRange((leaving.Until!.Value - home.Test.Time.GetUtcNow()).TotalSeconds, 30, GuardedHome.Exit);
        await home.OpenAsync(home.Door);
        await home.OpenAsync(home.Door, false);
        Assert.Equal(AlarmPhase.Arming, (await home.ViewAsync()).Status);

        await home.PassAsync(GuardedHome.Exit, AlarmPhase.Ready);

        Assert.Null((await home.ViewAsync()).Until);
        var device = await home.Test.DeviceAsync(home.Alarm);
        Assert.Equal((2, 0, 30), (device.Values["arming.mode"].V.AsInteger(), device.Values["arming.status"].V.AsInteger(), device.Values["arming.entry-delay"].V.AsInteger()));
        Assert.Empty(await home.NoticesAsync());
    }

    [Fact]
    public async Task An_open_window_refuses_arming_by_its_name_and_a_mode_in_which_it_does_not_count_does_not()
    {
        await using var home = await GuardedHome.StartAsync(its => its with { Sensors = [its.Sensors[0], its.Sensors[1] with { Modes = [ArmMode.Away] }, its.Sensors[2]] });
        await home.OpenAsync(home.Window);

        var outcome = (await home.SetAsync(ArmMode.Away)).Value.Outcome;
        Assert.Equal((OutcomeKind.Rejected, "alarm.open", "Window"), (outcome.Kind, outcome.Code, outcome.Detail));
        Assert.Equal(ArmMode.Disarmed, (await home.ViewAsync()).Mode);
        Assert.Equal([home.Window], (await home.ViewAsync()).Open);

        await home.ArmAsync(ArmMode.Night);
    }

    [Fact]
    public async Task A_door_left_open_and_a_sensor_out_of_reach_are_told_and_the_door_guards_again_once_closed()
    {
        await using var home = await GuardedHome.StartAsync();
        await home.OpenAsync(home.Door);
        await home.Test.ComeAsync(home.Motion, online: false);
        await home.MoveAsync();
        await home.ArmAsync(ArmMode.Away);
        await home.PassAsync(GuardedHome.Exit, AlarmPhase.Ready);
        var told = Assert.Single(await home.NoticesAsync());
        Assert.Equal((NoticeKind.Alarm, NoticeLevel.Important, "On guard, but not at Door, Hall"), (told.Kind, told.Level, told.Title.En));

        await home.OpenAsync(home.Door, false);
        await home.OpenAsync(home.Door);
        Assert.Equal(AlarmPhase.Entry, (await home.ViewAsync()).Status);
    }

    [Fact]
    public async Task Arming_and_turning_off_need_a_confirmation_or_the_pin_and_children_may_not()
    {
        await using var home = await GuardedHome.StartAsync();
        var child = await home.Test.AddPersonAsync(new PersonDraft("Kid", Role.Child));
        Assert.Equal("confirmation.needed", (await home.SetAsync(ArmMode.Away, home.Test.Owner)).Fault!.Error.Code);
        await home.ArmAsync(ArmMode.Away);
        Assert.Equal("pin.required", (await home.SetAsync(ArmMode.Disarmed, home.Test.Owner with { Pin = PinState.Needed })).Fault!.Error.Code);
        Assert.Equal("right.missing", (await home.SetAsync(ArmMode.Disarmed, child with { Confirmed = true })).Fault!.Error.Code);
        Assert.Empty((await home.Test.Host.AlarmsAsync(home.Test.Home, child)).Value);
        Assert.Equal("not_found", (await home.Test.Host.AlarmAsync(home.Test.Home, child, home.Alarm)).Fault!.Error.Code);

        Assert.Equal(OutcomeKind.Done, (await home.SetAsync(ArmMode.Disarmed, home.Test.Owner with { Pin = PinState.Given })).Value.Outcome.Kind);
        Assert.Equal((ArmMode.Disarmed, AlarmPhase.Ready), ((await home.ViewAsync()).Mode, (await home.ViewAsync()).Status));
    }

    [Fact]
    public async Task The_homes_mode_arms_what_is_off_never_disarms_and_tells_when_it_could_not()
    {
        await using var home = await GuardedHome.StartAsync(its => its with { FollowsMode = true });
        async Task<ArmMode> LiveAsync(Mode mode)
        {
            await home.Test.Host.SetModeAsync(home.Test.Home, home.Owner, mode);
            return (await home.ViewAsync()).Mode;
        }

        Assert.Equal(ArmMode.Night, await LiveAsync(Mode.Night));
        Assert.Equal(ArmMode.Night, await LiveAsync(Mode.Away));
        Assert.Equal(ArmMode.Night, await LiveAsync(Mode.Home));
        await home.ArmAsync(ArmMode.Disarmed);
        await home.OpenAsync(home.Window);
        Assert.Equal(ArmMode.Disarmed, await LiveAsync(Mode.Holiday));

        Assert.Equal("Guard: not armed, Window is open", Assert.Single(await home.NoticesAsync()).Title.En);
    }

    [Fact]
    public async Task The_entry_delay_is_set_as_a_property_and_kept()
    {
        await using var home = await GuardedHome.StartAsync();
        var set = await home.Test.Host.SetAsync(home.Test.Home, home.Owner, home.Alarm, new Dictionary<string, Value> { ["arming.entry-delay"] = Value.Of(45) });
        Assert.Equal(OutcomeKind.Done, set.Value.Outcome.Kind);
        await home.RestartAsync();
        Assert.Equal(45, (await home.ViewAsync()).Settings.EntryDelay);
    }

    [Fact]
    public async Task It_is_set_up_otherwise_only_while_it_is_off()
    {
        await using var home = await GuardedHome.StartAsync();
        var fewer = home.Settings with { Sensors = [home.Settings.Sensors[1]], ExitDelay = 0 };
        await home.ArmAsync(ArmMode.Away);
        Assert.Equal("alarm.armed", (await home.Test.Host.ChangeAlarmAsync(home.Test.Home, home.Owner, home.Alarm, fewer)).Fault!.Error.Code);
        await home.ArmAsync(ArmMode.Disarmed);

        Assert.Single((await home.Test.Host.ChangeAlarmAsync(home.Test.Home, home.Owner, home.Alarm, fewer)).Value.Settings.Sensors);
        await home.ArmAsync(ArmMode.Away);
        Assert.Equal(AlarmPhase.Ready, (await home.ViewAsync()).Status);
    }

    [Fact]
    public async Task What_cannot_guard_or_sound_is_refused_with_the_field()
    {
        await using var home = await GuardedHome.StartAsync();
        var good = home.Settings;
        async Task<(string, string?)> TryAsync(AlarmSettings settings)
        {
            var fault = (await home.Test.Host.AddAlarmAsync(home.Test.Home, home.Owner, "Wrong", null, null, settings)).Fault!;
            return (fault.Error.Code, fault.Field);
        }

        Assert.Equal(("request.invalid", "settings.sensors"), await TryAsync(good with { Sensors = [] }));
        Assert.Equal(("device.unknown", "settings.sensors.0.device"), await TryAsync(good with { Sensors = [good.Sensors[0] with { Device = Model.Ids.DeviceId.Parse("nobody") }] }));
        Assert.Equal(("request.invalid", "settings.sensors.0.address"), await TryAsync(good with { Sensors = [new AlarmSensor(home.Siren, "siren.on", [ArmMode.Away])] }));
        Assert.Equal(("property.unknown", "settings.sensors.0.address"), await TryAsync(good with { Sensors = [good.Sensors[0] with { Address = "magnet-sensor.nothing" }] }));
        Assert.Equal(("request.invalid", "settings.sensors.0.modes"), await TryAsync(good with { Sensors = [good.Sensors[0] with { Modes = [] }] }));
        Assert.Equal(("request.invalid", "settings.sensors.0.device"), await TryAsync(good with { Sensors = [good.Sensors[0] with { Device = home.Alarm }] }));
        Assert.Equal(("request.invalid", "settings.sirens.0"), await TryAsync(good with { Sirens = [home.Door] }));
        Assert.Equal(("request.invalid", "settings.exitDelay"), await TryAsync(good with { ExitDelay = 601 }));
        Assert.Equal(("request.invalid", "settings.sirenTime"), await TryAsync(good with { SirenTime = 5 }));
    }

    [Fact]
    public async Task What_guards_an_armed_home_is_not_taken_away_by_anybody_before_it_is_turned_off()
    {
        await using var home = await GuardedHome.StartAsync();
        var (host, its) = (home.Test.Host, home.Test.Home);
        await home.ArmAsync(ArmMode.Away);
        foreach (var device in (DeviceId[])[home.Alarm, home.Siren, home.Door, home.Window])
            Assert.Equal("alarm.armed", (await host.RemoveDeviceAsync(its, home.Owner, device)).Fault!.Error.Code);
        Assert.Equal("alarm.armed", (await host.RevokeAsync(its, home.Owner, home.Siren)).Fault!.Error.Code);
        Assert.Equal("alarm.armed", (await host.IssueAsync(its, home.Owner, home.Siren)).Fault!.Error.Code);
        var dummy = new DeviceDraft("Dummy", GuardedHome.SpecOf("magnet-sensor"), "test", "dummy", Replaces: home.Door);
        Assert.Equal("alarm.armed", (await host.TakeInAsync(its, TestHomes.House, dummy)).Fault!.Error.Code);
        Assert.Equal(3, (await home.ViewAsync()).Settings.Sensors.Count);

        await home.ArmAsync(ArmMode.Disarmed);
        Assert.True((await host.RemoveDeviceAsync(its, home.Owner, home.Siren)).Ok);
        Assert.True((await host.TakeInAsync(its, TestHomes.House, dummy)).Ok);
        Assert.True((await host.RemoveDeviceAsync(its, home.Owner, home.Alarm)).Ok);
    }

    [Fact]
    public async Task A_hub_and_a_bridge_of_sensors_stay_while_the_home_is_armed()
    {
        await using var home = await GuardedHome.StartAsync();
        var (host, its) = (home.Test.Host, home.Test.Home);
        var bridge = (await host.AddBridgeAsync(its, home.Owner, "zigbee2mqtt", "zigbee2mqtt", "zigbee2mqtt")).Value.Bridge;
        var spec = GuardedHome.SpecOf("magnet-sensor");
        var hub = (await host.TakeInAsync(its, TestHomes.House, new DeviceDraft("Hub", TestHomes.LampSpec(), "test", "hub"))).Value.Id;
        var child = (await host.TakeInAsync(its, TestHomes.House, new DeviceDraft("Child", spec, "test", "child", Hub: hub))).Value.Id;
        var zigbee = (await host.TakeInAsync(its, TestHomes.House, new DeviceDraft("Zigbee", spec, BridgeDeeds.ViaOf(bridge), "0x1"))).Value.Id;
        await host.ChangeAlarmAsync(its, home.Owner, home.Alarm, home.Settings with { Sensors = [.. ((DeviceId[])[child, zigbee]).Select(device => new AlarmSensor(device, "magnet-sensor.open", [ArmMode.Away]))] });
        await home.ArmAsync(ArmMode.Away);
        Assert.Equal("alarm.armed", (await host.RemoveDeviceAsync(its, home.Owner, hub)).Fault!.Error.Code);
        Assert.Equal("alarm.armed", (await host.RemoveBridgeAsync(its, home.Owner, bridge.Id)).Fault!.Error.Code);
        Assert.Single((await host.BridgesAsync(its, home.Owner)).Value);

        await home.ArmAsync(ArmMode.Disarmed);
        Assert.True((await host.RemoveDeviceAsync(its, home.Owner, hub)).Ok);
        Assert.True((await host.RemoveBridgeAsync(its, home.Owner, bridge.Id)).Ok);
    }

    [Fact]
    public async Task A_removed_sensor_goes_out_of_it_which_its_removal_names_before()
    {
        await using var home = await GuardedHome.OnGuardAsync();
        Assert.Contains(new Dependent("alarm", home.Alarm.ToString(), "Guard"), (await home.Test.Host.DependentsAsync(home.Test.Home, home.Owner, home.Door)).Value);
        await home.OpenAsync(home.Door);

        // A bridge tells that it is gone: nobody asks whether it may be.
        await home.Test.Host.RemoveDeviceAsync(home.Test.Home, TestHomes.House, home.Door);

        Assert.Equal("Door is gone while the home is on guard", (await home.NoticesAsync())[0].Title.En);
        Assert.Equal((2, AlarmPhase.Entry), ((await home.ViewAsync()).Settings.Sensors.Count, (await home.ViewAsync()).Status));
        await home.PassAsync(GuardedHome.Entry, AlarmPhase.Alarm);
        Assert.True(await home.SirenAsync());
        await home.ArmAsync(ArmMode.Disarmed);
        await home.Test.Host.RemoveDeviceAsync(home.Test.Home, home.Owner, home.Alarm);
        await home.RestartAsync(home.Door);
        Assert.Empty((await home.Test.Host.AlarmsAsync(home.Test.Home, home.Owner)).Value);
    }
}
