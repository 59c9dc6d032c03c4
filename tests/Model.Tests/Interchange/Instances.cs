namespace Kith.Model.Tests.Interchange;

/// <summary>MIoT instances of products that nobody sells, written from the published grammar and the quirks that importers meet.</summary>
internal static class Instances
{
    /// <summary>A well-behaved lamp with device-information, an order of fields of its own and fields that nobody knows.</summary>
    internal const string Lamp = """
        {"type":"urn:miot-spec-v2:device:light:0000A001:acme-lamp1:2:0000C816","description":"Desk Lamp","miid":0,"services":[
          {"iid":1,"type":"urn:miot-spec-v2:service:device-information:00007801:acme-lamp1:2","description":"Device Information","properties":[
            {"iid":1,"type":"urn:miot-spec-v2:property:manufacturer:00000001:acme-lamp1:2","description":"Device Manufacturer","format":"string","access":["read"]}]},
          {"iid":2,"type":"urn:miot-spec-v2:service:light:00007802:acme-lamp1:2","description":"Light","properties":[
            {"iid":1,"type":"urn:miot-spec-v2:property:on:00000006:acme-lamp1:2","description":"Switch Status","format":"bool","access":["read","write","notify"],"gatt-access":[],"source":1},
            {"iid":2,"type":"urn:miot-spec-v2:property:brightness:0000000D:acme-lamp1:2","description":"Brightness","format":"uint8","access":["read","write","notify"],"unit":"percentage","value-range":[1,100,1],"gatt-access":null},
            {"iid":3,"type":"urn:miot-spec-v2:property:mode:00000008:acme-lamp1:2","description":"Mode","format":"uint8","access":["read","write","notify"],"unit":"none","value-list":[{"value":0,"description":"Reading"},{"value":1,"description":"夜灯"}]}],
           "actions":[{"iid":1,"type":"urn:miot-spec-v2:action:toggle:00002811:acme-lamp1:2","description":"Toggle","in":[],"out":[]}],
           "events":[]}]}
        """;

    /// <summary>Every quirk at once: two of a kind, gaps, four-digit ids, shared and old values, lists on truths, missing piids, Chinese, nonsense.</summary>
    internal const string Quirky = """
        {"services":[
          {"iid":2,"type":"urn:miot-spec-v2:service:thermostat:0000784A:acme-quirk-9:1","description":"Thermostat","properties":[
            {"iid":1,"type":"urn:miot-spec-v2:property:on:00000006:acme-quirk-9:1","description":"Left","format":"bool","access":["read","write","notify"],"value-list":[{"value":0,"description":"off"}]},
            {"iid":2,"type":"urn:miot-spec-v2:property:on:00000006:acme-quirk-9:1","description":"Right","format":"bool","access":["read"]},
            {"iid":1003,"type":"urn:miot-spec-v2:property:target-temperature:00000021:acme-quirk-9:1","description":"Target","format":"float","access":["read","write"],"unit":"celsius","value-range":[5,35,1]},
            {"iid":1012,"type":"urn:miot-spec-v2:property:fault:00000009:acme-quirk-9:1","description":"","format":"uint32","access":["read","notify"],"value-range":[0,4294967295,1]},
            {"iid":1021,"type":"urn:miot-spec-v2:property:mode:00000008:acme-quirk-9:1","description":"模式","format":"uint8","access":["read","write","notify"],"value-range":[0,3,1],"value-list":[{"value":0,"description":"Heat"},{"value":1,"description":"Heat"},{"value":2,"description":""},{"value":3,"description":"自动"},{"value":3,"description":"Twin"},{"description":"No number"}]}]},
          {"iid":9,"type":"urn:miot-spec-v2:service:vacuum:00007810:acme-quirk-9:1","description":"Robot","properties":[
            {"iid":1,"type":"urn:miot-spec-v2:property:status:00000007:acme-quirk-9:1","description":"Status","format":"uint8","access":["read","notify"],"value-list":[{"value":5,"description":"Sweeping"},{"value":2,"description":"Idle"}]},
            {"iid":2,"type":"urn:miot-spec-v2:property:mop-state:0000007C:acme-quirk-9:1","description":"Mop","format":"hex","access":["read","fly"]}],
           "actions":[
            {"iid":1,"type":"urn:miot-spec-v2:action:start-sweep:00000004:acme-quirk-9:1","description":"Start","in":[],"out":[]},
            {"iid":2,"type":"urn:miot-spec-v2:action:stop-sweeping:00002805:acme-quirk-9:1","description":"Stop","in":[],"out":[]},
            {"iid":3,"type":"urn:miot-spec-v2:action:pause-mopping:00002805:acme-quirk-9:1","description":"Pause","in":[77],"out":"none"}],
           "events":[{"iid":1,"type":"urn:miot-spec-v2:event:exception-occurred:00005011:acme-quirk-9:1","description":"Oops","arguments":[1,404]}]},
          {"iid":4,"type":"urn:miot-spec-v2:service:power-consumption:0000780E:acme-quirk-9:1","description":"Power","properties":[
            {"iid":1,"type":"urn:miot-spec-v2:property:power-consumption:0000002F:acme-quirk-9:1","description":"Power Consumption","format":"float","access":["read","notify"],"value-range":[0,65535,1]}]},
          {"iid":5,"type":"urn:miot-spec-v2:service:curtain:00007816:acme-quirk-9:1","description":"Curtain","properties":[
            {"iid":1,"type":"urn:miot-spec-v2:property:motor-control:00000038:acme-quirk-9:1","description":"Motor","format":"uint8","access":["write"],"value-list":[{"value":0,"description":"Close"},{"value":1,"description":"Stop"},{"value":2,"description":"Open"}]}]},
          {"iid":6,"type":"urn:acme-spec:service:bubbles:00007901:acme-quirk-9:1","description":"Bubbles","properties":[
            {"iid":1,"type":"urn:acme-spec:property:depth:00000001:acme-quirk-9:1","description":"Depth","format":"int16","access":["read"],"unit":"furlong"},
            {"iid":1,"type":"urn:acme-spec:property:twin:00000002:acme-quirk-9:1","description":"Twin","format":"int16","access":[]},
            "nonsense", {"iid":2,"description":"Nameless","value-range":[9,1,0]}]},
          null, 7, {"iid":6}],
         "type":"urn:miot-spec-v2:device:what:0000FFFF:acme-quirk-9:1"}
        """;
}
