using System.Text.Json.Nodes;
using Kith.Homes.Bridges;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Values;
using Kith.Shared;

namespace Kith.Bridges.Tests.Matter;

/// <summary>A real Matter controller of another ecosystem pairs Kith's own bridge, and drives a bulb of the real zigbee2mqtt through it.</summary>
[Collection("own matter")]
public sealed class RealShowingTests
{
    [MatterFact]
    public async Task Another_ecosystem_sees_and_drives_what_was_chosen_and_nothing_else()
    {
        await using var house = await MatterHouse.StartAsync();
        var zigbee = (await house.House.Homes.AddBridgeAsync(house.Home.Id, house.Home.Owner, "zigbee2mqtt", "Zigbee2MQTT", "zigbee2mqtt")).Value;
        await using var program = new RealZigbee2Mqtt(house.House.Port, zigbee.Credential.Username.ToString(), zigbee.Credential.Password);
        program.Start();
        await program.StartedAsync();
        await program.RadioAsync("""{"cmd":"join"}""");
        await using var watch = await house.WatchAsync();
        await watch.UntilAsync("the bulb", its => its.Find(RealZigbee2Mqtt.Bulb) is { Online: true });
        await house.OnlineAsync();
        var bulb = watch.Find(RealZigbee2Mqtt.Bulb)!;

        var shown = await house.DoAsync("show", new JsonObject { ["devices"] = new JsonArray(bulb.Id.ToString()) });
        Assert.True(shown.Ok, shown.Fault?.Detail);
        await using var ecosystem = await Peer.ControllerAsync(house.Network);
        Assert.Equal($"""["{bulb.Name}"]""", await ecosystem.AskAsync(new JsonObject { ["code"] = shown.Value["bridge"]!["manual_code"]!.GetValue<string>() }));

        Assert.Equal("null", await ecosystem.AskAsync(new JsonObject { ["name"] = bulb.Name, ["call"] = "onOff.on" }));
        await watch.UntilAsync("the bulb shines", its => its[RealZigbee2Mqtt.Bulb, "light.on"] == Value.Of(true));
        Assert.Contains("\"onOff\":1", await program.RadioAsync("""{"cmd":"list"}"""), StringComparison.Ordinal);
        await ecosystem.AskAsync(new JsonObject { ["name"] = bulb.Name, ["call"] = "levelControl.moveToLevel", ["fields"] = new JsonObject { ["level"] = 127, ["transitionTime"] = 0, ["optionsMask"] = new JsonObject(), ["optionsOverride"] = new JsonObject() } });
        await watch.UntilAsync("half as bright", its => its[RealZigbee2Mqtt.Bulb, "light.brightness"] == Value.Of(50));

        // And what happens in the home is seen over there.
        var dark = ecosystem.NextAsync(its => its.TryGetProperty("on", out var on) && !on.GetBoolean());
        var set = await house.House.Homes.SetAsync(house.Home.Id, house.Home.Owner, bulb.Id, new Dictionary<string, Value> { ["light.on"] = Value.Of(false) });
        Assert.Equal(OutcomeKind.Done, set.Value.Outcome.Kind);
        Assert.Equal(bulb.Name, (await dark).GetProperty("name").GetString());

        // The command has the link as its cause.
        var operations = await house.House.Homes.OperationsAsync(house.Home.Id, house.Home.Owner, bulb.Id, 20);
        Assert.Contains(operations.Value, operation => operation.Cause is { Kind: CauseKind.Partner, Name: "Matter" });

        // A second ecosystem is let in by a code of its own, and the window closes behind it.
        var invited = await house.DoAsync("invite", []);
        Assert.True(invited.Ok, invited.Fault?.Detail);
        Assert.Equal(invited.Value["qrCode"]!.GetValue<string>(), house.Status.Details!["showing"]!["bridge"]!["window"]!["qr"]!.GetValue<string>());
        await using (var second = await Peer.ControllerAsync(house.Network))
            Assert.Equal($"""["{bulb.Name}"]""", await second.AskAsync(new JsonObject { ["code"] = invited.Value["manualCode"]!.GetValue<string>() }));
        var linked = await house.House.StatusAsync(house.Home, its => its.Details!["showing"]!["bridge"] is { } bridge && bridge["window"] is null && bridge["fabrics"]!.AsArray().Count == 2);
        Assert.Equal(2, linked.Details!["showing"]!["bridge"]!["fabrics"]!.AsArray().Count);
        Assert.True((await house.DoAsync("unshare", new JsonObject { ["fabric"] = linked.Details!["showing"]!["bridge"]!["fabrics"]![1]!["fabric_index"]!.GetValue<int>() })).Ok);

        var fabric = house.Status.Details!["showing"]!["bridge"]!["fabrics"]![0]!;
        Assert.Equal("Elsewhere", fabric["label"]!.GetValue<string>());
        Assert.True((await house.DoAsync("unshare", new JsonObject { ["fabric"] = fabric["fabric_index"]!.GetValue<int>() })).Ok);
        Assert.Empty(house.Status.Details!["showing"]!["bridge"]!["fabrics"]!.AsArray());
    }
}
