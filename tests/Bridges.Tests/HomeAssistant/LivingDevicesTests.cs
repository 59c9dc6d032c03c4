using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.HomeAssistant;

/// <summary>Devices that describe themselves over a real connection: they appear, tell, are told, fall silent, return and go.</summary>
public sealed class LivingDevicesTests
{
    private const string Plug = """
        {"name":null,"uniq_id":"plug-1","stat_t":"plug/state","cmd_t":"plug/set","val_tpl":"{{ value_json.on }}","pl_on":"1","pl_off":"0","avty_t":"plug/up","dev_cla":"outlet","dev":{"ids":"plug-1","name":"Kettle","mf":"Maker"}}
        """;

    private const string Power = """{"name":"Power","uniq_id":"plug-1-w","stat_t":"plug/state","val_tpl":"{{ value_json.w }}","unit_of_meas":"W","dev_cla":"power","avty_t":"plug/up","dev":{"ids":"plug-1"}}""";

    [Fact]
    public async Task A_device_appears_tells_is_switched_and_confirms()
    {
        await using var house = await House.StartAsync();
        await using var emitter = await Emitter.StartAsync(house);
        await using var watch = await house.WatchAsync(emitter.Home);
        await emitter.ListenAsync("plug/set", "homeassistant/status");
        Assert.Equal(("homeassistant/status", "online"), await emitter.HeardAsync());

        await emitter.DescribeAsync("switch/plug", Plug);
        await emitter.DescribeAsync("sensor/plug_w", Power);
        await emitter.SayAsync("plug/up", "online", retain: true);
        await emitter.SayAsync("plug/state", """{"on":0,"w":12.5}""", retain: true);
        await watch.UntilAsync("one outlet with both", its => its["plug-1", "power-consumption.electric-power"] == Value.Of(12.5) && its["plug-1", "switch.on"] == Value.Of(false) && its.Find("plug-1")!.Online);
        Assert.Equal(("Kettle", "outlet"), (watch.Find("plug-1")!.Name, watch.Find("plug-1")!.Type));

        var set = house.Homes.SetAsync(emitter.Home.Id, emitter.Home.Owner, watch.Find("plug-1")!.Id, new Dictionary<string, Value> { ["switch.on"] = Value.Of(true) }).AsTask();
        Assert.Equal(("plug/set", "1"), await emitter.HeardAsync());
        Assert.False(set.IsCompleted);
        await emitter.SayAsync("plug/state", """{"on":1,"w":2000}""", retain: true);

        Assert.Equal(OutcomeKind.Done, (await set).Value.Outcome.Kind);
        await watch.UntilAsync("it is on", its => its["plug-1", "switch.on"] == Value.Of(true));
    }

    [Fact]
    public async Task It_goes_offline_comes_back_and_is_removed_when_nobody_describes_it()
    {
        await using var house = await House.StartAsync();
        await using var emitter = await Emitter.StartAsync(house);
        await using var watch = await house.WatchAsync(emitter.Home);
        await emitter.ListenAsync("plug/set");
        await emitter.DescribeAsync("switch/plug", Plug);
        await watch.UntilAsync("it waits for a sign of life", its => its.Find("plug-1") is { Online: false });
        await emitter.SayAsync("plug/up", "online");
        await watch.UntilAsync("it is there", its => its.Find("plug-1") is { Online: true });
        await emitter.SayAsync("plug/up", "offline");
        await watch.UntilAsync("it is away", its => its.Find("plug-1") is { Online: false });
        var set = await house.Homes.SetAsync(emitter.Home.Id, emitter.Home.Owner, watch.Find("plug-1")!.Id, new Dictionary<string, Value> { ["switch.on"] = Value.Of(true) });
        Assert.Equal(OutcomeKind.Offline, set.Value.Outcome.Kind);
        await emitter.SayAsync("plug/up", "online");
        await watch.UntilAsync("it is back", its => its.Find("plug-1") is { Online: true });

        // Described anew within a moment it is the same device.
        var id = watch.Find("plug-1")!.Id;
        await emitter.DescribeAsync("switch/plug", "");
        await emitter.DescribeAsync("switch/plug", Plug.Replace("plug/state", "plug/now", StringComparison.Ordinal));
        await emitter.SayAsync("plug/now", """{"on":1}""", retain: true);
        await watch.UntilAsync("it tells on its new topic", its => its["plug-1", "switch.on"] == Value.Of(true));
        Assert.Equal(id, watch.Find("plug-1")!.Id);

        await emitter.DescribeAsync("switch/plug", "");
        await watch.UntilAsync("it is gone", its => its.Devices.Count == 0);
    }

