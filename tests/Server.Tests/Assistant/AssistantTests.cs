using Kith.Model.Values;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Assistant;

/// <summary>Words come in by the API, and a home does what they mean as the person who said them.</summary>
public sealed class AssistantTests
{
    private static Task<Answered> SayAsync(Browser browser, string home, string text, string? conversation = null, string? pin = null) =>
        browser.PostAsync($"/api/v1/homes/{home}/assistant", new { text, conversation, pin });

    private static async Task<string> ValueAsync(Browser browser, string home, string device, string address) =>
        (await browser.GetAsync($"/api/v1/homes/{home}/devices/{device}")).Json["values"]![address]!["v"]!.ToString();

    [Theory]
    [InlineData("turn on the desk lamp", "light.on", "true")]
    [InlineData("把desk lamp打开", "light.on", "true")]
    [InlineData("set the desk lamp to 35 percent", "light.brightness", "35")]
    [InlineData("desk lamp亮度调到百分之三十五", "light.brightness", "35")]
    public async Task What_is_said_is_done_with_the_words_as_its_cause(string text, string address, string value)
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var lamp = await PlayedDevices.In(kith).AddAsync(kith, home, "Desk lamp", "kith-demo.colour-bulb", values: [("light.on", Value.Of(false)), ("light.brightness", Value.Of(80L))]);

        var answer = await SayAsync(browser, home, text);

