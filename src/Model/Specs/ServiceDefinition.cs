using System.Text.Json;
using System.Text.Json.Serialization;
using Kith.Model.Values;

namespace Kith.Model.Specs;

/// <summary>A service of the library: one file of spec/services. Members are only ever added, at the end of their list: the place is the MIoT id.</summary>
public sealed record ServiceDefinition
{
    /// <summary>The name, a slug, as the file is called: light, power-consumption.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public required LocalText Title { get; init; }

    /// <summary>MIoT's type as a URN, where MIoT has this service.</summary>
    public string? Miot { get; init; }

    /// <summary>What it has and knows.</summary>
    public IReadOnlyList<PropertyDefinition>? Properties { get; init; }

    /// <summary>What it can be told to do.</summary>
    public IReadOnlyList<ActionDefinition>? Actions { get; init; }

    /// <summary>What it tells once.</summary>
    public IReadOnlyList<EventDefinition>? Events { get; init; }

    /// <summary>Fields that nobody here knows; named by the linter.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The property of a name, or null.</summary>
    public PropertyDefinition? FindProperty(string? name) => Properties?.FirstOrDefault(property => property.Name == name);

    /// <summary>The action of a name, or null.</summary>
    public ActionDefinition? FindAction(string? name) => Actions?.FirstOrDefault(action => action.Name == name);

    /// <summary>The event of a name, or null.</summary>
    public EventDefinition? FindEvent(string? name) => Events?.FirstOrDefault(happening => happening.Name == name);
}
