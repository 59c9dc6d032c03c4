using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Ids;
using Kith.Model.Values;
using static Kith.Shared.RealZigbee2Mqtt;

namespace Kith.Bridges.Tests.Zigbee2Mqtt;

/// <summary>What people ask of the real zigbee2mqtt 2.14.1 itself, which comes over WebSocket: groups, scenes, bindings, firmware, map, options, health.</summary>
public sealed class RealDeedsTests(Zigbee2MqttOverWebSocket fixture) : IClassFixture<Zigbee2MqttOverWebSocket>
{
    private readonly House _house = fixture.House;
    private readonly TestHome _home = fixture.Home;

    [Fact]
    public async Task A_group_is_a_device_that_is_told_like_a_lamp_and_keeps_scenes()
    {
        await using var watch = await _house.WatchAsync(_home);
        var group = (int)(await DoAsync("group-add", new { name = "upstairs" }))["id"]!;
        await DoAsync("member-add", new { group, address = Bulb });

        await watch.UntilAsync("the group is there", its => its.Find($"group-{group}") is { Online: true }, () => fixture.Program.Log);
        var device = watch.Find($"group-{group}")!;
        Assert.Equal(("light", "upstairs"), (device.Type, device.Name));
        Assert.Null(watch.Specs[device.Spec].FindProperty("radio-link.link-quality"));
        await SetAsync(device.Id, ("light.on", Value.Of(true)), ("light.brightness", Value.Of(40)));
        await watch.UntilAsync("the bulb is on with it", its => its[Bulb, "light.on"] == Value.Of(true) && its[Bulb, "light.brightness"] == Value.Of(40), () => fixture.Program.Log);

        await DoAsync("scene-store", new { address = $"group-{group}", scene = 3, name = "Reading" });
        await UntilAsync("the scene is listed", details => Groups(details, group)["scenes"]!.AsArray().Any(scene => scene!["name"]!.ToString() == "Reading"));
        await SetAsync(device.Id, ("light.on", Value.Of(false)));
        await DoAsync("scene-recall", new { address = $"group-{group}", scene = 3 });
        await watch.UntilAsync("the scene is back", its => its[$"group-{group}", "light.on"] == Value.Of(true), () => fixture.Program.Log);
        await DoAsync("scene-remove", new { address = $"group-{group}", scene = 3 });
        await UntilAsync("the scene is gone", details => Groups(details, group)["scenes"]!.AsArray().Count == 0);

        await DoAsync("member-remove", new { group, address = Bulb });
        await watch.UntilAsync("a group of nobody is away", its => its.Find($"group-{group}") is { Online: false });
        await DoAsync("group-remove", new { group });
        await watch.UntilAsync("the group has gone", its => its.Find($"group-{group}") is null);
    }

    [Fact]
    public async Task A_binding_is_made_listed_and_undone_and_what_cannot_be_bound_is_said_in_its_words()
    {
        await DoAsync("bind", new { from = Outlet, to = Plug, clusters = (string[])["genOnOff"] }, "Nothing to bind");
        var group = (int)(await DoAsync("group-add", new { name = "bound" }))["id"]!;
        var bound = await DoAsync("bind", new { from = Bulb, to = group, clusters = (string[])["genOnOff"] });
        Assert.Equal("genOnOff", bound["clusters"]![0]!.ToString());

        await UntilBoundAsync(group, isBound: true);
        await DoAsync("unbind", new { from = Bulb, to = group, clusters = (string[])["genOnOff"] });
        await UntilBoundAsync(group, isBound: false);
        await DoAsync("group-remove", new { group });
    }

    [Fact]
    public async Task New_firmware_is_found_and_goes_in_with_its_progress_told()
    {
        await using var watch = await _house.WatchAsync(_home);
        var bulb = watch.Find(Bulb)!.Id;

        Assert.True((bool)(await DoAsync("update-check", new { address = Bulb }))["update_available"]!);
        await watch.UntilAsync("there is an update", its => its[Bulb, "firmware.status"] == Value.Of(1) && its[Bulb, "firmware.available"] == Value.Of("2"), () => fixture.Program.Log);
        await DoAsync("update-schedule", new { address = Bulb });
        await UntilDeviceAsync("it is scheduled", Bulb, its => its["update"]?["state"]?.ToString() == "scheduled");
        await DoAsync("update-unschedule", new { address = Bulb });
        await DoAsync("update-abort", new { address = Bulb }, "No OTA in progress");

        // Begun and thought better of: it is as it was, and may begin again.
        await DoAsync("update-install", new { address = Bulb });
        await watch.UntilAsync("it has begun", its => its[Bulb, "firmware.status"] == Value.Of(3), () => fixture.Program.Log);
        await DoAsync("update-abort", new { address = Bulb });
        await watch.UntilAsync("it was given up", its => its[Bulb, "firmware.status"] == Value.Of(1) && its[Bulb, "firmware.version"] != Value.Of("2"), () => fixture.Program.Log);

        var installed = await _house.Homes.CallAsync(_home.Id, _home.Owner, bulb, "firmware.install", null);
        Assert.Equal(OutcomeKind.Accepted, installed.Value.Outcome.Kind);
        await watch.UntilAsync("it is on its way", its => its[Bulb, "firmware.status"] == Value.Of(3) && !its[Bulb, "firmware.progress"].IsNone, () => fixture.Program.Log);
        await watch.UntilAsync("it is in", its => its[Bulb, "firmware.status"] == Value.Of(0) && its[Bulb, "firmware.version"] == Value.Of("2"), () => fixture.Program.Log);
    }

