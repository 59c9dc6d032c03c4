namespace Kith.Bridges.HomeAssistant.Discovery;

/// <summary>What one discovery message says.</summary>
/// <param name="Entities">The entities it describes; all that this topic has.</param>
/// <param name="Faults">What of it cannot be read, by key.</param>
/// <param name="IsMigration">The entities of this topic will come again as parts of a device; they stay until then.</param>
internal sealed record Discovered(IReadOnlyList<EntityConfig> Entities, IReadOnlyList<(string Key, string Why)> Faults, bool IsMigration = false)
{
    internal static readonly Discovered Nothing = new([], []);

    internal static Discovered Wrong(string key, string why) => new([], [(key, why)]);
}
