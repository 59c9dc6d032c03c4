using Kith.Server.Accounts;
using Kith.Server.Tests.Running;

namespace Kith.Server.Tests.Accounts;

public sealed class PinTests
{
    private const string Pin = "2580";

    [Theory]
    [InlineData("123")]
    [InlineData("123456789")]
    [InlineData("0000")]
    [InlineData("1234")]
    [InlineData("87654321")]
    [InlineData("12a4")]
    [InlineData("１２８４")]
    public async Task What_anybody_would_try_first_is_no_PIN(string pin)
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, _) = await kith.SetUpAsync();

        Assert.Equal("pin", (await SetAsync(owner, pin)).Text("field"));
    }

    [Fact]
    public async Task A_panel_opens_the_door_with_the_PIN_alone_and_the_lamp_without()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, home) = await kith.SetUpAsync();
        var (door, lamp) = (await kith.AddDeviceAsync(home, "Front door", "kith-demo.lock"), await kith.AddDeviceAsync(home, "Lamp"));
        var panel = await PanelAsync(kith, time, owner, home);

        Assert.Equal((403, "pin.unset"), await UnlockAsync(panel, home, door) is var unset ? (unset.Status, unset.Code) : default);
        Assert.Equal(204, (await SetAsync(owner, Pin)).Status);
        Assert.Equal((403, "pin.required", "lock.locked"), await UnlockAsync(panel, home, door) is var asked ? (asked.Status, asked.Code, asked.Text("field")) : default);
        Assert.Equal("pin.required", (await UnlockAsync(panel, home, door, confirmed: true)).Code);
        Assert.Equal((403, "pin.wrong"), await UnlockAsync(panel, home, door, "1111") is var wrong ? (wrong.Status, wrong.Code) : default);
        var opened = await UnlockAsync(panel, home, door, Pin);
        Assert.Equal("offline", opened.Text("outcome.kind"));
        Assert.DoesNotContain(Pin, opened.Body, StringComparison.Ordinal);
        Assert.Equal("offline", (await panel.SendAsync(HttpMethod.Put, Properties(home, lamp), new Dictionary<string, object> { ["light.on"] = true })).Text("outcome.kind"));
    }

    [Fact]
    public async Task Nobody_else_is_asked_unless_they_want_to_be_always_and_then_their_scripts_too()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, home) = await kith.SetUpAsync();
        var door = await kith.AddDeviceAsync(home, "Front door", "kith-demo.lock");
        var (script, _) = await kith.TokenAsync(owner, ["control"]);
        await SetAsync(owner, Pin);
        Assert.Equal("offline", (await UnlockAsync(owner, home, door, confirmed: true)).Text("outcome.kind"));

        Assert.Equal(204, (await SetAsync(owner, null, always: true)).Status);

        Assert.Equal("pin.required", (await UnlockAsync(owner, home, door, confirmed: true)).Code);
        Assert.Equal("pin.required", (await UnlockAsync(script, home, door, confirmed: true)).Code);
        Assert.Equal("offline", (await UnlockAsync(script, home, door, Pin)).Text("outcome.kind"));
    }

    [Fact]
    public async Task Guessing_is_slowed_and_told_so_and_the_right_PIN_waits_with_the_others()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, home) = await kith.SetUpAsync();
        var door = await kith.AddDeviceAsync(home, "Front door", "kith-demo.lock");
        await SetAsync(owner, Pin);
        var panel = await PanelAsync(kith, time, owner, home);

        for (var guess = 0; guess < Pins.FreeTries; guess++) Assert.Equal("pin.wrong", (await UnlockAsync(panel, home, door, $"9{guess}73")).Code);
        var blocked = await UnlockAsync(panel, home, door, Pin);
        Assert.Equal((429, "pin.blocked", "1"), (blocked.Status, blocked.Code, blocked.Headers.GetValues("Retry-After").Single()));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("offline", (await UnlockAsync(panel, home, door, Pin)).Text("outcome.kind"));
    }

    [Fact]
    public async Task Setting_and_removing_it_need_the_password()
    {
        await using var kith = await TestKith.StartAsync();
        var (owner, _) = await kith.SetUpAsync();

        Assert.Equal("password.wrong", (await owner.SendAsync(HttpMethod.Put, "/api/v1/account/pin", new { password = "not the password", pin = Pin })).Code);
        Assert.Equal(("False", "False"), await StateAsync(owner));
        await SetAsync(owner, Pin, always: true);
        Assert.Equal(("True", "True"), await StateAsync(owner));
        Assert.Equal("password.wrong", (await owner.SendAsync(HttpMethod.Delete, "/api/v1/account/pin", new { password = "not the password" })).Code);
        Assert.Equal(204, (await owner.SendAsync(HttpMethod.Delete, "/api/v1/account/pin", new { password = TestKith.Password })).Status);
        Assert.Equal(("False", "False"), await StateAsync(owner));
    }

    [Fact]
    public async Task A_rule_that_opens_the_door_is_kept_and_run_with_the_PIN_where_one_is_asked_for()
    {
        var time = new ManualTime();
        await using var kith = await TestKith.StartAsync(time);
        var (owner, home) = await kith.SetUpAsync();
        var door = await kith.AddDeviceAsync(home, "Front door", "kith-demo.lock");
        await SetAsync(owner, Pin);
        object Rule(string name) => new { name, when = Array.Empty<object>(), then = new[] { new { kind = "set", devices = new[] { door }, values = new Dictionary<string, object> { ["lock.locked"] = false } } } };
        Task<Answered> Send(Browser browser, HttpMethod method, string path, object body) =>
            browser.SendAsync(method, $"/api/v1/homes/{home}/rules{path}", body, request => request.Headers.Add("X-Kith-Confirm", "1"));
        var id = (await Send(owner, HttpMethod.Post, "", new { rule = Rule("Let in") })).Text("id");
        var panel = await PanelAsync(kith, time, owner, home);

        Assert.Equal("pin.required", (await Send(panel, HttpMethod.Post, $"/{id}/run", new { })).Code);
        Assert.Equal("pin.wrong", (await Send(panel, HttpMethod.Post, $"/{id}/run", new { pin = "1111" })).Code);
        Assert.Equal(200, (await Send(panel, HttpMethod.Post, $"/{id}/run", new { pin = Pin })).Status);

        await SetAsync(owner, null, always: true);
        Assert.Equal("pin.required", (await Send(owner, HttpMethod.Post, "", new { rule = Rule("Let out") })).Code);
        Assert.Equal("pin.required", (await Send(owner, HttpMethod.Put, $"/{id}", new { rule = Rule("Let out") })).Code);
        Assert.Equal(200, (await Send(owner, HttpMethod.Put, $"/{id}", new { rule = Rule("Let out"), pin = Pin })).Status);
        Assert.Equal(201, (await Send(owner, HttpMethod.Post, "", new { rule = Rule("Let in"), pin = Pin })).Status);
    }

    private static async Task<(string Pin, string Always)> StateAsync(Browser owner)
    {
        var security = (await owner.GetAsync("/api/v1/account/security")).Json;
        return ($"{security["pin"]!.GetValue<bool>()}", $"{security["pinAlways"]!.GetValue<bool>()}");
    }

    private static Task<Answered> SetAsync(Browser owner, string? pin, bool always = false) =>
        owner.SendAsync(HttpMethod.Put, "/api/v1/account/pin", new { password = TestKith.Password, pin, always });

    private static Task<Answered> UnlockAsync(Browser browser, string home, string door, string? pin = null, bool confirmed = false)
    {
        var body = new Dictionary<string, object> { ["lock.locked"] = false };
        if (pin is not null) body["pin"] = pin;
        return browser.SendAsync(HttpMethod.Put, Properties(home, door), body, request => { if (confirmed) request.Headers.Add("X-Kith-Confirm", "1"); });
    }

    private static string Properties(string home, string device) => $"/api/v1/homes/{home}/devices/{device}/properties";

    private static async Task<Browser> PanelAsync(TestKith kith, ManualTime time, Browser owner, string home)
    {
        var screen = kith.Open();
        var begun = await screen.PostAsync("/api/v1/device-flow");
        await owner.PostAsync("/api/v1/device-flow/answer", new { userCode = begun.Text("userCode"), approve = true, home, name = "Hall" });
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(200, (await screen.PostAsync("/api/v1/device-flow/token", new { deviceCode = begun.Text("deviceCode") })).Status);
        return screen;
    }
}
