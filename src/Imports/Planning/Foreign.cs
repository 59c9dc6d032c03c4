using Kith.Homes.Rules;
using Kith.Homes.Scenes;

namespace Kith.Imports.Planning;

/// <summary>Another system's home, in words of no system. What it says of scenes and rules waits until it is known which of its devices are here.</summary>
internal sealed class Foreign
{
    internal List<ForeignRoom> Rooms { get; } = [];

    internal List<ForeignThing> Things { get; } = [];

    /// <summary>What rules and scenes name, by its key there.</summary>
    internal Dictionary<string, ForeignEntity> Entities { get; } = new(StringComparer.Ordinal);

    internal List<ForeignScene> Scenes { get; } = [];

    internal List<ForeignRule> Rules { get; } = [];
}

internal sealed record ForeignRoom(string Key, string Name, string? Floor);

/// <summary>A device there.</summary>
/// <param name="KnownAs">All texts that may hold its address or serial.</param>
internal sealed record ForeignThing(string Key, string Name, string? Room, IReadOnlyList<string> KnownAs);

/// <summary>One thing that a device there does or measures.</summary>
/// <param name="Thing">The key of its device; null for what belongs to none.</param>
/// <param name="Facet">What it is, of <see cref="Facets"/>; null for what has no counterpart.</param>
/// <param name="Hints">Words of its names there, for devices that do the same several times: left, right, l1.</param>
internal sealed record ForeignEntity(string Key, string? Thing, string? Facet, IReadOnlyList<string> Hints);

/// <param name="Room">The key of its room.</param>
internal sealed record ForeignScene(string Key, string Name, string? Room, Func<Talk, IReadOnlyList<SceneStep>> Say);

/// <param name="Say">Null when nothing of it can be said, which has been told.</param>
internal sealed record ForeignRule(string Key, string Name, bool Enabled, Func<Talk, Rule?> Say);