    [Fact]
    public async Task A_position_is_accepted_when_it_moves_and_counts_backwards_where_its_maker_does()
    {
        await using var house = await House.StartAsync();
        await using var emitter = await Emitter.StartAsync(house);
        await using var watch = await house.WatchAsync(emitter.Home);
        await emitter.ListenAsync("blind/set", "blind/go");
        await emitter.DescribeAsync("cover/blind", """{"uniq_id":"b","pos_t":"blind/at","set_pos_t":"blind/set","cmd_t":"blind/go","pos_open":0,"pos_clsd":100,"dev_cla":"shutter","dev":{"ids":"b"}}""");
        await emitter.SayAsync("blind/at", "100", retain: true);
        await watch.UntilAsync("closed", its => its["b", "curtain.current-position"] == Value.Of(0));

        var set = house.Homes.SetAsync(emitter.Home.Id, emitter.Home.Owner, watch.Find("b")!.Id, new Dictionary<string, Value> { ["curtain.target-position"] = Value.Of(70) }).AsTask();
        Assert.Equal(("blind/set", "30"), await emitter.HeardAsync());
        await emitter.SayAsync("blind/at", "80");
        Assert.Equal(OutcomeKind.Accepted, (await set).Value.Outcome.Kind);
        await watch.UntilAsync("on its way", its => its["b", "curtain.current-position"] == Value.Of(20) && its["b", "curtain.target-position"] == Value.Of(70));
        await emitter.SayAsync("blind/at", "30");
        await watch.UntilAsync("arrived", its => its["b", "curtain.current-position"] == Value.Of(70));

        var stop = await house.Homes.SetAsync(emitter.Home.Id, emitter.Home.Owner, watch.Find("b")!.Id, new Dictionary<string, Value> { ["curtain.motor-control"] = Value.Of(0) });
        Assert.Equal(("blind/go", "STOP"), await emitter.HeardAsync());
        Assert.Equal(OutcomeKind.Done, stop.Value.Outcome.Kind);
    }

    [Fact]
    public async Task What_says_nothing_back_is_taken_for_done_and_a_button_is_pressed()
    {
        await using var house = await House.StartAsync();
        await using var emitter = await Emitter.StartAsync(house);
        await using var watch = await house.WatchAsync(emitter.Home);
        await emitter.ListenAsync("old/+");
        await emitter.DescribeAsync("device/old", """
            {"dev":{"ids":"old","name":"Old"},"o":{"name":"E"},"cmps":{
              "l":{"p":"light","uniq_id":"l","schema":"json","cmd_t":"old/light","brightness":true,"bri_scl":100},
              "b":{"p":"button","uniq_id":"b","cmd_t":"old/button","pl_prs":"go","dev_cla":"identify"},
              "e":{"p":"event","uniq_id":"e","stat_t":"old-event","evt_typ":["single","double"],"name":"Button 1"}}}
            """);
        await watch.UntilAsync("it is there", its => its.Find("old") is { Online: true });
        var id = watch.Find("old")!.Id;

        var set = await house.Homes.SetAsync(emitter.Home.Id, emitter.Home.Owner, id, new Dictionary<string, Value> { ["light.brightness"] = Value.Of(40) });
        Assert.Equal(("old/light", """{"state":"ON","brightness":40}"""), await emitter.HeardAsync());
        Assert.Equal(OutcomeKind.Done, set.Value.Outcome.Kind);
        await watch.UntilAsync("it is taken for it", its => its["old", "light.brightness"] == Value.Of(40));
        var pressed = await house.Homes.CallAsync(emitter.Home.Id, emitter.Home.Owner, id, "identify.identify", new Dictionary<string, Value>());
        Assert.Equal(("old/button", "go"), await emitter.HeardAsync());
        Assert.Equal(OutcomeKind.Done, pressed.Value.Outcome.Kind);
        await emitter.SayAsync("old-event", """{"event_type":"double"}""");
        await watch.UntilAsync("a double click", its => its.Events.Any(happening => happening.E == "button-1.double-click"));
    }

