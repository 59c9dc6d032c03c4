using System.Text;
using Kith.Homes.Modes;
using Kith.Homes.Rules;

namespace Kith.Homes.Tests.Rules;

public sealed class DryRunTests
{
    private static Rule Rule(string json) => RuleDocument.Parse(Encoding.UTF8.GetBytes(json)).Value;

    [Fact]
    public async Task The_past_goes_through_the_code_that_runs_rules_and_nothing_is_sent()
    {
        await using var home = await RuleHome.StartAsync();
        var from = home.Test.Time.GetUtcNow().AddSeconds(1);
        home.Test.Time.Advance(TimeSpan.FromMinutes(1));
        // Moved three times, twice in the dark; the second time nobody moved for five minutes after.
        foreach (var (lux, minutes) in ((double, int)[])[(50, 1), (2, 10), (3, 1)])
        {
            await home.ReportAsync($$"""{"light.meter":{{lux}},"light.presence":true}""");
            home.Test.Time.Advance(TimeSpan.FromSeconds(30));
            await home.ReportAsync("""{"light.presence":false}""");
            home.Test.Time.Advance(TimeSpan.FromMinutes(minutes));
        }
        await home.Host.SetModeAsync(home.Test.Home, home.Test.Owner, Mode.Night);
        home.Test.Time.Advance(TimeSpan.FromSeconds(1));
        var to = home.Test.Time.GetUtcNow();

        async Task<DryRun> TryAsync(string json) => (await home.Host.DryRunAsync(home.Test.Home, home.Test.Owner, Rule(json), from, to)).Value;

        var moved = await TryAsync("""
            {"name":"Dry","when":[{"kind":"property","property":"motion/light.presence","becomes":true}],
             "if":[{"kind":"property","property":"motion/light.meter","below":10}],
             "then":[{"kind":"set","devices":["lamp"],"values":{"light.on":true}},{"kind":"delay","for":"00:02:00"},{"kind":"set","devices":["lamp"],"values":{"light.on":false}}]}
            """);
        Assert.Equal([RunEnd.Done, RunEnd.Running], moved.Runs.Select(run => run.End));
        Assert.Equal(["then.0", "then.1", "then.2"], moved.Runs[0].Steps!.Select(step => step.Path));
        Assert.Equal("50", Assert.Single(moved.Skipped).Conditions![0].Value!.Value.ToString());

        var quiet = await TryAsync("""{"name":"Dry","when":[{"kind":"property","property":"motion/light.presence","becomes":false,"for":"00:05:00"}],"then":[{"kind":"stop"}]}""");
        Assert.Single(quiet.Runs);
        var night = await TryAsync("""{"name":"Dry","when":[{"kind":"mode","to":"night"}],"then":[{"kind":"stop"}]}""");
        Assert.Single(night.Runs);
        await home.NothingSentAsync();
    }

    [Fact]
    public async Task A_day_of_every_quarter_of_an_hour_is_played_by_the_clock()
    {
        await using var home = await RuleHome.StartAsync();
        var to = home.Test.Time.GetUtcNow();
        var dry = await home.Host.DryRunAsync(home.Test.Home, home.Test.Owner, Rule("""{"name":"Dry","when":[{"kind":"interval","every":"00:15:00"}],"then":[{"kind":"stop"}]}"""), to.AddDays(-1), to);
        Assert.Equal(96, dry.Value.Runs.Count);
        Assert.Equal("request.invalid", (await home.Host.DryRunAsync(home.Test.Home, home.Test.Owner, Rule("""{"name":"Dry","when":[],"then":[{"kind":"stop"}]}"""), to, to)).Fault!.Error.Code);
    }
}
