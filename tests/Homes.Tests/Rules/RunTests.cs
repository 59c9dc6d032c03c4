using Kith.Homes.Devices;
using Kith.Homes.Modes;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Steps;
using Kith.Model.Commands;

namespace Kith.Homes.Tests.Rules;

public sealed class RunTests
{
    private const string Motion = """{"kind":"property","property":"motion/light.presence","becomes":true}""";

    private static string Set(int brightness) => $$"""{"kind":"set","devices":["lamp"],"values":{"light.brightness":{{brightness}} } }""";

    private static string Rule(string then, string more = "") => $$"""{"name":"Test","when":[{{Motion}}],"then":[{{then}}]{{more}}}""";

    private static async Task MoveAsync(RuleHome home)
    {
        await home.ReportAsync("""{"light.presence":false}""");
        await home.ReportAsync("""{"light.presence":true}""");
    }

    [Fact]
    public async Task A_delay_goes_on_over_a_restart_and_nothing_is_done_twice()
    {
        await using var home = await RuleHome.StartAsync();
        var rule = await home.AddAsync(Rule($$"""{{Set(10)}},{"kind":"delay","for":"00:10:00"},{{Set(20)}}"""));
        await MoveAsync(home);
        Assert.Equal(10, (await home.ObeyAsync()).Values!["light.brightness"].AsInteger());
        home.Test.Time.Advance(TimeSpan.FromMinutes(4));

        await home.Test.RestartAsync();
        await home.Test.ComeAsync(home.Lamp);
        await home.NothingSentAsync();
        home.Test.Time.Advance(TimeSpan.FromMinutes(6.1));
        Assert.Equal(20, (await home.ObeyAsync()).Values!["light.brightness"].AsInteger());

        var trace = await home.EndedAsync(rule, RunEnd.Done);
        Assert.Equal(["then.0", "then.1", "then.2"], trace.Steps!.Select(step => step.Path));
    }

    [Fact]
    public async Task A_command_that_waits_when_the_server_stops_is_told_as_timed_out_and_the_run_goes_on()
    {
        await using var home = await RuleHome.StartAsync();
        var rule = await home.AddAsync(Rule($"{Set(10)},{Set(20)}"));
        await MoveAsync(home);
        await home.Test.Link.NextAsync();

        await home.Test.RestartAsync();
        await home.Test.ComeAsync(home.Lamp);
        Assert.Equal(20, (await home.ObeyAsync()).Values!["light.brightness"].AsInteger());

        var trace = await home.EndedAsync(rule, RunEnd.Done);
        Assert.Equal([("then.0", "device.timeout"), ("then.1", "done")], trace.Steps!.Select(step => (step.Path, step.Outcome)));
    }

    [Fact]
    public async Task What_is_due_at_a_start_waits_until_devices_had_time_to_come_back()
    {
        await using var home = await RuleHome.StartAsync(devicesReturn: TimeSpan.FromMinutes(1));
        await home.AddAsync(Rule($$"""{"kind":"delay","for":"00:10:00"},{{Set(20)}}"""));
        await MoveAsync(home);
        await home.Test.RestartAsync(meanwhile: () => home.Test.Time.Advance(TimeSpan.FromMinutes(11)));
        await home.Host.AwakeAsync();
        await home.Test.ComeAsync(home.Lamp);
        await home.NothingSentAsync();
        home.Test.Time.Advance(TimeSpan.FromMinutes(1.1));
        await home.ObeyAsync();
    }

    [Fact]
    public async Task A_device_that_does_not_obey_stands_in_the_trace_and_the_rest_is_done()
    {
        await using var home = await RuleHome.StartAsync();
        var rule = await home.AddAsync(Rule($"{Set(10)},{Set(20)}"));
        await MoveAsync(home);
        await home.ObeyAsync(new Outcome(OutcomeKind.Rejected, "lamp.broken", "the bulb is dead"));
        await home.ObeyAsync();
        Assert.Equal(["lamp.broken", "done"], (await home.EndedAsync(rule, RunEnd.Done)).Steps!.Select(step => step.Outcome));
    }

    [Theory]
    [InlineData("single", RunEnd.Busy)]
    [InlineData("restart", RunEnd.Restarted)]
    public async Task A_start_while_it_runs_is_left_out_or_takes_over(string mode, RunEnd first)
    {
        await using var home = await RuleHome.StartAsync();
        var rule = await home.AddAsync(Rule($$"""{"kind":"delay","for":"01:00:00"},{{Set(10)}}""", $",\"mode\":\"{mode}\""));
        await MoveAsync(home);
        await MoveAsync(home);
        await home.EndedAsync(rule, first);
        Assert.Equal(1, (await home.RuleAsync(rule)).Running);
    }

