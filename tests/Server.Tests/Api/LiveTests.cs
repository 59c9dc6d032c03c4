using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Api;

public sealed class LiveTests
{
    private static Task<Answered> AddRoomAsync(Browser browser, string home, string name) =>
        browser.PostAsync($"/api/v1/homes/{home}/rooms", new { name });

    private static bool HasRoom(FeedEvent happening, string name) =>
        happening.Data["rooms"]?.AsArray().Any(room => room!["name"]!.ToString() == name) ?? false;

    [Fact]
    public async Task A_feed_begins_with_the_home_whole_and_goes_on_in_order()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        using var feed = await browser.FollowAsync(home);

        var snapshot = await feed.NextAsync();
        foreach (var name in (string[])["One", "Two", "Three"]) await AddRoomAsync(browser, home, name);
        var changes = new[] { await feed.NextAsync(), await feed.NextAsync(), await feed.NextAsync() };

        Assert.Equal((200, "text/event-stream"), (feed.Status, feed.ContentType));
        Assert.Equal(("snapshot", snapshot!.Data["sequence"]!.GetValue<long>()), (snapshot.Name, snapshot.Id));
        Assert.All(changes, change => Assert.Equal("changes", change!.Name));
        Assert.True(HasRoom(changes[0]!, "One") && HasRoom(changes[1]!, "Two") && HasRoom(changes[2]!, "Three"));
        Assert.True(snapshot.Id < changes[0]!.Id && changes[0]!.Id < changes[1]!.Id && changes[1]!.Id < changes[2]!.Id);
    }

    [Fact]
    public async Task A_feed_that_broke_is_resumed_without_a_gap()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        long seen;
        using (var first = await browser.FollowAsync(home))
        {
            await first.NextAsync();
            await AddRoomAsync(browser, home, "Seen");
            seen = (await first.NextAsync())!.Id!.Value;
        }
        await AddRoomAsync(browser, home, "Missed");

        using var second = await browser.FollowAsync(home, lastEventId: seen);
        var next = await second.NextAsync();

        Assert.Equal("changes", next!.Name);
        Assert.True(HasRoom(next, "Missed"));
        Assert.Contains(": resumed", second.Comments);
    }

    [Fact]
    public async Task After_a_restart_of_the_server_a_page_goes_on_from_where_it_was()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        using var before = await browser.FollowAsync(home);
        var seen = (await before.NextAsync())!.Id!.Value;
        var cookie = browser.Cookie!;

        await kith.RestartAsync();
        Assert.Null(await before.NextAsync());
        using var again = kith.Open();
        again.UseCookie(cookie);
        using var after = await again.FollowAsync(home, lastEventId: seen);
        await AddRoomAsync(again, home, "New");
        var next = await after.NextAsync();

        Assert.Equal("changes", next!.Name);
        Assert.True(HasRoom(next, "New"));
    }

    [Fact]
    public async Task A_point_that_is_gone_or_never_was_gets_the_home_whole()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        await AddRoomAsync(browser, home, "Old");
        var cookie = browser.Cookie!;
        await kith.RestartAsync();
        using var again = kith.Open();
        again.UseCookie(cookie);

        using var tooOld = await again.FollowAsync(home, lastEventId: 1);
        using var future = await again.FollowAsync(home, lastEventId: 1_000_000);

        Assert.Equal("snapshot", (await tooOld.NextAsync())!.Name);
        Assert.Equal("snapshot", (await future.NextAsync())!.Name);
    }

    [Fact]
    public async Task Sign_out_ends_the_feed()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        using var feed = await browser.FollowAsync(home);
        await feed.NextAsync();

        await browser.SendAsync(HttpMethod.Delete, "/api/v1/session");

        var end = await feed.NextAsync();
        Assert.Equal(("end", "auth.revoked"), (end!.Name, end.Data["code"]!.ToString()));
    }

    [Fact]
    public async Task A_silent_feed_says_that_it_is_alive()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (browser, home) = await kith.SetUpAsync();
        using var feed = await browser.FollowAsync(home);
        await feed.NextAsync();

        var comment = feed.NextCommentAsync();
        while (!comment.IsCompleted)
        {
            // Each step is answered by a request of our own, so that the feed's turn is not overtaken by the clock.
            time.Advance(TimeSpan.FromSeconds(2));
            await browser.GetAsync("/health");
        }

        Assert.Equal(": keep-alive", await comment);
    }

    [Fact]
    public async Task A_child_is_told_of_its_own_room_only()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        await AddRoomAsync(owner, home, "Nursery");
        await AddRoomAsync(owner, home, "Office");
        var lamp = await kith.AddDeviceAsync(home, "Night light");
        var safe = await kith.AddDeviceAsync(home, "Safe lamp");
        await owner.SendAsync(HttpMethod.Patch, $"/api/v1/homes/{home}/devices/{lamp}", new { room = "nursery" });
        await owner.SendAsync(HttpMethod.Patch, $"/api/v1/homes/{home}/devices/{safe}", new { room = "office" });
        var (child, _) = await kith.InviteAsync(owner, home, new { name = "Kim", role = "child", rooms = new[] { "nursery" } }, "kim");

        using var feed = await child.FollowAsync(home);
        var snapshot = await feed.NextAsync();
        await owner.SendAsync(HttpMethod.Patch, $"/api/v1/homes/{home}/devices/{safe}", new { name = "Safe lamp 2" });
        await owner.SendAsync(HttpMethod.Patch, $"/api/v1/homes/{home}/devices/{lamp}", new { name = "Night light 2" });
        var seen = await feed.UntilAsync(next => next.Data.ToJsonString().Contains("Night light 2", StringComparison.Ordinal));

        Assert.Contains("Night light", snapshot!.Data.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Safe", snapshot.Data.ToJsonString() + seen.Data.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("device.unknown", (await child.GetAsync($"/api/v1/homes/{home}/devices/{safe}")).Code);
    }
}
