namespace Kith.Bridges.HomeAssistant.Discovery;

/// <summary>What an entity says of the device that it is a part of.</summary>
/// <param name="Ids">Identifiers, and connections as "mac:aa:bb": entities that share one belong to one device.</param>
/// <param name="Via">The identifier of the device through which this one speaks.</param>
internal sealed record DeviceDescription(IReadOnlyList<string> Ids, string? Name, string? Maker, string? Model, string? ModelId, string? Via);
