using System.Net.Http.Headers;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Api;

public sealed class SpecTests
{
    [Fact]
    public async Task The_library_is_served_to_anybody_and_every_name_in_it_leads_somewhere()
    {
        await using var kith = await TestKith.StartAsync();
        using var anybody = kith.Open();
        var index = (await anybody.GetAsync("/spec")).Json;

        foreach (var service in index["services"]!.AsArray()) Assert.Equal(200,
            (await anybody.GetAsync($"/spec/services/{service!["name"]}")).Status);
        foreach (var type in index["types"]!.AsArray()) Assert.Equal(200, (await anybody.GetAsync($"/spec/types/{type!["name"]}")).Status);
        foreach (var product in index["products"]!.AsArray())
            Assert.Equal(200, (await anybody.GetAsync($"/spec/products/{product!["product"]}/{product["version"]}")).Status);

        Assert.True(index["services"]!.AsArray().Count >= 45 && index["types"]!.AsArray().Count >= 40);
        Assert.Equal("not_found", (await anybody.GetAsync("/spec/services/no-such")).Code);
        Assert.Equal("spec.unknown", (await anybody.GetAsync("/spec/products/kith-demo.bulb/99")).Code);
        Assert.Contains("kilowatt-hour", (await anybody.GetAsync("/spec/units")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/spec/services/light")]
    [InlineData("/spec/types/light")]
    [InlineData("/spec/products/kith-demo.bulb/1")]
    public async Task The_same_address_gives_a_Thing_Model_to_who_asks_for_one(string path)
    {
        await using var kith = await TestKith.StartAsync();
        using var anybody = kith.Open();

        var asked = await anybody.GetAsync($"{path}?format=wot");
        var accepted = await anybody.SendAsync(HttpMethod.Get, path, null,
            request => request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/td+json")));
        var plain = await anybody.GetAsync(path);

        Assert.Equal(("application/tm+json", "tm:ThingModel"), (asked.ContentType, asked.Text("@type")));
        Assert.Equal(asked.Body, accepted.Body);
        Assert.Equal("application/json", plain.ContentType);
        Assert.Null(plain.Json["@type"]);
    }

    [Fact]
    public async Task Health_and_counters_are_told()
    {
        await using var kith = await TestKith.StartAsync();
        using var anybody = kith.Open();
        await anybody.GetAsync("/api/v1/session");

        var metrics = await anybody.GetAsync("/metrics");

        Assert.Equal("ok", (await anybody.GetAsync("/health")).Text("status"));
        Assert.Contains("kith_server_refused_total{code=\"auth.required\"}", metrics.Body, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds_bucket", metrics.Body, StringComparison.Ordinal);
        Assert.All(metrics.Body.TrimEnd().Split('\n'),
            line => Assert.Matches(@"^(# (HELP|TYPE) .+|[a-z_0-9]+(\{.*\})? [-0-9.E+naNif]+)$", line));
    }
}
