using Kith.Homes.Modes;
using Kith.Homes.People;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Clock;
using Kith.Homes.Whereabouts;
using Kith.Model.Values;

namespace Kith.Homes.Tests.Rules;

public sealed class TriggerTests
{
    private const string LightOn = """[{"kind":"set","devices":["lamp"],"values":{"light.on":true}}]""";

    private static string When(string trigger, string then = LightOn) => $$"""{"name":"Test","when":[{{trigger}}],"then":{{then}}}""";

    [Fact]
    public async Task Motion_turns_the_light_on_and_the_trace_says_why()
    {
        await using var home = await RuleHome.StartAsync();
        var rule = await home.AddAsync(When("""{"kind":"property","property":"motion/light.presence","becomes":true}"""));

        await home.ReportAsync("""{"light.presence":true}""");
        var told = await home.ObeyAsync();

        Assert.True(told.Values!["light.on"].AsBool());
        Assert.Equal((Model.Commands.CauseKind.Rule, "test", "Test"), (told.Cause.Kind, told.Cause.Actor, told.Cause.Name));
        var trace = await home.EndedAsync(rule, RunEnd.Done);
        Assert.Equal((0, true, "Motion"), (trace.Trigger, trace.Told!["value"].AsBool(), trace.Told["device"].AsText()));
        var step = Assert.Single(trace.Steps!);
        Assert.Equal(("then.0", "done", "Lamp"), (step.Path, step.Outcome, step.Detail));
    }

    [Fact]
    public async Task What_is_so_already_or_said_again_or_said_for_the_first_time_starts_nothing()
    {
        await using var home = await RuleHome.StartAsync(motion: null);
        await home.AddAsync(When("""{"kind":"property","property":"motion/light.presence","becomes":true}"""));

        await home.ReportAsync("""{"light.presence":true}""");
        await home.ReportAsync("""{"light.presence":true}""");

        await home.NothingSentAsync();
    }

    [Fact]
    public async Task A_number_that_trembles_around_its_bound_starts_once_with_hysteresis()
    {
        await using var home = await RuleHome.StartAsync();
        await home.AddAsync(When("""{"kind":"property","property":"motion/light.meter","above":25,"hysteresis":1}"""));

        foreach (var value in (double[])[25.2, 24.8, 25.3, 24.5, 25.1]) await home.ReportAsync($$"""{"light.meter":{{value}}}""");
        await home.ObeyAsync();
        await home.NothingSentAsync();
        foreach (var value in (double[])[23.9, 25.5]) await home.ReportAsync($$"""{"light.meter":{{value}}}""");
        await home.ObeyAsync();
        await home.NothingSentAsync();
    }

    [Fact]
    public async Task What_must_last_starts_only_when_it_did()
    {
        await using var home = await RuleHome.StartAsync();
        await home.AddAsync(When("""{"kind":"property","property":"motion/light.presence","becomes":true,"for":"00:05:00"}"""));

        await home.ReportAsync("""{"light.presence":true}""");
        home.Test.Time.Advance(TimeSpan.FromMinutes(4));
        await home.ReportAsync("""{"light.presence":false}""");
        home.Test.Time.Advance(TimeSpan.FromMinutes(4));
        await home.ReportAsync("""{"light.presence":true}""");
        await home.NothingSentAsync();
        home.Test.Time.Advance(TimeSpan.FromMinutes(5.1));
        await home.ObeyAsync();
    }

    [Fact]
    public async Task What_must_last_goes_on_lasting_over_a_restart_and_starts_once()
    {
        await using var home = await RuleHome.StartAsync();
        await home.AddAsync(When("""{"kind":"property","property":"motion/light.presence","becomes":true,"for":"00:05:00"}"""));
        await home.ReportAsync("""{"light.presence":true}""");
        home.Test.Time.Advance(TimeSpan.FromMinutes(3));

        await home.Test.RestartAsync();
        await home.Test.ComeAsync(home.Lamp);
        home.Test.Time.Advance(TimeSpan.FromMinutes(2.1));
        await home.ObeyAsync();

        await home.Test.RestartAsync();
        await home.Test.ComeAsync(home.Lamp);
        home.Test.Time.Advance(TimeSpan.FromMinutes(6));
        await home.Test.ReportAsync(home.Lamp, """{"light.meter":1}""");
        await home.NothingSentAsync();
    }

    [Fact]
    public async Task An_event_starts_only_with_the_arguments_asked_for()
    {
        await using var home = await RuleHome.StartAsync();
        await home.AddAsync(When("""{"kind":"event","device":"motion","event":"light.fault","arguments":{"label":"hot"}}"""));

        async Task TellAsync(string label)
        {
            var receipt = new AwaitedReceipt();
            home.Host.Event(home.Test.Home, home.Motion, "light.fault", new Dictionary<string, Value> { ["label"] = Value.Of(label) }, null, receipt);
            await receipt.Verdict;
        }

        await TellAsync("cold");
        await home.NothingSentAsync();
        await TellAsync("hot");
        await home.ObeyAsync();
    }

    [Fact]
    public async Task A_device_that_goes_starts_a_rule_and_a_restart_of_the_server_does_not()
    {
        await using var home = await RuleHome.StartAsync();
        await home.AddAsync(When("""{"kind":"device","device":"motion","goes":"offline"}"""));

        await home.Test.RestartAsync();
        await home.Test.ComeAsync(home.Lamp);
        await home.Test.ComeAsync(home.Motion);
        await home.NothingSentAsync();
        await home.Test.ComeAsync(home.Motion, online: false);
        await home.ObeyAsync();
    }

