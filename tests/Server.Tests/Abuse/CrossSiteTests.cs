using Kith.Server.Tests.Api;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Abuse;

/// <summary>What a page of another site can make an owner's browser do: nothing.</summary>
public sealed class CrossSiteTests
{
    [Fact]
    public async Task No_change_is_made_for_a_form_or_script_of_another_site_on_any_route()
    {
        await using var kith = await TestKith.StartAsync();
        var target = await Target.MakeAsync(kith);
        var before = (await target.Owner.GetAsync($"/api/v1/homes/{target.Home}/snapshot")).Body;
        var wrong = new List<string>();

        foreach (var route in (await Route.AllAsync(target)).Where(route => route.Changes))
        {
            foreach (var (how, with) in Ways(target, route))
            {
                var answer = await target.Owner.SendAsync(route.Method, route.Path, how.StartsWith("form", StringComparison.Ordinal) ? null : route.Body ?? new { }, with);
                // 415: a route that takes JSON does not even look at a form.
                if (answer.Status is not (400 or 415) || answer.Code != "request.invalid") wrong.Add($"{route.Name}, {how}: {answer}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(before, (await target.Owner.GetAsync($"/api/v1/homes/{target.Home}/snapshot")).Body);
        Assert.Equal(200, (await target.Owner.GetAsync("/api/v1/session")).Status);
    }

    [Fact]
    public async Task A_cookie_alone_changes_nothing_on_any_route_that_knows_the_owner()
    {
        await using var kith = await TestKith.StartAsync();
        var target = await Target.MakeAsync(kith);
        target.Owner.IsOwnPage = false;

        foreach (var route in (await Route.AllAsync(target)).Where(route => route.Changes && route.Door != "public"))
        {
            var answer = await target.Owner.SendAsync(route.Method, route.Path, route.Body ?? new { });
            Assert.True(answer.Status == 400 && answer.Text("field") == "X-Kith", $"{route.Name}: {answer}");
        }
    }

    [Fact]
    public async Task The_app_itself_and_programs_are_no_other_site()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, _) = await kith.SetUpAsync();
        Task<Answered> Change(Action<HttpRequestMessage> with) => owner.SendAsync(HttpMethod.Patch, "/api/v1/account", new { language = "zh" }, with);

        Assert.Equal(200, (await Change(_ => { })).Status);
        Assert.Equal(200, (await Change(request => request.Headers.Add("Origin", kith.Server.Address.GetLeftPart(UriPartial.Authority)))).Status);
        Assert.Equal(200, (await Change(request => request.Headers.Add("Sec-Fetch-Site", "same-origin"))).Status);
        // Behind a proxy that ends TLS the page has another name than the one we are called by; the browser knows better.
        Assert.Equal(200, (await Change(request =>
        {
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            request.Headers.Add("Origin", "https://home.example.org");
        })).Status);
    }

    [Fact]
    public async Task No_answer_opens_the_API_to_other_origins_or_leads_elsewhere()
    {
        await using var kith = await TestKith.StartAsync();
        var target = await Target.MakeAsync(kith);
        const string elsewhere = "https://evil.example";

        foreach (var route in (await Route.AllAsync(target)).Where(route => !route.Changes && !route.Streams))
        {
            var query = string.Join('&', ((string[])["returnUrl", "return_to", "next", "redirect", "redirect_uri", "url", "continue"]).Select(name => $"{name}={Uri.EscapeDataString(elsewhere)}"));
            var answer = await target.Owner.SendAsync(HttpMethod.Get, $"{route.Path}?{query}", null, request => request.Headers.Add("Origin", elsewhere));
            Assert.False(answer.Status is >= 300 and < 400, $"{route.Name}: {answer}");
            Assert.False(answer.Headers.Contains("Location") || answer.Headers.Contains("Access-Control-Allow-Origin"), route.Name);
        }
        foreach (var path in (string[])["//evil.example/", "/%2F%2Fevil.example", "/\\evil.example", "/api/v1//evil.example"])
            Assert.False((await target.Owner.GetAsync(kith.Server.Address + path[1..])).Status is >= 300 and < 400, path);
    }

    /// <summary>A form post cannot be JSON; a script of another origin names itself.</summary>
    private static IEnumerable<(string How, Action<HttpRequestMessage> With)> Ways(Target target, Route route)
    {
        yield return ("form", request =>
        {
            request.Headers.Remove("X-Kith");
            request.Headers.Add("Origin", "https://evil.example");
            request.Content = new FormUrlEncodedContent([new("user", Target.User)]);
        });
        yield return ("form without a name", request =>
        {
            request.Headers.Remove("X-Kith");
            request.Headers.Add("Origin", "null");
            request.Content = new FormUrlEncodedContent([new("user", Target.User)]);
        });
        yield return ("script of another origin", request => request.Headers.Add("Origin", "https://evil.example"));
        yield return ("cross-site", request => request.Headers.Add("Sec-Fetch-Site", "cross-site"));
        yield return ("same-site", request => request.Headers.Add("Sec-Fetch-Site", "same-site"));
    }
}
