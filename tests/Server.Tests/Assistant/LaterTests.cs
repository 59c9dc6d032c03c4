using Kith.Model.Ids;
using Kith.Model.Values;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Assistant;

/// <summary>What is said for later, kept, or told to everybody.</summary>
public sealed class LaterTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private static async Task<Answered> SayAsync(Browser browser, string home, string text, string? conversation = null)
    {
        var answer = await browser.PostAsync($"/api/v1/homes/{home}/assistant", new { text, conversation });
        Assert.True(answer.Status == 200, answer.ToString());
        return answer;
    }

    private static async Task<string> ValueAsync(Browser browser, string home, string device) =>
        (await browser.GetAsync($"/api/v1/homes/{home}/devices/{device}")).Json["values"]!["light.on"]!["v"]!.ToString();

    [Fact]
    public async Task A_command_for_later_is_done_then_also_after_a_restart_and_leaves_nothing_behind()
    {
        var time = new ManualTime(Morning);
        await using var kith = await TestKith.StartAsync(time);
        var (browser, home) = await kith.SetUpAsync();
        var lamp = await PlayedDevices.In(kith).AddAsync(kith, home, "Desk lamp", values: [("light.on", Value.Of(true))]);

        Assert.Equal("done", (await SayAsync(browser, home, "turn off the desk lamp in ten minutes")).Text("outcome"));
        Assert.Equal("true", await ValueAsync(browser, home, lamp));
        Assert.Equal("turn off the desk lamp in ten minutes", (await browser.GetAsync($"/api/v1/homes/{home}/rules")).Text("items.0.rule.name"));
        var cookie = browser.Cookie!;
        await kith.RestartAsync();
        PlayedDevices.In(kith);
        using var again = kith.Open();
        again.UseCookie(cookie);
        kith.Homes.Presence(HomeId.Parse(home), DeviceId.Parse(lamp), true);

        time.Advance(TimeSpan.FromMinutes(11));

        // What comes back after a start is held for a moment, and looks at the clock again then.
        await kith.UntilAsync(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return await ValueAsync(again, home, lamp) == "false";
        });
        await kith.UntilAsync(async () => (await again.GetAsync($"/api/v1/homes/{home}/rules")).Json["items"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task What_is_done_for_a_while_is_taken_back_after_it()
    {
        var time = new ManualTime(Morning);
        await using var kith = await TestKith.StartAsync(time);
        var (browser, home) = await kith.SetUpAsync();
        var lamp = await PlayedDevices.In(kith).AddAsync(kith, home, "Desk lamp", values: [("light.on", Value.Of(false))]);

        Assert.Equal("done", (await SayAsync(browser, home, "turn on the desk lamp for 20 minutes")).Text("outcome"));
        Assert.Equal("true", await ValueAsync(browser, home, lamp));
        time.Advance(TimeSpan.FromMinutes(21));

        await kith.UntilAsync(async () => await ValueAsync(browser, home, lamp) == "false");
    }

    [Fact]
    public async Task A_timer_runs_stands_still_goes_on_and_tells_only_who_set_it()
    {
        var time = new ManualTime(Morning);
        await using var kith = await TestKith.StartAsync(time);
        var (browser, home) = await kith.SetUpAsync();
        var (other, _) = await kith.InviteAsync(browser, home, new { name = "Bo", role = "adult" }, "bo");

        var talk = (await SayAsync(browser, home, "set a pizza timer for 12 minutes")).Text("conversation");
        await SayAsync(browser, home, "pause the pizza timer", talk);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Contains("12", (await SayAsync(browser, home, "how much time is left on the pizza timer?")).Text("say"), StringComparison.Ordinal);
        await SayAsync(browser, home, "resume the pizza timer");
        Assert.Empty((await other.GetAsync($"/api/v1/homes/{home}/rules")).Json["items"]!.AsArray());
        time.Advance(TimeSpan.FromMinutes(13));

        await kith.UntilAsync(async () => (await browser.GetAsync($"/api/v1/homes/{home}/notices")).Body.Contains("pizza timer", StringComparison.Ordinal));
        Assert.DoesNotContain("pizza", (await other.GetAsync($"/api/v1/homes/{home}/notices")).Body, StringComparison.Ordinal);
        Assert.Equal("refuse", (await SayAsync(browser, home, "cancel the pizza timer")).Text("outcome"));
    }

    [Fact]
    public async Task A_reminder_comes_and_can_be_taken_back()
    {
        var time = new ManualTime(Morning);
        await using var kith = await TestKith.StartAsync(time);
        var (browser, home) = await kith.SetUpAsync();

        var first = await SayAsync(browser, home, "remind me to water the plants in one hour");
        Assert.Equal("true", first.Text("undo"));
        Assert.Equal("done", (await SayAsync(browser, home, "undo that", first.Text("conversation"))).Text("outcome"));
        await SayAsync(browser, home, "十分钟后提醒我关火");
        Assert.Equal("done", (await SayAsync(browser, home, "取消定时")).Text("outcome"));
        await SayAsync(browser, home, "remind me to feed the cat in two hours");
        time.Advance(TimeSpan.FromHours(3));

        await kith.UntilAsync(async () => (await browser.GetAsync($"/api/v1/homes/{home}/notices")).Body.Contains("feed the cat", StringComparison.Ordinal));
        Assert.DoesNotContain("关火", (await browser.GetAsync($"/api/v1/homes/{home}/notices")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("water the plants", (await browser.GetAsync($"/api/v1/homes/{home}/notices")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_becomes_a_rule_after_a_yes()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var played = PlayedDevices.In(kith);
        var lamp = await played.AddAsync(kith, home, "Desk lamp", values: [("light.on", Value.Of(false))]);
        var window = await played.AddAsync(kith, home, "Cellar window", "kith-demo.magnet-sensor", values: [("magnet-sensor.open", Value.Of(false))]);

        var asked = await SayAsync(browser, home, "when the cellar window opens turn on the desk lamp");
        Assert.Equal("confirm", asked.Text("outcome"));
        Assert.Equal("done", (await SayAsync(browser, home, "yes", asked.Text("conversation"))).Text("outcome"));
        kith.Homes.Report(HomeId.Parse(home), DeviceId.Parse(window), [new("magnet-sensor.open", Value.Of(true))]);

        await kith.UntilAsync(async () => await ValueAsync(browser, home, lamp) == "true");
        Assert.Single((await browser.GetAsync($"/api/v1/homes/{home}/rules")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task The_shopping_list_is_the_homes_and_outlives_a_restart()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();

        await SayAsync(browser, home, "add milk and bread to the shopping list");
        await SayAsync(browser, home, "把鸡蛋加到购物清单");
        await SayAsync(browser, home, "remove bread from the shopping list");
        var cookie = browser.Cookie!;
        await kith.RestartAsync();
        using var again = kith.Open();
        again.UseCookie(cookie);
        var list = (await SayAsync(again, home, "what is on the shopping list?")).Text("say");

        Assert.Contains("milk", list, StringComparison.Ordinal);
        Assert.Contains("鸡蛋", list, StringComparison.Ordinal);
        Assert.DoesNotContain("bread", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_for_everybody_reaches_everybody_and_what_was_said_is_ones_own_to_forget()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var (other, _) = await kith.InviteAsync(browser, home, new { name = "Bo", role = "child" }, "bo");

        await SayAsync(browser, home, "tell everyone dinner is ready");

        Assert.Contains("dinner is ready", (await other.GetAsync($"/api/v1/homes/{home}/notices")).Body, StringComparison.Ordinal);
        string Path() => $"/api/v1/homes/{home}/assistant/transcripts";
        Assert.Equal(("tell everyone dinner is ready", "done"), (await browser.GetAsync(Path())) is var mine ? (mine.Text("items.0.text"), mine.Text("items.0.outcome")) : default);
        Assert.Empty((await other.GetAsync(Path())).Json["items"]!.AsArray());
        Assert.Equal(204, (await browser.SendAsync(HttpMethod.Delete, Path())).Status);
        Assert.Empty((await browser.GetAsync(Path())).Json["items"]!.AsArray());
    }
}
