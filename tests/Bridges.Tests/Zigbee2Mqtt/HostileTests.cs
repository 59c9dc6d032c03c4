using System.Text;
using System.Text.Json.Nodes;
using Kith.Bridges.Zigbee2Mqtt;
using Kith.Model.Values;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Tests.Zigbee2Mqtt;

/// <summary>A program with a bridge's credential says what it likes: contained, counted, and the good device goes on.</summary>
public sealed class HostileTests
{
    private const string Lamp = "0x0000000000000001";

    [Fact]
    public async Task Broken_messages_are_counted_and_the_next_good_one_counts()
    {
        await using var house = await House.StartAsync();
        var home = await house.AddHomeAsync();
        await using var program = await ConnectAsync(house, home);
        await using var watch = await house.WatchAsync(home);
        await SayAsync(program, "bridge/state", """{"state":"online"}""");
        await SayAsync(program, "bridge/devices", List(1));
        await watch.UntilAsync("the lamp is there", its => its.Find(Lamp) is { Online: true });

        await SayAsync(program, "bridge/devices", "[{\"ieee_address\":");
        await SayAsync(program, "bridge/devices", "{}");
        await SayAsync(program, "bridge/devices", """[7,null,{"ieee_address":7},{"ieee_address":"0x9","friendly_name":""}]""");
        await SayAsync(program, "bridge/devices", List(1));
        await SayAsync(program, "bridge/info", "half a {");
        await SayAsync(program, "bridge/response/device/rename", "[]");
        await SayAsync(program, "bridge/logging", """{"level":"error","message":"Publish 'set' 'state' to 'lamp 1"}""");
        await SayAsync(program, "lamp 1", "{\"state\":");
        await SayAsync(program, "lamp 1", "\"ON\"");
        await SayAsync(program, "lamp 1", new string('[', 5000));
        await SayAsync(program, "lamp 1", $$"""{"state":"ON","big":"{{new string('x', 100_000)}}"}""");
        await SayAsync(program, "lamp 1", """{"state":[1],"linkquality":1e999}""");
        await SayAsync(program, "lamp 1", """{"state":"ON","linkquality":99}""");

        await watch.UntilAsync("the lamp is on", its => its[Lamp, "light.on"] == Value.Of(true) && its[Lamp, "radio-link.link-quality"] == Value.Of(99));
        Assert.True(house.Bridges.StateOf(home.Id, home.Bridge.Bridge.Id)!.Malformed >= 6);
    }

    [Fact]
    public async Task A_list_of_a_thousand_devices_is_taken_in_and_one_of_more_is_cut()
    {
        await using var house = await House.StartAsync();
        var home = await house.AddHomeAsync();
        await using var program = await ConnectAsync(house, home);
        await using var watch = await house.WatchAsync(home);

        await SayAsync(program, "bridge/state", """{"state":"online"}""");
        // 1.3 MB: five times the broker's common limit of a packet.
        await SayAsync(program, "bridge/devices", List(1200));

        await watch.UntilAsync("a thousand devices", its => its.Devices.Count == ZigbeeLimits.Devices && its.Devices.All(device => device.Online));
        await SayAsync(program, "bridge/devices", List(3));
        await watch.UntilAsync("the others are offline, not removed", its => its.Devices.Count == ZigbeeLimits.Devices && its.Devices.Count(device => device.Online) == 3);
    }

    [Fact]
    public async Task Devices_that_are_not_ready_are_shown_as_newcomers()
    {
        await using var house = await House.StartAsync();
        var home = await house.AddHomeAsync();
        await using var program = await ConnectAsync(house, home);
        await using var watch = await house.WatchAsync(home);
        await SayAsync(program, "bridge/state", """{"state":"online"}""");

        var list = JsonNode.Parse(List(4))!.AsArray();
        list[0]!["interview_state"] = "IN_PROGRESS";
        list[1]!["disabled"] = true;
        list[2]!["definition"] = null;
        await SayAsync(program, "bridge/devices", list.ToJsonString());
        await watch.UntilAsync("the ready one", its => its.Devices.Count == 1);

        Assert.Equal(["interviewing", "disabled", "unsupported"],
            house.Bridges.StateOf(home.Id, home.Bridge.Bridge.Id)!.Newcomers.OrderBy(one => one.Address, StringComparer.Ordinal).Select(one => one.Standing));
        await SayAsync(program, "bridge/devices", List(4));
        await watch.UntilAsync("all of them", its => its.Devices.Count == 4 && its.Devices.All(device => device.Online));
    }

