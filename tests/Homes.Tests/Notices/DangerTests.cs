using Kith.Homes.Notices;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.Tests.Notices;

/// <summary>What devices tell that nobody may sleep through, and what was gone for too long.</summary>
public sealed class DangerTests
{
    private static readonly Library Standard = Library.Standard();

    [Theory]
    [InlineData("smoke-sensor", """{"smoke-sensor.smoke":true}""", NoticeKind.Danger, "Thing: Smoke", "Thing：有烟雾")]
    [InlineData("leak-sensor", """{"submersion-sensor.leak":true}""", NoticeKind.Danger, "Thing: Water", "Thing：有水")]
    [InlineData("gas-sensor", """{"gas-sensor.gas":true}""", NoticeKind.Danger, "Thing: Gas", null)]
    [InlineData("alarm-system", """{"arming.status":3}""", NoticeKind.Alarm, "Thing: Alarm", "Thing：报警中")]
    public async Task Danger_is_told_to_all_at_once_and_once(string product, string report, NoticeKind kind, string english, string? chinese)
    {
        await using var test = await TestHomes.StartAsync();
        var thing = await AddAsync(test, product, "Thing");

        await test.ReportAsync(thing, report);
        await test.ReportAsync(thing, report);
        var told = Assert.Single((await test.Host.NoticesAsync(test.Home, test.Owner)).Value);

        Assert.Equal((kind, NoticeLevel.Critical, thing, english), (told.Kind, told.Level, told.Device!.Value, told.Title.En));
        if (chinese is not null) Assert.Equal(chinese, told.Title.Zh);
    }

    [Fact]
    public async Task A_sensor_that_goes_to_and_fro_is_heard_once_in_five_minutes_and_a_restart_tells_nothing_again()
    {
        await using var test = await TestHomes.StartAsync();
        var sink = await AddAsync(test, "leak-sensor", "Sink");

        foreach (var wet in (string[])["true", "false", "true", "false"]) await test.ReportAsync(sink, $$"""{"submersion-sensor.leak":{{wet}}}""");
        test.Host.Event(test.Home, sink, "submersion-sensor.leak-detected", null);
        Assert.Single((await test.Host.NoticesAsync(test.Home, test.Owner)).Value);
        test.Time.Advance(TimeSpan.FromMinutes(6));
        await test.ReportAsync(sink, """{"submersion-sensor.leak":true}""");
        await test.RestartAsync();
        await test.ComeAsync(sink);
        await test.ReportAsync(sink, """{"submersion-sensor.leak":true}""");

        Assert.Equal(2, (await test.Host.NoticesAsync(test.Home, test.Owner)).Value.Count);
    }

    [Fact]
    public async Task A_jammed_lock_and_a_disarmed_alarm_are_no_danger_that_rings()
    {
        await using var test = await TestHomes.StartAsync();
        var (door, alarm) = (await AddAsync(test, "lock", "Door"), await AddAsync(test, "alarm-system", "Alarm"));

        Assert.Equal(1, (await test.ReportAsync(door, """{"lock.status":1}""")).Accepted);
        Assert.Equal(1, (await test.ReportAsync(alarm, """{"arming.status":0}""")).Accepted);

        Assert.Empty((await test.Host.NoticesAsync(test.Home, test.Owner)).Value);
    }

    [Fact]
    public async Task Devices_that_went_together_and_stay_away_are_one_notice_and_who_came_back_is_none()
    {
        await using var test = await TestHomes.StartAsync(new HomesOptions { Sweep = TimeSpan.FromMilliseconds(20) });
        var (smoke, lamp, back) = (await AddAsync(test, "smoke-sensor", "Smoke"), await AddAsync(test, "bulb", "Lamp"), await AddAsync(test, "bulb", "Back"));
        foreach (var device in (DeviceId[])[smoke, lamp, back]) await test.ComeAsync(device, online: false);
        var follower = await test.FollowAsync(test.Owner);

        test.Time.Advance(TimeSpan.FromMinutes(30));
        await test.ComeAsync(back);
        test.Time.Advance(TimeSpan.FromMinutes(31));
        Assert.Null((await TestHomes.NextAsync(follower)).Notices);
        var told = (await TestHomes.NextAsync(follower)).Notices!.Single();

        Assert.Equal((NoticeKind.Device, NoticeLevel.Important), (told.Kind, told.Level));
        Assert.Equal(("2 devices have not been reachable for an hour", "Lamp, Smoke"), (told.Title.En, told.Text!.En));
    }

    private static async Task<DeviceId> AddAsync(TestHomes test, string product, string name) =>
        await test.AddAsync(Standard.Resolve(Standard.FindProduct($"kith-demo.{product}")!).Value, name);
}