    [Fact]
    public async Task A_device_is_asked_anew_what_it_is_and_its_reporting_set_up_anew_and_it_stays_the_same()
    {
        await using var watch = await _house.WatchAsync(_home);
        var outlet = watch.Find(Outlet)!;

        await DoAsync("interview", new { address = Outlet });
        await DoAsync("configure", new { address = Outlet });
        await DoAsync("interview", new { address = "0x0000000000000000" }, "does not exist");

        await UntilDeviceAsync("it is known", Outlet, its => its["standing"]!.ToString() == "ready" && its["device"]?.ToString() == outlet.Id.ToString());
        await watch.UntilAsync("it is there", its => its.Find(Outlet) is { Online: true });
        Assert.Equal((outlet.Id, outlet.Name, outlet.Spec), (watch.Find(Outlet)!.Id, watch.Find(Outlet)!.Name, watch.Find(Outlet)!.Spec));
    }

    [Fact]
    public async Task The_network_map_says_who_hears_whom()
    {
        var map = await DoAsync("network-map", new { });

        var nodes = map["nodes"]!.AsArray().ToDictionary(node => node!["address"]!.ToString(), node => node!["kind"]!.ToString());
        Assert.Equal(7, nodes.Count);
        Assert.Equal(("router", "end"), (nodes[Bulb], nodes[Weather]));
        Assert.Single(nodes, node => node.Value == "coordinator");
        Assert.Contains(map["links"]!.AsArray(), link => link!["from"]!.ToString() == Bulb && link["to"]!.ToString() == Weather && (long)link["quality"]! == 200);
    }

    [Fact]
    public async Task The_options_of_a_device_are_a_form_and_what_is_set_is_kept_there()
    {
        var before = await DoAsync("options", new { address = Bulb });
        Assert.Contains(before["schema"]!.AsArray(), option => option!["property"]!.ToString() == "transition");

        var changed = await DoAsync("change-options", new { address = Bulb, options = new { transition = 2 } });
        Assert.Equal(2, (int)changed["to"]!["transition"]!);
        // bridge/info follows the answer.
        await SoonAsync("the new option is told", async () => (await DoAsync("options", new { address = Bulb }))["values"]!["transition"] is not null);
        await DoAsync("change-options", new { address = Bulb, options = new { transition = (int?)null } });
    }

    [Fact]
    public async Task It_says_that_it_is_well_and_an_unknown_deed_is_said_at_once()
    {
        Assert.True((bool)(await DoAsync("health-check", new { }))["healthy"]!);
        await DoAsync("make-coffee", new { }, "no deed");
        await DoAsync("group-add", new { }, "name is missing");
        await DoAsync("member-add", new { group = "nobody", address = Bulb }, "does not exist");
    }

    private static JsonNode Groups(JsonNode details, int group) => details["groups"]!.AsArray().Single(its => (int)its!["id"]! == group)!;

    private Task UntilBoundAsync(int group, bool isBound) => UntilDeviceAsync(isBound ? "it is bound" : "it is unbound", Bulb, device =>
        device["endpoints"]!.AsArray().SelectMany(endpoint => endpoint!["bindings"]!.AsArray()).Any(binding => binding!["to"]!.ToString() == $"group-{group}") == isBound);

    private Task UntilDeviceAsync(string what, string address, Func<JsonNode, bool> holds) =>
        SoonAsync(what, async () => holds((await DoAsync("devices", new { }))["devices"]!.AsArray().Single(its => its!["address"]!.ToString() == address)!));

    private Task UntilAsync(string what, Func<JsonNode, bool> holds) =>
        SoonAsync(what, () => Task.FromResult(holds(_house.Bridges.StateOf(_home.Id, _home.Bridge.Bridge.Id)!.Details!)));

    /// <summary>What a bridge knows of its program is asked for, not told: it is asked until it is so.</summary>
    private async Task SoonAsync(string what, Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(HomeWatch.Patience);
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds())
            if (patience.IsCancellationRequested) Assert.Fail($"Never came: {what}\n{fixture.Program.Log}");
            else await often.WaitForNextTickAsync(CancellationToken.None);
    }

    private async Task SetAsync(DeviceId device, params (string Address, Value Value)[] values)
    {
        var set = await _house.Homes.SetAsync(_home.Id, _home.Owner, device, values.ToDictionary(row => row.Address, row => row.Value));
        Assert.True(set.Value.Outcome.Kind is OutcomeKind.Done, $"{set.Value.Outcome}\n{fixture.Program.Log}");
    }

    /// <summary>Does it; with words, it must be refused in them.</summary>
    private async Task<JsonNode> DoAsync(string deed, object arguments, string? refused = null)
    {
        var done = await _house.Bridges.DoAsync(_home.Id, _home.Bridge.Bridge.Id, deed, JsonSerializer.SerializeToElement(arguments));
        if (refused is null) Assert.True(done.Ok, $"{deed}: {done.Fault?.Detail}\n{fixture.Program.Log}");
        else Assert.Contains(refused, done.Fault?.Detail ?? "it was done", StringComparison.Ordinal);
        return done.Ok ? done.Value : new JsonObject();
    }
}
