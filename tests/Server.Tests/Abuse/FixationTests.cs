using Kith.Server.Accounts;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Abuse;

public sealed class FixationTests
{
    [Fact]
    public async Task A_cookie_planted_before_the_sign_in_is_never_the_one_after()
    {
        await using var kith = await TestKith.StartAsync();
        await kith.SetUpAsync();
        var (mallory, _) = await kith.AddStrangerAsync();

        foreach (var planted in (string[])[Ticket.New().ToString(), mallory.Cookie!, "kith", new string('a', Ticket.Length)])
        {
            using var victim = kith.Open();
            victim.UseCookie(planted);
            Assert.Equal(200, (await victim.SignInAsync("anna")).Status);

            Assert.NotEqual(planted, victim.Cookie);
            Assert.Equal("anna", (await victim.GetAsync("/api/v1/session")).Text("account.user"));
            using var planter = kith.Open();
            planter.UseCookie(planted);
            var seen = await planter.GetAsync("/api/v1/session");
            Assert.DoesNotContain("anna", seen.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_sign_in_has_a_session_of_its_own()
    {
        await using var kith = await TestKith.StartAsync();
        await kith.SetUpAsync();
        using var browser = kith.Open();
        await browser.SignInAsync("anna");
        var first = browser.Cookie!;

        await browser.SignInAsync("anna");

        Assert.NotEqual(first[..20], browser.Cookie![..20]);
    }
}
