using Kith.Bridges.HomeAssistant.Discovery;
using Kith.Bridges.HomeAssistant.Mapping;

namespace Kith.Bridges.HomeAssistant;

/// <summary>A device of the catalogue: the entities that name the same device. Written under the catalogue's lock.</summary>
internal sealed class CatalogueDevice(string nativeId)
{
    internal string NativeId { get; } = nativeId;

    /// <summary>In the order of their keys, so that the same entities always make the same product.</summary>
    internal SortedDictionary<string, Entity> Entities { get; } = new(StringComparer.Ordinal);

    internal HashSet<string> Ids { get; } = new(StringComparer.Ordinal);
}

/// <summary>Every entity that emitters describe, by its key, its unique id and its device. Bounded; what goes beyond is refused by name.</summary>
internal sealed class Catalogue(Refusals refusals)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (CatalogueDevice Device, Entity Entity)> _entities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Platform, string UniqueId), string> _uniques = [];
    private readonly Dictionary<string, CatalogueDevice> _devices = new(StringComparer.Ordinal), _byId = new(StringComparer.Ordinal);
    private readonly HashSet<string> _moving = new(StringComparer.Ordinal);

    internal int Entities
    {
        get
        {
            lock (_lock) return _entities.Count;
        }
    }

    /// <summary>Who described something, by name.</summary>
    internal IReadOnlyList<string> Origins
    {
        get
        {
            lock (_lock) return [.. _entities.Values.Select(row => row.Entity.Config.Origin).OfType<string>().Distinct().Order(StringComparer.Ordinal).Take(HaLimits.Items)];
        }
    }

    /// <summary>A device's entities now; empty for one that has none any more.</summary>
    internal IReadOnlyList<Entity> EntitiesOf(string nativeId)
    {
        lock (_lock) return _devices.TryGetValue(nativeId, out var device) ? [.. device.Entities.Values] : [];
    }

    /// <summary>The device that has an identifier.</summary>
    internal string? DeviceOf(string id)
    {
        lock (_lock) return _byId.TryGetValue(id, out var device) ? device.NativeId : null;
    }

    /// <summary>The messages that describe a device, as COMPONENT/[NODE/]OBJECT.</summary>
    internal IReadOnlyList<string> MessagesOf(string nativeId)
    {
        lock (_lock) return _devices.TryGetValue(nativeId, out var device) ? [.. device.Entities.Keys.Select(key => key.Split('#')[0]).Distinct()] : [];
    }

    /// <summary>Takes one message over. Answers which devices it changes.</summary>
    internal IReadOnlySet<string> Apply(string path, Discovered discovered)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        lock (_lock)
        {
            var before = _messages.GetValueOrDefault(path) ?? [];
            if (discovered.IsMigration)
            {
                // They stay until they come again as parts of a device.
                _moving.UnionWith(before);
                return changed;
            }
            var now = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (key, why) in discovered.Faults)
            {
                now.Add(key);
                refusals.Put(key, [why]);
            }
            foreach (var gone in before.Except(discovered.Entities.Select(entity => entity.Key)).ToList()) Remove(gone, changed);
            foreach (var config in discovered.Entities)
            {
                now.Add(config.Key);
                Put(config, changed);
            }
            foreach (var key in before.Except(now)) refusals.Drop(key);
            if (now.Count > 0) _messages[path] = now;
            else _messages.Remove(path);
        }
        return changed;
    }

    private void Put(EntityConfig config, HashSet<string> changed)
    {
        Remove(config.Key, changed);
        if (config.UniqueId is { } unique && _uniques.TryGetValue((config.Platform, unique), out var other))
        {
            if (!_moving.Remove(other))
            {
                refusals.Put(config.Key, [$"its unique_id is {other}'s"]);
                return;
            }
            Remove(other, changed);
        }
        if (_entities.Count >= HaLimits.Entities)
        {
            refusals.Put(config.Key, [$"more than {HaLimits.Entities} entities"]);
            return;
        }
        var entity = EntityReader.Read(config);
        refusals.Put(config.Key, entity.Refused);
        if (entity.Slots.Count == 0) return;
        if (DeviceFor(config) is not { } device)
        {
            refusals.Put(config.Key, [$"more than {HaLimits.Devices} devices"]);
            return;
        }
        if (device.Entities.Count >= HaLimits.EntitiesOfDevice)
        {
            refusals.Put(config.Key, [$"more than {HaLimits.EntitiesOfDevice} entities of one device"]);
            return;
        }
        device.Entities[config.Key] = entity;
        _entities[config.Key] = (device, entity);
        if (config.UniqueId is { } its) _uniques[(config.Platform, its)] = config.Key;
        changed.Add(device.NativeId);
    }

    /// <summary>Entities that share an identifier or a connection are of one device; an entity without a device is one.</summary>
    private CatalogueDevice? DeviceFor(EntityConfig config)
    {
        IReadOnlyList<string> ids = config.Device?.Ids ?? [$"entity:{config.Platform}/{config.UniqueId ?? config.Key}"];
        var device = ids.Select(id => _byId.GetValueOrDefault(id)).FirstOrDefault(known => known is not null);
        if (device is null)
        {
            if (_devices.Count >= HaLimits.Devices) return null;
            device = _devices[ids[0]] = new CatalogueDevice(ids[0]);
        }
        foreach (var id in ids)
            if (_byId.TryAdd(id, device)) device.Ids.Add(id);
        return device;
    }

    private void Remove(string key, HashSet<string> changed)
    {
        if (!_entities.Remove(key, out var its)) return;
        its.Device.Entities.Remove(key);
        if (its.Entity.Config.UniqueId is { } unique && _uniques.GetValueOrDefault((its.Entity.Config.Platform, unique)) == key) _uniques.Remove((its.Entity.Config.Platform, unique));
        _moving.Remove(key);
        refusals.Drop(key);
        changed.Add(its.Device.NativeId);
    }

    /// <summary>A device without entities is forgotten; false when it has some again.</summary>
    internal bool Forget(string nativeId)
    {
        lock (_lock)
        {
            if (!_devices.TryGetValue(nativeId, out var device)) return true;
            if (device.Entities.Count > 0) return false;
            _devices.Remove(nativeId);
            foreach (var id in device.Ids) _byId.Remove(id);
            return true;
        }
    }
}
