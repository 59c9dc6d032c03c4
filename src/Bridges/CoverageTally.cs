using Kith.Model.Specs;

namespace Kith.Bridges;

/// <summary>Counts what comes of everything that a bridge's tables can take, member by member.</summary>
/// <param name="what">What is tried: objects, codes, services.</param>
internal sealed class CoverageTally(string bridge, string what, Library library)
{
    private const int Examples = 12;

    private readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Fate, string Why), Dictionary<string, int>> _reasons = [];
    private int _tried, _devices, _typed, _open;

    /// <summary>One became a device: members that its services have in the library are typed, others are open.</summary>
    internal void Became(Spec spec, string whyOpen)
    {
        _tried++;
        _devices++;
        _types[spec.Type] = _types.GetValueOrDefault(spec.Type) + 1;
        foreach (var service in spec.Services)
        {
            var its = library.FindService(service.Type);
            foreach (var property in service.Properties) Member(property.Name, its?.FindProperty(property.Name) is not null, whyOpen);
            foreach (var action in service.Actions) Member(action.Name, its?.FindAction(action.Name) is not null, whyOpen);
            foreach (var happening in service.Events) Member(happening.Name, its?.FindEvent(happening.Name) is not null, whyOpen);
        }
    }

    internal void Refused(string why, string example)
    {
        _tried++;
        Lost(why, example);
    }

    /// <summary>A part of something that became a device all the same.</summary>
    internal void Lost(string why, string example) => Note("refused", why, example);

    internal CoverageTable Make() => new(
        bridge, new(what, _tried), _devices, _typed, _open, _reasons.Where(row => row.Key.Fate == "refused").Sum(row => row.Value.Values.Sum()),
        [.. _reasons.Select(row => new CoverageReason(row.Key.Fate, row.Key.Why, row.Value.Values.Sum(), [.. Sorted(row.Value).Take(Examples)])).OrderByDescending(reason => reason.Count)],
        [.. Sorted(_types)]);

    private void Member(string name, bool isTyped, string whyOpen)
    {
        if (isTyped)
        {
            _typed++;
            return;
        }
        _open++;
        Note("open", whyOpen, name);
    }

    private void Note(string fate, string why, string what)
    {
        if (!_reasons.TryGetValue((fate, why), out var its)) _reasons[(fate, why)] = its = new(StringComparer.Ordinal);
        its[what] = its.GetValueOrDefault(what) + 1;
    }

    private static IEnumerable<CoverageCount> Sorted(Dictionary<string, int> counts) =>
        counts.OrderByDescending(row => row.Value).ThenBy(row => row.Key, StringComparer.Ordinal).Select(row => new CoverageCount(row.Key, row.Value));
}