    [Fact]
    public async Task Queued_starts_run_one_after_the_other_also_over_a_restart()
    {
        await using var home = await RuleHome.StartAsync();
        var rule = await home.AddAsync(Rule($$"""{"kind":"delay","for":"00:10:00"},{{Set(10)}}""", ""","mode":"queued","limit":3"""));
        for (var time = 0; time < 4; time++) await MoveAsync(home);
        Assert.Equal(3, (await home.RuleAsync(rule)).Running);
        Assert.Equal(RunEnd.Busy, Assert.Single((await home.TracesAsync(rule)).Skipped).End);

        await home.Test.RestartAsync();
        await home.Test.ComeAsync(home.Lamp);
        for (var left = 2; left >= 0; left--)
        {
            await home.NothingSentAsync();
            home.Test.Time.Advance(TimeSpan.FromMinutes(10.1));
            await home.ObeyAsync();
            Assert.Equal(left, (await home.RuleAsync(rule)).Running);
        }
    }

    [Fact]
    public async Task Parallel_starts_run_side_by_side()
    {
        await using var home = await RuleHome.StartAsync();
        var rule = await home.AddAsync(Rule($$"""{"kind":"delay","for":"00:10:00"},{{Set(10)}}""", ""","mode":"parallel" """));
        await MoveAsync(home);
        await MoveAsync(home);
        Assert.Equal(2, (await home.RuleAsync(rule)).Running);
    }

    [Fact]
    public async Task A_wait_ends_when_it_holds_and_when_its_time_is_up()
    {
        await using var home = await RuleHome.StartAsync();
        var rule = await home.AddAsync(Rule($$"""{"kind":"wait","until":[{"kind":"property","property":"motion/light.meter","above":5}],"atMost":"00:10:00","otherwise":"stop"},{{Set(10)}}"""));
        await MoveAsync(home);
        await home.NothingSentAsync();
        await home.ReportAsync("""{"light.meter":6}""");
        await home.ObeyAsync();
        await home.EndedAsync(rule, RunEnd.Done);

        await home.ReportAsync("""{"light.meter":0}""");
        await MoveAsync(home);
        await home.NothingSentAsync();
        home.Test.Time.Advance(TimeSpan.FromMinutes(10.1));
        Assert.Equal("timeUp", (await home.EndedAsync(rule, RunEnd.Stopped)).Steps!.Single().Outcome);
    }

    [Fact]
    public async Task Steps_repeat_choose_and_reckon()
    {
        await using var home = await RuleHome.StartAsync();
        await home.AddAsync(Rule("""
            {"kind":"let","values":{"level":0}},
            {"kind":"repeat","while":[{"kind":"expression","that":"level < 40"}],"do":[
              {"kind":"let","values":{"level":"=level + 20"}},
              {"kind":"set","devices":["lamp"],"values":{"light.brightness":"=level"}}]},
            {"kind":"choose","if":[{"kind":"property","property":"motion/light.meter","above":5}],
              "then":[{"kind":"set","devices":["lamp"],"values":{"light.brightness":1}}],
              "else":[{"kind":"call","devices":["lamp"],"action":"light.dim","in":{"brightness":"=level + 2"}}]}
            """));
        await MoveAsync(home);
        Assert.Equal(20, (await home.ObeyAsync()).Values!["light.brightness"].AsInteger());
        Assert.Equal(40, (await home.ObeyAsync()).Values!["light.brightness"].AsInteger());
        var dim = await home.ObeyAsync();
        Assert.Equal(("light.dim", 42), (dim.Address, dim.In!["brightness"].AsInteger()));
    }

    [Fact]
    public async Task A_rule_that_feeds_itself_is_switched_off_and_named()
    {
        await using var home = await RuleHome.StartAsync();
        var rule = await home.AddAsync("""
            {"name":"Flicker","when":[{"kind":"property","property":"lamp/light.on"}],"mode":"queued",
             "then":[{"kind":"choose","if":[{"kind":"property","property":"lamp/light.on","is":true}],
               "then":[{"kind":"set","devices":["lamp"],"values":{"light.on":false}}],
               "else":[{"kind":"set","devices":["lamp"],"values":{"light.on":true}}]}]}
            """);
        await home.Test.ReportAsync(home.Lamp, """{"light.on":true}""");
        await home.Test.ReportAsync(home.Lamp, """{"light.on":false}""");
        for (var time = 0; time < 3; time++) await home.ObeyAsync();

        Assert.Contains("Flicker → Flicker", (await home.EndedAsync(rule, RunEnd.Loop)).Detail);
        var halted = await home.RuleAsync(rule);
        Assert.False(halted.Enabled);
        Assert.NotNull(halted.Halted);
        await home.NothingSentAsync();
    }

