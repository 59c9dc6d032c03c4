using System.Text.Json.Nodes;
using Kith.Model.Commands;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.Matter;

/// <summary>Real Matter devices of matter.js behind Kith's own controller.</summary>
[Collection("own matter")]
public sealed class RealMatterTests(MatterFixture fixture) : IClassFixture<MatterFixture>
{
    private readonly MatterHouse _house = fixture.House;
    private readonly Peer _bridge = fixture.Bridge;

    [MatterFact]
    public async Task What_a_paired_bridge_has_appears_with_its_types_names_and_units()
    {
        await using var watch = await _house.WatchAsync();

        Assert.Equal(
            ["curtain", "gateway", "light", "light", "lock", "magnet-sensor", "motion-sensor", "outlet", "scene-switch", "temperature-humidity-sensor", "thermostat"],
            watch.Devices.Where(device => device.Name != "Peer damp").Select(device => device.Type).Order());
        Assert.Equal(Value.Of(21.5), On(watch, "Peer weather", "temperature-humidity-sensor.temperature"));
        Assert.Equal(Value.Of(46), On(watch, "Peer damp", "environment.relative-humidity"));
        Assert.Equal(Value.Of(0), On(watch, "Peer curtain", "curtain.current-position"));
        Assert.Equal(Value.Of(false), On(watch, "Peer door", "magnet-sensor.open"));
        Assert.Equal(Value.Of(21.1), On(watch, "Peer heating", "thermostat.temperature"));
        Assert.Equal(Value.Of("Peer"), On(watch, "Peer bridge", "device-information.manufacturer"));
    }

    [MatterFact]
    public async Task A_lamp_does_what_it_is_told_and_says_what_it_was_told()
    {
        await using var watch = await _house.WatchAsync();

        await DoneAsync(watch, "Peer lamp", ("light.on", Value.Of(true)));
        await DoneAsync(watch, "Peer lamp", ("light.brightness", Value.Of(33)));
        await DoneAsync(watch, "Peer lamp", ("light.color-temperature", Value.Of(2700)));
        await DoneAsync(watch, "Peer lamp", ("light.color", Value.Of(0xFF6000)));
        await DoneAsync(watch, "Peer lamp", ("light.on", Value.Of(true)), ("light.brightness", Value.Of(80)));
        await DoneAsync(watch, "Peer lamp", ("light.on", Value.Of(false)));
    }

    [MatterFact]
    public async Task A_lock_takes_its_command_within_its_time()
    {
        await using var watch = await _house.WatchAsync();
        var unlocked = _bridge.NextAsync(its => its.TryGetProperty("lock", out var state) && state.GetInt32() == 2);

        await DoneAsync(watch, "Peer lock", ("lock.locked", Value.Of(false)));
        await unlocked;
        await DoneAsync(watch, "Peer lock", ("lock.locked", Value.Of(true)));
    }

    [MatterFact]
    public async Task A_curtain_opens_the_way_people_mean_it_and_heating_takes_tenths_of_a_degree()
    {
        await using var watch = await _house.WatchAsync();

        var moved = await _house.SetAsync(watch, "Peer curtain", ("curtain.target-position", Value.Of(70)));
        await watch.UntilAsync("seven tenths open", its => On(its, "Peer curtain", "curtain.current-position") == Value.Of(70));
        await DoneAsync(watch, "Peer heating", ("thermostat.target-temperature", Value.Of(22.3)));
        await _house.SetAsync(watch, "Peer curtain", ("curtain.target-position", Value.Of(0)));

        Assert.True(moved.Kind is OutcomeKind.Done or OutcomeKind.Accepted, moved.ToString());
    }

