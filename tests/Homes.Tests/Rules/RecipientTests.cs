using System.Text;
using System.Text.Json.Nodes;
using Kith.Homes.Notices;
using Kith.Homes.People;
using Kith.Homes.Rules;
using Kith.Model.Ids;

namespace Kith.Homes.Tests.Rules;

/// <summary>Whom a rule tells, and what becomes of it when somebody whom it names is removed.</summary>
public sealed class RecipientTests
{
    private static string Tell(string title, string to) => $$"""{"name":"{{title}}","when":[],"then":[{"kind":"notify","title":"{{title}}"{{(to.Length == 0 ? "" : $$""","to":{{to}}""")}}}]}""";

    [Fact]
    public async Task A_role_and_everybody_are_those_who_are_it_when_the_rule_runs()
    {
        await using var home = await RuleHome.StartAsync();
        var ben = await home.Test.AddPersonAsync(new PersonDraft("Ben", Role.Child));
        string[] titles = ["none said", "owner", "admin", "adult", "child", "guest", "all", "owner and child"];
        string[] to = ["", """["owner"]""", """["admin"]""", """["adult"]""", """["child"]""", """["guest"]""", """["all"]""", """["owner","child"]"""];
        var rules = new List<RuleId>();
        foreach (var (title, whom) in titles.Zip(to)) rules.Add(await home.AddAsync(Tell(title, whom)));
        // Who comes after the rules were saved is told as well.
        var cora = await home.Test.AddPersonAsync(new PersonDraft("Cora", Role.Adult));
        var gus = await home.Test.AddPersonAsync(new PersonDraft("Gus", Role.Guest));

        foreach (var rule in rules) await home.Host.RunRuleAsync(home.Test.Home, home.Test.Owner, rule);
        foreach (var rule in rules) await home.EndedAsync(rule, RunEnd.Done);

        Assert.Equal(["none said", "owner", "adult", "all", "owner and child"], await HeardAsync(home, home.Test.Owner));
        Assert.Equal(["child", "all", "owner and child"], await HeardAsync(home, ben));
        Assert.Equal(["none said", "adult", "all"], await HeardAsync(home, cora));
        Assert.Equal(["guest", "all"], await HeardAsync(home, gus));
        Assert.Equal("nobody", Assert.Single((await home.EndedAsync(rules[2], RunEnd.Done)).Steps!).Outcome);
    }

    [Fact]
    public async Task A_removed_person_breaks_the_rules_that_name_them_at_once_and_no_others()
    {
        await using var home = await RuleHome.StartAsync();
        var ben = (await home.Host.AddPersonAsync(home.Test.Home, home.Test.Owner, new PersonDraft("Ben", Role.Adult))).Value.Id;
        var told = await home.AddAsync(Tell("Told", $"""["owner","{ben}"]"""));
        var comes = await home.AddAsync($$"""{"name":"Comes","when":[{"kind":"person","does":"arrives","person":"{{ben}}"}],"if":[{"kind":"not","of":[{"kind":"person","is":"away","person":"{{ben}}"}]}],"then":[{"kind":"stop"}]}""");
        var other = await home.AddAsync(Tell("Other", """["adult"]"""));
        var follower = await home.Test.FollowAsync(home.Test.Owner);

        await home.Host.RemovePersonAsync(home.Test.Home, home.Test.Owner, ben);
        var seen = (await TestHomes.NextAsync(follower)).Rules!;

        Assert.Equal(["comes", "told"], seen.Select(rule => rule.ToString()).Order());
        Assert.Equal([("then.0.to.1", "not_found")], (await home.RuleAsync(told)).Problems!.Select(problem => (problem.Path, problem.Code)));
        Assert.Equal(["when.0.person", "if.0.of.0.person"], (await home.RuleAsync(comes)).Problems!.Select(problem => problem.Path));
        Assert.Null((await home.RuleAsync(other)).Problems);
        await home.Test.RestartAsync();
        Assert.Single((await home.RuleAsync(told)).Problems!);
    }

    [Theory]
    [InlineData("\"everybody\"")]
    [InlineData("\"Owner\"")]
    [InlineData("\"\"")]
    [InlineData("7")]
    [InlineData("null")]
    public void Whoever_is_nobody_is_named_when_the_rule_is_read(string whom)
    {
        var read = RuleDocument.Parse(Encoding.UTF8.GetBytes(Tell("Test", $"""["owner",{whom}]""")));
        Assert.Equal(("json.malformed", "then.0.to.1"), (read.Fault?.Error.Code, read.Fault?.Field));
    }

    [Fact]
    public void The_schema_and_a_written_rule_say_them_as_they_are_said()
    {
        var notify = JsonNode.Parse(RuleDocument.Schema)!["properties"]!["then"]!["items"]!["anyOf"]!.AsArray().Single(step => step!["properties"]!["kind"]!["const"]!.ToString() == "notify")!;
        Assert.Equal("""[{"enum":["owner","admin","adult","child","guest","all"]},{"type":"string","pattern":"^[a-z2-7]{20}$"}]""", notify["properties"]!["to"]!["items"]!["anyOf"]!.ToJsonString());
        var rule = Tell("Test", $"""["all","child","{PersonId.New()}"]""");
        Assert.Equal(JsonNode.Parse(rule)!["then"]![0]!["to"]!.ToJsonString(), JsonNode.Parse(RuleDocument.Write(StillHome.Rule(rule)))!["then"]![0]!["to"]!.ToJsonString());
    }

    private static async Task<IEnumerable<string>> HeardAsync(RuleHome home, Caller by) =>
        (await home.Host.NoticesAsync(home.Test.Home, by)).Value.Select(notice => notice.Title.En).Reverse();
}
