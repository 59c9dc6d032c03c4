using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Products;

/// <summary>A product's services while its features are looked at, and what was bound to them.</summary>
internal sealed class SpecDraft
{
    /// <summary>Below the spec's own limit, for services that are added at the end.</summary>
    private const int MostServices = SpecLimits.Services - 4;

    private readonly Dictionary<string, Draft> _services = new(StringComparer.Ordinal);
    private int _properties;

    internal List<Binding> Bindings { get; } = [];

    internal List<Press> Presses { get; } = [];

    internal List<Happenings> Happenings { get; } = [];

    internal IEnumerable<ServiceUse> Services => _services.Select(row => new ServiceUse
    {
        Id = row.Key, Type = row.Value.Type, Name = row.Value.Name, Properties = row.Value.Properties, Actions = row.Value.Actions, Events = row.Value.Events,
    });

    internal bool Has(string id) => _services.ContainsKey(id);

    internal bool HasType(string type) => _services.Values.Any(service => service.Type == type);

    internal bool HasProperty(string id, string name) => _services.TryGetValue(id, out var service) && service.Properties.Exists(property => property.Name == name);

    internal bool HasMember(string id, string name) => _services.TryGetValue(id, out var service)
        && (service.Properties.Exists(property => property.Name == name) || service.Actions.Exists(action => action.Name == name) || service.Events.Exists(its => its.Name == name));

    /// <summary>What may be done with a property that was added.</summary>
    internal Access AccessOf(string address)
    {
        var dot = address.IndexOf('.');
        return _services[address[..dot]].Properties.First(property => property.Name == address[(dot + 1)..]).Access ?? Access.None;
    }

    /// <summary>False when the spec is full, or has a member of that name there.</summary>
    internal bool Add(string id, string type, LocalText? name, PropertyDefinition property)
    {
        if (_properties == SpecLimits.Properties || HasMember(id, property.Name) || Service(id, type, name) is not { } service) return false;
        service.Properties.Add(property);
        _properties++;
        return true;
    }

    internal bool Add(string id, string type, LocalText? name, ActionDefinition action)
    {
        if (_services.Values.Sum(service => service.Actions.Count) == SpecLimits.Actions || HasMember(id, action.Name) || Service(id, type, name) is not { } service) return false;
        service.Actions.Add(action);
        return true;
    }

    internal bool Add(string id, string type, LocalText? name, EventDefinition happening)
    {
        if (_services.Values.Sum(service => service.Events.Count) == SpecLimits.Events || Service(id, type, name) is not { } service) return false;
        if (!service.Events.Exists(its => its.Name == happening.Name)) service.Events.Add(happening);
        return true;
    }

    private Draft? Service(string id, string type, LocalText? name)
    {
        if (_services.TryGetValue(id, out var known)) return known.Type == type ? known : null;
        return _services.Count >= MostServices ? null : _services[id] = new Draft(type, name);
    }

    private sealed class Draft(string type, LocalText? name)
    {
        internal string Type { get; } = type;
        internal LocalText? Name { get; } = name;
        internal List<PropertyDefinition> Properties { get; } = [];
        internal List<ActionDefinition> Actions { get; } = [];
        internal List<EventDefinition> Events { get; } = [];
    }
}
