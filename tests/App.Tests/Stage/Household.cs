using Kith.Model.Values;

namespace Kith.App.Tests.Stage;

/// <summary>A set-up home with real devices and a browser, shared by the stories of one class run after the other.</summary>
public sealed class Household : OwnServer
{
    private readonly List<LiveDevice> _devices = [];

    internal HomeApi Api { get; private set; } = null!;

    internal string Living { get; private set; } = "";

    internal LiveDevice Lamp { get; private set; } = null!;

    internal LiveDevice Thermostat { get; private set; } = null!;

    internal LiveDevice Sensor { get; private set; } = null!;

    internal LiveDevice Lock { get; private set; } = null!;

    internal LiveDevice Curtain { get; private set; } = null!;

    internal LiveDevice Wall { get; private set; } = null!;

    internal LiveDevice ColourLamp { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Api = new HomeApi(Kith.Address);
        await Api.SetUpAsync(Kith.LinkToken);
        Living = await Api.AddRoomAsync("Living room");
        var hall = await Api.AddRoomAsync("Hall");
        Lamp = await AddAsync("dimmer", "Desk lamp", Living, new() { ["light.on"] = Value.Of(false), ["light.brightness"] = Value.Of(40) });
        ColourLamp = await AddAsync("colour-bulb", "Floor lamp", Living, new()
        {
            ["light.on"] = Value.Of(true), ["light.brightness"] = Value.Of(70), ["light.color-temperature"] = Value.Of(2700), ["light.color"] = Value.Of(0xff9a2e), ["light.mode"] = Value.Of(0),
        });
        Thermostat = await AddAsync("thermostat", "Thermostat", Living, new()
        {
            ["thermostat.on"] = Value.Of(true), ["thermostat.target-temperature"] = Value.Of(21.0), ["thermostat.temperature"] = Value.Of(20.5), ["thermostat.mode"] = Value.Of(3),
        });
        Sensor = await AddAsync("climate-sensor", "Climate", Living, new() { ["temperature-humidity-sensor.temperature"] = Value.Of(21.4), ["temperature-humidity-sensor.relative-humidity"] = Value.Of(45) });
        Curtain = await AddAsync("curtain", "Curtain", Living, new() { ["curtain.current-position"] = Value.Of(50), ["curtain.target-position"] = Value.Of(50) }, "curtain.motor-control");
        Wall = await AddAsync("triple-switch", "Wall switch", hall, new() { ["left.on"] = Value.Of(true), ["middle.on"] = Value.Of(false), ["right.on"] = Value.Of(false) });
        Lock = await AddAsync("lock", "Front door", hall, new() { ["lock.locked"] = Value.Of(true), ["door.open"] = Value.Of(false) });
    }

    public override async Task DisposeAsync()
    {
        foreach (var device in _devices) await device.DisposeAsync();
        Api.Dispose();
        await base.DisposeAsync();
    }

    private async Task<LiveDevice> AddAsync(string product, string name, string room, Dictionary<string, Value> values, params string[] orders)
    {
        var device = await LiveDevice.JoinAsync(Kith, Api, product, name, room, values, orders);
        _devices.Add(device);
        return device;
    }
}
