using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Values;
using Kith.Shared;
using static Kith.Shared.RealZigbee2Mqtt;

namespace Kith.Bridges.Tests.HomeAssistant;

/// <summary>The real zigbee2mqtt as an emitter: it describes its devices for Home Assistant, and Kith takes them in by that alone.</summary>
[Collection("own zigbee2mqtt")]
public sealed class RealEmitterTests
{
    [Fact]
    public async Task Its_devices_appear_obey_go_come_back_and_survive_a_restart()
    {
        await using var house = await House.StartAsync();
        var home = await house.AddHomeAsync(kind: "homeassistant", baseTopic: "homeassistant");
        await using var program = new RealZigbee2Mqtt(house.Port, home.Bridge.Credential.Username.ToString(), home.Bridge.Credential.Password, describes: true);
        program.Start();
        await program.StartedAsync();
        await program.RadioAsync("""{"cmd":"join"}""");
        string bulb = Of(Bulb), plug = Of(Plug);

        await using (var watch = await house.WatchAsync(home))
        {
            await watch.UntilAsync("bulb and plug", its => its.Find(bulb) is { Online: true, Type: "light" } && its.Find(plug) is { Online: true, Type: "switch" }, () => program.Log);
            await SetAsync(house, home, watch, bulb, "light.brightness", Value.Of(40));
            await SetAsync(house, home, watch, bulb, "light.color-temperature", Value.Of(2700));
            await SetAsync(house, home, watch, plug, "switch.on", Value.Of(true));
            await program.ReportAsync(Plug, "haElectricalMeasurement", """{"activePower":42}""");
            await watch.UntilAsync("42 watt", its => its[plug, "power-consumption.electric-power"] == Value.Of(42.0));
            await SetAsync(house, home, watch, plug, "switch.on", Value.Of(false));

            await program.KillAsync();
            await watch.UntilAsync("its last word", its => its.Devices.All(device => !device.Online));
            program.Start();
            await program.StartedAsync();
            await watch.UntilAsync("they are back", its => its.Find(bulb) is { Online: true } && its.Find(plug) is { Online: true }, () => program.Log);
        }

        await house.StopAsync();
        await house.ResumeAsync();
        await house.ListensAsync(home);
        await using var again = await house.WatchAsync(home);
        await again.UntilAsync("they are there again", its => its.Find(bulb) is { Online: true } && its.Find(plug) is { Online: true }, () => program.Log);
        await SetAsync(house, home, again, plug, "switch.on", Value.Of(true));
        using var inside = house.Inside(home);
        inside.Publish("zigbee2mqtt/bridge/request/device/remove", $$"""{"id":"{{Plug}}","force":true}""");
        await again.UntilAsync("the plug is gone", its => its.Find(plug) is null, () => program.Log);
    }

    private static string Of(string address) => $"zigbee2mqtt_{address}";

    private static async Task SetAsync(House house, TestHome home, HomeWatch watch, string device, string address, Value value)
    {
        var set = await house.Homes.SetAsync(home.Id, home.Owner, watch.Find(device)!.Id, new Dictionary<string, Value> { [address] = value });
        Assert.True(set.Value.Outcome.Kind is OutcomeKind.Done, $"{address}: {set.Value.Outcome}");
        await watch.UntilAsync($"{address} is {value}", its => its[device, address] == value);
    }
}
