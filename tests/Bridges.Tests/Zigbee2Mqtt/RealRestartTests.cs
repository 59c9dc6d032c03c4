using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Ids;
using Kith.Model.Values;
using Kith.Shared;
using static Kith.Shared.RealZigbee2Mqtt;

namespace Kith.Bridges.Tests.Zigbee2Mqtt;

/// <summary>Coming and going of the real zigbee2mqtt (over TCP), its devices and Kith. Each test has its own, one at a time.</summary>
[Collection("own zigbee2mqtt")]
public sealed class RealRestartTests
{
    [Fact]
    public async Task A_wrong_secret_is_refused()
    {
        await using var house = await House.StartAsync();
        var home = await house.AddHomeAsync();
        await using var program = new RealZigbee2Mqtt(house.Port, home.Bridge.Credential.Username.ToString(), "guess");

        program.Start();
        var log = await program.Ended.WaitAsync(HomeWatch.Patience);

        Assert.Contains("MQTT failed to connect", log, StringComparison.Ordinal);
        Assert.Equal(BridgeLink.Waiting, house.Bridges.StateOf(home.Id, home.Bridge.Bridge.Id)!.State);
    }

    [Fact]
    public async Task Either_side_may_stop_and_the_devices_go_and_come_back()
    {
        await using var fixture = new Running();
        await fixture.InitializeAsync();
        var (house, home, program) = (fixture.House, fixture.Home, fixture.Program);
        DeviceId bulb;
        await using (var watch = await house.WatchAsync(home))
        {
            bulb = watch.Find(Bulb)!.Id;
            await SetAsync(house, home, bulb, true);

            // Its power is cut: the broker says its last word for it.
            await program.KillAsync();
            await watch.UntilAsync("all are offline", its => its.Devices.All(device => !device.Online));
            Assert.Equal(BridgeLink.Offline, house.Bridges.StateOf(home.Id, home.Bridge.Bridge.Id)!.State);
            var refused = await house.Homes.SetAsync(home.Id, home.Owner, bulb, On(false));
            Assert.Equal(OutcomeKind.Offline, refused.Value.Outcome.Kind);

            program.Start();
            await program.StartedAsync();
            await watch.UntilAsync("all are back", its => its.Devices.Count == 6 && its.Devices.All(device => device.Online));
            await SetAsync(house, home, bulb, false);

            // Told to, it restarts within its process. It says that it is online some moments before it listens to commands.
            program.StartsAgain();
            var gone = watch.UntilAsync("all are offline once more", its => its.Devices.All(device => !device.Online), () => program.Log);
            Assert.True((await house.DoAsync(home, "restart", new { })).Ok);
            await gone;
            await program.StartedAsync();
            await watch.UntilAsync("all are back once more", its => its.Devices.Count == 6 && its.Devices.All(device => device.Online), () => program.Log);
            await SetAsync(house, home, bulb, true);

            Assert.True((await house.DoAsync(home, "group-add", new { name = "upstairs" })).Ok);
            Assert.True((await house.DoAsync(home, "member-add", new { group = "upstairs", address = Bulb })).Ok);
            await watch.UntilAsync("the group is there", its => its.Devices.Any(device => device is { Name: "upstairs", Online: true }), () => program.Log);
        }

        // Kith restarts, and a bulb is switched by hand meanwhile.
        await house.StopAsync();
        await program.RadioAsync($$$"""{"cmd":"change","dev":"{{{Bulb}}}","cluster":"genOnOff","attrs":{"onOff":1}}""");
        await house.ResumeAsync();
        await house.ListensAsync(home);
        await using (var watch = await house.WatchAsync(home))
        {
            await watch.UntilAsync("all are there again, the group too", its => its.Devices.Count == 7 && its.Devices.All(device => device.Online), () => program.Log);
            Assert.Equal(bulb, watch.Find(Bulb)!.Id);
            await watch.UntilAsync("the bulb is on", its => its[Bulb, "light.on"] == Value.Of(true));
            await SetAsync(house, home, bulb, false);
            // zigbee2mqtt does not tell its groups to a broker that forgot them: this one was remembered, and still obeys.
            await SetAsync(house, home, watch.Devices.Single(device => device.Name == "upstairs").Id, true);
            await watch.UntilAsync("the bulb is on with its group", its => its[Bulb, "light.on"] == Value.Of(true), () => program.Log);
        }
    }

    [Fact]
    public async Task A_device_that_falls_silent_goes_offline_returns_and_is_removed_by_either_side()
    {
        await using var fixture = new Running();
        await fixture.InitializeAsync();
        var (house, home, program) = (fixture.House, fixture.Home, fixture.Program);
        using var inside = house.Inside(home);
        await using var watch = await house.WatchAsync(home);

        var changed = new TopicWatch(inside, "zigbee2mqtt/bridge/response/device/options");
        // Watched closely: asked after a second of silence (in minutes, as zigbee2mqtt counts).
        inside.Publish("zigbee2mqtt/bridge/request/device/options", $$$"""{"id":"{{{Bulb}}}","options":{"availability":{"timeout":0.01,"max_jitter":1,"backoff":false} } }""");
        await changed.UntilAsync(payload => payload.Contains(Bulb, StringComparison.Ordinal));
        await program.ReportAsync(Bulb, "genOnOff", """{"onOff":0}""");
        await program.RadioAsync($$"""{"cmd":"offline","dev":"{{Bulb}}","value":true}""");
        await watch.UntilAsync("the bulb is offline", its => !its.Find(Bulb)!.Online, () => program.Log);
        await program.RadioAsync($$"""{"cmd":"offline","dev":"{{Bulb}}","value":false}""");
        await watch.UntilAsync("the bulb is back", its => its.Find(Bulb)!.Online);

        // It leaves by itself: it stays, offline.
        await program.RadioAsync($$"""{"cmd":"leave","dev":"{{Outlet}}"}""");
        await watch.UntilAsync("the outlet is offline", its => its.Find(Outlet) is { Online: false });

        // Removed there: gone here.
        inside.Publish("zigbee2mqtt/bridge/request/device/remove", $$"""{"id":"{{Plug}}"}""");
        await watch.UntilAsync("the plug is gone", its => its.Find(Plug) is null);

        // Removed here: gone there.
        var list = new TopicWatch(inside, "zigbee2mqtt/bridge/devices");
        await house.Homes.RemoveDeviceAsync(home.Id, home.Owner, watch.Find(Weather)!.Id);
        await list.UntilAsync(payload => !payload.Contains(Weather, StringComparison.Ordinal));
        await watch.UntilAsync("it stays away", its => its.Find(Weather) is null);
    }

    private static async Task SetAsync(House house, TestHome home, DeviceId bulb, bool on)
    {
        var set = await house.Homes.SetAsync(home.Id, home.Owner, bulb, On(on));
        Assert.Equal(OutcomeKind.Done, set.Value.Outcome.Kind);
    }

    private static Dictionary<string, Value> On(bool on) => new() { ["light.on"] = Value.Of(on) };

    /// <summary>The shared fixture, of one test alone.</summary>
    private sealed class Running : IAsyncDisposable
    {
        private readonly Zigbee2MqttFixture _fixture = new Zigbee2MqttOverTcp();

        internal House House => _fixture.House;

        internal TestHome Home => _fixture.Home;

        internal RealZigbee2Mqtt Program => _fixture.Program;

        internal Task InitializeAsync() => _fixture.InitializeAsync();

        public async ValueTask DisposeAsync() => await _fixture.DisposeAsync();
    }
}
