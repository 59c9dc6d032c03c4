using Kith.Model.Values;

namespace Kith.Imports.Tests.IoBroker;

public sealed class IoBrokerTests
{
    [Fact]
    public async Task Rooms_aliases_and_scenes_come_over_and_scripts_are_named()
    {
        await using var home = await TestHome.StartAsync();
        var ceiling = await home.ComeAsync("ceiling-light", "0x00158d0000000401");
        var floor = await home.ComeAsync("bulb", "0x00158d0000000402");
        var plan = await home.PlanAsync("iobroker", TestHome.Fixtures("IoBroker"));

        Assert.Equal(["Living room", "Flur"], plan.Rooms.Select(room => room.Name));
        Assert.Equal([("Deckenlampe", "living-room"), ("Stehlampe", "living-room"), ("Bewegung Flur", "flur"), ("Waschmaschine", null)], plan.Devices.Select(device => (device.Name, device.Room?.ToString())));
        Assert.Equal(["a4cf12000043"], plan.Devices[3].KnownAs.Where(known => known.Length == 12));
        var scene = Assert.Single(plan.Scenes);
        Assert.Equal([(ceiling.Id, "light.brightness", Value.Of(35L)), (floor.Id, "light.on", Value.Of(true))], scene.Steps.Select(step => (step.Device, step.Values!.Single().Key, step.Values!.Single().Value)));
        Assert.Contains(plan.Losses, loss => loss is { Kind: "rule", Name: "Morgens", Code: "rule.script" });
        Assert.Contains(plan.Losses, loss => loss is { Kind: "scene", Name: "Abend", Code: "entity.unknown" });
        Assert.All((await home.ApplyAsync(plan)).Parts, part => Assert.Null(part.Detail));

        var washer = await home.ComeAsync("outlet", "A4:CF:12:00:00:43", via: "wifi");
        Assert.Equal("Waschmaschine", washer.Name);
    }
}