    [MatterFact]
    public async Task What_happens_there_is_told_here()
    {
        await using var watch = await _house.WatchAsync();

        await _bridge.SetAsync("door", """{"booleanState":{"stateValue":false}}""");
        await watch.UntilAsync("an open door", its => On(its, "Peer door", "magnet-sensor.open") == Value.Of(true));
        await _bridge.SetAsync("weather", """{"temperatureMeasurement":{"measuredValue":-550}}""");
        await watch.UntilAsync("five degrees below zero", its => On(its, "Peer weather", "temperature-humidity-sensor.temperature") == Value.Of(-5.5));
        await _bridge.SetAsync("motion", """{"occupancySensing":{"occupancy":{"occupied":true}}}""");
        await watch.UntilAsync("motion", its => On(its, "Peer motion", "motion-sensor.motion") == Value.Of(true));
        await _bridge.PressAsync("button");
        await watch.UntilAsync("a click", its => its.Events.Any(change => change.E == "button.click"));
        await _bridge.SetAsync("plug", """{"bridgedDeviceBasicInformation":{"reachable":false}}""");
        await watch.UntilAsync("a plug that is gone", its => !its.Devices.Single(device => device.Name == "Peer plug").Online);
        await _bridge.SetAsync("plug", """{"bridgedDeviceBasicInformation":{"reachable":true}}""");
        await watch.UntilAsync("and is back", its => its.Devices.Single(device => device.Name == "Peer plug").Online);
        await _bridge.SetAsync("door", """{"booleanState":{"stateValue":true}}""");
        await _bridge.SetAsync("weather", """{"temperatureMeasurement":{"measuredValue":2150}}""");
        await watch.UntilAsync("all as before", its => On(its, "Peer door", "magnet-sensor.open") == Value.Of(false) && On(its, "Peer weather", "temperature-humidity-sensor.temperature") == Value.Of(21.5));
    }

    [MatterFact]
    public async Task A_device_is_called_what_its_bridge_calls_it()
    {
        await using var watch = await _house.WatchAsync();
        var plug = MatterHouse.Id(watch, "Peer plug");

        await _bridge.SetAsync("plug", """{"bridgedDeviceBasicInformation":{"nodeLabel":"Kettle"}}""");
        await watch.UntilAsync("the kettle", its => its.Devices.Any(device => device.Id == plug && device.Name == "Kettle"));
        await _bridge.SetAsync("plug", """{"bridgedDeviceBasicInformation":{"nodeLabel":"Peer plug"}}""");
        await watch.UntilAsync("the plug", its => its.Devices.Any(device => device.Id == plug && device.Name == "Peer plug"));
    }

    [MatterFact]
    public async Task A_code_that_nothing_answers_to_is_a_clear_error()
    {
        var short1 = await _house.DoAsync("commission", new JsonObject { ["code"] = "1234" });
        var broken = await _house.DoAsync("commission", new JsonObject { ["code"] = "34970112333" });

        Assert.Equal(("request.invalid", "device.refused"), (short1.Fault?.Error.Code, broken.Fault?.Error.Code));
        Assert.NotEqual("", broken.Fault!.Detail);
    }

    [MatterFact]
    public async Task A_device_is_shared_with_another_ecosystem_by_a_code()
    {
        await using var watch = await _house.WatchAsync();

        var shared = await _house.DoAsync("share", new JsonObject { ["device"] = MatterHouse.Id(watch, "Peer bridge").ToString() });

        Assert.True(shared.Ok, shared.Fault?.Detail);
        Assert.StartsWith("MT:", shared.Value["qrCode"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(11, shared.Value["manualCode"]!.GetValue<string>().Length);
    }

    private static Value On(HomeWatch watch, string name, string property) =>
        watch.Devices.FirstOrDefault(device => device.Name == name) is { } device && device.Values.TryGetValue(property, out var value) ? value.V : default;

    private async Task DoneAsync(HomeWatch watch, string name, params (string Property, Value Value)[] values)
    {
        Assert.Equal(Outcome.Done, await _house.SetAsync(watch, name, values));
        foreach (var (property, value) in values) await watch.UntilAsync($"{name} {property} {value}", its => On(its, name, property) == value);
    }
}