    [Fact]
    public async Task A_mode_a_hook_and_a_scene_start_rules()
    {
        await using var home = await RuleHome.StartAsync();
        await home.AddAsync(When("""{"kind":"mode","to":"night"}"""));
        await home.Host.SetModeAsync(home.Test.Home, home.Test.Owner, Mode.Night);
        await home.ObeyAsync();

        await home.AddAsync(When("""{"kind":"webhook","name":"bell","fields":{"level":0}}""", """[{"kind":"set","devices":["lamp"],"values":{"light.brightness":"=trigger.level * 2"}}]"""));
        var called = await home.Host.CallHookAsync(home.Test.Home, home.Test.Owner, "bell", new Dictionary<string, Value> { ["level"] = Value.Of(21L) });
        Assert.True(called.Ok);
        Assert.Equal(42, (await home.ObeyAsync()).Values!["light.brightness"].AsInteger());
        Assert.Equal("not_found", (await home.Host.CallHookAsync(home.Test.Home, home.Test.Owner, "nobody", new Dictionary<string, Value>())).Fault!.Error.Code);
    }

    [Fact]
    public async Task Who_comes_first_starts_a_rule_and_who_is_home_decides_another()
    {
        await using var home = await RuleHome.StartAsync();
        var me = Assert.Single((await home.Host.PeopleAsync(home.Test.Home, home.Test.Owner)).Value).Id;
        var first = await home.AddAsync(When("""{"kind":"person","does":"firstComes"}"""));
        var check = await home.AddAsync("""{"name":"Asked","when":[{"kind":"webhook","name":"ask"}],"if":[{"kind":"person","is":"away"}],"then":[{"kind":"stop"}]}""");

        await home.Host.MoveAsync(home.Test.Home, home.Test.Owner, me, Place.Home);
        await home.ObeyAsync();
        Assert.Equal("Ann", (await home.EndedAsync(first, RunEnd.Done)).Told!["person"].AsText());
        await home.Host.CallHookAsync(home.Test.Home, home.Test.Owner, "ask", new Dictionary<string, Value>());
        Assert.Equal("home", Assert.Single((await home.EndedAsync(check, RunEnd.NotMet)).Conditions!).Value!.Value.AsText());
    }

    [Fact]
    public async Task A_time_of_day_starts_a_rule_and_tells_when_it_comes_next()
    {
        await using var home = await RuleHome.StartAsync();
        var soon = home.Test.Time.GetUtcNow().AddHours(2);
        var rule = await home.AddAsync(When($$"""{"kind":"time","at":"{{soon:HH:mm}}"}"""));
        Assert.Equal($"{soon:HH:mm}", $"{(await home.RuleAsync(rule)).Next:HH:mm}");

        home.Test.Time.Advance(TimeSpan.FromHours(2));
        await home.ObeyAsync();
        Assert.True((await home.RuleAsync(rule)).Next > home.Test.Time.GetUtcNow().AddHours(22));
    }

    [Fact]
    public async Task Where_a_home_stands_decides_its_sunset_and_a_move_changes_when_it_comes()
    {
        await using var home = await RuleHome.StartAsync();
        var sunset = When("""{"kind":"sun","event":"sunset"}""");
        Assert.Equal("rule.invalid", (await home.TryAddAsync(sunset)).Fault!.Error.Code);
        await home.Host.ChangeHomeAsync(home.Test.Home, home.Test.Owner, null, null, new Location(52.52, 13.4));
        var rule = await home.AddAsync(sunset);
        var inBerlin = (await home.RuleAsync(rule)).Next;

        await home.Host.ChangeHomeAsync(home.Test.Home, home.Test.Owner, null, "Asia/Shanghai", new Location(31.23, 121.47));

        Assert.NotEqual(inBerlin, (await home.RuleAsync(rule)).Next);
        Assert.Equal("request.invalid", (await home.Host.ChangeHomeAsync(home.Test.Home, home.Test.Owner, null, null, new Location(91, 0))).Fault!.Error.Code);
    }

    [Fact]
    public async Task A_time_that_passed_while_the_server_was_off_is_made_up_for_soon_after_and_else_told_as_missed()
    {
        await using var home = await RuleHome.StartAsync();
        var at = home.Test.Time.GetUtcNow().AddMinutes(90);
        var rule = await home.AddAsync(When($$"""{"kind":"time","at":"{{at:HH:mm}}"}"""));

        await home.Test.RestartAsync(meanwhile: () => home.Test.Time.Advance(TimeSpan.FromMinutes(91)));
        await home.Test.ComeAsync(home.Lamp);
        await home.ObeyAsync(new Model.Commands.Outcome(Model.Commands.OutcomeKind.Done));
        await home.EndedAsync(rule, RunEnd.Done);

        await home.Test.RestartAsync(meanwhile: () => home.Test.Time.Advance(TimeSpan.FromHours(30)));
        await home.Test.ComeAsync(home.Lamp);
        Assert.Equal(0, (await home.EndedAsync(rule, RunEnd.Missed)).Trigger);
        await home.NothingSentAsync();
    }
}
