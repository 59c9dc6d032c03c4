namespace Kith.Ledger.Homes;

/// <summary>What a series is of: a property (service.property) of a device.</summary>
public readonly record struct SeriesName(string Device, string Property);
