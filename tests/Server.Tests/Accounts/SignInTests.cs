using Kith.Server.Accounts;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Accounts;

public sealed class SignInTests
{
    [Fact]
    public async Task The_setup_link_makes_the_first_account_and_its_home_once()
    {
        await using var kith = await TestKith.StartAsync();
        using var browser = kith.Open();
        Assert.Equal("true", (await browser.GetAsync("/api/v1/setup")).Text("needed"));
        var (ticket, _) = await kith.Get<Links>().MakeAsync(LinkKind.Setup);
        var form = new { token = ticket.ToString(), user = "Anna ", name = "Anna", password = TestKith.Password, homeName = "Am Hang 3",
            language = "zh", timeZone = "Europe/Berlin" };

        var made = await browser.PostAsync("/api/v1/setup", form);

        Assert.Equal(200, made.Status);
        Assert.Equal("anna", made.Text("account.user"));
        Assert.Equal("Am Hang 3", made.Text("homes.0.name"));
        Assert.Equal("owner", made.Text("homes.0.role"));
        Assert.Equal("false", (await browser.GetAsync("/api/v1/setup")).Text("needed"));
        Assert.Equal("anna", (await browser.GetAsync("/api/v1/session")).Text("account.user"));
        Assert.Equal("link.expired", (await kith.Open().PostAsync("/api/v1/setup", form)).Code);
    }

    [Fact]
    public async Task A_refused_setup_leaves_the_link_good()
    {
        await using var kith = await TestKith.StartAsync();
        using var browser = kith.Open();
        var (ticket, _) = await kith.Get<Links>().MakeAsync(LinkKind.Setup);
        Task<Answered> Try(string password, string zone, string home) => browser.PostAsync("/api/v1/setup",
            new { token = ticket.ToString(), user = "anna", name = "Anna", password, homeName = home, language = "en", timeZone = zone });

        var weak = await Try("password123", "Europe/Berlin", "Home");
        var zone = await Try(TestKith.Password, "Europe/Atlantis", "Home");
        var nameless = await Try(TestKith.Password, "Europe/Berlin", " ");

        Assert.Equal("password.weak", weak.Code);
        Assert.Equal("timeZone", zone.Text("field"));
        Assert.Equal("homeName", nameless.Text("field"));
        Assert.Equal(200, (await Try(TestKith.Password, "Europe/Berlin", "Home")).Status);
    }

    [Fact]
    public async Task A_setup_link_ends_after_an_hour()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (ticket, expires) = await kith.Get<Links>().MakeAsync(LinkKind.Setup);
        Assert.Equal(time.GetUtcNow() + TimeSpan.FromHours(1), expires);

        time.Advance(TimeSpan.FromHours(1));

