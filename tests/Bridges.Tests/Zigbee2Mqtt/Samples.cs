using System.Text.Json;
using Kith.Bridges.Zigbee2Mqtt;
using Kith.Bridges.Zigbee2Mqtt.Mapping;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Tests.Zigbee2Mqtt;

/// <summary>Definitions to map: recorded ones and ones made for a test.</summary>
internal static class Samples
{
    internal static readonly Library Library = Library.Standard();

    internal static readonly DeviceMapper Mapper = new(Library);

    /// <summary>The list of a real zigbee2mqtt 2.14.1 with six simulated products.</summary>
    internal static byte[] RecordedList => File.ReadAllBytes(System.IO.Path.Combine(AppContext.BaseDirectory, "Zigbee2Mqtt/Fixtures/bridge-devices.json"));

    internal static DeviceMapping Recorded(string model) =>
        Sound(Mapper.Map(DeviceList.Read(RecordedList, out _)!.First(device => device.Definition!.Model == model).Definition!));

    /// <summary>A definition that exposes what the JSON says.</summary>
    internal static DeviceMapping Of(string exposes, string description = "") => Sound(Mapper.Map(new Definition("Maker", "M1", description, false, Element(exposes))));

    internal static JsonElement Element(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    /// <summary>What a state says of a property; none when nothing.</summary>
    internal static Value Read(this DeviceMapping mapping, string address, string state) =>
        mapping.Find(address) is { } binding && binding.TryRead(Element(state), out var value) ? value : default;

    internal static string Write(this DeviceMapping mapping, string address, Value value) => mapping.Find(address)!.Codec.Write(value).ToJsonString();

    internal static bool Confirms(this DeviceMapping mapping, string address, Value asked, string state) => mapping.Find(address)!.Matches(Element(state), asked);

    private static DeviceMapping Sound((DeviceMapping Mapping, Model.Errors.Fault? Fault) mapped)
    {
        Assert.Null(mapped.Fault);
        return mapped.Mapping;
    }
}
