using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Accounts;

public sealed class DeviceFlowTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_screen_shows_a_code_somebody_approves_it_and_the_screen_is_in_for_one_home()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, home) = await kith.SetUpAsync();
        await owner.PostAsync("/api/v1/homes", new { name = "Cabin", timeZone = "Europe/Oslo" });
        using var screen = kith.Open();
        var begun = await BeginAsync(screen);
        Assert.Matches("^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$", begun.Text("userCode"));
        Assert.EndsWith($"/#/panel/{begun.Text("userCode")}", begun.Text("verificationUriComplete"), StringComparison.Ordinal);
        Assert.Equal(("600", "5"), (begun.Text("expiresIn"), begun.Text("interval")));

        time.Advance(Interval);
        Assert.Equal((400, "flow.authorization_pending"), await PollAsync(screen, begun) is var waits ? (waits.Status, waits.Code) : default);
        var asked = await owner.GetAsync($"/api/v1/device-flow/asked?code={begun.Text("userCode").ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)}");
        Assert.Equal(begun.Text("userCode"), asked.Text("userCode"));
        Assert.Equal(204, (await AnswerAsync(owner, begun, home)).Status);
        time.Advance(Interval);
        var entered = await PollAsync(screen, begun);

        Assert.Equal((200, "panel", home), (entered.Status, entered.Text("kind"), entered.Text("homes.0.id")));
        Assert.Single(entered.Json["homes"]!.AsArray());
        Assert.Equal(200, (await screen.GetAsync($"/api/v1/homes/{home}/snapshot")).Status);
        Assert.Equal("flow.expired_token", (await PollAsync(kith.Open(), begun)).Code);
        var item = (await owner.GetAsync("/api/v1/sessions")).Json["items"]!.AsArray().Single(one => one!["kind"]!.ToString() == "panel")!;
        Assert.Equal(("Hall", "panel", home), (item["name"]!.ToString(), item["via"]!.ToString(), item["home"]!.ToString()));
    }

    [Fact]
    public async Task A_panel_controls_but_arranges_nothing_and_is_no_way_into_the_account()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, home) = await kith.SetUpAsync();
        var cabin = (await owner.PostAsync("/api/v1/homes", new { name = "Cabin", timeZone = "Europe/Oslo" })).Text("id");
        var lamp = await kith.AddDeviceAsync(home, "Lamp");
        var panel = await LetInAsync(kith, time, owner, home);

        Assert.Equal("offline", (await panel.SendAsync(HttpMethod.Put, $"/api/v1/homes/{home}/devices/{lamp}/properties", new Dictionary<string, object> { ["light.on"] = true })).Text("outcome.kind"));
        Assert.Equal("scope.missing", (await panel.PostAsync($"/api/v1/homes/{home}/rooms", new { name = "New" })).Code);
        Assert.Equal("scope.missing", (await panel.PostAsync($"/api/v1/homes/{home}/people", new { name = "New", role = "owner" })).Code);
        Assert.Equal("not_found", (await panel.GetAsync($"/api/v1/homes/{cabin}")).Code);
        foreach (var path in (string[])["sessions", "tokens", "account/security"]) Assert.Equal("scope.missing", (await panel.GetAsync($"/api/v1/{path}")).Code);
        Assert.Equal("scope.missing", (await panel.PostAsync("/api/v1/tokens", new { name = "x", scopes = new[] { "manage" } })).Code);
        Assert.Equal("scope.missing", (await panel.PostAsync("/api/v1/device-flow/answer", new { userCode = "BCDF-GHJK", approve = true, home, name = "x" })).Code);
    }

    [Fact]
    public async Task An_ended_panel_is_out_at_once_its_feed_included()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, home) = await kith.SetUpAsync();
        var panel = await LetInAsync(kith, time, owner, home);
        using var feed = await panel.FollowAsync(home);
        Assert.Equal("snapshot", (await feed.NextAsync())!.Name);
        var id = (await owner.GetAsync("/api/v1/sessions")).Json["items"]!.AsArray().Single(one => one!["kind"]!.ToString() == "panel")!["id"]!.ToString();

        Assert.Equal(204, (await owner.SendAsync(HttpMethod.Delete, $"/api/v1/sessions/{id}")).Status);

        Assert.Equal("auth.revoked", (await panel.GetAsync($"/api/v1/homes/{home}")).Code);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("auth.revoked", (await feed.UntilAsync(next => next.Name == "end")).Data["code"]!.ToString());
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_to_slow_down_and_who_is_refused_is_told_so()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, _) = await kith.SetUpAsync();
        using var screen = kith.Open();
        var begun = await BeginAsync(screen);

        Assert.Equal("flow.slow_down", (await PollAsync(screen, begun)).Code);
        time.Advance(Interval);
        Assert.Equal("flow.slow_down", (await PollAsync(screen, begun)).Code);
        time.Advance(3 * Interval);
        Assert.Equal("flow.authorization_pending", (await PollAsync(screen, begun)).Code);
        await owner.PostAsync("/api/v1/device-flow/answer", new { userCode = begun.Text("userCode"), approve = false });
        Assert.Equal("flow.access_denied", (await PollAsync(screen, begun)).Code);
        Assert.Equal("flow.expired_token", (await PollAsync(screen, begun)).Code);
        Assert.Null(screen.Cookie);
    }

    [Fact]
    public async Task A_code_ends_after_ten_minutes_and_an_answer_is_final()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, home) = await kith.SetUpAsync();
        using var screen = kith.Open();
        var late = await BeginAsync(screen);
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("flow.expired_token", (await AnswerAsync(owner, late, home)).Code);
        Assert.Equal("flow.expired_token", (await PollAsync(screen, late)).Code);

        var begun = await BeginAsync(screen);
        await owner.PostAsync("/api/v1/device-flow/answer", new { userCode = begun.Text("userCode"), approve = false });
        Assert.Equal("flow.expired_token", (await AnswerAsync(owner, begun, home)).Code);
    }

    [Fact]
    public async Task Nobody_lets_a_screen_into_a_home_of_others_and_guessing_codes_is_slowed()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (_, home) = await kith.SetUpAsync();
        var (mallory, _) = await kith.AddStrangerAsync();
        var begun = await BeginAsync(kith.Open());

        Assert.Equal(("request.invalid", "home"), await AnswerAsync(mallory, begun, home) is var stolen ? (stolen.Code, stolen.Text("field")) : default);
        var guesses = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => mallory.GetAsync("/api/v1/device-flow/asked?code=BBBB-BBBB")));
        Assert.Equal(10, guesses.Count(guess => guess.Code == "flow.expired_token"));
        Assert.Equal(20, guesses.Count(guess => guess.Code == "rate.limited"));
    }

    [Fact]
    public async Task One_address_begins_few_screens_a_minute()
    {
        await using var kith = await TestKith.StartAsync();
        using var screen = kith.Open();

        var begun = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => screen.PostAsync("/api/v1/device-flow")));

        Assert.Equal(10, begun.Count(answer => answer.Status == 201));
        Assert.All(begun.Where(answer => answer.Status != 201), answer => Assert.Equal((429, "rate.limited"), (answer.Status, answer.Code)));
    }

    private static async Task<Browser> LetInAsync(TestKith kith, ManualTime time, Browser owner, string home)
    {
        var screen = kith.Open();
        var begun = await BeginAsync(screen);
        Assert.Equal(204, (await AnswerAsync(owner, begun, home)).Status);
        time.Advance(Interval);
        Assert.Equal(200, (await PollAsync(screen, begun)).Status);
        return screen;
    }

    private static async Task<Answered> BeginAsync(Browser screen)
    {
        var begun = await screen.PostAsync("/api/v1/device-flow");
        Assert.True(begun.Status == 201, begun.ToString());
        return begun;
    }

    private static Task<Answered> AnswerAsync(Browser owner, Answered begun, string home) =>
        owner.PostAsync("/api/v1/device-flow/answer", new { userCode = begun.Text("userCode"), approve = true, home, name = " Hall " });

    private static Task<Answered> PollAsync(Browser screen, Answered begun) => screen.PostAsync("/api/v1/device-flow/token", new { deviceCode = begun.Text("deviceCode") });
}
