namespace Kith.Bridges.HomeAssistant.Discovery;

/// <summary>A topic that says whether an entity can be reached.</summary>
internal sealed record AvailabilitySource(string Topic, string Available, string NotAvailable, string? Template);
