using Kith.Ledger.Charts;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Activity;

/// <summary>A stretch of a history. Of measurements: least, greatest, mean and last; of truths, choices and texts: the value it ended with.</summary>
/// <param name="T">Its beginning.</param>
/// <param name="Total">Growth of a meter, or the sum of intervals; null for what does not add up.</param>
public sealed record HistoryPoint(
    DateTimeOffset T, Value? V = null, double? Min = null, double? Max = null, double? Mean = null, double? Last = null, double? Total = null, long? Count = null);

/// <summary>A property over time.</summary>
/// <param name="Property">Its address.</param>
/// <param name="BucketMs">The width of each point; 0 when each is one report.</param>
/// <param name="Unreadable">Stored parts that could not be read; null for none.</param>
public sealed record HistoryView(string Property, string? Unit, Accumulation Accumulation, long BucketMs, IReadOnlyList<HistoryPoint> Points, int? Unreadable)
{
    internal static HistoryView Of(Property property, Chart chart)
    {
        var measures = property.Format is not (Format.Bool or Format.String) && property.Choices is not { Count: > 0 };
        return new HistoryView(
            property.Address, property.Unit, property.Accumulation, chart.BucketMs,
            [.. chart.Buckets.Select(bucket => measures ? Measured(bucket) : new HistoryPoint(At(chart, bucket), V: bucket.Last.Value))],
            chart.Unreadable > 0 ? chart.Unreadable : null);
    }

    private static HistoryPoint Measured(Bucket bucket) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(bucket.StartMs), null, bucket.Min, bucket.Max, bucket.Mean, bucket.Last.Value.AsDouble(), bucket.Total, bucket.Count);

    private static DateTimeOffset At(Chart chart, Bucket bucket) => DateTimeOffset.FromUnixTimeMilliseconds(chart.BucketMs == 0 ? bucket.StartMs : bucket.Last.AtMs);
}
