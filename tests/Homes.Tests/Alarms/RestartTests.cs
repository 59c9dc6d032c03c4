using Kith.Homes.Alarms;

namespace Kith.Homes.Tests.Alarms;

/// <summary>The power is cut in every state. What was due meanwhile comes a while after the start, when devices are back.</summary>
public sealed class RestartTests
{
    private const int DevicesReturn = GuardedHome.DevicesReturn;

    [Fact]
    public async Task An_armed_home_stays_armed()
    {
        await using var home = await GuardedHome.OnGuardAsync();
        await home.RestartAsync();
        Assert.Equal((ArmMode.Away, AlarmPhase.Ready), ((await home.ViewAsync()).Mode, (await home.ViewAsync()).Status));
        await home.OpenAsync(home.Door);
        await home.PassAsync(GuardedHome.Entry, AlarmPhase.Alarm);
        Assert.True(await home.SirenAsync());
    }

    [Fact]
    public async Task The_exit_delay_goes_on_and_one_that_ended_meanwhile_ends_when_devices_are_back()
    {
        await using var home = await GuardedHome.StartAsync();
        await home.ArmAsync(ArmMode.Away);
        await home.RestartAsync();
        Assert.Equal(AlarmPhase.Arming, (await home.ViewAsync()).Status);
        await home.PassAsync(GuardedHome.Exit, AlarmPhase.Ready);
        await home.ArmAsync(ArmMode.Disarmed);

        await home.ArmAsync(ArmMode.Away);
        home.Test.Time.Advance(TimeSpan.FromSeconds(GuardedHome.Exit));
        await home.RestartAsync();
        await home.PassAsync(DevicesReturn, AlarmPhase.Ready);
        Assert.Equal(ArmMode.Away, (await home.ViewAsync()).Mode);
        Assert.Empty(await home.NoticesAsync());
    }

    [Fact]
    public async Task The_entry_delay_goes_on_and_ends_in_an_alarm()
    {
        await using var home = await GuardedHome.OnGuardAsync();
        await home.OpenAsync(home.Door);
        await home.RestartAsync();
        Assert.Equal(AlarmPhase.Entry, (await home.ViewAsync()).Status);
        await home.PassAsync(GuardedHome.Entry, AlarmPhase.Alarm);
        Assert.True(await home.SirenAsync());
        Assert.Equal(["Alarm! Door: Open", "Door: turn the alarm off within 30 s"], (await home.NoticesAsync()).Select(notice => notice.Title.En));
    }

    [Fact]
    public async Task An_alarm_goes_on_its_siren_is_told_again_and_still_falls_silent()
    {
        await using var home = await GuardedHome.OnGuardAsync();
        await home.OpenAsync(home.Window);
        Assert.True(await home.SirenAsync());
        await home.RestartAsync();

        Assert.Equal(AlarmPhase.Alarm, (await home.ViewAsync()).Status);
        Assert.True(await home.SirenAsync());
        home.Test.Time.Advance(TimeSpan.FromSeconds(GuardedHome.Sounding));
        Assert.False(await home.SirenAsync());
        Assert.Single(await home.NoticesAsync());
    }

    [Fact]
    public async Task A_siren_that_was_turned_off_while_the_power_was_cut_is_silenced_after_the_start()
    {
        await using var home = await GuardedHome.OnGuardAsync();
        await home.OpenAsync(home.Window);
        Assert.True(await home.SirenAsync());
        await home.ArmAsync(ArmMode.Disarmed);
        await home.Test.Link.NextAsync();
        await home.RestartAsync();
        Assert.False(await home.SirenAsync());
    }

    [Fact]
    public async Task A_window_that_was_opened_while_the_server_was_off_is_an_alarm_that_says_so()
    {
        await using var home = await GuardedHome.OnGuardAsync();
        await home.RestartAsync();
        await home.OpenAsync(home.Window);
        Assert.True(await home.SirenAsync());
        var told = Assert.Single(await home.NoticesAsync());
        Assert.Equal(("Alarm! Window: Open", "It may have happened while the server was off."), (told.Title.En, told.Text!.En));
    }

    [Fact]
    public async Task A_door_on_the_way_in_that_was_opened_while_the_server_was_off_leaves_the_entry_delay()
    {
        await using var home = await GuardedHome.OnGuardAsync();
        await home.RestartAsync();
        await home.OpenAsync(home.Door);
        Assert.Equal(AlarmPhase.Entry, (await home.ViewAsync()).Status);
        await home.ArmAsync(ArmMode.Disarmed);
        Assert.Equal(AlarmPhase.Ready, (await home.ViewAsync()).Status);
    }

    [Fact]
    public async Task A_home_with_an_alarm_system_is_loaded_at_the_start_without_being_asked_for()
    {
        await using var home = await GuardedHome.OnGuardAsync();
        await home.OpenAsync(home.Door);
        home.Test.Time.Advance(TimeSpan.FromSeconds(GuardedHome.Entry));
        await home.Test.RestartAsync();
        await home.Test.Host.AwakeAsync();
        await home.Test.ComeAsync(home.Siren);
        home.Test.Time.Advance(TimeSpan.FromSeconds(DevicesReturn));
        Assert.True(await home.SirenAsync());
    }
}
