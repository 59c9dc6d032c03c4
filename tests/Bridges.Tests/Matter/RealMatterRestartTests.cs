using System.Diagnostics;
using System.Text.Json.Nodes;
using Kith.Homes.Devices;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.Matter;

/// <summary>Coming and going of a real light and of the controller, beyond what the kit asks of every bridge. Each test has its own, one at a time.</summary>
[Collection("own matter")]
public sealed class RealMatterRestartTests
{
    private const string Light = "1";

    [MatterFact]
    public async Task A_light_whose_power_was_cut_is_heard_again()
    {
        await using var house = await MatterHouse.StartAsync();
        await using var light = await Peer.DeviceAsync(house.Network, "light");
        await house.PairAsync(light.QrCode);
        await using var watch = await house.WatchAsync();
        await watch.UntilAsync("the light", its => its.Find(Light) is { Online: true, Type: "light", Name: "Peer light" });

        await light.KillAsync();
        await light.StartAsync();

        Assert.True(light.Ready.GetProperty("commissioned").GetBoolean());
        await light.SetAsync("light", """{"onOff":{"onOff":true}}""");
        await watch.UntilAsync("what it says is heard again", its => its[Light, "light.on"] == Value.Of(true));
    }

    [MatterFact]
    public async Task The_controller_ends_with_Kith()
    {
        await using var house = await MatterHouse.StartAsync();
        await house.OnlineAsync();
        var controller = MatterHouse.ControllerOf(house.Home).Id;

        await house.House.StopAsync();

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(controller));
        await house.House.ResumeAsync();
    }

    [MatterFact]
    public async Task A_removed_light_leaves_the_fabric_and_can_be_paired_again()
    {
        await using var house = await MatterHouse.StartAsync();
        await using var light = await Peer.DeviceAsync(house.Network, "light");
        await house.PairAsync(light.Code);
        await using var watch = await house.WatchAsync();
        await watch.UntilAsync("the light", its => its.Find(Light) is { Online: true });
        var free = light.NextAsync(its => its.TryGetProperty("fabrics", out var fabrics) && fabrics.GetInt32() == 0);

        await house.House.Homes.RemoveDeviceAsync(house.Home.Id, house.Home.Owner, watch.Find(Light)!.Id);

        await free;
        await watch.UntilAsync("no device", its => its.Devices.Count == 0);
        Assert.Equal("not_found", (await house.DoAsync("share", new JsonObject { ["device"] = "light" })).Fault?.Error.Code);
    }
}
