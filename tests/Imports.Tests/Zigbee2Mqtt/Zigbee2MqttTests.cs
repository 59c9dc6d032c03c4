using Kith.Homes.Devices;
using Kith.Homes.Scenes;
using Kith.Model.Values;

namespace Kith.Imports.Tests.Zigbee2Mqtt;

public sealed class Zigbee2MqttTests
{
    [Fact]
    public async Task Names_rooms_and_scenes_come_over_and_keys_do_not()
    {
        await using var home = await TestHome.StartAsync();
        var ceiling = await home.ComeAsync("colour-bulb", "0x00158d0000000201");
        var floor = await home.ComeAsync("bulb", "0x00158d0000000202");
        var plan = await home.PlanAsync("zigbee2mqtt", TestHome.Fixtures("Zigbee2Mqtt"));

        Assert.Equal(["Living room", "Küche", "Bathroom"], plan.Rooms.Select(room => room.Name));
        Assert.Equal(["Ceiling", "Floor lamp", "Arbeitsplatte", "Front door", "Leak"], plan.Devices.Select(device => device.Name));
        Assert.Equal([ceiling.Id, floor.Id], plan.Devices.Where(device => device.Device is not null).Select(device => device.Device!.Value));
        Assert.Equal(["All: Cosy", "All: Blue", "All: Dark", "Reading here"], plan.Scenes.Select(scene => scene.Name));
        Assert.Contains(plan.Losses, loss => loss is { Name: "old_plug", Code: "device.disabled" });
        Assert.Contains(plan.Losses, loss => loss is { Name: "living_room/all", Code: "device.virtual" });

        var receipt = await home.ApplyAsync(plan);
        Assert.All(receipt.Parts, part => Assert.Null(part.Detail));
        Assert.Equal(("Ceiling", "living-room"), Of((await home.Homes.DeviceAsync(home.Id, home.Owner, ceiling.Id)).Value));
        var cosy = (await home.Homes.ScenesAsync(home.Id, home.Owner)).Value.Single(scene => scene.Name == "All: Cosy");
        Assert.Equal((Value.Of(true), Value.Of(35L), Value.Of(2703L)), (cosy.Steps[0].Values!["light.on"], cosy.Steps[0].Values!["light.brightness"], cosy.Steps[0].Values!["light.color-temperature"]));
        var blue = (await home.Homes.ScenesAsync(home.Id, home.Owner)).Value.Single(scene => scene.Name == "All: Blue");
        // The floor lamp is white: it is on, and that is all.
        Assert.InRange(blue.Steps[0].Values!["light.color"].AsInteger() & 0xFF, 0xF0, 0xFF);
        Assert.DoesNotContain("light.color", blue.Steps[1].Values!.Keys);

        var leak = await home.ComeAsync("leak-sensor", "0x00158D0000000207");
        Assert.Equal(("Leak", "bathroom"), Of(leak));
    }

    private static (string, string?) Of(DeviceView device) => (device.Name, device.Room?.ToString());
}
