using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Values;
using static Kith.Shared.RealZigbee2Mqtt;

namespace Kith.Bridges.Tests.Zigbee2Mqtt;

/// <summary>Six simulated products behind the real zigbee2mqtt 2.14.1, which comes over TLS.</summary>
public sealed class RealDevicesTests(Zigbee2MqttOverTls fixture) : IClassFixture<Zigbee2MqttOverTls>
{
    private readonly House _house = fixture.House;
    private readonly TestHome _home = fixture.Home;

    [Fact]
    public async Task Six_devices_appear_with_their_types_and_units()
    {
        await using var watch = await _house.WatchAsync(_home);

        Assert.Equal(
            ["light", "temperature-humidity-sensor", "outlet", "motion-sensor", "magnet-sensor", "outlet"],
            new[] { Bulb, Weather, Plug, Motion, Contact, Outlet }.Select(address => watch.Find(address)!.Type));
        Assert.Equal("celsius", watch.Property(Weather, "temperature-humidity-sensor.temperature").Unit);
        Assert.Equal("hectopascal", watch.Property(Weather, "environment.atmospheric-pressure").Unit);
        Assert.Equal("watt", watch.Property(Plug, "power-consumption.electric-power").Unit);
        Assert.Equal("kilowatt-hour", watch.Property(Plug, "power-consumption.power-consumption").Unit);
        Assert.Equal("kelvin", watch.Property(Bulb, "light.color-temperature").Unit);
        Assert.Equal("IKEA light", watch.Find(Bulb)!.Name);
    }

    [Fact]
    public void An_alarm_sensor_is_shown_with_its_standing_while_it_is_asked_what_it_is()
    {
        var newcomer = Assert.Single(fixture.Interviewing.Newcomers, its => its.Address == Motion);
        var joining = Assert.Single(fixture.Interviewing.Details!["joining"]!.AsArray(), its => its!["address"]!.ToString() == Motion)!;

        Assert.Equal(("interviewing", BridgeLink.Online), (newcomer.Standing, fixture.Interviewing.State));
        Assert.Contains(joining["stage"]!.ToString(), (string[])["joined", "started"]);
    }

