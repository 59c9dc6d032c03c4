using System.Text.Json.Nodes;
using Kith.Model.Values;
using Kith.Server.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Kith.Server.Tests.Skills;

/// <summary>Skills of makers, asked over real HTTP: what they hear, what they may do, and what becomes of those that misbehave.</summary>
public sealed class SkillTests
{
    private static async Task<Answered> SayAsync(Browser browser, string home, string text, string? conversation = null)
    {
        var answer = await browser.PostAsync($"/api/v1/homes/{home}/assistant", new { text, conversation });
        Assert.True(answer.Status == 200, answer.ToString());
        return answer;
    }

    private static async Task<string> ValueAsync(Browser browser, string home, string device, string address = "light.on") =>
        (await browser.GetAsync($"/api/v1/homes/{home}/devices/{device}")).Json["values"]![address]!["v"]!.ToString();

    [Fact]
    public async Task The_sample_is_asked_in_both_languages_asks_back_and_switches_what_it_was_granted()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var kettle = await PlayedDevices.In(kith).AddAsync(kith, home, "Kettle plug", "kith-demo.bulb", values: [("light.on", Value.Of(false))]);
        // The sample's port is known when it runs, its secret when its address is kept: this one stands between.
        await using var between = await PlayedSkill.StartAsync();
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "Skill", "tea.json")))!;
        document["http"] = between.Address;
        var put = await anna.SendAsync(HttpMethod.Put, $"/api/v1/homes/{home}/skills/tea", new { skill = document, grant = new { devices = new[] { kettle } } });
        using var sample = await SampleSkill.StartAsync(put.Text("secret"));
        using var http = new HttpClient(new SocketsHttpHandler());
        var forged = false;
        between.Answer = async (context, asked) =>
        {
            var json = asked.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            using var on = new HttpRequestMessage(HttpMethod.Post, sample.Address) { Content = new StringContent(forged ? json.Replace("green", "black", StringComparison.Ordinal) : json) };
            foreach (var header in context.Request.Headers.Where(header => header.Key.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase))) on.Headers.Add(header.Key, header.Value.ToString());
            using var answer = await http.SendAsync(on);
            context.Response.StatusCode = (int)answer.StatusCode;
            await context.Response.WriteAsync(await answer.Content.ReadAsStringAsync());
        };

        var told = await SayAsync(anna, home, "how long does green tea brew?");
        Assert.Equal(("answer", "Green tea: 2 minutes at 80 degrees.", "Tea"), (told.Text("outcome"), told.Text("say"), told.Text("skill")));
        var asked = await SayAsync(anna, home, "我想喝茶");
        Assert.Equal(("ask", "什么茶？"), (asked.Text("outcome"), asked.Text("say")));
        Assert.Equal("普洱茶：100度，泡5分钟。", (await SayAsync(anna, home, "普洱", asked.Text("conversation"))).Text("say"));
        var done = await SayAsync(anna, home, "please put the kettle on");
        Assert.Equal(("done", "Water is on.", "true"), (done.Text("outcome"), done.Text("say"), await ValueAsync(anna, home, kettle)));
        Assert.Equal(("partner", "Tea", "please put the kettle on"), (done.Text("operations.0.cause.kind"), done.Text("operations.0.cause.name"), done.Text("operations.0.cause.phrase")));

        forged = true;
        Assert.Equal(("refuse", "Tea answered something that I cannot use."), ((await SayAsync(anna, home, "how long for green tea")).Text("outcome"), (await SayAsync(anna, home, "how long for green tea")).Text("say")));
    }

    [Fact]
    public async Task A_skill_hears_what_was_said_signed_and_of_the_home_what_it_was_granted()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var room = (await anna.PostAsync($"/api/v1/homes/{home}/rooms", new { name = "Study" })).Text("id");
        var played = PlayedDevices.In(kith);
        var lamp = await played.AddAsync(kith, home, "Desk lamp", room: room, values: [("light.on", Value.Of(true))]);
        var door = await played.AddAsync(kith, home, "Study door", "kith-demo.lock", room, ("lock.locked", Value.Of(true)));
        await played.AddAsync(kith, home, "Secret lamp", values: [("light.on", Value.Of(true))]);
        await using var oracle = await PlayedSkill.StartAsync("""{"say":"Perhaps."}""");
        var secret = await oracle.InstallAsync(anna, home, new { rooms = new[] { room } }, "ask the oracle about {what}", new { what = new { kind = "text" } });

        var told = await SayAsync(anna, home, "Ask the oracle about Tuesday's rain");
        Assert.Equal(("answer", "Perhaps."), (told.Text("outcome"), told.Text("say")));

        var asked = await oracle.NextAsync();
        Assert.True(PlayedSkill.IsSigned(asked, secret));
        var body = JsonNode.Parse(asked.Body)!;
        Assert.Equal(("ask", "en", "tuesdays rain", "Europe/Berlin"), ($"{body["intent"]}", $"{body["language"]}", $"{body["slots"]!["what"]!["value"]}", $"{body["timeZone"]}"));
        Assert.Equal(new[] { lamp, door }.Order(), body["devices"]!.AsArray().Select(device => $"{device!["id"]}").Order());
        Assert.DoesNotContain("lock.locked", body.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", body.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(home, body.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", body.ToJsonString(), StringComparison.Ordinal);
        Assert.Null((await anna.GetAsync($"/api/v1/homes/{home}/skills/oracle")).Json["secret"]);
    }

    [Fact]
    public async Task A_skill_does_nothing_beyond_its_grant_nor_what_touches_safety()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var played = PlayedDevices.In(kith);
        var lamp = await played.AddAsync(kith, home, "Desk lamp", values: [("light.on", Value.Of(false))]);
        var other = await played.AddAsync(kith, home, "Hall lamp", values: [("light.on", Value.Of(false))]);
        var door = await played.AddAsync(kith, home, "Front door", "kith-demo.lock", values: [("lock.locked", Value.Of(true))]);
        await using var oracle = await PlayedSkill.StartAsync();
        await oracle.InstallAsync(anna, home, new { devices = new[] { lamp, door } });
        string Set(string device, string address, string value) => $$$"""{"device":"{{{device}}}","set":{"{{{address}}}":{{{value}}}}}""";

        foreach (var act in (string[])[Set(other, "light.on", "true"), Set(door, "lock.locked", "false"), Set("no-such", "light.on", "true")])
        {
            oracle.Says($$"""{"say":"As you wish.","acts":[{{act}}]}""");
            var refused = await SayAsync(anna, home, "ask the oracle");
            Assert.Equal(("refuse", "As you wish. Oracle wanted to do something that it is not allowed here."), (refused.Text("outcome"), refused.Text("say")));
            // Nor does a yes let it.
            Assert.NotEqual("done", (await SayAsync(anna, home, "yes", refused.Text("conversation"))).Text("outcome"));
        }
        oracle.Says($$"""{"say":"As you wish.","acts":[{{Set(lamp, "light.on", "true")}},{{Set(other, "light.on", "true")}}]}""");
        Assert.Equal("done", (await SayAsync(anna, home, "ask the oracle")).Text("outcome"));
        Assert.Equal(("true", "false", "true"), (await ValueAsync(anna, home, lamp), await ValueAsync(anna, home, other), await ValueAsync(anna, home, door, "lock.locked")));

        // Of the lamp, nothing but its battery.
        await anna.SendAsync(HttpMethod.Delete, $"/api/v1/homes/{home}/skills/oracle");
        await oracle.InstallAsync(anna, home, new { devices = new[] { lamp }, services = new[] { "battery" } });
        oracle.Says($$"""{"say":"As you wish.","acts":[{{Set(lamp, "light.on", "false")}}]}""");
        Assert.Equal("refuse", (await SayAsync(anna, home, "ask the oracle")).Text("outcome"));
        Assert.Equal("true", await ValueAsync(anna, home, lamp));
    }

    [Theory]
    [InlineData("""{"say":""}""")]
    [InlineData("""{"acts":[]}""")]
    [InlineData("""{"say":"x","acts":[{"device":"desk-lamp"}]}""")]
    [InlineData("""{"say":"x","acts":[null]}""")]
    [InlineData("""{"say":"x","acts":[{"device":"../../","set":{}}]}""")]
    [InlineData("""{"say":7}""")]
    [InlineData("<html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[[[[[[[[")]
    public async Task An_answer_that_is_none_is_told_and_nothing_happens(string answer)
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        await using var oracle = await PlayedSkill.StartAsync(answer);
        await oracle.InstallAsync(anna, home);

        var told = await SayAsync(anna, home, "ask the oracle");
        Assert.Equal(("refuse", "Oracle answered something that I cannot use."), (told.Text("outcome"), told.Text("say")));
    }

    [Fact]
    public async Task A_skill_that_is_huge_leads_elsewhere_fails_or_is_gone_is_told_so()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var oracle = await PlayedSkill.StartAsync();
        await using var elsewhere = await StandIn.StartAsync();
        await oracle.InstallAsync(anna, home);

        oracle.Answer = async (context, _) =>
        {
            for (var part = 0; part < 200 && !context.RequestAborted.IsCancellationRequested; part++) await context.Response.WriteAsync(new string(' ', 16 * 1024));
        };
        Assert.Equal("Oracle answered something that I cannot use.", (await SayAsync(anna, home, "ask the oracle")).Text("say"));
        oracle.Answer = (context, _) =>
        {
            context.Response.Redirect(elsewhere.Address);
            return Task.CompletedTask;
        };
        Assert.Equal("神谕的回答无法使用。", (await SayAsync(anna, home, "问神谕")).Text("say"));
        Assert.True(elsewhere.IsQuiet);
        oracle.Answer = (context, _) =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        Assert.Equal("refuse", (await SayAsync(anna, home, "ask the oracle")).Text("outcome"));
        await oracle.DisposeAsync();
        Assert.Equal("Oracle cannot be reached.", (await SayAsync(anna, home, "ask the oracle")).Text("say"));
    }

    [Fact]
    public async Task A_skill_that_is_slow_is_not_waited_for()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (anna, home) = await kith.SetUpAsync();
        await using var oracle = await PlayedSkill.StartAsync();
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        oracle.Answer = (_, _) => end.Task;
        await oracle.InstallAsync(anna, home);

        var saying = SayAsync(anna, home, "ask the oracle");
        await oracle.NextAsync();
        time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal("Oracle took too long to answer.", (await saying).Text("say"));
        end.SetResult();
    }

    [Fact]
    public async Task What_a_skill_asks_back_is_answered_to_it_unless_it_means_something_else()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var lamp = await PlayedDevices.In(kith).AddAsync(kith, home, "Desk lamp", values: [("light.on", Value.Of(false))]);
        await using var oracle = await PlayedSkill.StartAsync();
        await oracle.InstallAsync(anna, home);
        oracle.Answer = (context, asked) => context.Response.WriteAsync(asked["state"] is { } state ? $$"""{"say":"{{state}}: {{asked["text"]}}."}""" : """{"ask":"Who are you?","state":"riddle-7"}""");

        var asked = await SayAsync(anna, home, "ask the oracle");
        Assert.Equal(("ask", "Who are you?"), (asked.Text("outcome"), asked.Text("say")));
        Assert.Equal("riddle-7: Gilgamesh the wanderer.", (await SayAsync(anna, home, "Gilgamesh the wanderer", asked.Text("conversation"))).Text("say"));
        asked = await SayAsync(anna, home, "ask the oracle");
        Assert.Equal("done", (await SayAsync(anna, home, "turn on the desk lamp", asked.Text("conversation"))).Text("outcome"));
        Assert.Equal("true", await ValueAsync(anna, home, lamp));
        Assert.Equal("refuse", (await SayAsync(anna, home, "Gilgamesh the wanderer", asked.Text("conversation"))).Text("outcome"));
    }

    [Fact]
    public async Task A_skill_is_of_its_home_alone_and_a_removed_one_hears_nothing()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var cabin = (await anna.PostAsync("/api/v1/homes", new { name = "Cabin", timeZone = "Europe/Oslo" })).Text("id");
        var (mallory, _) = await kith.AddStrangerAsync();
        var lamp = await PlayedDevices.In(kith).AddAsync(kith, cabin, "Cabin lamp", values: [("light.on", Value.Of(false))]);
        await using var oracle = await PlayedSkill.StartAsync("""{"say":"Perhaps."}""");
        await oracle.InstallAsync(anna, home);

        Assert.Equal("refuse", (await SayAsync(anna, cabin, "ask the oracle")).Text("outcome"));
        Assert.Equal("not_found", (await mallory.GetAsync($"/api/v1/homes/{home}/skills")).Code);
        var foreign = await anna.SendAsync(HttpMethod.Put, $"/api/v1/homes/{home}/skills/oracle", new { skill = new { id = "oracle", name = "Oracle", http = oracle.Address, intents = new[] { new { id = "ask", phrases = new { en = new[] { "ask the oracle" } } } } }, grant = new { devices = new[] { lamp } } });
        Assert.Equal("device.unknown", foreign.Code);
        Assert.True(oracle.IsQuiet);
        await anna.SendAsync(HttpMethod.Delete, $"/api/v1/homes/{home}/skills/oracle");
        Assert.Equal("refuse", (await SayAsync(anna, home, "ask the oracle")).Text("outcome"));
        Assert.True(oracle.IsQuiet);

        // A new address is a new secret; the same keeps it, also over a restart.
        var secret = await oracle.InstallAsync(anna, home);
        await kith.RestartAsync();
        using var again = kith.Open();
        Assert.Equal(200, (await again.SignInAsync("anna")).Status);
        await SayAsync(again, home, "ask the oracle");
        Assert.True(PlayedSkill.IsSigned(await oracle.NextAsync(), secret));
        Assert.Equal("request.invalid", (await again.SendAsync(HttpMethod.Put, $"/api/v1/homes/{home}/skills/spy", new { skill = new { id = "spy", name = "Spy", http = "http://192.168.1.1/", intents = new[] { new { id = "ask", phrases = new { en = new[] { "spy" } } } } } })).Code);
    }
}