    [Fact]
    public async Task A_value_that_expires_takes_its_sensor_offline_and_one_that_goes_off_by_itself_does()
    {
        await using var house = await House.StartAsync();
        await using var emitter = await Emitter.StartAsync(house);
        await using var watch = await house.WatchAsync(emitter.Home);
        await emitter.DescribeAsync("sensor/t", """{"uniq_id":"t","stat_t":"t","unit_of_meas":"°F","dev_cla":"temperature","exp_aft":1,"dev":{"ids":"t"}}""");
        await emitter.DescribeAsync("binary_sensor/m", """{"uniq_id":"m","stat_t":"m","dev_cla":"motion","off_dly":1,"dev":{"ids":"m"}}""");
        await watch.UntilAsync("both are there", its => its.Find("t") is not null && its.Find("m") is not null);
        // It lasts a second: who asks for it after it began may come too late.
        var motion = watch.UntilAsync("motion", its => its["m", "motion-sensor.motion"] == Value.Of(true));
        await emitter.SayAsync("t", "70.7");
        await emitter.SayAsync("m", "ON");

        await watch.UntilAsync("21.5 degrees", its => its["t", "temperature-humidity-sensor.temperature"] == Value.Of(21.5));
        await motion;
        await watch.UntilAsync("no motion", its => its["m", "motion-sensor.motion"] == Value.Of(false));
        await watch.UntilAsync("it is silent", its => its.Find("t") is { Online: false } && its.Find("m") is { Online: true });
    }

    [Fact]
    public async Task Kith_may_restart_and_what_people_removed_stays_away()
    {
        await using var house = await House.StartAsync();
        var home = await house.AddHomeAsync(kind: "homeassistant", baseTopic: "homeassistant");
        await using (var emitter = await Emitter.StartAsync(house, home))
        {
            await using var watch = await house.WatchAsync(home);
            await emitter.DescribeAsync("switch/plug", Plug);
            await watch.UntilAsync("it is there", its => its.Find("plug-1") is not null);
            await house.Homes.ChangeDeviceAsync(home.Id, home.Owner, watch.Find("plug-1")!.Id, "Tea", null, null, null);
        }
        await house.StopAsync();
        await house.ResumeAsync();
        await using var again = await Emitter.StartAsync(house, home);
        await using var then = await house.WatchAsync(home);
        await again.DescribeAsync("switch/plug", Plug);
        await again.SayAsync("plug/up", "online", retain: true);
        await then.UntilAsync("it is there again", its => its.Find("plug-1") is { Online: true, Name: "Tea" } && its.Devices.Count == 1);

        using var inside = house.Inside(home);
        var descriptions = new Zigbee2Mqtt.TopicWatch(inside, "homeassistant/switch/plug/config");
        await house.Homes.RemoveDeviceAsync(home.Id, home.Owner, then.Find("plug-1")!.Id);
        await descriptions.UntilAsync(payload => payload.Length == 0);
        await then.UntilAsync("it is gone", its => its.Devices.Count == 0);
    }
}
