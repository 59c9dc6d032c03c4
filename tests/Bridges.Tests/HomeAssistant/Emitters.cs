using System.Text;
using Kith.Bridges.HomeAssistant;
using Kith.Bridges.HomeAssistant.Discovery;
using Kith.Bridges.HomeAssistant.Mapping;

namespace Kith.Bridges.Tests.HomeAssistant;

/// <summary>What emitters describe, as they publish it: one retained topic and its payload a line. zigbee2mqtt's was recorded from the real one, the others were written from their documentation.</summary>
internal sealed class Emitters
{
    private readonly Refusals _refusals = new();
    private readonly Catalogue _catalogue;
    private readonly HaMapper _mapper = new(House.Library);
    private readonly HashSet<string> _devices = [];

    internal Emitters(IEnumerable<(string Topic, string Payload)> messages)
    {
        _catalogue = new Catalogue(_refusals);
        foreach (var (topic, payload) in messages) Say(topic, payload);
    }

    internal static Emitters Of(string name) => new(Lines(name));

    internal static IReadOnlyList<(string Topic, string Payload)> Lines(string name) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "HomeAssistant", "Fixtures", $"{name}.txt")).Where(line => line.Length > 0).Select(line => (line[..line.IndexOf(' ')], line[(line.IndexOf(' ') + 1)..]))];

    internal void Say(string topic, string payload)
    {
        var its = DiscoveryTopic.Read("homeassistant", topic)!;
        _devices.UnionWith(_catalogue.Apply(its.Path, DiscoveryReader.Read(its, Encoding.UTF8.GetBytes(payload))));
    }

    internal int Entities => _catalogue.Entities;

    internal IReadOnlyList<(string Key, string Why)> Refused => _refusals.All.Named;

    internal IReadOnlyList<string> Devices => [.. _devices.Where(device => _catalogue.EntitiesOf(device).Count > 0).Order(StringComparer.Ordinal)];

    internal IReadOnlyList<Entity> EntitiesOf(string device) => _catalogue.EntitiesOf(device);

    internal HaMapping Map(string device)
    {
        var mapped = _mapper.Map(_catalogue.EntitiesOf(device), "Maker", "Model");
        Assert.True(mapped.Ok, mapped.Fault?.Detail);
        return mapped.Value;
    }
}