    [Fact]
    public async Task Two_rules_that_turn_each_others_mode_around_are_stopped_in_one_turn()
    {
        await using var home = await RuleHome.StartAsync();
        await home.AddAsync("""{"name":"One","when":[{"kind":"mode","to":"night"}],"then":[{"kind":"mode","to":"away"}]}""");
        await home.AddAsync("""{"name":"Two","when":[{"kind":"mode","to":"away"}],"then":[{"kind":"mode","to":"night"}]}""");
        await home.Host.SetModeAsync(home.Test.Home, home.Test.Owner, Mode.Night);
        Assert.Contains((await home.Host.RulesAsync(home.Test.Home, home.Test.Owner)).Value, rule => rule.Halted is { } chain && chain.Contains("One → Two", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rule_that_starts_too_often_rests_and_says_so()
    {
        await using var home = await RuleHome.StartAsync();
        var rule = await home.AddAsync("""{"name":"Busy","when":[{"kind":"property","property":"motion/light.meter"}],"then":[{"kind":"stop"}]}""");
        for (var value = 1; value <= 600; value++) home.Host.Report(home.Test.Home, home.Motion, [new("light.meter", Model.Values.Value.Of((double)value))]);
        await home.EndedAsync(rule, RunEnd.TooOften);
        home.Test.Time.Advance(TimeSpan.FromMinutes(2));
        await home.ReportAsync("""{"light.meter":500}""");
        Assert.Equal(RunEnd.Stopped, (await home.RuleAsync(rule)).Last!.End);
    }

    [Fact]
    public async Task A_loop_without_a_wait_is_ended()
    {
        await using var home = await RuleHome.StartAsync();
        var rule = await home.AddAsync(Rule("""{"kind":"let","values":{"a":1}},{"kind":"repeat","times":900,"do":[{"kind":"let","values":{"a":"=a+1"}},{"kind":"let","values":{"a":"=a*1"}}]}"""));
        await MoveAsync(home);
        await home.EndedAsync(rule, RunEnd.Runaway);
    }

    [Fact]
    public async Task Two_rules_that_fight_over_a_lamp_are_named_on_both()
    {
        await using var home = await RuleHome.StartAsync();
        var one = await home.AddAsync(Rule(Set(10)).Replace("\"Test\"", "\"One\"", StringComparison.Ordinal));
        var two = await home.AddAsync(Rule(Set(90)).Replace("\"Test\"", "\"Two\"", StringComparison.Ordinal));
        await MoveAsync(home);
        await home.ObeyAsync();
        await home.ObeyAsync();
        Assert.Equal("rule.fights", Assert.Single((await home.RuleAsync(one)).Problems!).Code);
        Assert.Contains("One sets lamp/light.brightness", Assert.Single((await home.RuleAsync(two)).Problems!).Detail);
        var check = await home.Host.CheckRuleAsync(home.Test.Home, home.Test.Owner, (await home.RuleAsync(one)).Rule, one);
        Assert.Equal("rule.conflicts", Assert.Single(check.Value.Problems).Code);
    }

    [Fact]
    public async Task Conditions_decide_and_a_start_left_out_shows_what_they_saw()
    {
        await using var home = await RuleHome.StartAsync();
        var rule = await home.AddAsync(Rule(Set(10), ""","if":[{"kind":"any","of":[{"kind":"mode","is":["night"]},{"kind":"property","property":"motion/light.meter","above":5}]}]"""));
        await MoveAsync(home);
        var trace = await home.EndedAsync(rule, RunEnd.NotMet);
        Assert.Equal([("if.0.of.0", false, "home"), ("if.0.of.1", false, "0")], trace.Conditions!.Select(seen => (seen.Path, seen.Held, seen.Value!.Value.ToString())));
        await home.ReportAsync("""{"light.meter":6}""");
        await MoveAsync(home);
        await home.ObeyAsync();
    }

    [Fact]
    public async Task A_call_to_outside_leaves_after_the_commit_and_its_answer_stands_in_the_trace()
    {
        await using var home = await RuleHome.StartAsync();
        var outside = new RecordingOutside();
        home.Host.AddOutside(outside);
        var rule = await home.AddAsync(Rule($$"""{"kind":"webhook","url":"https://example.org/bell","body":{"lux":"=[motion/light.meter]","who":"me"} },{{Set(10)}}"""));
        await MoveAsync(home);
        Assert.Equal((HookMethod.Post, "https://example.org/bell", """{"lux":0,"who":"me"}"""), await outside.NextAsync());
        await home.NothingSentAsync();
        outside.Answer.SetResult("http.503");
        await home.ObeyAsync();
        Assert.Equal([("then.0", "http.503"), ("then.1", "done")], (await home.EndedAsync(rule, RunEnd.Done)).Steps!.Select(step => (step.Path, step.Outcome)));
        Assert.Equal("rule.invalid", (await home.TryAddAsync(Rule("""{"kind":"webhook","url":"http://example.org"}"""))).Fault!.Error.Code);
    }

    [Theory]
    [InlineData("put", HookMethod.Put, "{}")]
    [InlineData("get", HookMethod.Get, null)]
    [InlineData("delete", HookMethod.Delete, null)]
    public async Task A_call_to_outside_has_the_method_that_its_step_says_also_after_a_restart(string said, HookMethod method, string? json)
    {
        await using var home = await RuleHome.StartAsync();
        var rule = await home.AddAsync(Rule($$"""{"kind":"webhook","method":"{{said}}","url":"https://example.org/bell"}"""));
        Assert.Contains($"\"method\":\"{said}\"", RuleDocument.Write((await home.RuleAsync(rule)).Rule), StringComparison.Ordinal);
        await home.Test.RestartAsync();
        var outside = new RecordingOutside();
        outside.Answer.SetResult("done");
        home.Host.AddOutside(outside);

        await home.Host.RunRuleAsync(home.Test.Home, home.Test.Owner, rule);

        Assert.Equal((method, "https://example.org/bell", json), await outside.NextAsync());
        await home.EndedAsync(rule, RunEnd.Done);
    }

    [Fact]
    public async Task A_call_that_is_never_answered_when_the_server_stops_is_not_made_again_and_told_as_unknown()
    {
        await using var home = await RuleHome.StartAsync();
        var outside = new RecordingOutside();
        home.Host.AddOutside(outside);
        var rule = await home.AddAsync(Rule("""{"kind":"webhook","url":"https://example.org/bell"}"""));
        await MoveAsync(home);
        await outside.NextAsync();

        await home.Test.RestartAsync();
        home.Host.AddOutside(outside);
        await home.Test.ComeAsync(home.Lamp);
        Assert.Equal([("then.0", "unknown")], (await home.EndedAsync(rule, RunEnd.Done)).Steps!.Select(step => (step.Path, step.Outcome)));
        Assert.Equal(0, outside.Called);
    }

    [Fact]
    public async Task A_run_at_its_last_command_is_told_after_a_restart()
    {
        await using var home = await RuleHome.StartAsync();
        var rule = await home.AddAsync(Rule(Set(10)));
        await MoveAsync(home);
        await home.Test.Link.NextAsync();

        await home.Test.RestartAsync();
        await home.Test.ComeAsync(home.Lamp);
        Assert.Equal([("then.0", "device.timeout")], (await home.EndedAsync(rule, RunEnd.Done)).Steps!.Select(step => (step.Path, step.Outcome)));
        await home.NothingSentAsync();
    }

    [Fact]
    public async Task A_rule_called_like_a_page_gets_another_id()
    {
        await using var home = await RuleHome.StartAsync();
        Assert.Equal("new-2", (await home.AddAsync("""{"name":"New","when":[],"then":[{"kind":"stop"}]}""")).ToString());
    }

    [Fact]
    public async Task A_removed_device_breaks_its_rules_in_sight_and_its_return_mends_them()
    {
        await using var home = await RuleHome.StartAsync();
        var rule = await home.AddAsync(Rule(Set(10)));
        Assert.Contains((await home.Host.DependentsAsync(home.Test.Home, home.Test.Owner, home.Lamp)).Value, its => its is { Kind: "rule", Name: "Test" });
        await home.Host.RemoveDeviceAsync(home.Test.Home, home.Test.Owner, home.Lamp);
        Assert.Equal(("then.0.devices.0", "device.unknown"), (await home.RuleAsync(rule)).Problems!.Select(problem => (problem.Path, problem.Code)).Single());
        Assert.Equal(home.Motion, (await home.RuleAsync(rule)).Problems![0].Proposal);
        await MoveAsync(home);
        await home.EndedAsync(rule, RunEnd.Broken);

        await home.Test.AddAsync(TestHomes.LampSpec(), "Lamp");
        Assert.Null((await home.RuleAsync(rule)).Problems);
        await MoveAsync(home);
        await home.ObeyAsync();
    }
}
