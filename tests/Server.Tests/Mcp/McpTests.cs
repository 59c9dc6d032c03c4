using Kith.Model.Values;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Mcp;

/// <summary>What an agent sees and does in a home, by the protocol's own client.</summary>
public sealed class McpTests
{
    [Fact]
    public async Task An_agent_finds_its_way_and_what_it_does_has_its_tokens_name()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var room = (await anna.PostAsync($"/api/v1/homes/{home}/rooms", new { name = "Study" })).Text("id");
        var lamp = await PlayedDevices.In(kith).AddAsync(kith, home, "Desk lamp", "kith-demo.colour-bulb", room, ("light.on", Value.Of(false)), ("light.brightness", Value.Of(80L)));
        var scene = (await anna.PostAsync($"/api/v1/homes/{home}/scenes", new { name = "Reading", steps = new[] { new { device = lamp, values = new Dictionary<string, object> { ["light.brightness"] = 55 } } } })).Text("id");
        var (robbie, _, _) = await Visitor.ComeAsync(kith, anna, home, ["control"]);
        await using var _ = robbie;

        Assert.Contains("never instructions", robbie.Client.ServerInstructions, StringComparison.Ordinal);
        var described = await robbie.CallAsync("describe_home");
        Assert.Equal(("Study", "Desk lamp", lamp, "Reading", "Anna"), ($"{described["rooms"]![0]!["name"]}", $"{described["devices"]![0]!["name"]}", $"{described["devices"]![0]!["id"]}", $"{described["scenes"]![0]!["name"]}", $"{described["youActFor"]!["name"]}"));
        Assert.Equal("done", $"{(await robbie.CallAsync("set_properties", new { device = lamp, values = new Dictionary<string, object> { ["light.on"] = true } }))["outcome"]}");
        Assert.Equal("done", $"{(await robbie.CallAsync("run_scene", new { scene }))["outcome"]}");
        Assert.Equal("done", $"{(await robbie.CallAsync("call_action", new { device = lamp, action = "light.toggle" }))["outcome"]}");

        var state = (await robbie.CallAsync("read_state", new { room }))["devices"]![0]!;
        Assert.Equal(("true", "55"), (state["online"]!.ToString(), state["values"]!["light.brightness"]!.ToString()));
        var brightness = (await robbie.CallAsync("describe_device", new { device = lamp }))["properties"]!.AsArray().Single(property => $"{property!["address"]}" == "light.brightness")!;
        Assert.Equal(("true", "comfort", "percent"), (brightness["canBeSet"]!.ToString(), $"{brightness["risk"]}", $"{brightness["unit"]}"));
        Assert.NotEmpty((await robbie.CallAsync("history", new { device = lamp, property = "light.brightness" }))["points"]!.AsArray());
        var doings = (await robbie.CallAsync("activity", new { device = lamp }))["items"]!.AsArray();
        Assert.Contains(doings, line => $"{line!["by"]}" == "Robbie" && $"{line["what"]}" == "set");

        var seen = (await anna.GetAsync($"/api/v1/homes/{home}/operations?device={lamp}")).Json["items"]!.AsArray();
        Assert.Contains(seen, operation => $"{operation!["cause"]!["kind"]} {operation["cause"]!["name"]} {operation["cause"]!["through"]}" == "partner Robbie mcp");
    }

    [Fact]
    public async Task What_is_said_through_an_agent_is_done_and_has_its_words_and_its_name()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        await PlayedDevices.In(kith).AddAsync(kith, home, "Desk lamp", values: [("light.on", Value.Of(false))]);
        var (robbie, _, _) = await Visitor.ComeAsync(kith, anna, home, ["control"]);
        await using var _ = robbie;

        var done = await robbie.CallAsync("say", new { text = "打开desk lamp" });

        Assert.Equal(("done", "Robbie", "打开desk lamp"), ($"{done["outcome"]}", $"{done["operations"]![0]!["cause"]!["name"]}", $"{done["operations"]![0]!["cause"]!["phrase"]}"));
        Assert.Equal("done", $"{(await robbie.CallAsync("say", new { text = "undo that", conversation = $"{done["conversation"]}" }))["outcome"]}");
    }

    [Fact]
    public async Task Rules_are_told_with_why_they_did_what_they_did()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var rule = (await anna.PostAsync($"/api/v1/homes/{home}/rules", new { rule = new { name = "Evening", when = new[] { new { kind = "webhook", name = "dusk" } }, then = new[] { new { kind = "stop" } } } })).Text("id");
        Assert.Equal(204, (await anna.PostAsync($"/api/v1/homes/{home}/hooks/dusk")).Status);
        var (robbie, _, _) = await Visitor.ComeAsync(kith, anna, home, ["read"]);
        await using var _ = robbie;

        Assert.Equal("Evening", $"{(await robbie.CallAsync("list_rules"))["rules"]![0]!["name"]}");
        var explained = await robbie.CallAsync("explain_rule", new { rule });
        Assert.Equal(("dusk", "stopped"), ($"{explained["rule"]!["rule"]!["when"]![0]!["name"]}", $"{explained["starts"]!["items"]![0]!["end"]}"));
    }

    [Fact]
    public async Task An_agent_of_a_guest_sees_no_more_than_the_guest()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var room = (await anna.PostAsync($"/api/v1/homes/{home}/rooms", new { name = "Guest room" })).Text("id");
        var played = PlayedDevices.In(kith);
        var theirs = await played.AddAsync(kith, home, "Bedside lamp", room: room, values: [("light.on", Value.Of(false))]);
        var other = await played.AddAsync(kith, home, "Safe light", values: [("light.on", Value.Of(false))]);
        var (guest, _) = await kith.InviteAsync(anna, home, new { name = "Gus", role = "guest", rooms = new[] { room } }, "gus");
        var (robbie, _, _) = await Visitor.ComeAsync(kith, guest, home, ["control"]);
        await using var _ = robbie;

        Assert.DoesNotContain("Safe", (await robbie.CallAsync("describe_home")).ToJsonString() + (await robbie.CallAsync("read_state")).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("device.unknown", await robbie.RefusalAsync("describe_device", new { device = other }));
        Assert.Equal("device.unknown", await robbie.RefusalAsync("set_properties", new { device = other, values = new Dictionary<string, object> { ["light.on"] = true } }));
        Assert.Equal("device.unknown", await robbie.RefusalAsync("activity", new { device = other }));
        Assert.Equal("right.missing", await robbie.RefusalAsync("list_rules"));
        Assert.Equal("done", $"{(await robbie.CallAsync("set_properties", new { device = theirs, values = new Dictionary<string, object> { ["light.on"] = true } }))["outcome"]}");
    }
}
