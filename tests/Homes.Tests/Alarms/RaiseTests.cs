using Kith.Homes.Activity;
using Kith.Homes.Alarms;
using Kith.Homes.Notices;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Model.Commands;
using Kith.Model.Errors;

namespace Kith.Homes.Tests.Alarms;

/// <summary>Somebody comes in.</summary>
public sealed class RaiseTests
{
    [Fact]
    public async Task Who_comes_in_by_the_door_is_told_to_turn_it_off_and_hears_nothing_more_when_that_is_in_time()
    {
        await using var home = await GuardedHome.OnGuardAsync();
        await home.OpenAsync(home.Door);
        Assert.Equal(AlarmPhase.Entry, (await home.ViewAsync()).Status);
        await home.ArmAsync(ArmMode.Disarmed);
        home.Test.Time.Advance(TimeSpan.FromMinutes(5));
        await home.OpenAsync(home.Window);

        Assert.Equal(AlarmPhase.Ready, (await home.ViewAsync()).Status);
        Assert.Equal(0, home.Test.Link.Delivered);
        var told = Assert.Single(await home.NoticesAsync());
        Assert.Equal((NoticeLevel.Important, "Door: turn the alarm off within 30 s", "Door：请在30秒内撤防"), (told.Level, told.Title.En, told.Title.Zh));
    }

    [Fact]
    public async Task After_the_entry_delay_the_siren_sounds_every_adult_is_told_who_it_was_and_all_ends_when_it_is_turned_off()
    {
        await using var home = await GuardedHome.OnGuardAsync();
        var adult = await home.Test.AddPersonAsync(new PersonDraft("Bob", Role.Adult));
        var child = await home.Test.AddPersonAsync(new PersonDraft("Kid", Role.Child));
        await home.OpenAsync(home.Door);
        await home.PassAsync(GuardedHome.Entry, AlarmPhase.Alarm);

        Assert.True(await home.SirenAsync());
        var told = (await home.Test.Host.NoticesAsync(home.Test.Home, adult)).Value[0];
        Assert.Equal((NoticeKind.Alarm, NoticeLevel.Critical, home.Alarm, "Alarm! Door: Open", "报警！Door：打开"), (told.Kind, told.Level, told.Device!.Value, told.Title.En, told.Title.Zh));
        Assert.Null(told.Text);
        Assert.Empty((await home.Test.Host.NoticesAsync(home.Test.Home, child)).Value);
        var lines = (await home.Test.Host.ActivityAsync(home.Test.Home, home.Owner, new ActivityQuery())).Value.Items;
        Assert.Contains(lines, line => line.Subject == "arming.alarm-raised");
        Assert.Contains(lines, line => line.Said == new Said("alarmBy", "Guard", "Door"));
        Assert.Contains(lines, line => line.Operation is { Outcome.Kind: OutcomeKind.Done } done && done.Device == home.Siren);

        await home.ArmAsync(ArmMode.Disarmed);
        Assert.False(await home.SirenAsync());
        Assert.Equal((ArmMode.Disarmed, AlarmPhase.Ready, 0), ((await home.ViewAsync()).Mode, (await home.ViewAsync()).Status, (await home.ViewAsync()).Fired.Count));
        Assert.Equal("Guard: turned off by Ann", (await home.NoticesAsync())[0].Title.En);
    }

    [Fact]
    public async Task A_window_alarms_at_once_also_while_people_go_out_or_come_in()
    {
        await using var leaving = await GuardedHome.StartAsync();
        await leaving.ArmAsync(ArmMode.Away);
        await leaving.OpenAsync(leaving.Window);
        Assert.Equal(AlarmPhase.Alarm, (await leaving.ViewAsync()).Status);

        await using var coming = await GuardedHome.OnGuardAsync();
        await coming.OpenAsync(coming.Door);
        await coming.OpenAsync(coming.Window);
        Assert.Equal(AlarmPhase.Alarm, (await coming.ViewAsync()).Status);
        Assert.Equal([coming.Window], (await coming.ViewAsync()).Fired);
    }

    [Fact]
    public async Task Without_an_entry_delay_the_door_alarms_at_once()
    {
        await using var home = await GuardedHome.OnGuardAsync(with: its => its with { EntryDelay = 0, ExitDelay = 0 });
        await home.OpenAsync(home.Door);
        Assert.Equal(AlarmPhase.Alarm, (await home.ViewAsync()).Status);
    }

    [Fact]
    public async Task A_sensor_of_another_mode_is_not_heard()
    {
        await using var home = await GuardedHome.OnGuardAsync(ArmMode.Night);
        await home.MoveAsync();
        Assert.Equal(AlarmPhase.Ready, (await home.ViewAsync()).Status);
        await home.OpenAsync(home.Window);
        Assert.Equal(AlarmPhase.Alarm, (await home.ViewAsync()).Status);
    }

