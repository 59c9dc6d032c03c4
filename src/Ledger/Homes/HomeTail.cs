using Kith.Model.Values;

namespace Kith.Ledger.Homes;

/// <summary>The newest value of a property: that of the latest time, among equal times the last that came.</summary>
public readonly record struct LatestValue(string Device, string Property, Value Value, long AtMs, long Sequence);

/// <summary>What a home needs to begin: where its sequence stands and what was last said of everything.</summary>
/// <param name="LastSequence">Of the last fact; 0 for a new home.</param>
/// <param name="Latest">One for each property that ever reported, in no order.</param>
/// <param name="Unreadable">Stored parts of this home that could not be read; above 0, `kith check` tells more.</param>
public sealed record HomeTail(long LastSequence, IReadOnlyList<LatestValue> Latest, int Unreadable);
