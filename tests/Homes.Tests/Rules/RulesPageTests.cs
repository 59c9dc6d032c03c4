using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Kith.Homes.Rules;
using Kith.Homes.Rules.Clock;
using Kith.Homes.Rules.Conditions;
using Kith.Homes.Rules.Expressions;
using Kith.Homes.Rules.Steps;
using Kith.Homes.Rules.Triggers;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.Tests.Rules;

/// <summary>docs/rules.md says what is.</summary>
public sealed partial class RulesPageTests
{
    private static readonly string Page = Read();

    private static IEnumerable<(string What, string Json)> Examples => Fence().Matches(Page).Select(match => (match.Groups[1].Value.Trim(), match.Groups[2].Value));

    [Fact]
    public void Every_example_is_a_sound_rule_of_a_home_with_its_devices()
    {
        var home = Home();
        Assert.True(Examples.Count() > 25, $"{Examples.Count()}");
        foreach (var (what, json) in Examples)
        {
            var whole = what switch
            {
                "trigger" => $$"""{"name":"Example","when":[{{json}}],"then":[{"kind":"stop"}]}""",
                "condition" => $$"""{"name":"Example","when":[],"if":[{{json}}],"then":[{"kind":"stop"}]}""",
                "step" => $$"""{"name":"Example","when":[],"then":[{{json}}]}""",
                _ => json,
            };
            var rule = RuleDocument.Parse(Encoding.UTF8.GetBytes(whole));
            Assert.True(rule.Ok, $"{json}\n{rule.Fault?.Field}: {rule.Fault?.Detail}");
            Assert.True(home.Problems(rule.Value) is { Count: 0 }, $"{json}\n{string.Join('\n', home.Problems(rule.Value))}");
        }
    }

    [Fact]
    public void Every_kind_of_trigger_condition_and_step_has_an_example()
    {
        foreach (var language in (Type[])[typeof(Trigger), typeof(Condition), typeof(Step)])
            foreach (var kind in language.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(derived => derived.TypeDiscriminator))
                Assert.Contains(Examples, example => (example.What.Length == 0 || string.Equals(example.What, language.Name, StringComparison.OrdinalIgnoreCase)) && example.Json.Contains($"\"kind\": \"{kind}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_function_end_and_limit_is_told()
    {
        Assert.All(Functions.Names, name => Assert.Contains($"`{name}(", Page, StringComparison.Ordinal));
        Assert.All(Enum.GetNames<RunEnd>(), name => Assert.Contains($"| `{char.ToLowerInvariant(name[0])}{name[1..]}` |", Page, StringComparison.Ordinal));
        foreach (var row in (string[])
        [
            $"| rules of a home | {RuleLimits.Rules:N0} |", $"| a document | {RuleLimits.Document / 1024} KiB |", $"| triggers, conditions, steps of a rule | {RuleLimits.Triggers}, {RuleLimits.Conditions}, {RuleLimits.Steps} |",
            $"| levels in each other | {RuleLimits.Depth} |", $"| variables | {RuleLimits.Variables} |",
            $"| an expression | {RuleLimits.Expression} characters, {RuleLimits.ExpressionDepth} levels, {RuleLimits.ExpressionNodes} parts |",
            $"| a text, before and after it is filled | {RuleLimits.Text:N0} characters |", $"| runs of one rule at once | {RuleLimits.Runs} |", $"| rounds of a repeat | {RuleLimits.Rounds:N0} |",
            $"| steps without a wait | {RuleLimits.StepsAtOnce:N0} |", $"| a delay, a wait, a `for` | {RuleLimits.Longest.TotalDays} days |", $"| webhooks of a home under way | {RuleLimits.OutsideAtOnce};", $"| entries of a trace | {RuleLimits.TraceSteps};",
            $"More than {RuleLimits.Starts} starts in {RuleLimits.StartsWithin.TotalSeconds} seconds", $"made up for within {RuleLimits.Grace.TotalMinutes} minutes", $"different values within {RuleLimits.Fight.TotalSeconds} seconds",
            $"the last {RuleLimits.Skips} of them", $"more than {RuleLimits.Late.TotalMinutes} minutes old",
        ]) Assert.Contains(row, Page, StringComparison.Ordinal);
        Assert.Equal((3, 1), (RuleLimits.Echoes, (int)RuleLimits.Rest.TotalMinutes));
    }

    private static StillHome Home()
    {
        var library = Library.Standard();
        Spec Of(string product) => library.Resolve(library.FindProduct($"kith-demo.{product}")!).Value;
        var scene = library.FindType("scene")!;
        var cosy = new Spec("test.scene", 1, "test", scene.Name, scene.Title, [new Service
        {
            Id = "scene", Type = "scene", Name = scene.Title, Actions = [new SpecAction { Name = "run", Title = scene.Title }], Events = [new SpecEvent { Name = "ran", Title = scene.Title }],
        }]);
        var home = new StillHome("Europe/Berlin", new Location(52.5, 13.4), ("hall-motion", Of("motion-sensor")), ("hall-lamp", Of("dimmer")), ("bath-climate", Of("climate-sensor")),
            ("front-door", Of("lock")), ("hall-button", Of("scene-switch")), ("cosy", cosy));
        home.Home.Rules.Know([new KeptRule(RuleId.FromName("night-light"), StillHome.Rule("""{"name":"Night light","when":[],"then":[{"kind":"stop"}]}"""), true, 0, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)]);
        return home;
    }

    private static string Read()
    {
        using var reader = new StreamReader(typeof(RulesPageTests).Assembly.GetManifestResourceStream("rules.md")!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^```json([^\n]*)\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