    [Fact]
    public async Task A_button_is_pressed_once_per_message_and_never_by_a_retained_one()
    {
        await using var house = await House.StartAsync();
        var home = await house.AddHomeAsync();
        await using var program = await ConnectAsync(house, home);
        await using var watch = await house.WatchAsync(home);
        var remote = JsonNode.Parse(List(1))!.AsArray();
        remote[0]!["definition"]!["exposes"] = JsonNode.Parse("""[{"type":"enum","name":"action","property":"action","access":1,"values":["single","double"]}]""");
        await program.PublishAsync("zigbee2mqtt/lamp 1", Encoding.UTF8.GetBytes("""{"action":"double","linkquality":7}"""), Qos.AtLeastOnce, retain: true);
        await SayAsync(program, "bridge/state", """{"state":"online"}""");
        await SayAsync(program, "bridge/devices", remote.ToJsonString());
        await watch.UntilAsync("the retained state", its => its[Lamp, "radio-link.link-quality"] == Value.Of(7));

        await SayAsync(program, "lamp 1", """{"action":"single","linkquality":7}""");
        await SayAsync(program, "lamp 1", """{"action":"single","linkquality":8}""");
        // A message's state goes before what happened in it: two commits may part them.
        await watch.UntilAsync("the last click", its => its[Lamp, "radio-link.link-quality"] == Value.Of(8) && its.Events.Count >= 2);

        Assert.Equal(["button.click", "button.click"], watch.Events.Select(happening => happening.E));
    }

    [Fact]
    public async Task A_bridge_that_is_removed_takes_its_devices_along_and_may_come_again()
    {
        await using var house = await House.StartAsync();
        var home = await house.AddHomeAsync();
        await using var program = await ConnectAsync(house, home);
        await using var watch = await house.WatchAsync(home);
        await SayAsync(program, "bridge/state", """{"state":"online"}""");
        await SayAsync(program, "bridge/devices", List(2));
        await watch.UntilAsync("two lamps", its => its.Devices.Count == 2);

        Assert.True((await Kith.Homes.Bridges.BridgeDeeds.RemoveBridgeAsync(house.Homes, home.Id, home.Owner, home.Bridge.Bridge.Id)).Ok);

        await program.Ended.WaitAsync(HomeWatch.Patience);
        await watch.UntilAsync("none", its => its.Devices.Count == 0);
        Assert.Null(house.Bridges.StateOf(home.Id, home.Bridge.Bridge.Id));
    }

