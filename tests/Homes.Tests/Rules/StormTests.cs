using Kith.Homes.Rules;
using Kith.Model.Values;

namespace Kith.Homes.Tests.Rules;

/// <summary>What comes in masses, and what never comes: contained, named, and nobody else's trouble.</summary>
public sealed class StormTests
{
    private const string Other = """{"name":"Other","when":[{"kind":"property","property":"motion/light.presence","becomes":true}],"then":[{"kind":"set","devices":["lamp"],"values":{"light.on":true}}]}""";

    [Fact]
    public async Task Ten_thousand_triggers_at_once_are_kept_as_facts_the_rule_rests_and_the_others_go_on()
    {
        await using var home = await RuleHome.StartAsync();
        var busy = await home.AddAsync("""{"name":"Busy","when":[{"kind":"property","property":"motion/light.meter"}],"then":[{"kind":"let","values":{"level":1}}]}""");
        await home.AddAsync(Other);
        for (var value = 1; value <= 10_000; value++) home.Host.Report(home.Test.Home, home.Motion, [new("light.meter", Value.Of((double)value))]);
        await home.ReportAsync("""{"light.presence":true}""");
        await home.ObeyAsync();

        var traces = await home.TracesAsync(busy);
        Assert.Contains(traces.Items, trace => trace.End is RunEnd.TooOften);
        Assert.Equal(20, traces.Skipped.Count(trace => trace.End is RunEnd.TooOften));
        Assert.Equal(0, (await home.RuleAsync(busy)).Running);
        Assert.Equal(10_000, (await home.Test.DeviceAsync(home.Motion)).Values["light.meter"].V.AsDouble());
        home.Test.Time.Advance(RuleLimits.Rest + TimeSpan.FromSeconds(1));
        await home.ReportAsync("""{"light.meter":0}""");
        await home.EndedAsync(busy, RunEnd.Done);
    }

    [Fact]
    public async Task Programs_that_never_answer_hold_ten_calls_the_next_is_told_and_other_rules_go_on()
    {
        await using var home = await RuleHome.StartAsync();
        var outside = new RecordingOutside();
        home.Host.AddOutside(outside);
        var calls = await home.AddAsync("""{"name":"Calls","mode":"parallel","limit":20,"when":[{"kind":"property","property":"motion/light.meter"}],"then":[{"kind":"webhook","url":"https://example.org/bell"}]}""");
        await home.AddAsync(Other);
        for (var value = 1; value <= RuleLimits.OutsideAtOnce + 1; value++) await home.ReportAsync($$"""{"light.meter":{{value}}}""");
        Assert.Equal("rate.limited", Assert.Single((await home.EndedAsync(calls, RunEnd.Done)).Steps!).Outcome);
        Assert.Equal(RuleLimits.OutsideAtOnce, (await home.RuleAsync(calls)).Running);
        await home.ReportAsync("""{"light.presence":true}""");
        await home.ObeyAsync();

        outside.Answer.SetResult("no answer within 10 s");
        for (var left = RuleLimits.OutsideAtOnce; left > 0; left--) await outside.NextAsync();
        await home.UntilIdleAsync(calls);
        Assert.Equal(RuleLimits.OutsideAtOnce, (await home.TracesAsync(calls)).Items.Count(trace => trace.Steps![0].Outcome == "no answer within 10 s"));
    }
}
