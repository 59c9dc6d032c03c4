using System.Text.Json.Nodes;
using Kith.Model.Errors;
using Kith.Server.Errors;
using Kith.Server.Tests.Running;
using Microsoft.AspNetCore.Http;

namespace Kith.Server.Tests.Errors;

public sealed class ProblemTests
{
    public static TheoryData<string> Codes => new(ErrorCodes.All.Select(error => error.Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Is_a_problem_with_its_code_status_and_remedy(string code)
    {
        var error = ErrorCodes.All.Single(row => row.Code == code);
        var context = new DefaultHttpContext();
        var body = new MemoryStream();
        context.Response.Body = body;

        await new Problem(new Fault(error, "This time it is so.", "some.field")).ExecuteAsync(context);

        var problem = JsonNode.Parse(body.ToArray())!;
        Assert.Equal((error.Status, "application/problem+json"), (context.Response.StatusCode, context.Response.ContentType));
        Assert.Equal(($"/errors#{code}", code, error.Title, error.Remedy, "This time it is so.", "some.field"), (
            problem["type"]!.ToString(), problem["code"]!.ToString(), problem["title"]!.ToString(), problem["remedy"]!.ToString(),
            problem["detail"]!.ToString(), problem["field"]!.ToString()));
        Assert.Equal(error.Status, (int)problem["status"]!);
        Assert.NotEmpty(problem["traceId"]!.ToString());
    }

    [Fact]
    public async Task What_the_framework_refuses_is_a_problem_too()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        Task<Answered> Post(string path, string body) => browser.PostAsync($"/api/v1/homes/{home}/{path}", body);

        var broken = await Post("rooms", "{\"name\":");
        var missing = await Post("rooms", "{\"floor\":\"1\"}");
        var wrongType = await Post("rooms", "{\"name\":7}");
        var isNull = await Post("rooms", "{\"name\":null}");
        var large = await Post("rooms", $"{{\"name\":\"{new string('x', 1024 * 1024)}\"}}");
        var noRoute = await browser.GetAsync("/api/v1/nothing");
        var noMethod = await browser.SendAsync(HttpMethod.Put, "/api/v1/session", "{}");
        var noJson = await browser.SendAsync(HttpMethod.Post, "/api/v1/session", null,
            request => request.Content = new FormUrlEncodedContent([new("user", "anna")]));
        var badId = await browser.GetAsync($"/api/v1/homes/{home}/devices/NOT-AN-ID");
        var badTime = await browser.GetAsync($"/api/v1/homes/{home}/devices/lamp/properties?at=yesterday");

        Assert.Equal((400, "json.malformed"), (broken.Status, broken.Code));
        Assert.Equal((400, "request.invalid"), (missing.Status, missing.Code));
        Assert.Contains("'name'", missing.Text("detail"), StringComparison.Ordinal);
        Assert.Equal((400, "json.malformed", "name"), (wrongType.Status, wrongType.Code, wrongType.Text("field")));
        Assert.Equal((400, "json.malformed"), (isNull.Status, isNull.Code));
        Assert.Equal((413, "payload.too_large"), (large.Status, large.Code));
        Assert.Equal((404, "not_found"), (noRoute.Status, noRoute.Code));
        Assert.Equal((405, "request.invalid"), (noMethod.Status, noMethod.Code));
        Assert.Equal((415, "request.invalid"), (noJson.Status, noJson.Code));
        Assert.Equal((400, "device"), (badId.Status, badId.Text("field")));
        Assert.Equal((400, "at"), (badTime.Status, badTime.Text("field")));
        foreach (var answer in (Answered[])[broken, missing, wrongType, isNull, large, noRoute, noMethod, noJson, badId, badTime])
            Assert.DoesNotContain("Kith.", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_that_do_not_fit_say_what_does()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var lamp = await kith.AddDeviceAsync(home, "Lamp", "kith-demo.dimmer");
        Task<Answered> Set(string property, object value) =>
            browser.SendAsync(HttpMethod.Put, $"/api/v1/homes/{home}/devices/{lamp}/properties", new Dictionary<string,
                object> { [property] = value });

        Assert.Equal("property.unknown", (await Set("light.flavour", 1)).Code);
        Assert.Equal("value.wrong_type", (await Set("light.on", "yes")).Code);
        Assert.Equal(("value.out_of_range", "light.brightness"),
            ((await Set("light.brightness", 4000)).Code, (await Set("light.brightness", 4000)).Text("field")));
        Assert.Equal("action.unknown", (await browser.PostAsync($"/api/v1/homes/{home}/devices/{lamp}/actions/light.explode",
            new { })).Code);
        Assert.Equal("device.unknown", (await browser.GetAsync($"/api/v1/homes/{home}/devices/nobody")).Code);
        Assert.Equal("offline", (await Set("light.on", true)).Text("outcome.kind"));
    }

    [Fact]
    public async Task What_touches_safety_is_done_only_when_confirmed()
    {
        await using var kith = await TestKith.StartAsync();
        var (browser, home) = await kith.SetUpAsync();
        var door = await kith.AddDeviceAsync(home, "Front door", "kith-demo.lock");
        var path = $"/api/v1/homes/{home}/devices/{door}/properties";
        var unlocked = new Dictionary<string, object> { ["lock.locked"] = false };

        var asked = await browser.SendAsync(HttpMethod.Put, path, unlocked);
        var confirmed = await browser.SendAsync(HttpMethod.Put, path, unlocked, request => request.Headers.Add("X-Kith-Confirm", "1"));

        Assert.Equal((403, "confirmation.needed"), (asked.Status, asked.Code));
        Assert.Equal("offline", confirmed.Text("outcome.kind"));
    }
}
