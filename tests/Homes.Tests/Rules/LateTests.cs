using System.Globalization;
using Kith.Homes.Rules;
using Kith.Model.Ids;

namespace Kith.Homes.Tests.Rules;

/// <summary>Devices that sleep: what they report late and out of order, by their own clock.</summary>
public sealed class LateTests
{
    private const string Set = """[{"kind":"set","devices":["lamp"],"values":{"light.on":true}}]""";

    private static string Motion(string more = "") => $$"""{"name":"Test","when":[{"kind":"property","property":"motion/light.presence","becomes":true{{more}} }],"then":{{Set}} }""";

    private static Task ReportAsync(RuleHome home, bool presence, TimeSpan ago) =>
        home.ReportAsync($$"""{"light.presence":{{(presence ? "true" : "false")}},"t":{{Ms(home, ago)}} }""");

    private static string Ms(RuleHome home, TimeSpan ago) => (home.Test.Time.GetUtcNow() - ago).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>What is known of the sensor is old enough for what comes to be newer.</summary>
    private static async Task<RuleHome> StartAsync()
    {
        var home = await RuleHome.StartAsync();
        home.Test.Time.Advance(TimeSpan.FromDays(1));
        return home;
    }

    private static async Task LateAsync(RuleHome home, RuleId rule, double minutes)
    {
        var trace = (await home.TracesAsync(rule)).Skipped[0];
        Assert.Equal((RunEnd.Late, minutes), (trace.End, Math.Round(TimeSpan.FromMilliseconds(trace.LateMs!.Value).TotalMinutes)));
    }

    [Fact]
    public async Task A_report_that_comes_a_little_late_starts_the_rule_and_the_trace_says_how_late()
    {
        await using var home = await StartAsync();
        var rule = await home.AddAsync(Motion());
        await ReportAsync(home, true, TimeSpan.FromMinutes(4));
        await home.ObeyAsync();
        Assert.Equal(4, Math.Round(TimeSpan.FromMilliseconds((await home.EndedAsync(rule, RunEnd.Done)).LateMs!.Value).TotalMinutes));

        await home.ReportAsync("""{"light.presence":false}""");
        await home.ReportAsync("""{"light.presence":true}""");
        await home.ObeyAsync();
        Assert.Null((await home.EndedAsync(rule, RunEnd.Done)).LateMs);
    }

    [Fact]
    public async Task A_report_that_comes_too_late_starts_nothing_says_so_and_is_known_all_the_same()
    {
        await using var home = await StartAsync();
        var rule = await home.AddAsync(Motion());
        await ReportAsync(home, true, TimeSpan.FromMinutes(6));
        await home.NothingSentAsync();
        await LateAsync(home, rule, 6);
        Assert.True((await home.Test.DeviceAsync(home.Motion)).Values["light.presence"].V.AsBool());

        await home.ReportAsync("""{"light.presence":true}""");
        await home.NothingSentAsync();
        await home.ReportAsync("""{"light.presence":false}""");
        await home.ReportAsync("""{"light.presence":true}""");
        await home.ObeyAsync();
    }

    [Fact]
    public async Task What_comes_after_a_newer_value_is_history_and_starts_nothing_however_late()
    {
        await using var home = await StartAsync();
        var rule = await home.AddAsync(Motion());
        await ReportAsync(home, false, TimeSpan.FromSeconds(10));
        await ReportAsync(home, true, TimeSpan.FromMinutes(1));
        await home.NothingSentAsync();
        await LateAsync(home, rule, 1);
        Assert.False((await home.Test.DeviceAsync(home.Motion)).Values["light.presence"].V.AsBool());
    }

    [Fact]
    public async Task A_night_of_history_in_one_message_starts_nothing_but_what_is_new()
    {
        await using var home = await StartAsync();
        var rule = await home.AddAsync(Motion());
        var night = Enumerable.Range(1, 100).Reverse().Select(number => $$"""{"light.presence":{{(number % 2 == 0 ? "true" : "false")}},"t":{{Ms(home, TimeSpan.FromMinutes(5 * number))}} }""");
        await home.ReportAsync($$"""[{{string.Join(',', night)}},{"light.presence":true,"t":{{Ms(home, TimeSpan.FromSeconds(20))}} }]""");
        await home.ObeyAsync();
        await home.EndedAsync(rule, RunEnd.Done);
        await home.NothingSentAsync();
        Assert.Equal(20, (await home.TracesAsync(rule)).Skipped.Count(trace => trace.End is RunEnd.Late));
    }

    [Fact]
    public async Task What_must_last_lasts_since_the_reports_own_time()
    {
        await using var home = await StartAsync();
        var rule = await home.AddAsync(Motion(""","for":"00:10:00" """));
        await ReportAsync(home, true, TimeSpan.FromMinutes(8));
        await home.NothingSentAsync();
        home.Test.Time.Advance(TimeSpan.FromMinutes(2.1));
        await home.ObeyAsync();

        await home.ReportAsync("""{"light.presence":false}""");
        home.Test.Time.Advance(TimeSpan.FromHours(1));
        await ReportAsync(home, true, TimeSpan.FromMinutes(17));
        await LateAsync(home, rule, 7);
        await home.Test.RestartAsync();
        await home.Test.ComeAsync(home.Lamp);
        await home.NothingSentAsync();
    }

    [Fact]
    public async Task An_event_that_comes_too_late_starts_nothing()
    {
        await using var home = await StartAsync();
        var rule = await home.AddAsync($$"""{"name":"Test","when":[{"kind":"event","device":"motion","event":"light.fault"}],"then":{{Set}} }""");
        async Task TellAsync(double minutes)
        {
            var receipt = new AwaitedReceipt();
            home.Host.Event(home.Test.Home, home.Motion, "light.fault", null, home.Test.Time.GetUtcNow() - TimeSpan.FromMinutes(minutes), receipt);
            await receipt.Verdict;
        }

        await TellAsync(12);
        await home.NothingSentAsync();
        await LateAsync(home, rule, 12);
        await TellAsync(2);
        await home.ObeyAsync();
    }

    [Fact]
    public async Task Conditions_ask_for_the_time_of_day_at_which_it_was_so()
    {
        await using var home = await StartAsync();
        // Noon, so that no day begins in between.
        var now = home.Test.Time.GetUtcNow();
        home.Test.Time.Advance(now.Date.AddDays(1).AddHours(12).AddMinutes(3) - now.UtcDateTime);
        await home.AddAsync($$"""{"name":"Morning","when":[{"kind":"property","property":"motion/light.presence","becomes":true}],"if":[{"kind":"time","before":"12:00"}],"then":{{Set}} }""");
        await ReportAsync(home, true, TimeSpan.FromMinutes(4));
        await home.ObeyAsync();
    }
}
