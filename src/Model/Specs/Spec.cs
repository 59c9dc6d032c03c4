using System.Text.Json.Serialization;
using Kith.Model.Values;

namespace Kith.Model.Specs;

/// <summary>
/// What one version of a product can do, complete in itself: every service with every property, action and event written out.
/// Immutable; made by resolving a product's document against the library. This is what twins, app, bridges and clouds read.
/// </summary>
public sealed class Spec
{
    private readonly Dictionary<string, Property> _properties;
    private readonly Dictionary<string, SpecAction> _actions;
    private readonly Dictionary<string, SpecEvent> _events;

    /// <summary>Gives every property its place (<see cref="Property.Index"/>) and every member its address.</summary>
    /// <exception cref="ArgumentException">Two members share an address.</exception>
    public Spec(string product, int version, string maker, string type, LocalText name, IReadOnlyList<Service> services, string? model = null)
    {
        (Product, Version, Maker, Type, Name, Services, Model) = (product, version, maker, type, name, services, model);
        foreach (var service in services) service.Settle();
        Properties = [.. services.SelectMany(service => service.Properties)];
        for (var index = 0; index < Properties.Count; index++) Properties[index].Index = index;
        _properties = Properties.ToDictionary(property => property.Address, StringComparer.Ordinal);
        _actions = services.SelectMany(service => service.Actions).ToDictionary(action => action.Address, StringComparer.Ordinal);
        _events = services.SelectMany(service => service.Events).ToDictionary(happening => happening.Address, StringComparer.Ordinal);
    }

    /// <summary>The product's id: maker.name, e.g. ikea.led1624g9.</summary>
    public string Product { get; }

    /// <summary>1 and up; a later version only adds.</summary>
    public int Version { get; }

    /// <summary>Who makes it, as a short lower-case id.</summary>
    public string Maker { get; }

    /// <summary>The maker's own model name, where it differs from the product id.</summary>
    public string? Model { get; }

    /// <summary>The device type of the library, e.g. light; "device" where none fits.</summary>
    public string Type { get; }

    /// <summary>What people call it.</summary>
    public LocalText Name { get; }

    /// <summary>At least one.</summary>
    public IReadOnlyList<Service> Services { get; }

    /// <summary>All properties in the order of their services; a property's place here is its <see cref="Property.Index"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<Property> Properties { get; }

    /// <summary>The property at an address such as light.brightness, or null.</summary>
    public Property? FindProperty(string address) => _properties.GetValueOrDefault(address);

    /// <summary>The property at an address in characters, without making a string; null if there is none.</summary>
    public Property? FindProperty(ReadOnlySpan<char> address) =>
        _properties.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(address, out var property) ? property : null;

    /// <summary>The action at an address such as vacuum.start-sweep, or null.</summary>
    public SpecAction? FindAction(string address) => _actions.GetValueOrDefault(address);

    /// <summary>The event at an address such as left.click, or null.</summary>
    public SpecEvent? FindEvent(string address) => _events.GetValueOrDefault(address);
}

/// <summary>One thing a product does: a light, a battery, the left switch.</summary>
public sealed class Service
{
    /// <summary>The name within the device, first part of every address: light, left. A slug.</summary>
    public required string Id { get; init; }

    /// <summary>The service of the library it is one of: light, switch. "open" for one the library does not know.</summary>
    public required string Type { get; init; }

    /// <summary>MIoT's service instance id, 1 and up; unique within the product.</summary>
    public int Siid { get; init; }

    /// <summary>What people call it.</summary>
    public required LocalText Name { get; init; }

    // Generated JSON reading sets null where a list is left out; a spec has no null lists.

    /// <summary>What it has and knows.</summary>
    public IReadOnlyList<Property> Properties { get; init => field = value ?? []; } = [];

    /// <summary>What it can be told to do.</summary>
    public IReadOnlyList<SpecAction> Actions { get; init => field = value ?? []; } = [];

    /// <summary>What it tells once.</summary>
    public IReadOnlyList<SpecEvent> Events { get; init => field = value ?? []; } = [];

    internal void Settle()
    {
        foreach (var property in Properties) property.Address = $"{Id}.{property.Name}";
        foreach (var action in Actions) action.Address = $"{Id}.{action.Name}";
        foreach (var happening in Events) happening.Address = $"{Id}.{happening.Name}";
    }
}
