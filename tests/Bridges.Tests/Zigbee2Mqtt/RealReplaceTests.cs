using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Ids;
using Kith.Model.Values;
using static Kith.Shared.RealZigbee2Mqtt;

namespace Kith.Bridges.Tests.Zigbee2Mqtt;

/// <summary>A broken plug behind the real zigbee2mqtt, which comes over WebSocket over TLS, and another that takes its place.</summary>
[Collection("own zigbee2mqtt")]
public sealed class RealReplaceTests : IAsyncLifetime
{
    private readonly Zigbee2MqttFixture _fixture = new Zigbee2MqttOverSecureWebSocket();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Another_radio_gets_the_id_the_name_and_the_commands_and_the_broken_one_leaves_the_network()
    {
        var (house, home) = (_fixture.House, _fixture.Home);
        DeviceId plug;
        using var inside = house.Inside(home);
        await using (var watch = await house.WatchAsync(home))
        {
            plug = watch.Find(Plug)!.Id;
            var named = new TopicWatch(inside, "zigbee2mqtt/bridge/devices");
            await house.Homes.ChangeDeviceAsync(home.Id, home.Owner, plug, "Washing machine", null, null, null);
            await named.UntilAsync(payload => payload.Contains("\"friendly_name\":\"Washing machine\"", StringComparison.Ordinal));
            await _fixture.Program.RadioAsync($$"""{"cmd":"offline","dev":"{{Plug}}","value":true}""");

            var list = new TopicWatch(inside, "zigbee2mqtt/bridge/devices");
            var replaced = await house.Homes.ReplaceDeviceAsync(home.Id, home.Owner, plug, watch.Find(Outlet)!.Id);

            Assert.Equal((plug, Outlet), (replaced.Value.Id, replaced.Value.NativeId));
            await list.UntilAsync(payload => !payload.Contains(Plug, StringComparison.Ordinal) && payload.Contains("\"friendly_name\":\"Washing machine\"", StringComparison.Ordinal));
            await SetAsync(plug, true);
            await SetAsync(plug, false);
            await _fixture.Program.ReportAsync(Outlet, "genOnOff", """{"onOff":1}""");
            await watch.UntilAsync("it says that it is on", its => its.Find(Outlet) is { Online: true, Name: "Washing machine" } device && device.Id == plug && its[Outlet, "switch.on"] == Value.Of(true));
            Assert.Equal(5, watch.Devices.Count);
        }

        await house.StopAsync();
        await house.ResumeAsync();
        await house.ListensAsync(_fixture.Home);
        await using (var watch = await house.WatchAsync(home))
        {
            await watch.UntilAsync("all are there again", its => its.Devices.Count == 5 && its.Devices.All(device => device.Online), () => _fixture.Program.Log);
            Assert.Equal((plug, "Washing machine"), (watch.Find(Outlet)!.Id, watch.Find(Outlet)!.Name));
            await SetAsync(plug, false);
        }
    }

    private async Task SetAsync(DeviceId device, bool on)
    {
        var set = await _fixture.House.Homes.SetAsync(_fixture.Home.Id, _fixture.Home.Owner, device, new Dictionary<string, Value> { ["switch.on"] = Value.Of(on) });
        Assert.Equal((OutcomeKind.Done, null), (set.Value.Outcome.Kind, set.Value.Outcome.Detail));
    }
}
