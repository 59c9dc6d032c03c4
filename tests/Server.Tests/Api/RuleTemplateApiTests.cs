using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Api;

public sealed class RuleTemplateApiTests
{
    [Fact]
    public async Task A_ready_rule_is_proposed_filled_and_saved()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        await kith.AddDeviceAsync(home, "Desk lamp");
        var templates = $"/api/v1/homes/{home}/rule-templates";

        var proposed = (await owner.GetAsync(templates)).Json["items"]!.AsArray();
        Assert.True((bool)proposed[0]!["fits"]!);
        Assert.False((bool)proposed[^1]!["fits"]!);
        var leaving = proposed.Single(template => template!["id"]!.ToString() == "last-leaves")!;
        Assert.Equal("desk-lamp/light.on", Assert.Single(leaving["inputs"]![0]!["candidates"]!.AsArray())!.ToString());

        var refused = await owner.PostAsync($"{templates}/last-leaves", new { inputs = new { off = "attic" } });
        Assert.Equal(("device.unknown", "inputs.off"), (refused.Text("code"), refused.Text("field")));
        Assert.Equal("not_found", (await owner.PostAsync($"{templates}/nothing", new { })).Text("code"));
        var filled = await owner.PostAsync($"{templates}/last-leaves", new { inputs = new { off = new[] { "desk-lamp" } }, language = "zh" });
        Assert.Equal("最后一人离家时全关", filled.Text("rule.name"));
        Assert.Empty((await owner.GetAsync($"/api/v1/homes/{home}/rules")).Json["items"]!.AsArray());
        var saved = await owner.PostAsync($"/api/v1/homes/{home}/rules", filled.Json);
        Assert.Equal("lastLeaves", saved.Text("rule.when.0.does"));
    }

    [Fact]
    public async Task Anybody_may_know_the_calendars()
    {
        await using var kith = await TestKith.StartAsync();
        var calendars = (await kith.Open().GetAsync("/api/v1/calendars")).Json.AsArray();
        Assert.Contains(calendars, calendar => calendar!["id"]!.ToString() == "cn" && calendar["name"]!["zh"]!.ToString() == "中国");
        Assert.All(calendars, calendar => Assert.NotEmpty(calendar!["source"]!.ToString()));
    }
}