    [Fact]
    public async Task Groups_newcomers_and_a_map_made_to_hurt_are_bounded_and_named()
    {
        await using var house = await House.StartAsync();
        var home = await house.AddHomeAsync();
        await using var program = await ConnectAsync(house, home);
        await using var watch = await house.WatchAsync(home);
        await SayAsync(program, "bridge/state", """{"state":"online"}""");
        await SayAsync(program, "bridge/devices", List(2));
        var id = home.Bridge.Bridge.Id;

        foreach (var broken in (string[])["{", "7", """[{"id":-1,"friendly_name":"x"},{"id":1},null,{"id":"2","friendly_name":"y"},{"id":3,"friendly_name":"z","members":7,"scenes":{}}]"""])
            await SayAsync(program, "bridge/groups", broken);
        for (var number = 0; number < 200; number++)
            await SayAsync(program, "bridge/event", $$$"""{"type":"device_joined","data":{"friendly_name":"x","ieee_address":"0x{{{number}}}"}}""");
        var members = string.Join(',', Enumerable.Range(1, 2).Select(number => $$"""{"ieee_address":"0x{{number:x16}}","endpoint":1}"""));
        // Five hundred groups, one of them with the name of a lamp, one with the address of one.
        await SayAsync(program, "bridge/groups", $"[{string.Join(',', Enumerable.Range(1, 500).Select(number => $$$"""{"id":{{{number}}},"friendly_name":"{{{(number == 7 ? "lamp 1" : $"group {number}")}}}","members":[{{{members}}}],"scenes":[{"id":1,"name":7},{},5]}"""))}]");
        await watch.UntilAsync("two lamps and as many groups as are taken", its => its.Devices.Count == 2 + ZigbeeLimits.Groups - 1 && its.Devices.All(device => device.Online));

        var status = house.Bridges.StateOf(home.Id, id)!;
        Assert.Equal(ZigbeeLimits.Newcomings, status.Details!["joining"]!.AsArray().Count);
        Assert.Equal(ZigbeeLimits.Groups, status.Details["groups"]!.AsArray().Count);
        Assert.True(status.Malformed >= 2);

        var asked = house.Bridges.DoAsync(home.Id, id, "network-map", Samples.Element("{}"));
        // Requests are numbered; this is the bridge's first.
        await SayAsync(program, "bridge/response/networkmap", """{"status":"ok","transaction":"kith-1","data":{"value":{"nodes":[5,{"ieeeAddr":"a"},{"ieeeAddr":"b","type":7,"failed":7}],"links":[{},{"source":{"ieeeAddr":"a"},"target":{"ieeeAddr":"b"},"linkquality":1e300},{"source":{"ieeeAddr":"a"},"target":{"ieeeAddr":"c"}}]}}}""");
        Assert.Equal(2, (await asked).Value["nodes"]!.AsArray().Count);
        Assert.Single((await asked).Value["links"]!.AsArray());
        Assert.False((await house.Bridges.DoAsync(home.Id, id, "change-options", Samples.Element($$"""{"address":"{{new string('x', 20_000)}}"}"""))).Ok);
        Assert.False((await house.Bridges.DoAsync(home.Id, id, "scene-recall", Samples.Element("""{"address":"another home's","scene":1}"""))).Ok);
    }

    private static async Task<MqttClient> ConnectAsync(House house, TestHome home)
    {
        var client = new MqttClient(new MqttClientOptions
        {
            Port = house.Port, ClientId = "program", UserName = home.Bridge.Credential.Username.ToString(), Password = home.Bridge.Credential.Password, MaxOutgoingBytes = 8 * 1024 * 1024,
        });
        Assert.True((await client.ConnectAsync()).IsConnected);
        return client;
    }

    private static async Task SayAsync(MqttClient program, string topic, string payload) =>
        Assert.Equal(ReasonCode.Success, await program.PublishAsync($"zigbee2mqtt/{topic}", Encoding.UTF8.GetBytes(payload), Qos.AtLeastOnce));

    /// <summary>A list of lamps of about 1.1 kB each, as large as the smallest real ones.</summary>
    private static string List(int count) => new JsonArray([.. Enumerable.Range(1, count).Select(number => JsonNode.Parse($$$"""
        {"ieee_address":"0x{{{number:x16}}}","type":"EndDevice","friendly_name":"lamp {{{number}}}","disabled":false,"interview_state":"SUCCESSFUL","supported":true,
         "definition":{"vendor":"Maker","model":"Lamp","description":"{{{new string('d', 600)}}}","supports_ota":false,"exposes":[
           {"type":"light","features":[{"type":"binary","name":"state","property":"state","access":7,"value_on":"ON","value_off":"OFF"}]},
           {"type":"numeric","name":"linkquality","property":"linkquality","access":1,"unit":"lqi","value_min":0,"value_max":255}]}}
        """))]).ToJsonString();
}
