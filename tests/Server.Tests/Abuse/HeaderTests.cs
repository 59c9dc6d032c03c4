using Kith.Server.App;
using Kith.Server.Tests.Api;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Abuse;

public sealed class HeaderTests
{
    [Fact]
    public async Task Every_answer_carries_the_policy_and_cannot_be_framed_errors_too()
    {
        await using var kith = await TestKith.StartAsync(app: Repository.App);
        var target = await Target.MakeAsync(kith);
        var stranger = kith.Open();
        var answers = new List<(string What, Answered Answer)>
        {
            ("the page", await stranger.GetAsync("/")), ("the worker", await stranger.GetAsync("/sw.js")), ("nothing", await stranger.GetAsync("/no-such-page")),
            ("wrong method", await stranger.SendAsync(HttpMethod.Put, "/api/v1/session", "{}")), ("no JSON", await stranger.PostAsync("/api/v1/session", "{\"user\":")),
            ("too large", await stranger.PostAsync("/api/v1/session", $"{{\"user\":\"{new string('x', 1024 * 1024)}\"}}")),
        };
        foreach (var route in (await Route.AllAsync(target)).Where(route => !route.Streams && route.Name is not ("signOut" or "deleteHome")))
        {
            answers.Add(($"{route.Name} by nobody", await stranger.SendAsync(route.Method, route.Path, route.Changes ? route.Body ?? new { } : null)));
            if (!route.Changes) answers.Add(($"{route.Name} by the owner", await target.Owner.GetAsync(route.Path)));
        }

        foreach (var (what, answer) in answers)
        {
            string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(' ', values) : $"{what} has no {name}";
            Assert.Equal(SecurityHeaders.ContentSecurityPolicy, Header("Content-Security-Policy"));
            Assert.Equal(("nosniff", "DENY", "no-referrer"), (Header("X-Content-Type-Options"), Header("X-Frame-Options"), Header("Referrer-Policy")));
            Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
            // The camera reads a device's code; nothing that is embedded may have it.
            Assert.Equal("camera=(self), microphone=(self), geolocation=()", Header("Permissions-Policy"));
        }
    }

    [Fact]
    public void The_policy_allows_nothing_inline_and_no_frame()
    {
        Assert.DoesNotContain("unsafe", SecurityHeaders.ContentSecurityPolicy, StringComparison.Ordinal);
        foreach (var rule in (string[])["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"])
            Assert.Contains($"{rule};", $"{SecurityHeaders.ContentSecurityPolicy};", StringComparison.Ordinal);
    }
}
