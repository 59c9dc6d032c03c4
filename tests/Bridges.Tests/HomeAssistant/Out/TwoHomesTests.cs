using Kith.Homes.Bridges;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Values;
using Kith.Mqtt.Broker.Local;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Tests.HomeAssistant.Out;

/// <summary>One home tells Home Assistant of its devices, a relay carries that behind another home's wall, and the other home controls them.</summary>
public sealed class TwoHomesTests
{
    [Fact]
    public async Task A_lamp_of_one_home_is_a_lamp_of_the_other_and_a_lock_stays_at_home()
    {
        await using var house = await House.StartAsync();
        var home = await house.AddHomeAsync(kind: "homeassistant", baseTopic: "homeassistant");
        await using var emitter = await Emitter.StartAsync(house, home);
        await using var watch = await house.WatchAsync(home);
        await emitter.ListenAsync("lamp/set");
        await emitter.DescribeAsync("light/lamp", """{"schema":"json","uniq_id":"lamp","stat_t":"lamp","cmd_t":"lamp/set","supported_color_modes":["color_temp"],"brightness":true,"min_mirs":153,"max_mirs":500,"dev":{"ids":"lamp","name":"Lamp"}}""");
        await emitter.DescribeAsync("lock/door", """{"uniq_id":"door","stat_t":"door","cmd_t":"door/set","dev":{"ids":"door","name":"Door"}}""");
        await emitter.SayAsync("lamp", """{"state":"ON","brightness":255,"color_mode":"color_temp","color_temp":370}""", retain: true);
        await watch.UntilAsync("both are there", its => its.Devices.Count == 2 && its["lamp", "light.on"] == Value.Of(true));
        var lamp = watch.Find("lamp")!.Id;
        var showing = (await house.Homes.AddBridgeAsync(home.Id, home.Owner, "homeassistant-out", "HA", "from-kith")).Value.Bridge;
        var other = await house.AddHomeAsync("Other", kind: "homeassistant", baseTopic: "homeassistant");
        await using var elsewhere = await house.WatchAsync(other);
        using var relay = new Relay(house, home, other);

        // Nothing that came in by discovery goes out unless a person chose it.
        var chosen = await house.Bridges.DoAsync(home.Id, showing.Id, "show", System.Text.Json.JsonSerializer.SerializeToElement(new { devices = new[] { lamp.ToString() } }));
        Assert.True(chosen.Ok, chosen.Fault?.Detail);
        var there = $"kith_{home.Id}_{lamp}";
        await elsewhere.UntilAsync("the lamp", its => its.Find(there) is { Online: true, Name: "Lamp", Type: "light" } && its[there, "light.brightness"] == Value.Of(100) && its[there, "light.color-temperature"].AsInteger() is >= 2700 and <= 2703);
        Assert.Single(elsewhere.Devices);

        var set = house.Homes.SetAsync(other.Id, other.Owner, elsewhere.Find(there)!.Id, new Dictionary<string, Value> { ["light.brightness"] = Value.Of(40) }).AsTask();
        Assert.Equal(("lamp/set", """{"state":"ON","brightness":102}"""), await emitter.HeardAsync());
        await emitter.SayAsync("lamp", """{"state":"ON","brightness":102}""", retain: true);
        Assert.Equal(OutcomeKind.Done, (await set).Value.Outcome.Kind);
        await elsewhere.UntilAsync("it is dimmed there", its => its[there, "light.brightness"] == Value.Of(40));
        var operations = (await house.Homes.OperationsAsync(home.Id, home.Owner, lamp, 10)).Value;
        Assert.Equal((CauseKind.Partner, showing.Id.ToString()), (operations[0].Cause.Kind, operations[0].Cause.Actor));

        // A Home Assistant that starts is told again; a device that is taken back goes.
        var descriptions = new Zigbee2Mqtt.TopicWatch(relay.There, $"homeassistant/device/{there}/config");
        await descriptions.UntilAsync(payload => payload.Length > 0);
        relay.Here.Publish("homeassistant/status", "online");
        await descriptions.UntilAsync(payload => payload.Length > 0);
        await house.Bridges.DoAsync(home.Id, showing.Id, "show", System.Text.Json.JsonSerializer.SerializeToElement(new { devices = Array.Empty<string>() }));
        await elsewhere.UntilAsync("it is gone", its => its.Devices.Count == 0);
        Assert.Equal(2, watch.Devices.Count);
    }

    /// <summary>What a Home Assistant would be: it hears one home, and speaks to it.</summary>
    private sealed class Relay : IDisposable
    {
        internal Relay(House house, TestHome from, TestHome to)
        {
            (Here, There) = (house.Inside(from, "relay"), house.Inside(to, "relay"));
            Here.Subscribe("homeassistant/device/+/config", message => There.Publish(message.Topic, message.Payload.Span, Qos.AtLeastOnce, retain: true));
            Here.Subscribe("from-kith/#", message =>
            {
                if (!message.Topic.EndsWith("/set", StringComparison.Ordinal)) There.Publish(message.Topic, message.Payload.Span, Qos.AtLeastOnce, retain: true);
            });
            There.Subscribe("from-kith/+/+/+/set", message =>
            {
                if (!message.IsRetained) Here.Publish(message.Topic, message.Payload.Span, Qos.AtLeastOnce);
            });
        }

        internal LocalClient Here { get; }

        internal LocalClient There { get; }

        public void Dispose()
        {
            Here.Dispose();
            There.Dispose();
        }
    }
}
