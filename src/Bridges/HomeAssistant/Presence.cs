using Kith.Bridges.HomeAssistant.Discovery;
using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Bridges.HomeAssistant.Templates;

namespace Kith.Bridges.HomeAssistant;

/// <summary>
/// Whether a device can be reached. Each entity says how that is known: topics that say so (all, any, or the latest of them), or values
/// that expire. A device is there while one of its entities is; one whose entities say nothing is there.
/// </summary>
internal sealed class Presence
{
    private readonly Dictionary<AvailabilitySource, (bool Is, long At)> _known = [];
    private readonly Dictionary<string, DateTimeOffset> _heard = new(StringComparer.Ordinal);
    private List<Entity> _entities = [];
    private long _count;

    /// <summary>Entities whose values expire.</summary>
    internal bool Expires { get; private set; }

    internal void Of(IReadOnlyList<Entity> entities)
    {
        _entities = [.. entities.Where(entity => entity.Availability.Count > 0 || ExpiryOf(entity) is not null)];
        Expires = _entities.Exists(entity => ExpiryOf(entity) is not null);
    }

    internal IEnumerable<string> Topics => _entities.SelectMany(entity => entity.Availability).Select(row => row.Source.Topic);

    internal void Take(string topic, Said said)
    {
        foreach (var (source, template) in _entities.SelectMany(entity => entity.Availability).Where(row => row.Source.Topic == topic).DistinctBy(row => row.Source))
            if (Said(said, template) is { } word && (word == source.Available || word == source.NotAvailable)) _known[source] = (word == source.Available, ++_count);
    }

    /// <summary>An entity told a value.</summary>
    internal void Heard(Entity entity, DateTimeOffset now)
    {
        if (ExpiryOf(entity) is not null) _heard[entity.Config.Key] = now;
    }

    internal bool IsThere(DateTimeOffset now) => _entities.Count == 0 || _entities.Exists(entity => IsAvailable(entity) && !IsExpired(entity, now));

    private static string? Said(Said said, Template? template) => template is null ? said.Text : template.Evaluate(said.Text, said.Json);

    private bool IsAvailable(Entity entity)
    {
        if (entity.Availability.Count == 0) return true;
        var known = entity.Availability.Select(row => _known.TryGetValue(row.Source, out var its) ? its : ((bool Is, long At)?)null).ToList();
        return entity.Config.AvailabilityMode switch
        {
            // One that has said nothing since the start is no objection: not every emitter says it again to a broker that forgot.
            "all" => known.Exists(its => its is { Is: true }) && known.TrueForAll(its => its is not { Is: false }),
            "any" => known.Exists(its => its is { Is: true }),
            _ => known.OfType<(bool Is, long At)>().DefaultIfEmpty().MaxBy(its => its.At).Is,
        };
    }

    private bool IsExpired(Entity entity, DateTimeOffset now) => ExpiryOf(entity) is { } expiry && (!_heard.TryGetValue(entity.Config.Key, out var at) || now - at > expiry);

    private static TimeSpan? ExpiryOf(Entity entity) => entity.Config.Number("expire_after") is > 0 and < 1e8 and var seconds ? TimeSpan.FromSeconds(seconds) : null;
}
