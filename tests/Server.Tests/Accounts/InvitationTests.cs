using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Accounts;

public sealed class InvitationTests
{
    [Fact]
    public async Task An_invited_person_makes_an_account_and_is_in()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();

        var (guest, person) = await kith.InviteAsync(owner, home, new { name = "Ben", role = "adult" }, "ben");

        Assert.Equal(person, (await guest.GetAsync($"/api/v1/homes/{home}")).Text("me"));
        var people = (await owner.GetAsync($"/api/v1/homes/{home}/people")).Json["items"]!.AsArray();
        Assert.True((bool)people.Single(item => item!["id"]!.ToString() == person)!["account"]!);
        Assert.Equal("right.missing", (await guest.PostAsync($"/api/v1/homes/{home}/people", new { name = "Cleo", role = "adult" })).Code);
    }

    [Fact]
    public async Task An_invitation_works_once_and_a_new_one_ends_the_one_before()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        var added = await owner.PostAsync($"/api/v1/homes/{home}/people", new { name = "Ben", role = "adult" });
        var again = await owner.PostAsync($"/api/v1/homes/{home}/people/{added.Text("person.id")}/invitation");
        Task<Answered> Accept(string url, string user) => kith.Open().PostAsync("/api/v1/invitations/accept",
            new { token = url.Split('/')[^1], user, name = user, password = TestKith.Password, language = "en" });

        Assert.Equal(201, again.Status);
        Assert.Equal("link.expired", (await Accept(added.Text("invitation.url"), "ben")).Code);
        Assert.Equal(200, (await Accept(again.Text("url"), "ben")).Status);
        Assert.Equal("link.expired", (await Accept(again.Text("url"), "cleo")).Code);
        Assert.Equal("conflict", (await owner.PostAsync($"/api/v1/homes/{home}/people/{added.Text("person.id")}/invitation")).Code);
    }

    [Fact]
    public async Task An_account_that_exists_joins_with_its_password_and_a_wrong_one_takes_nothing()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        await kith.AddStrangerAsync("ben");
        var added = await owner.PostAsync($"/api/v1/homes/{home}/people", new { name = "Ben", role = "adult" });
        Task<Answered> Accept(string password) => kith.Open().PostAsync("/api/v1/invitations/accept",
            new { token = added.Text("invitation.url").Split('/')[^1], user = "ben", name = "Ben", password, language = "en" });

        Assert.Equal(("conflict", "user"), ((await Accept("some other password")).Code,
            (await Accept("some other password")).Text("field")));
        var joined = await Accept(TestKith.Password);

        Assert.Equal(200, joined.Status);
        Assert.Equal(2, joined.Json["homes"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_removed_person_loses_the_home_and_the_open_feed_ends()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        var (guest, person) = await kith.InviteAsync(owner, home, new { name = "Ben", role = "adult" }, "ben");
        using var feed = await guest.FollowAsync(home);
        await feed.NextAsync();

        Assert.Equal(204, (await owner.SendAsync(HttpMethod.Delete, $"/api/v1/homes/{home}/people/{person}")).Status);

        Assert.Equal("not_found", (await feed.UntilAsync(next => next.Name == "end")).Data["code"]!.ToString());
        Assert.Equal("not_found", (await guest.GetAsync($"/api/v1/homes/{home}")).Code);
        Assert.Empty((await guest.GetAsync("/api/v1/homes")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task A_guests_time_ends_by_itself()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, home) = await kith.SetUpAsync();
        var (guest, _) = await kith.InviteAsync(owner, home,
            new { name = "Gus", role = "guest", until = time.GetUtcNow() + TimeSpan.FromDays(2) }, "gus");
        Assert.Equal(200, (await guest.GetAsync($"/api/v1/homes/{home}/snapshot")).Status);

        time.Advance(TimeSpan.FromDays(2));

        Assert.Equal("right.missing", (await guest.GetAsync($"/api/v1/homes/{home}/snapshot")).Code);
    }
}
