using Kith.Model.Specs;

namespace Kith.Ledger.Charts;

/// <summary>What a chart shows.</summary>
/// <param name="Device">The device's id.</param>
/// <param name="Property">The property's address: service.property.</param>
/// <param name="FromMs">Begin, milliseconds since 1970; widened to the start of its bucket.</param>
/// <param name="ToMs">End, not included; widened to the end of its bucket.</param>
/// <param name="MaxPoints">Most buckets wanted, 1 to <see cref="Limit"/>; the widening may add one.</param>
/// <param name="Accumulation">How the property adds up.</param>
public sealed record ChartQuery(string Device, string Property, long FromMs, long ToMs, int MaxPoints, Accumulation Accumulation)
{
    /// <summary>Most buckets of one chart: 5,000, more than any screen has columns.</summary>
    public const int Limit = 5_000;

    /// <summary>A width for all buckets, in milliseconds; null for the least round one that gives at most <see cref="MaxPoints"/>.</summary>
    public long? BucketMs { get; init; }

    /// <summary>Buckets begin at multiples of their width after this time: the home's local midnight, for days as people count them.</summary>
    public long AlignMs { get; init; }
}

/// <summary>A stretch of a chart; without points in it there is none.</summary>
/// <param name="StartMs">Begin; its width is the chart's.</param>
/// <param name="Count">Points in it.</param>
/// <param name="Min">Least number; null when no point was a number or truth.</param>
/// <param name="Max">Greatest number.</param>
/// <param name="Mean">Mean of the points.</param>
/// <param name="Total">
/// For totals by how much the meter grew since the point before, whichever bucket that was in; for intervals their sum; else null.
/// A meter that falls by a tenth or more began anew at 0; by less, it was corrected.
/// </param>
/// <param name="Last">The last point.</param>
public readonly record struct Bucket(long StartMs, long Count, double? Min, double? Max, double? Mean, double? Total, Points.Point Last);

/// <summary>A chart.</summary>
/// <param name="BucketMs">The width of its buckets; 0 when each is one point, because there are few.</param>
/// <param name="Buckets">In order of time.</param>
/// <param name="Unreadable">Stored parts in this range that could not be read; above 0 the chart has holes.</param>
public sealed record Chart(long BucketMs, IReadOnlyList<Bucket> Buckets, int Unreadable);

/// <summary>What a property was at a time: the last value at or before it.</summary>
public readonly record struct PastValue(string Device, string Property, Points.Point Point);

/// <summary>What a device's properties were at a time.</summary>
/// <param name="Values">One for each property that had a value then.</param>
/// <param name="Unreadable">Properties whose value of that time could not be read; they are not among the values.</param>
public sealed record PastValues(IReadOnlyList<PastValue> Values, int Unreadable);
