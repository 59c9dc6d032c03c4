using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Kith.Homes.Devices;
using Kith.Model.Commands;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.Matter;

/// <summary>Coming and going of a real light, its controller and Kith. Each test has its own, one at a time.</summary>
[Collection("own matter")]
public sealed class RealMatterRestartTests
{
    private const string Light = "1";

    [MatterFact]
    public async Task Each_side_may_stop_and_the_light_goes_on()
    {
        await using var house = await MatterHouse.StartAsync();
        await using var light = await Peer.DeviceAsync(house.Network, "light");
        await house.PairAsync(light.QrCode);
        await using (var watch = await house.WatchAsync())
        {
            await watch.UntilAsync("the light", its => its.Find(Light) is { Online: true, Type: "light", Name: "Peer light" });

            // The controller's power is cut: Kith notices and starts it again, with the fabric it had.
            Controller(house).Kill(entireProcessTree: true);
            await watch.UntilAsync("it is offline", its => its.Find(Light) is { Online: false });
            await watch.UntilAsync("and back", its => its.Find(Light) is { Online: true });
            Assert.Equal(Outcome.Done, await house.SetAsync(watch, "Peer light", ("light.on", Value.Of(true))));

            // The light's power is cut.
            await light.KillAsync();
            await light.StartAsync();
            Assert.True(light.Ready.GetProperty("commissioned").GetBoolean());
            await light.SetAsync("light", """{"onOff":{"onOff":false}}""");
            await watch.UntilAsync("what it says is heard again", its => its[Light, "light.on"] == Value.Of(false));
        }

        var before = Controller(house).Id;
        await house.House.StopAsync();
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(before));
        await house.House.ResumeAsync();
        await using var after = await house.WatchAsync();
        await after.UntilAsync("the same light is back", its => its.Devices.Count == 1 && its.Find(Light) is { Online: true });
        Assert.Equal(Outcome.Done, await house.SetAsync(after, "Peer light", ("light.on", Value.Of(true))));
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

    /// <summary>Kith's controller of this home, by the folder that it was given.</summary>
    private static Process Controller(MatterHouse house)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)) continue;
            try
            {
                if (File.ReadAllText(Path.Combine(folder, "cmdline")).Contains($"{house.Home.Id}/{house.Bridge}/fabric", StringComparison.Ordinal)) return Process.GetProcessById(id);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // It ended while it was looked at.
            }
        }
        throw new InvalidOperationException("the controller does not run");
    }
}
