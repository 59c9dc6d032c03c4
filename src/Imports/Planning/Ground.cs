using Kith.Homes.Devices;
using Kith.Homes.Importing;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Imports.Planning;

/// <summary>Which device here is which thing there, by what both are known by: addresses and serials, never names.</summary>
internal sealed class Ground
{
    private readonly Foreign _foreign;
    private readonly ImportGround _home;
    private readonly Dictionary<string, ForeignThing> _things;
    private readonly Dictionary<string, DeviceView> _devices = new(StringComparer.Ordinal);

    internal Ground(Foreign foreign, ImportGround home)
    {
        (_foreign, _home) = (foreign, home);
        _things = foreign.Things.DistinctBy(thing => thing.Key).ToDictionary(thing => thing.Key, StringComparer.Ordinal);
        var known = new Dictionary<string, DeviceView>(StringComparer.Ordinal);
        foreach (var device in home.Home.Devices)
            foreach (var id in NativeIds.Of(device.NativeId)) known.TryAdd(id, device);
        foreach (var thing in _things.Values)
            if (KnownAs(thing).Select(id => known.GetValueOrDefault(id)).FirstOrDefault(device => device is not null) is { } device) _devices[thing.Key] = device;
    }

    internal Dictionary<string, DeviceId> Scenes { get; } = new(StringComparer.Ordinal);

    internal static IReadOnlyList<string> KnownAs(ForeignThing thing) => [.. thing.KnownAs.SelectMany(NativeIds.Of).Distinct().Take(50)];

    internal DeviceView? Device(ForeignThing thing) => _devices.GetValueOrDefault(thing.Key);

    internal bool KnowsThing(string key) => _things.ContainsKey(key);

    internal string NameOf(string key) => _things.GetValueOrDefault(key)?.Name ?? key;

    internal (DeviceId Id, Spec Spec)? Thing(string key) => _devices.TryGetValue(key, out var device) && _home.Home.Specs.TryGetValue(device.Spec, out var spec) ? (device.Id, spec) : null;

    internal Bound? Find(string key, out string? code)
    {
        code = null;
        if (!_foreign.Entities.TryGetValue(key, out var entity)) code = "entity.unknown";
        else if (entity.Facet is null || entity.Thing is null) code = "entity.no_counterpart";
        else if (Thing(entity.Thing) is not var (id, spec)) code = "entity.not_here";
        else return new Bound(id, spec, entity.Facet, entity.Hints, key);
        return null;
    }

    internal IEnumerable<ForeignEntity> Entities(Func<ForeignEntity, ForeignThing?, bool> which) =>
        _foreign.Entities.Values.Where(entity => which(entity, entity.Thing is null ? null : _things.GetValueOrDefault(entity.Thing)));

    internal PersonId? Person(string called) => _home.Home.People.FirstOrDefault(person => Words.Slug(person.Name) == Words.Slug(called)
        || person.Name.Split(' ')[0].Equals(called, StringComparison.OrdinalIgnoreCase))?.Id;
}
