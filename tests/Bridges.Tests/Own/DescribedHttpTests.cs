using System.Net;
using System.Text.Json.Nodes;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges.Tests.Own;

/// <summary>A boiler with a small web server, described in a data file.</summary>
public sealed class DescribedHttpTests : IAsyncLifetime
{
    private House _house = null!;
    private readonly WebApplication _boiler;
    private double _target = 45;
    private volatile bool _isBroken;
    private string _address = "";

    public DescribedHttpTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _boiler = builder.Build();
        _boiler.MapGet("/status", (HttpContext context) => _isBroken || context.Request.Headers["X-Key"] != "k1" ? Results.StatusCode(500) : Results.Content($$"""{"ch":{"set":{{_target * 10}}},"bar":"1.4"}"""));
        _boiler.MapPost("/set", async (HttpContext context) =>
        {
            var asked = (await JsonNode.ParseAsync(context.Request.Body))!["set"]!.GetValue<double>();
            if (asked > 700) return Results.StatusCode(409);
            _target = asked / 10;
            return Results.Ok();
        });
    }

    public async Task InitializeAsync()
    {
        _house = await House.StartAsync();
        await _boiler.StartAsync();
        _address = _boiler.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public async Task DisposeAsync()
    {
        await _boiler.DisposeAsync();
        await _house.DisposeAsync();
    }

    private object Boiler(string? key = "k1") => new
    {
        device = new
        {
            id = "boiler", name = "Boiler", http = new { @base = _address, every = 1, headers = new Dictionary<string, string?> { ["X-Key"] = key } },
            properties = new Dictionary<string, object>
            {
                ["heating.water"] = new { title = "Flow temperature", titleZh = "出水温度", unit = "celsius", range = new[] { 20, 80, 0.5 }, read = new { get = "/status", path = "$.ch.set", scale = 0.1 }, write = new { post = "/set", body = "{\"set\":{value}}" } },
                ["heating.pressure"] = new { unit = "bar", read = new { get = "/status", path = "$.bar" } },
            },
        },
    };

    [Fact]
    public async Task It_is_read_and_set_and_a_refusal_is_told_in_its_words()
    {
        var home = await _house.AddHomeAsync(kind: "own", baseTopic: "own");
        await using var watch = await _house.WatchAsync(home);

        var saved = await _house.DoAsync(home, "save", Boiler());
        Assert.True(saved.Ok, saved.Fault?.Detail);
        await watch.UntilAsync("it is read", its => its["boiler", "heating.water"] == Value.Of(45.0) && its["boiler", "heating.pressure"] == Value.Of(1.4) && its.Find("boiler") is { Online: true });
        var done = await _house.Homes.SetAsync(home.Id, home.Owner, watch.Find("boiler")!.Id, new Dictionary<string, Value> { ["heating.water"] = Value.Of(52.5) });
        var refused = await _house.Homes.SetAsync(home.Id, home.Owner, watch.Find("boiler")!.Id, new Dictionary<string, Value> { ["heating.water"] = Value.Of(75.0) });

        Assert.Equal((OutcomeKind.Done, 52.5), (done.Value.Outcome.Kind, _target));
        Assert.Equal((OutcomeKind.Rejected, "device.refused"), (refused.Value.Outcome.Kind, refused.Value.Outcome.Code));
        Assert.Equal("1.4", (await _house.DoAsync(home, "test", new { id = "boiler" })).Value["values"]!["heating.pressure"]!.ToString());
    }

    [Fact]
    public async Task It_is_offline_with_its_reason_while_it_does_not_answer()
    {
        var home = await _house.AddHomeAsync(kind: "own", baseTopic: "own");
        await using var watch = await _house.WatchAsync(home);
        await _house.DoAsync(home, "save", Boiler());
        await watch.UntilAsync("it is there", its => its.Find("boiler") is { Online: true });

        _isBroken = true;
        await watch.UntilAsync("it is gone", its => its.Find("boiler") is { Online: false });
        Assert.Contains("HTTP 500", _house.Status(home).Details!["devices"]![0]!["trouble"]!.ToString(), StringComparison.Ordinal);
        _isBroken = false;
        await watch.UntilAsync("it is back", its => its.Find("boiler") is { Online: true });
    }

    [Theory]
    [InlineData("""{"id":"Boiler 1","name":"B"}""", "id")]
    [InlineData("""{"id":"b"}""", "device")]
    [InlineData("""{"id":"b","name":"B","propertys":{}}""", "propertys")]
    [InlineData("""{"id":"b","name":"B"}""", "properties")]
    [InlineData("""{"id":"b","name":"B","properties":{"light.on":{}}}""", "properties.light.on")]
    [InlineData("""{"id":"b","name":"B","properties":{"light.glow":{"read":{"topic":"x"}}}}""", "properties.light.glow")]
    [InlineData("""{"id":"b","name":"B","properties":{"light.on":{"read":{"topic":"x","path":"$..on"}}}}""", "properties.light.on.read.path")]
    [InlineData("""{"id":"b","name":"B","properties":{"light.on":{"read":{"topic":"x/#"}}}}""", "properties.light.on.read.topic")]
    [InlineData("""{"id":"b","name":"B","properties":{"light.on":{"read":{"topic":"kith/lamp/report"}}}}""", "properties.light.on.read.topic")]
    [InlineData("""{"id":"b","name":"B","properties":{"light.on":{"read":{"get":"/x"}}}}""", "properties.light.on.read.get")]
    [InlineData("""{"id":"b","name":"B","http":{"base":"http://8.8.8.8"},"properties":{"light.on":{"read":{"get":"/x"}}}}""", "http.base")]
    [InlineData("""{"id":"b","name":"B","http":{"base":"http://169.254.169.254"},"properties":{"light.on":{"read":{"get":"/x"}}}}""", "http.base")]
    [InlineData("""{"id":"b","name":"B","properties":{"light.on":{"write":{"topic":"x","post":"/y"}}}}""", "properties.light.on.write")]
    public async Task A_description_with_a_slip_is_refused_and_the_slip_named(string device, string member)
    {
        var home = await _house.AddHomeAsync(kind: "own", baseTopic: "own");

        var refused = await _house.DoAsync(home, "save", new { device = JsonNode.Parse(device) });

        Assert.Equal(("request.invalid", member), (refused.Fault?.Error.Code, refused.Fault?.Field));
    }
}