    [Fact]
    public async Task An_event_of_a_device_raises_it_as_well()
    {
        await using var home = await GuardedHome.OnGuardAsync(with: its => its with { Sensors = [its.Sensors[2] with { Address = "motion-sensor.motion-detected" }] });
        home.Test.Host.Event(home.Test.Home, home.Motion, "motion-sensor.motion-detected", null);
        await home.UntilAsync(AlarmPhase.Alarm);
        Assert.Equal("Alarm! Hall: Motion", Assert.Single(await home.NoticesAsync()).Title.En);
    }

    [Fact]
    public async Task Each_further_sensor_is_told_once_and_lets_a_siren_sound_anew_that_fell_silent_after_its_time()
    {
        await using var home = await GuardedHome.OnGuardAsync();
        await home.OpenAsync(home.Window);
        Assert.True(await home.SirenAsync());
        await home.OpenAsync(home.Window, false);
        await home.OpenAsync(home.Window);
        Assert.Single(await home.NoticesAsync());
        home.Test.Time.Advance(TimeSpan.FromSeconds(GuardedHome.Sounding));
        Assert.False(await home.SirenAsync());
        Assert.Equal(AlarmPhase.Alarm, (await home.ViewAsync()).Status);

        await home.MoveAsync();

        Assert.True(await home.SirenAsync());
        Assert.Equal(["Alarm! Hall: Motion", "Alarm! Window: Open"], (await home.NoticesAsync()).Select(notice => notice.Title.En));
    }

    [Fact]
    public async Task Stopping_silences_it_and_leaves_the_home_on_guard()
    {
        await using var home = await GuardedHome.OnGuardAsync();
        await home.OpenAsync(home.Window);
        Assert.True(await home.SirenAsync());

        Assert.Equal("confirmation.needed", (await StopAsync(home, home.Test.Owner)).Fault!.Error.Code);
        Assert.Equal(OutcomeKind.Done, (await StopAsync(home, home.Owner)).Value.Outcome.Kind);

        Assert.False(await home.SirenAsync());
        Assert.Equal((ArmMode.Away, AlarmPhase.Ready), ((await home.ViewAsync()).Mode, (await home.ViewAsync()).Status));
        await home.MoveAsync();
        Assert.Equal(AlarmPhase.Alarm, (await home.ViewAsync()).Status);
    }

    [Fact]
    public async Task A_raised_alarm_is_not_armed_otherwise_before_it_is_turned_off()
    {
        await using var home = await GuardedHome.OnGuardAsync();
        await home.OpenAsync(home.Door);
        Assert.Equal("conflict", (await home.SetAsync(ArmMode.Night)).Value.Outcome.Code);
        await home.ArmAsync(ArmMode.Away);
        Assert.Equal(AlarmPhase.Entry, (await home.ViewAsync()).Status);
    }

    [Fact]
    public async Task A_siren_that_is_out_of_reach_is_told_and_sounds_when_it_is_back()
    {
        await using var home = await GuardedHome.OnGuardAsync();
        await home.Test.ComeAsync(home.Siren, online: false);
        await home.OpenAsync(home.Window);
        Assert.Equal(["Siren did not sound", "Alarm! Window: Open"], (await home.NoticesAsync()).Select(notice => notice.Title.En));
        Assert.Equal(NoticeLevel.Critical, (await home.NoticesAsync())[0].Level);

        await home.Test.ComeAsync(home.Siren);
        Assert.True(await home.SirenAsync());
    }

    [Fact]
    public async Task A_siren_that_could_not_be_silenced_is_told_and_falls_silent_when_it_is_back()
    {
        await using var home = await GuardedHome.OnGuardAsync();
        await home.OpenAsync(home.Window);
        Assert.True(await home.SirenAsync());
        await home.ArmAsync(ArmMode.Disarmed);
        Assert.False(await home.SirenAsync(Outcome.Rejected(new Fault(ErrorCodes.DeviceRefused, "stuck"))));
        Assert.Equal("Siren could not be silenced", (await home.NoticesAsync())[0].Title.En);

        await home.Test.ComeAsync(home.Siren, online: false);
        await home.Test.ComeAsync(home.Siren);
        Assert.False(await home.SirenAsync());
        await home.Test.ComeAsync(home.Siren, online: false);
        await home.Test.ComeAsync(home.Siren);
        Assert.Equal(0, home.Test.Link.Delivered);
    }

    private static ValueTask<Result<Operation>> StopAsync(GuardedHome home, Caller caller) =>
        home.Test.Host.CallAsync(home.Test.Home, caller, home.Alarm, "arming.stop-alarm", null);
}
