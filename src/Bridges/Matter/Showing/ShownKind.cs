using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Homes.Devices;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Showing;

/// <summary>What a service of a device says now, by the names of its properties; choices by their keys.</summary>
internal sealed class Said(Service service, IReadOnlyDictionary<string, ValueView> values)
{
    internal Value this[string property]
    {
        get
        {
            if (Its(property) is not { } value || Find(service, property) is not { } known) return default;
            return known.Choices is { } choices ? choices.FirstOrDefault(choice => choice.Value == value.V.AsInteger())?.Key is { } key ? Value.Of(key) : default : value.V;
        }
    }

    internal DateTimeOffset? Since(string property) => Its(property)?.T;

    internal static Property? Find(Service service, string property) => service.Properties.FirstOrDefault(its => its.Name == property);

    private ValueView? Its(string property) => values.GetValueOrDefault($"{service.Id}.{property}");
}

/// <summary>Something that somebody wishes of a property; choices by their keys.</summary>
internal readonly record struct Wished(string Property, Value Value);

/// <summary>One attribute that other ecosystems see, and the properties behind it.</summary>
/// <param name="Path">cluster/attribute, or a name of Kith's own process for what is a command in Matter.</param>
/// <param name="Of">The properties it is made of.</param>
/// <param name="Say">The value as Matter has it; null for nothing to say.</param>
/// <param name="Hear">What somebody wishes, by properties that the service may lack; null for attributes that nobody may change.</param>
internal sealed record ShownAttribute(string Path, IReadOnlyList<string> Of, Func<Said, JsonNode?> Say, Func<JsonElement, IEnumerable<Wished>>? Hear = null)
{
    /// <summary>An attribute that is one property.</summary>
    internal static ShownAttribute One(string path, string property, Func<Value, JsonNode?> say, Func<JsonElement, Value>? hear = null) =>
        new(path, [property], said => said[property] is { IsNone: false } value ? say(value) : null, hear is null ? null : raw => hear(raw) is { IsNone: false } value ? [new Wished(property, value)] : []);

    /// <summary>A command: nothing to say.</summary>
    internal static ShownAttribute Heard(string path, string property, Func<JsonElement, Value> hear) => One(path, property, _ => null, hear);
}

/// <summary>How a service of a device looks in Matter.</summary>
/// <param name="Type">Matter's number of the device type.</param>
/// <param name="Needs">The properties of the service that it must have.</param>
internal sealed record ShownKind(string Service, uint Type, IReadOnlyList<string> Needs, IReadOnlyList<ShownAttribute> Attributes)
{
    /// <summary>What the controller calls this form; a device type may have several, by its features.</summary>
    internal string Form { get; init => field = value; } = Type.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Where it must have at least one of these.</summary>
    internal IReadOnlyList<string>? AnyOf { get; init; }

    /// <summary>Commands that are actions of the service.</summary>
    internal IReadOnlyDictionary<string, string> Calls { get; init; } = new Dictionary<string, string>();

    /// <summary>Events of the service by what they are in Matter: cluster, name, fields. It must have one of them.</summary>
    internal IReadOnlyDictionary<string, Func<JsonArray>>? Events { get; init; }

    /// <summary>Shown only to who chooses it by itself: it opens the home or tells of people.</summary>
    internal bool IsCareful { get; init; }

    internal bool Fits(Service service)
    {
        bool Has(string property) => Said.Find(service, property) is not null;
        return Service == service.Type && Needs.All(Has) && AnyOf?.Any(Has) is not false && (Events is null || service.Events.Any(its => Events.ContainsKey(its.Name)));
    }

    /// <summary>The clusters that the service has something to say in.</summary>
    internal IEnumerable<uint> Clusters(Service service) =>
        Attributes.Where(attribute => attribute.Of.Any(property => Said.Find(service, property) is not null)).Select(attribute => uint.Parse(attribute.Path.AsSpan(0, attribute.Path.IndexOf('/')), System.Globalization.CultureInfo.InvariantCulture)).Distinct();
}
