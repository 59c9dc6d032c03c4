using Kith.Model.Values;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Skills;

/// <summary>Phrases of a household, typed in or learned from a correction.</summary>
public sealed class PhraseTests
{
    private static async Task<Answered> SayAsync(Browser browser, string home, string text, string? conversation = null)
    {
        var answer = await browser.PostAsync($"/api/v1/homes/{home}/assistant", new { text, conversation });
        Assert.True(answer.Status == 200, answer.ToString());
        return answer;
    }

    private static Task<Answered> TeachAsync(Browser browser, string home, string id, object phrases, string[]? run = null, object? slots = null, object? say = null) =>
        browser.SendAsync(HttpMethod.Put, $"/api/v1/homes/{home}/skills/{id}", new { skill = new { id, name = id, intents = new[] { new { id = "phrase", phrases, run, slots, say } } } });

    private static async Task<string> ValueAsync(Browser browser, string home, string device, string address = "light.on") =>
        (await browser.GetAsync($"/api/v1/homes/{home}/devices/{device}")).Json["values"]![address]!["v"]!.ToString();

    [Fact]
    public async Task A_phrase_does_what_its_sentences_say_and_is_the_cause()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var played = PlayedDevices.In(kith);
        var lamp = await played.AddAsync(kith, home, "Desk lamp", "kith-demo.colour-bulb", values: [("light.on", Value.Of(true)), ("light.brightness", Value.Of(80L))]);
        var hall = await played.AddAsync(kith, home, "Hall lamp", values: [("light.on", Value.Of(true))]);
        Assert.Equal(200, (await TeachAsync(anna, home, "movie", new { en = new[] { "movie time" }, zh = new[] { "看电影啦" } }, ["dim the desk lamp to 20%", "turn off the hall lamp"])).Status);