    [Fact]
    public async Task A_bulb_does_what_it_is_told_and_says_what_it_was_told()
    {
        await SetAsync(Bulb, ("light.on", Value.Of(true)));
        await SetAsync(Bulb, ("light.brightness", Value.Of(33)));
        await SetAsync(Bulb, ("light.color", Value.Of(0xFF6000)));
        await SetAsync(Bulb, ("light.color-temperature", Value.Of(2700)));
        await SetAsync(Bulb, ("light.on", Value.Of(true)), ("light.brightness", Value.Of(80)));
        await SetAsync(Bulb, ("light.on", Value.Of(false)));

        Assert.Contains("\"onOff\":0", await fixture.Program.RadioAsync("""{"cmd":"list"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_only_be_sent_is_done_when_it_was_sent()
    {
        await using var watch = await _house.WatchAsync(_home);
        var bulb = watch.Find(Bulb)!.Id;

        var called = await _house.Homes.CallAsync(_home.Id, _home.Owner, bulb, "identify.identify", null);
        var effect = watch.Specs[watch.Find(Bulb)!.Spec].FindProperty("light.effect")!.Choices!.First(choice => choice.Key == "blink");
        var set = await _house.Homes.SetAsync(_home.Id, _home.Owner, bulb, new Dictionary<string, Value> { ["light.effect"] = Value.Of(effect.Value) });

        Assert.Equal((OutcomeKind.Done, OutcomeKind.Done), (called.Value.Outcome.Kind, set.Value.Outcome.Kind));
    }

    [Fact]
    public async Task A_plug_is_switched_and_tells_what_it_consumes()
    {
        await using var watch = await _house.WatchAsync(_home);

        await fixture.Program.ReportAsync(Plug, "haElectricalMeasurement", """{"activePower":42}""");
        await fixture.Program.ReportAsync(Plug, "seMetering", """{"currentSummDelivered":2500}""");

        await watch.UntilAsync("42 watt", its => its[Plug, "power-consumption.electric-power"] == Value.Of(42.0));
        await watch.UntilAsync("25 kilowatt-hours", its => its[Plug, "power-consumption.power-consumption"] == Value.Of(25.0));
        await SetAsync(Plug, ("switch.on", Value.Of(false)));
        await SetAsync(Plug, ("switch.on", Value.Of(true)));
    }

    [Fact]
    public async Task A_climate_sensor_tells_in_the_specs_units()
    {
        await using var watch = await _house.WatchAsync(_home);

        await fixture.Program.ReportAsync(Weather, "msTemperatureMeasurement", """{"measuredValue":2310}""");
        await fixture.Program.ReportAsync(Weather, "msRelativeHumidity", """{"measuredValue":5120}""");

        await watch.UntilAsync("23.1 degrees", its => its[Weather, "temperature-humidity-sensor.temperature"] == Value.Of(23.1));
        await watch.UntilAsync("51 percent", its => its[Weather, "temperature-humidity-sensor.relative-humidity"] == Value.Of(51));
    }

    [Fact]
    public async Task Motion_and_an_opened_door_are_told()
    {
        await using var watch = await _house.WatchAsync(_home);
        await fixture.Program.ConfiguredAsync(Motion);
        await fixture.Program.ConfiguredAsync(Contact);

        await fixture.Program.ZoneAsync(Motion, 1);
        await fixture.Program.ZoneAsync(Contact, 1);
        await watch.UntilAsync("motion", its => its[Motion, "motion-sensor.motion"] == Value.Of(true));
        await watch.UntilAsync("an open door", its => its[Contact, "magnet-sensor.open"] == Value.Of(true));
        await fixture.Program.ZoneAsync(Contact, 0);
        await watch.UntilAsync("a closed door", its => its[Contact, "magnet-sensor.open"] == Value.Of(false));
    }

    [Fact]
    public async Task A_device_that_does_not_answer_refuses_at_once_in_its_own_words()
    {
        await using var watch = await _house.WatchAsync(_home);
        await fixture.Program.RadioAsync($$"""{"cmd":"offline","dev":"{{Outlet}}","value":true}""");
        try
        {
            var set = await _house.Homes.SetAsync(_home.Id, _home.Owner, watch.Find(Outlet)!.Id, new Dictionary<string, Value> { ["switch.on"] = Value.Of(false) });

            Assert.True(set.Value.Outcome is { Kind: OutcomeKind.Rejected, Code: "device.refused" }, $"{set.Value.Outcome}\n{fixture.Program.Log}");
            Assert.Contains("no response", set.Value.Outcome.Detail, StringComparison.Ordinal);
        }
        finally
        {
            await fixture.Program.RadioAsync($$"""{"cmd":"offline","dev":"{{Outlet}}","value":false}""");
        }
    }

    [Fact]
    public async Task A_name_given_in_kith_goes_to_zigbee2mqtt_and_one_given_there_comes_here()
    {
        await using var watch = await _house.WatchAsync(_home);
        using var inside = _house.Inside(_home);
        var names = new TopicWatch(inside, "zigbee2mqtt/bridge/devices");
        var outlet = watch.Find(Outlet)!.Id;

        await _house.Homes.ChangeDeviceAsync(_home.Id, _home.Owner, outlet, "Kitchen/kettle", null, null, null);
        await names.UntilAsync(payload => payload.Contains("\"friendly_name\":\"Kitchen/kettle\"", StringComparison.Ordinal));
        await SetAsync(Outlet, ("switch.on", Value.Of(true)));

        inside.Publish("zigbee2mqtt/bridge/request/device/rename", """{"from":"Kitchen/kettle","to":"Coffee"}""");
        await watch.UntilAsync("Kith follows", its => its.Find(Outlet)!.Name == "Coffee");
        Assert.Equal(outlet, watch.Find(Outlet)!.Id);
        await SetAsync(Outlet, ("switch.on", Value.Of(false)));
    }

    [Fact]
    public async Task The_network_is_opened_for_new_devices_and_closed_again()
    {
        using var inside = _house.Inside(_home);
        var bridge = _home.Bridge.Bridge.Id;
        var info = new TopicWatch(inside, "zigbee2mqtt/bridge/info");

        Assert.True((await PermitAsync(60)).Ok);
        await info.UntilAsync(payload => payload.Contains("\"permit_join\":true", StringComparison.Ordinal));
        Assert.True((await PermitAsync(0)).Ok);
        await info.UntilAsync(payload => payload.Contains("\"permit_join\":false", StringComparison.Ordinal));

        var state = _house.Bridges.StateOf(_home.Id, bridge)!;
        Assert.Equal((BridgeLink.Online, 6, "2.14.1"), (state.State, state.Devices, state.Version));
        Assert.Equal("request.invalid", (await PermitAsync(255)).Fault!.Error.Code);
    }

    private async Task<Result<JsonNode>> PermitAsync(int seconds)
    {
        using var arguments = JsonDocument.Parse($$"""{"seconds":{{seconds}}}""");
        return await _house.Bridges.DoAsync(_home.Id, _home.Bridge.Bridge.Id, "permit-join", arguments.RootElement);
    }

    [Fact]
    public async Task Another_home_sees_none_of_it()
    {
        var other = await _house.AddHomeAsync("Next door");
        using var inside = _house.Inside(other);
        var heard = new TopicWatch(inside, "#");
        await using var watch = await _house.WatchAsync(other);

        await SetAsync(Bulb, ("light.on", Value.Of(true)));
        inside.Publish("fence", "marks the end");
        await heard.UntilAsync(payload => payload == "marks the end");

        Assert.Equal(["fence"], heard.Topics);
        Assert.Empty(watch.Devices);
        Assert.Equal(BridgeLink.Waiting, _house.Bridges.StateOf(other.Id, other.Bridge.Bridge.Id)!.State);
        Assert.Null(_house.Bridges.StateOf(other.Id, Model.Ids.DeviceId.Parse("nobody")));
    }

    private async Task<Operation> SetAsync(string address, params (string Property, Value Value)[] values)
    {
        await using var watch = await _house.WatchAsync(_home);
        var operation = (await _house.Homes.SetAsync(_home.Id, _home.Owner, watch.Find(address)!.Id, values.ToDictionary(row => row.Property, row => row.Value))).Value;
        Assert.True(operation.Outcome.Kind is OutcomeKind.Done, $"{operation.Outcome}\n{fixture.Program.Log}");
        await using var after = await _house.WatchAsync(_home);
        foreach (var (property, value) in values) Assert.Equal(value, after[address, property]);
        return operation;
    }
}