        var late = await kith.Open().PostAsync("/api/v1/setup",
            new { token = ticket.ToString(), user = "anna", name = "Anna", password = TestKith.Password, homeName = "Home",
                language = "en", timeZone = "Europe/Berlin" });
        Assert.Equal(410, late.Status);
        Assert.Equal("link.expired", late.Code);
    }

    [Fact]
    public async Task A_new_setup_link_ends_the_one_before()
    {
        await using var kith = await TestKith.StartAsync();
        var (first, _) = await kith.Get<Links>().MakeAsync(LinkKind.Setup);
        var (second, _) = await kith.Get<Links>().MakeAsync(LinkKind.Setup);

        Assert.False((await kith.Get<Links>().FindAsync(LinkKind.Setup, first.ToString())).Ok);
        Assert.True((await kith.Get<Links>().FindAsync(LinkKind.Setup, second.ToString())).Ok);
    }

    [Fact]
    public async Task The_right_password_signs_in_and_sign_out_ends_it()
    {
        await using var kith = await TestKith.StartAsync();
        await kith.SetUpAsync();
        using var browser = kith.Open();

        var entered = await browser.SignInAsync("ANNA");
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("kith_session=", StringComparison.Ordinal));
        var before = await browser.GetAsync("/api/v1/session");
        var kept = browser.Cookie!;
        var left = await browser.SendAsync(HttpMethod.Delete, "/api/v1/session");
        using var thief = kith.Open();
        thief.UseCookie(kept);

        Assert.Equal(200, entered.Status);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("cookie", before.Text("via"));
        Assert.Equal(204, left.Status);
        Assert.Equal("auth.revoked", (await thief.GetAsync("/api/v1/session")).Code);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_user_get_the_same_answer()
    {
        await using var kith = await TestKith.StartAsync();
        await kith.SetUpAsync();
        using var browser = kith.Open();

        var wrong = await browser.SignInAsync("anna", "not the password");
        var unknown = await browser.SignInAsync("nobody", "not the password");

        Assert.Equal((401, "auth.wrong"), (wrong.Status, wrong.Code));
        Assert.Equal((401, "auth.wrong"), (unknown.Status, unknown.Code));
        Assert.Equal(wrong.Text("detail"), unknown.Text("detail"));
        Assert.Null(browser.Cookie);
    }

    [Fact]
    public async Task A_sign_in_link_works_once()
    {
        await using var kith = await TestKith.StartAsync();
        await kith.SetUpAsync();
        var account = await kith.Get<AccountStore>().FindAsync("anna");
        var (ticket, _) = await kith.Get<Links>().MakeAsync(LinkKind.SignIn, account!.Id);

        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            kith.Open().PostAsync("/api/v1/session/link", new { token = ticket.ToString() })));

        Assert.Single(tries, answer => answer.Status == 200);
        Assert.All(tries.Where(answer => answer.Status != 200), answer => Assert.Equal("link.expired", answer.Code));
    }

    [Fact]
    public async Task Who_forgot_the_password_sets_a_new_one_after_a_link_of_the_keeper_once_and_soon()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        await kith.SetUpAsync();
        var account = (await kith.Get<AccountStore>().FindAsync("anna"))!;
        var browser = await ByLinkAsync();
        Assert.True((await browser.GetAsync("/api/v1/session")).Text("forgotPassword") == "true");

        var set = await browser.SendAsync(HttpMethod.Patch, "/api/v1/account", new { password = new { @new = "a river in the hills" } });
        var again = await browser.SendAsync(HttpMethod.Patch, "/api/v1/account", new { password = new { @new = "another river there" } });
        var late = await ByLinkAsync();
        time.Advance(TimeSpan.FromMinutes(61));
        var tooLate = await late.SendAsync(HttpMethod.Patch, "/api/v1/account", new { password = new { @new = "another river there" } });

        Assert.Equal(200, set.Status);
        Assert.Equal("password.wrong", again.Code);
        Assert.Equal("password.wrong", tooLate.Code);

        async Task<Browser> ByLinkAsync()
        {
            var (ticket, _) = await kith.Get<Links>().MakeAsync(LinkKind.SignIn, account.Id);
            var by = kith.Open();
            Assert.Equal(200, (await by.PostAsync("/api/v1/session/link", new { token = ticket.ToString() })).Status);
            return by;
        }
    }

    [Fact]
    public async Task A_session_that_is_not_used_for_30_days_ends()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (browser, _) = await kith.SetUpAsync();

        time.Advance(TimeSpan.FromDays(29));
        Assert.Equal(200, (await browser.GetAsync("/api/v1/session")).Status);
        time.Advance(TimeSpan.FromDays(29));
        Assert.Equal(200, (await browser.GetAsync("/api/v1/session")).Status);
        time.Advance(TimeSpan.FromDays(31));
        Assert.Equal("auth.expired", (await browser.GetAsync("/api/v1/session")).Code);
    }

    [Fact]
    public async Task A_change_by_cookie_from_another_site_is_refused()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, _) = await kith.SetUpAsync();
        browser.IsOwnPage = false;

        var forged = await browser.PostAsync("/api/v1/homes", new { name = "Taken", timeZone = "Europe/Berlin" });

        Assert.Equal(("request.invalid", "X-Kith"), (forged.Code, forged.Text("field")));
        Assert.Single((await browser.GetAsync("/api/v1/homes")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, _) = await kith.SetUpAsync();
        using var other = kith.Open();
        await other.SignInAsync("anna");
        var changes = new { password = new { old = TestKith.Password, @new = "another quiet river" } };

        var wrong = await browser.SendAsync(HttpMethod.Patch, "/api/v1/account",
            new { password = new { old = "wrong", @new = "another quiet river" } });
        var changed = await browser.SendAsync(HttpMethod.Patch, "/api/v1/account", changes);

        Assert.Equal((403, "password.wrong", "password.old"), (wrong.Status, wrong.Code, wrong.Text("field")));
        Assert.Equal(200, changed.Status);
        Assert.Equal(200, (await browser.GetAsync("/api/v1/session")).Status);
        Assert.Equal("auth.revoked", (await other.GetAsync("/api/v1/session")).Code);
        Assert.Equal("auth.wrong", (await other.SignInAsync("anna")).Code);
        Assert.Equal(200, (await other.SignInAsync("anna", "another quiet river")).Status);
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended_one_by_one()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, _) = await kith.SetUpAsync();
        using var other = kith.Open();
        await other.SignInAsync("anna");

        var items = (await browser.GetAsync("/api/v1/sessions")).Json["items"]!.AsArray();
        var ended = items.Single(item => !(bool)item!["current"]!)!["id"]!.ToString();
        var deleted = await browser.SendAsync(HttpMethod.Delete, $"/api/v1/sessions/{ended}");

        Assert.Equal(2, items.Count);
        Assert.Equal(204, deleted.Status);
        Assert.Equal("auth.revoked", (await other.GetAsync("/api/v1/session")).Code);
        Assert.Equal("not_found", (await browser.SendAsync(HttpMethod.Delete, $"/api/v1/sessions/{ended}")).Code);
    }

    [Fact]
    public async Task All_other_sessions_end_at_once_when_asked()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, _) = await kith.SetUpAsync();
        using var other = kith.Open();
        await other.SignInAsync("anna");

        Assert.Equal(204, (await browser.SendAsync(HttpMethod.Delete, "/api/v1/sessions")).Status);

        Assert.Equal("auth.revoked", (await other.GetAsync("/api/v1/session")).Code);
        var left = Assert.Single((await browser.GetAsync("/api/v1/sessions")).Json["items"]!.AsArray())!;
        Assert.Equal(("setup", "127.0.0.1", "browser"), (left["via"]!.ToString(), left["address"]!.ToString(), left["kind"]!.ToString()));
    }

    [Fact]
    public async Task The_owner_sees_the_last_tries_to_sign_in_and_nobody_elses()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, _) = await kith.SetUpAsync();
        await kith.Open().SignInAsync("anna", "not the password");
        await kith.Open().SignInAsync("nobody", "not the password");
        await kith.Open().SignInAsync("anna");
        var (mallory, _) = await kith.AddStrangerAsync();

        var tries = (await browser.GetAsync("/api/v1/account/sign-ins")).Json["items"]!.AsArray();

        Assert.Equal([("entered", "password"), ("wrongPassword", "password"), ("entered", "setup")],
            tries.Select(one => (one!["outcome"]!.ToString(), one["via"]!.ToString())));
        Assert.Single((await mallory.GetAsync("/api/v1/account/sign-ins")).Json["items"]!.AsArray());
    }

    [Theory]
    [InlineData("short", "short")]
    [InlineData("anna-in-the-garden", "user")]
    [InlineData("abcabcabcabc", "repeats")]
    [InlineData("1qaz2wsx3edc", "keys")]
    [InlineData("P@ssw0rd2026!", "common")]
    [InlineData("quiet river under glass", null)]
    public async Task A_password_is_judged_while_it_is_typed(string password, string? weakness)
    {
        await using var kith = await TestKith.StartAsync();

        var verdict = await kith.Open().PostAsync("/api/v1/password/check", new { password, user = "Anna " });

        Assert.Equal((200, weakness), (verdict.Status, verdict.Json["weakness"]?.ToString()));
    }
}
