using Kith.Model.Values;
using Kith.Server.Tests.Running;
using ModelContextProtocol;

namespace Kith.Server.Tests.Mcp;

/// <summary>What an agent is not let do, whatever it tries.</summary>
public sealed class McpWallTests
{
    private static object Set(string device, string address, object value) => new { device, values = new Dictionary<string, object> { [address] = value } };

    [Fact]
    public async Task No_agent_unlocks_a_door_by_any_way_nor_confirms()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var door = await PlayedDevices.In(kith).AddAsync(kith, home, "Front door", "kith-demo.lock", values: [("lock.locked", Value.Of(true))]);
        var scene = (await anna.PostAsync($"/api/v1/homes/{home}/scenes", new { name = "Come in", steps = new[] { Set(door, "lock.locked", false) } })).Text("id");
        var (robbie, token, _) = await Visitor.ComeAsync(kith, anna, home, ["manage"]);
        await using var _ = robbie;

        Assert.Equal("confirmation.needed", await robbie.RefusalAsync("set_properties", Set(door, "lock.locked", false)));
        Assert.Equal("confirmation.needed", await robbie.RefusalAsync("call_action", new { device = scene, action = "scene.run" }));
        Assert.Equal("confirmation.needed", await robbie.RefusalAsync("run_scene", new { scene }));
        foreach (var text in (string[])["unlock the front door", "打开前门的锁", "run the scene come in", "when the front door is locked, unlock the front door"])
        {
            var said = await robbie.CallAsync("say", new { text });
            Assert.NotEqual("done", $"{said["outcome"]}");
            Assert.NotEqual("confirm", $"{said["outcome"]}");
            Assert.NotEqual("done", $"{(await robbie.CallAsync("say", new { text = "yes", conversation = $"{said["conversation"]}" }))["outcome"]}");
        }
        // Nor does it say yes for Anna, in whose conversation the home waits for one.
        var asked = await anna.PostAsync($"/api/v1/homes/{home}/assistant", new { text = "unlock the front door" });
        Assert.Equal("confirm", asked.Text("outcome"));
        Assert.NotEqual("done", $"{(await robbie.CallAsync("say", new { text = "yes", conversation = asked.Text("conversation") }))["outcome"]}");
        // The same token opens no other door, where a header would confirm.
        using var script = kith.Open();
        script.Token = token;
        var elsewhere = await script.SendAsync(HttpMethod.Put, $"/api/v1/homes/{home}/devices/{door}/properties", new Dictionary<string, object> { ["lock.locked"] = false }, request => request.Headers.Add("X-Kith-Confirm", "1"));
        Assert.Equal("scope.missing", elsewhere.Code);
        Assert.Equal("scope.missing", (await script.PostAsync("/api/v1/tokens", new { name = "wider", scopes = new[] { "manage" } })).Code);
        Assert.Equal("scope.missing", (await script.GetAsync("/api/v1/homes")).Code);

