using System.Text;
using Kith.Bridges.HomeAssistant.Discovery;
using Kith.Model.Specs;

namespace Kith.Bridges.HomeAssistant.Mapping;

/// <summary>Maps one device of each platform and counts.</summary>
internal sealed class HaCoverage(Library library)
{
    private readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Fate, string Why), List<string>> _reasons = [];
    private readonly HaMapper _mapper = new(library);
    private int _devices, _typed, _open;

    internal CoverageTable Of(IReadOnlyList<(string Topic, string Payload)> messages)
    {
        foreach (var (topic, payload) in messages)
            foreach (var config in DiscoveryReader.Read(DiscoveryTopic.Read("homeassistant", topic)!, Encoding.UTF8.GetBytes(payload)).Entities) Count(config);
        var refused = _reasons.Where(row => row.Key.Fate == "refused").Sum(row => row.Value.Count);
        return new CoverageTable("homeassistant", new("platforms", messages.Count), _devices, _typed, _open, refused,
            [.. _reasons.OrderByDescending(row => row.Value.Count).Select(row => new CoverageReason(row.Key.Fate, row.Key.Why, row.Value.Count, [.. row.Value.Select(what => new CoverageCount(what, 1))]))],
            [.. _types.OrderByDescending(row => row.Value).ThenBy(row => row.Key, StringComparer.Ordinal).Select(row => new CoverageCount(row.Key, row.Value))]);
    }

    private void Count(EntityConfig config)
    {
        var entity = EntityReader.Read(config);
        foreach (var why in entity.Refused) Note("refused", why, config.Platform);
        if (entity.Slots.Count == 0 || _mapper.Map([entity], config.Device?.Maker, config.Device?.Model) is not { Ok: true } mapped) return;
        _devices++;
        _typed += mapped.Value.Tally.Typed;
        _open += mapped.Value.Tally.Open;
        _types[mapped.Value.Spec.Type] = _types.GetValueOrDefault(mapped.Value.Spec.Type) + 1;
        for (var count = 0; count < mapped.Value.Tally.Open; count++) Note("open", "no service of the library has it", config.Platform);
    }

    private void Note(string fate, string why, string what)
    {
        if (!_reasons.TryGetValue((fate, why), out var its)) _reasons[(fate, why)] = its = [];
        its.Add(what);
    }
}