        foreach (var text in (string[])["movie time", "Movie time!", "please, movie time now", "hey, it is movie time, thanks", "看电影啦", "麻烦看电影啦。"])
        {
            await SayAsync(anna, home, "turn on the hall lamp");
            var done = await SayAsync(anna, home, text);
            // "it is" is no courtesy: the phrase is not all that was said.
            if (text.Contains("it is", StringComparison.Ordinal))
            {
                Assert.NotEqual("done", done.Text("outcome"));
                continue;
            }
            Assert.True(done.Text("outcome") == "done", $"{text}: {done}");
            Assert.Equal((text, "movie", "phrase"), (done.Text("operations.0.cause.phrase"), done.Text("skill"), done.Text("explain.rule")));
            Assert.Equal(("20", "false"), (await ValueAsync(anna, home, lamp, "light.brightness"), await ValueAsync(anna, home, hall)));
        }
        var undone = await SayAsync(anna, home, "undo that", (await SayAsync(anna, home, "movie time")).Text("conversation"));
        Assert.Equal("done", undone.Text("outcome"));
    }

    [Fact]
    public async Task A_phrase_is_the_whole_sentence_or_nothing_and_goes_before_what_was_understood_without_it()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var played = PlayedDevices.In(kith);
        var desk = await played.AddAsync(kith, home, "Desk lamp", values: [("light.on", Value.Of(true))]);
        var hall = await played.AddAsync(kith, home, "Hall lamp", values: [("light.on", Value.Of(true))]);
        await TeachAsync(anna, home, "off", new { en = new[] { "desk lamp off", "do not disturb" } }, ["turn off the hall lamp"]);

        await SayAsync(anna, home, "desk lamp off");
        Assert.Equal(("true", "false"), (await ValueAsync(anna, home, desk), await ValueAsync(anna, home, hall)));
        await SayAsync(anna, home, "hall lamp on and desk lamp off");
        Assert.Equal(("false", "true"), (await ValueAsync(anna, home, desk), await ValueAsync(anna, home, hall)));
        Assert.Equal("done", (await SayAsync(anna, home, "do not disturb")).Text("outcome"));
        Assert.Equal("false", await ValueAsync(anna, home, hall));
        Assert.Equal(204, (await anna.SendAsync(HttpMethod.Delete, $"/api/v1/homes/{home}/skills/off")).Status);
        Assert.NotEqual("done", (await SayAsync(anna, home, "do not disturb")).Text("outcome"));
    }

    [Fact]
    public async Task A_phrase_has_slots_and_asks_for_what_is_missing()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var room = (await anna.PostAsync($"/api/v1/homes/{home}/rooms", new { name = "Study" })).Text("id");
        var lamp = await PlayedDevices.In(kith).AddAsync(kith, home, "Reading lamp", "kith-demo.colour-bulb", room, ("light.on", Value.Of(true)), ("light.brightness", Value.Of(80L)));
        var slots = new Dictionary<string, object> { ["place"] = new { kind = "room" }, ["much"] = new { kind = "number", ask = new { en = "How bright?", zh = "多亮？" } } };
        Assert.Equal(200, (await TeachAsync(anna, home, "cosy", new { en = new[] { "make {place} cosy at {much}", "make {place} cosy" }, zh = new[] { "把{place}弄温馨" } }, ["set the lights in {place} to {much} percent"], slots)).Status);

        Assert.Equal("done", (await SayAsync(anna, home, "make the study cosy at thirty five")).Text("outcome"));
        Assert.Equal("35", await ValueAsync(anna, home, lamp, "light.brightness"));
        var asked = await SayAsync(anna, home, "把study弄温馨");
        Assert.Equal(("ask", "多亮？"), (asked.Text("outcome"), asked.Text("say")));
        Assert.Equal("done", (await SayAsync(anna, home, "二十", asked.Text("conversation"))).Text("outcome"));
        Assert.Equal("20", await ValueAsync(anna, home, lamp, "light.brightness"));
        // Other words are other words, and the question is over.
        asked = await SayAsync(anna, home, "make study cosy");
        Assert.Equal("done", (await SayAsync(anna, home, "turn off the reading lamp", asked.Text("conversation"))).Text("outcome"));
        Assert.Null((await SayAsync(anna, home, "50", asked.Text("conversation"))).Json["skill"]);
    }

    [Fact]
    public async Task What_a_phrase_would_unlock_waits_for_a_yes_and_everybody_has_their_own_rights()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var door = await PlayedDevices.In(kith).AddAsync(kith, home, "Front door", "kith-demo.lock", values: [("lock.locked", Value.Of(true))]);
        var (child, _) = await kith.InviteAsync(anna, home, new { name = "Kim", role = "child" }, "kim");
        await TeachAsync(anna, home, "sesame", new { en = new[] { "open sesame" } }, ["unlock the front door"]);

        Assert.NotEqual("done", (await SayAsync(child, home, "open sesame")).Text("outcome"));
        Assert.NotEqual("confirm", (await SayAsync(child, home, "open sesame")).Text("outcome"));
        Assert.Equal("right.missing", (await TeachAsync(child, home, "mine", new { en = new[] { "hello there sesame" } }, ["unlock the front door"])).Code);
        Assert.Equal("right.missing", (await child.GetAsync($"/api/v1/homes/{home}/skills")).Code);
        var asked = await SayAsync(anna, home, "open sesame");
        Assert.Equal(("confirm", "true"), (asked.Text("outcome"), await ValueAsync(anna, home, door, "lock.locked")));
        Assert.Equal("done", (await SayAsync(anna, home, "yes", asked.Text("conversation"))).Text("outcome"));
        Assert.Equal("false", await ValueAsync(anna, home, door, "lock.locked"));
    }

    [Fact]
    public async Task All_of_a_phrase_is_done_or_nothing_and_what_it_would_do_is_told_before()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var lamp = await PlayedDevices.In(kith).AddAsync(kith, home, "Desk lamp", values: [("light.on", Value.Of(true))]);
        await TeachAsync(anna, home, "broken", new { en = new[] { "party time" } }, ["turn off the desk lamp", "spin the flux capacitor"]);
        await TeachAsync(anna, home, "polite", new { zh = new[] { "你是谁家的" } }, say: new { en = "Anna's.", zh = "安娜家的。" });

        var refused = await SayAsync(anna, home, "party time");
        Assert.Equal(("refuse", "true"), (refused.Text("outcome"), await ValueAsync(anna, home, lamp)));
        Assert.Contains("spin the flux capacitor", refused.Text("say"), StringComparison.Ordinal);
        Assert.Equal(("answer", "安娜家的。"), ((await SayAsync(anna, home, "你是谁家的")).Text("outcome"), (await SayAsync(anna, home, "你是谁家的")).Text("say")));
        var looked = await anna.PostAsync($"/api/v1/homes/{home}/assistant/explain", new { text = "party time" });
        Assert.Equal("refuse", looked.Text("outcome"));
    }

    [Fact]
    public async Task What_was_not_understood_and_then_said_right_can_be_kept_and_is_not_without_a_yes()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        var lamp = await PlayedDevices.In(kith).AddAsync(kith, home, "Desk lamp", values: [("light.on", Value.Of(true))]);
        var (guest, _) = await kith.InviteAsync(anna, home, new { name = "Gus", role = "guest" }, "gus");

        var missed = await SayAsync(anna, home, "zap the gizmo");
        Assert.Equal("refuse", missed.Text("outcome"));
        var right = await SayAsync(anna, home, "turn off the desk lamp", missed.Text("conversation"));
        Assert.Equal(("zap the gizmo", "turn off the desk lamp"), (right.Text("learn.phrase"), right.Text("learn.run.0")));
        Assert.Equal("refuse", (await SayAsync(anna, home, "zap the gizmo")).Text("outcome"));
        // Taken back and said in other words: the same.
        var wrong = await SayAsync(anna, home, "turn on the desk lamp");
        await SayAsync(anna, home, "undo that", wrong.Text("conversation"));
        Assert.Equal("turn on the desk lamp", (await SayAsync(anna, home, "desk lamp off", wrong.Text("conversation"))).Text("learn.phrase"));
        // What means nothing by itself teaches nothing; nor does a guest.
        missed = await SayAsync(anna, home, "zap the gizmo");
        await SayAsync(anna, home, "is the desk lamp on?", missed.Text("conversation"));
        Assert.Null((await SayAsync(anna, home, "turn it on", missed.Text("conversation"))).Json["learn"]);
        missed = await SayAsync(guest, home, "zap the gizmo");
        Assert.Null((await SayAsync(guest, home, "turn on the desk lamp", missed.Text("conversation"))).Json["learn"]);

        await TeachAsync(anna, home, "zap", new { en = new[] { right.Text("learn.phrase") } }, [right.Text("learn.run.0")]);
        Assert.Equal("done", (await SayAsync(anna, home, "please zap the gizmo")).Text("outcome"));
        Assert.Equal("false", await ValueAsync(anna, home, lamp));
    }

    [Fact]
    public async Task What_breaks_the_language_of_skills_is_refused_by_its_place()
    {
        await using var kith = await TestKith.StartAsync();
        var (anna, home) = await kith.SetUpAsync();
        string[] fine = ["turn off the lights"];
        async Task<string> RefusalAsync(object phrases, string[]? run = null, object? slots = null, string id = "x") =>
            await TeachAsync(anna, home, id, phrases, run ?? fine, slots) is { Status: 400 } refused ? $"{refused.Code} {refused.Json["field"]}" : "taken";

        Assert.Equal("request.invalid intents.0.phrases", await RefusalAsync(new { }));
        Assert.Equal("request.invalid intents.0.phrases", await RefusalAsync(new { en = new[] { " " } }));
        Assert.Equal("request.invalid intents.0.phrases", await RefusalAsync(new { en = new[] { new string('a', 121) } }));
        Assert.Equal("request.invalid intents.0.phrases", await RefusalAsync(new { en = new[] { "make {what}" } }));
        Assert.Equal("request.invalid intents.0.phrases", await RefusalAsync(new { en = new[] { "make {what" } }));
        Assert.Equal("request.invalid intents.0.phrases", await RefusalAsync(new { en = new[] { "{what}" } }, slots: new { what = new { kind = "text" } }));
        Assert.Equal("request.invalid intents.0.run", await RefusalAsync(new { en = new[] { "movie time" } }, ["turn off {x}"]));
        Assert.Equal("request.invalid intents.0.slots.what", await RefusalAsync(new { en = new[] { "make {what}" } }, slots: new { what = new { kind = "choice" } }));
        Assert.Equal("request.invalid skill.intents", await RefusalAsync(new { en = new[] { "yes" } }));
        Assert.Equal("request.invalid skill.intents", await RefusalAsync(new { zh = new[] { "好的" } }));
        Assert.Equal("request.invalid skill.intents", await RefusalAsync(new { en = new[] { "please, thanks" } }));
        Assert.Equal("json.malformed", (await anna.SendAsync(HttpMethod.Put, $"/api/v1/homes/{home}/skills/x", new { skill = new { id = "x", name = "x", intents = Array.Empty<object>(), more = 1 } })).Code);
        Assert.Equal("request.invalid", (await anna.SendAsync(HttpMethod.Put, $"/api/v1/homes/{home}/skills/y", new { skill = new { id = "x", name = "x", intents = Array.Empty<object>() } })).Code);
        Assert.Empty((await anna.GetAsync($"/api/v1/homes/{home}/skills")).Json["items"]!.AsArray());
        Assert.Contains("\"choice\"", (await anna.GetAsync("/api/v1/skill-schema")).Body, StringComparison.Ordinal);
    }
}
