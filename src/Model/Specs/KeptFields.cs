using System.Text.Json;

namespace Kith.Model.Specs;

/// <summary>
/// The difference between an imported object and what would be written for it: laid over on export, it gives the object back
/// field by field, in its order. Empty parts are null.
/// </summary>
public sealed record KeptFields
{
    /// <summary>Fields as they stood, where they are unknown here or would be written otherwise.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Set { get; init; }

    /// <summary>Fields that would be written but were not there.</summary>
    public IReadOnlyList<string>? Absent { get; init; }

    /// <summary>The names of all fields in their order, where it was not the usual one.</summary>
    public IReadOnlyList<string>? Order { get; init; }

    /// <summary>Elements of a list (services, properties, ...) that could not be read, with the place where they stood.</summary>
    public IReadOnlyList<KeptElement>? Unread { get; init; }
}

/// <summary>One element of a list that could not be read.</summary>
/// <param name="List">The list's name: services, properties, actions, events.</param>
/// <param name="Place">Its place in the list, 0 and up.</param>
/// <param name="Json">The element itself.</param>
public sealed record KeptElement(string List, int Place, JsonElement Json);