        Assert.Equal("true", (await anna.GetAsync($"/api/v1/homes/{home}/devices/{door}")).Json["values"]!["lock.locked"]!["v"]!.ToString());
    }

    [Fact]
    public async Task A_token_that_may_only_see_finds_nothing_to_command_with_and_is_refused()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var lamp = await PlayedDevices.In(kith).AddAsync(kith, home, "Desk lamp", values: [("light.on", Value.Of(false))]);
        var (robbie, _, _) = await Visitor.ComeAsync(kith, anna, home, ["read"]);
        await using var _ = robbie;

        Assert.Equal(["describe_home", "read_state", "describe_device", "history", "activity", "list_rules", "explain_rule"], await robbie.ToolsAsync());
        Assert.Equal("scope.missing", await robbie.RefusalAsync("set_properties", Set(lamp, "light.on", true)));
        Assert.Equal("scope.missing", await robbie.RefusalAsync("say", new { text = "turn on the desk lamp" }));
        Assert.Equal("false", (await robbie.CallAsync("read_state"))["devices"]![0]!["values"]!["light.on"]!.ToString());
    }

    [Fact]
    public async Task An_agent_of_another_home_is_not_let_in()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var cabin = (await anna.PostAsync("/api/v1/homes", new { name = "Cabin", timeZone = "Europe/Oslo" })).Text("id");
        var lamp = await PlayedDevices.In(kith).AddAsync(kith, cabin, "Cabin lamp", values: [("light.on", Value.Of(false))]);
        var (robbie, token, _) = await Visitor.ComeAsync(kith, anna, home, ["manage"]);
        await using var _ = robbie;

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => Visitor.ConnectAsync(kith, cabin, token));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal("device.unknown", await robbie.RefusalAsync("describe_device", new { device = lamp }));
        Assert.Empty((await robbie.CallAsync("read_state", new { room = cabin }))["devices"]!.AsArray());
        Assert.DoesNotContain("Cabin", (await robbie.CallAsync("describe_home")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_token_is_out_with_its_next_word()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var (robbie, _, id) = await Visitor.ComeAsync(kith, anna, home, ["control"]);
        await using var _ = robbie;
        await robbie.CallAsync("describe_home");

        Assert.Equal(204, (await anna.SendAsync(HttpMethod.Delete, $"/api/v1/tokens/{id}")).Status);

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => robbie.CallAsync("describe_home"));
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Inputs_that_do_not_fit_are_refused_by_name_and_change_nothing()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var lamp = await PlayedDevices.In(kith).AddAsync(kith, home, "Desk lamp", "kith-demo.colour-bulb", values: [("light.on", Value.Of(false)), ("light.brightness", Value.Of(80L))]);
        var (robbie, _, _) = await Visitor.ComeAsync(kith, anna, home, ["control"]);
        await using var _ = robbie;

        (string Code, string Tool, object Given)[] hostile =
        [
            ("request.invalid", "describe_device", new { }),
            ("request.invalid", "describe_device", new { device = 7 }),
            ("request.invalid", "describe_device", new { device = new string('a', 65) }),
            ("request.invalid", "describe_device", new { device = lamp, home = "another" }),
            ("device.unknown", "describe_device", new { device = "../../etc/passwd" }),
            ("device.unknown", "describe_device", new { device = "' OR 1=1 --" }),
            ("request.invalid", "set_properties", new { device = lamp, values = new[] { 1 } }),
            ("request.invalid", "set_properties", new { device = lamp, values = new { light = new { on = true } } }),
            ("request.invalid", "set_properties", new { device = lamp, values = Enumerable.Range(0, 33).ToDictionary(number => $"light.p{number}", number => number) }),
            ("request.invalid", "set_properties", new { device = lamp, values = new { } }),
            ("property.unknown", "set_properties", Set(lamp, "light.nothing", true)),
            ("value.out_of_range", "set_properties", Set(lamp, "light.brightness", 101)),
            ("value.wrong_type", "set_properties", Set(lamp, "light.on", "'; DROP TABLE device; --")),
            ("action.unknown", "call_action", new { device = lamp, action = "light.explode" }),
            ("action.arguments", "call_action", new { device = lamp, action = "light.toggle", arguments = new { x = 1 } }),
            ("action.unknown", "run_scene", new { scene = lamp }),
            ("request.invalid", "history", new { device = lamp, property = "light.brightness", points = 1_000_000 }),
            ("request.invalid", "history", new { device = lamp, property = "light.brightness", from = "yesterday" }),
            ("request.invalid", "history", new { device = lamp, property = "light.brightness", from = "2026-01-02T00:00:00Z", to = "2026-01-01T00:00:00Z" }),
            ("request.invalid", "activity", new { limit = -1 }),
            ("not_found", "explain_rule", new { rule = "no such rule" }),
            ("request.invalid", "say", new { text = new string('关', 501) }),
            ("request.invalid", "say", new { text = " " }),
            ("request.invalid", "say", new { text = "hello", pin = "2580" }),
        ];
        foreach (var (code, tool, given) in hostile) Assert.Equal((code, tool), (await robbie.RefusalAsync(tool, given), tool));
        await Assert.ThrowsAsync<McpProtocolException>(() => robbie.CallAsync("delete_home"));

        Assert.Equal("""{"light.on":false,"light.brightness":80}""", (await robbie.CallAsync("read_state"))["devices"]![0]!["values"]!.ToJsonString());
    }

    [Fact]
    public async Task What_is_no_message_is_refused_and_too_many_wait()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var (script, _) = await kith.TokenAsync(anna, ["read"]);
        var path = $"/api/v1/homes/{home}/mcp";

        Assert.Equal("json.malformed", (await script.PostAsync(path, "not json")).Code);
        Assert.Equal("json.malformed", (await script.PostAsync(path, "[]")).Code);
        Assert.Equal("json.malformed", (await script.PostAsync(path, "null")).Code);
        Assert.Equal(405, (await script.GetAsync(path)).Status);
        Assert.Equal(202, (await script.PostAsync(path, new { jsonrpc = "2.0", method = "notifications/initialized" })).Status);
        var others = 0;
        while ((await script.PostAsync(path, "null")).Code != "rate.limited") Assert.InRange(++others, 0, 150);
        // Whoever is busy is in nobody else's way.
        var (robbie, _, _) = await Visitor.ComeAsync(kith, anna, home, ["read"]);
        await using var _ = robbie;
        Assert.NotEmpty(await robbie.ToolsAsync());
    }
}
