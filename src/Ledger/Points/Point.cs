using Kith.Model.Values;

namespace Kith.Ledger.Points;

/// <summary>A value of a series at a time, in milliseconds since 1970, UTC.</summary>
public readonly record struct Point(long AtMs, Value Value);