        Assert.Equal(("done", "true"), (answer.Text("outcome"), answer.Text("undo")));
        Assert.Equal(value, await ValueAsync(browser, home, lamp, address));
        Assert.Equal(("voice", text, "Anna"), (answer.Text("operations.0.cause.kind"), answer.Text("operations.0.cause.phrase"), answer.Text("operations.0.cause.name")));
        Assert.NotEmpty(answer.Json["explain"]!["spans"]!.AsArray());
    }

    [Fact]
    public async Task What_was_done_is_taken_back_by_a_word()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var lamp = await PlayedDevices.In(kith).AddAsync(kith, home, "Desk lamp", "kith-demo.colour-bulb", values: [("light.on", Value.Of(true)), ("light.brightness", Value.Of(80L))]);

        var done = await SayAsync(browser, home, "dim the desk lamp to 10%");
        Assert.Equal("10", await ValueAsync(browser, home, lamp, "light.brightness"));
        var undone = await SayAsync(browser, home, "undo that", done.Text("conversation"));

        Assert.Equal(("done", "undo"), (undone.Text("outcome"), undone.Text("acts.0.act")));
        Assert.Equal("80", await ValueAsync(browser, home, lamp, "light.brightness"));
        Assert.Equal("refuse", (await SayAsync(browser, home, "undo that", done.Text("conversation"))).Text("outcome"));
    }

    [Fact]
    public async Task Which_one_is_asked_and_the_answer_finishes_the_command()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var played = PlayedDevices.In(kith);
        var left = await played.AddAsync(kith, home, "Left lamp", values: [("light.on", Value.Of(false))]);
        var right = await played.AddAsync(kith, home, "Right lamp", values: [("light.on", Value.Of(false))]);

        var asked = await SayAsync(browser, home, "turn on the lamp");
        Assert.Equal("ask", asked.Text("outcome"));
        Assert.Equal(new[] { left, right }.Order(), asked.Json["about"]!.AsArray().Select(id => id!.ToString()).Order());
        var done = await SayAsync(browser, home, "the left one", asked.Text("conversation"));

        Assert.Equal("done", done.Text("outcome"));
        Assert.Equal(("true", "false"), (await ValueAsync(browser, home, left, "light.on"), await ValueAsync(browser, home, right, "light.on")));
    }

    [Fact]
    public async Task A_lock_opens_after_a_yes_and_where_one_is_wanted_with_the_PIN()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var door = await PlayedDevices.In(kith).AddAsync(kith, home, "Front door", "kith-demo.lock", values: [("lock.locked", Value.Of(false))]);

        // To lock guards, and is done at once.
        Assert.Equal("done", (await SayAsync(browser, home, "lock the front door")).Text("outcome"));
        Assert.Equal("true", await ValueAsync(browser, home, door, "lock.locked"));
        var asked = await SayAsync(browser, home, "unlock the front door");
        Assert.Equal(("confirm", "true"), (asked.Text("outcome"), await ValueAsync(browser, home, door, "lock.locked")));
        Assert.Equal("cancel", (await SayAsync(browser, home, "no", asked.Text("conversation"))).Text("outcome"));

        Assert.True((await browser.SendAsync(HttpMethod.Put, "/api/v1/account/pin", new { password = TestKith.Password, pin = "2580", always = true })).Status < 300);
        asked = await SayAsync(browser, home, "unlock the front door");
        Assert.Equal(("confirm", "pin"), (asked.Text("outcome"), asked.Text("needs")));
        var bare = await SayAsync(browser, home, "yes", asked.Text("conversation"));
        Assert.Equal(("confirm", "pin"), (bare.Text("outcome"), bare.Text("needs")));
        Assert.Equal("pin.wrong", (await SayAsync(browser, home, "yes", asked.Text("conversation"), "9999")).Code);
        Assert.Equal("true", await ValueAsync(browser, home, door, "lock.locked"));
        Assert.Equal("done", (await SayAsync(browser, home, "yes", asked.Text("conversation"), "2580")).Text("outcome"));
        Assert.Equal("false", await ValueAsync(browser, home, door, "lock.locked"));
    }

    [Fact]
    public async Task A_device_that_is_not_there_is_told_and_the_others_do_it()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var desk = await PlayedDevices.In(kith).AddAsync(kith, home, "Desk lamp", values: [("light.on", Value.Of(false))]);
        await kith.AddDeviceAsync(home, "Hall lamp");

        var alone = await SayAsync(browser, home, "turn on the hall lamp");
        var both = await SayAsync(browser, home, "turn on the hall lamp and the desk lamp");

        Assert.Equal(("refuse", "Hall lamp is not connected."), (alone.Text("outcome"), alone.Text("say")));
        Assert.Equal(("done", "Hall lamp is not connected. The rest is done."), (both.Text("outcome"), both.Text("say")));
        Assert.Equal("true", await ValueAsync(browser, home, desk, "light.on"));
    }

    [Fact]
    public async Task A_question_is_answered_out_of_the_home_and_its_past()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        await PlayedDevices.In(kith).AddAsync(kith, home, "Desk lamp", values: [("light.on", Value.Of(false))]);

        Assert.Equal(("answer", "No, Desk lamp is off."), (await SayAsync(browser, home, "is the desk lamp on?")) is var now ? (now.Text("outcome"), now.Text("say")) : default);
        await SayAsync(browser, home, "turn on the desk lamp");
        Assert.Contains("said “turn on the desk lamp”", (await SayAsync(browser, home, "why is the desk lamp on?")).Text("say"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_held_to_one_room_reaches_nothing_beyond_it()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        var played = PlayedDevices.In(kith);
        var room = (await owner.PostAsync($"/api/v1/homes/{home}/rooms", new { name = "Guest room" })).Text("id");
        var theirs = await played.AddAsync(kith, home, "Night light", room: room, values: [("light.on", Value.Of(true))]);
        var other = await played.AddAsync(kith, home, "Treasury lamp", values: [("light.on", Value.Of(true))]);
        var (guest, _) = await kith.InviteAsync(owner, home, new { name = "Gus", role = "guest", rooms = new[] { room } }, "gus");

        var all = await SayAsync(guest, home, "turn off all the lights");
        var named = await SayAsync(guest, home, "turn off the treasury lamp");

        Assert.Equal("done", all.Text("outcome"));
        Assert.DoesNotContain("Treasury", all.Body, StringComparison.Ordinal);
        Assert.NotEqual("done", named.Text("outcome"));
        Assert.DoesNotContain(other, named.Body, StringComparison.Ordinal);
        Assert.Equal(("false", "true"), (await ValueAsync(owner, home, theirs, "light.on"), await ValueAsync(owner, home, other, "light.on")));
    }

    [Fact]
    public async Task A_device_is_known_by_its_new_name_with_the_next_sentence()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var lamp = await PlayedDevices.In(kith).AddAsync(kith, home, "Desk lamp", values: [("light.on", Value.Of(false))]);
        Assert.Equal("done", (await SayAsync(browser, home, "turn on the desk lamp")).Text("outcome"));

        await browser.SendAsync(HttpMethod.Patch, $"/api/v1/homes/{home}/devices/{lamp}", new { name = "Pelican" });

        Assert.Equal("done", (await SayAsync(browser, home, "turn off pelican")).Text("outcome"));
        Assert.Equal("false", await ValueAsync(browser, home, lamp, "light.on"));
        Assert.Equal("request.invalid", (await SayAsync(browser, home, " ")).Code);
    }
}
