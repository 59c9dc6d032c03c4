using Kith.Server.Tests.Api;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Abuse;

public sealed class GuestTests
{
    /// <summary>What a guest may always do: look, and leave. Everything else must be refused or be about their own.</summary>
    private static readonly string[] TheirOwn = ["removePerson", "signOut"];

    [Fact]
    public async Task A_guest_of_one_room_learns_nothing_of_the_others_and_changes_nothing_there_on_any_route()
    {
        await using var kith = await TestKith.StartAsync();
        var target = await Target.MakeAsync(kith);
        var room = (await target.Owner.PostAsync($"/api/v1/homes/{target.Home}/rooms", new { name = "Guest room" })).Text("id");
        var (guest, _) = await kith.InviteAsync(target.Owner, target.Home, new { name = "Gus", role = "guest", rooms = new[] { room } }, "gus");
        var (token, _) = await kith.TokenAsync(guest, ["manage"]);
        string[] secrets = ["Geheimkammer", "Tresorlampe", "Onkel Leopold", "Turmfunk", "Kammerdiener", "Siegelring"];
        var before = await HomeAsync(target);
        var wrong = new List<string>();

        foreach (var route in (await Route.AllAsync(target)).Where(route => route.Door == "home" && !route.Streams && !TheirOwn.Contains(route.Name)))
            foreach (var (name, browser) in ((string, Browser)[])[("session", guest), ("token", token)])
            {
                var answer = await browser.SendAsync(route.Method, route.Path, route.Changes ? route.Body ?? new { } : null);
                foreach (var secret in secrets)
                    if (answer.Body.Contains(secret, StringComparison.Ordinal)) wrong.Add($"{route.Name} by {name} tells {secret}: {answer}");
                if (answer.Status >= 500) wrong.Add($"{route.Name} by {name}: {answer}");
            }
        foreach (var route in (await Route.AllAsync(target)).Where(route => route.Streams && route.Name != "followHome"))
        {
            using var stream = await guest.StreamAsync(route.Path);
            if (stream.Status < 400) wrong.Add($"{route.Name} streams to a guest");
        }
        using var feed = await guest.FollowAsync(target.Home);
        var snapshot = (await feed.NextAsync())!.Data.ToJsonString();

        Assert.Empty(wrong);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, snapshot, StringComparison.Ordinal));
        Assert.Equal(before, await HomeAsync(target));
    }

    /// <summary>All but the count of changes: a guest may arrange how the home looks to themselves.</summary>
    private static async Task<string> HomeAsync(Target target)
    {
        var snapshot = (await target.Owner.GetAsync($"/api/v1/homes/{target.Home}/snapshot")).Json.AsObject();
        snapshot.Remove("sequence");
        return snapshot.ToJsonString();
    }
}
