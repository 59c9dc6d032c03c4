using Kith.Bridges.HomeAssistant.Mapping;
using Kith.Bridges.Products;

namespace Kith.Bridges.HomeAssistant.Platforms;

/// <summary>One platform of Home Assistant: how its descriptions are read, and which of its slots are which property of the library.</summary>
/// <param name="Rows">Tried in order; what no row takes becomes an open property.</param>
internal sealed record Platform(string Name, Action<EntityDraft> Read, IReadOnlyList<MappingRow> Rows);
