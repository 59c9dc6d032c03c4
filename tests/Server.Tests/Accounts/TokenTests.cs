using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Accounts;

public sealed class TokenTests
{
    [Fact]
    public async Task A_token_reaches_as_far_as_its_scopes()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var device = await kith.AddDeviceAsync(home, "Desk lamp");
        var (reader, _) = await kith.TokenAsync(browser, ["read"]);
        var (controller, _) = await kith.TokenAsync(browser, ["control"]);
        var (manager, _) = await kith.TokenAsync(browser, ["manage"]);
        string Path(string rest) => $"/api/v1/homes/{home}/{rest}";
        Task<Answered> Set(Browser script) =>
            script.SendAsync(HttpMethod.Put, Path($"devices/{device}/properties"), new Dictionary<string, object> { ["light.on"] = true });

        Assert.Equal(200, (await reader.GetAsync(Path("snapshot"))).Status);
        Assert.Equal("scope.missing", (await Set(reader)).Code);
        Assert.Equal("scope.missing", (await reader.PostAsync(Path("rooms"), new { name = "Attic" })).Code);
        Assert.Equal("scope.missing", (await reader.GetAsync("/api/v1/tokens")).Code);

        Assert.Equal(200, (await controller.GetAsync(Path("snapshot"))).Status);
        Assert.Equal("offline", (await Set(controller)).Text("outcome.kind"));
        Assert.Equal("scope.missing", (await controller.PostAsync(Path("rooms"), new { name = "Attic" })).Code);

        Assert.Equal(201, (await manager.PostAsync(Path("rooms"), new { name = "Attic" })).Status);
        Assert.Equal(200, (await manager.GetAsync("/api/v1/tokens")).Status);
        Assert.Equal("token", (await manager.GetAsync("/api/v1/session")).Text("via"));
    }

    [Fact]
    public async Task A_token_for_one_home_finds_no_other()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var other = (await browser.PostAsync("/api/v1/homes", new { name = "Cabin", timeZone = "Europe/Oslo" })).Text("id");
        var (script, _) = await kith.TokenAsync(browser, ["manage"], [home]);

        Assert.Equal(200, (await script.GetAsync($"/api/v1/homes/{home}")).Status);
        Assert.Equal("not_found", (await script.GetAsync($"/api/v1/homes/{other}")).Code);
        Assert.DoesNotContain("Cabin", (await script.GetAsync("/api/v1/homes")).Body + (await script.GetAsync("/api/v1/session")).Body,
            StringComparison.Ordinal);
        // Neither may it make a token that reaches further, or change the account.
        Assert.Equal("scope.missing", (await script.PostAsync("/api/v1/tokens", new { name = "wider", scopes = new[] { "manage" } })).Code);
        Assert.Equal("scope.missing", (await script.SendAsync(HttpMethod.Patch, "/api/v1/account", new { name = "Mallory" })).Code);
        Assert.Equal("scope.missing", (await script.PostAsync("/api/v1/homes", new { name = "Third", timeZone = "Europe/Oslo" })).Code);
    }

    [Fact]
    public async Task A_token_ends_at_its_time()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (browser, _) = await kith.SetUpAsync();
        var (script, _) = await kith.TokenAsync(browser, ["read"], expires: time.GetUtcNow() + TimeSpan.FromDays(1));

        Assert.Equal(200, (await script.GetAsync("/api/v1/homes")).Status);
        time.Advance(TimeSpan.FromDays(1));

        Assert.Equal("auth.expired", (await script.GetAsync("/api/v1/homes")).Code);
    }

    [Fact]
    public async Task A_revoked_token_is_refused_at_once_and_its_live_feed_ends()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var (script, id) = await kith.TokenAsync(browser, ["read"]);
        using var feed = await script.FollowAsync(home);
        Assert.Equal("snapshot", (await feed.NextAsync())?.Name);

        Assert.Equal(204, (await browser.SendAsync(HttpMethod.Delete, $"/api/v1/tokens/{id}")).Status);

        Assert.Equal("auth.revoked", (await script.GetAsync("/api/v1/homes")).Code);
        var end = await feed.NextAsync();
        Assert.Equal(("end", "auth.revoked"), (end?.Name, end?.Data["code"]?.ToString()));
        Assert.Null(await feed.NextAsync());
        Assert.DoesNotContain(id, (await browser.GetAsync("/api/v1/tokens")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_nowhere_on_disk()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, _) = await kith.SetUpAsync();
        var (script, _) = await kith.TokenAsync(browser, ["read"]);
        string[] secrets = [script.Token![^43..], browser.Cookie![^43..], TestKith.Password];

        foreach (var file in Directory.EnumerateFiles(kith.Folder, "kith.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            var content = await reader.ReadToEndAsync();
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, content, StringComparison.Ordinal));
        }
    }
}
