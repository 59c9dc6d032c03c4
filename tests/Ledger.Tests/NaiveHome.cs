using Kith.Ledger.Charts;
using Kith.Ledger.Facts;
using Kith.Ledger.Points;
using Kith.Model.Specs;

namespace Kith.Ledger.Tests;

/// <summary>What the ledger must answer, worked out the simplest way from a list of all facts.</summary>
public sealed class NaiveHome
{
    public List<Fact> Facts { get; } = [];

    public List<Point> Points(string device, string property)
    {
        var points = new List<Point>();
        foreach (var fact in Facts.Where(fact => fact.Kind == FactKind.Report && fact.Device == device && fact.Subject == property))
        {
            var point = new Point(fact.AtMs, fact.Value);
            if (!points.Contains(point)) points.Add(point);
        }
        return [.. points.OrderBy(point => point.AtMs)];
    }

    public List<Bucket> Chart(ChartQuery query, long width)
    {
        long Floor(long at) => (long)Math.Floor((at - query.AlignMs) / (double)width) * width + query.AlignMs;
        long from = Floor(query.FromMs), to = Floor(query.ToMs - 1) + width;
        var all = Points(query.Device, query.Property);
        var buckets = new List<Bucket>();
        foreach (var group in all.Select((point, i) => (Point: point, Index: i)).Where(one => one.Point.AtMs >= from && one.Point.AtMs < to).GroupBy(one => Floor(one.Point.AtMs)))
        {
            var numbers = group.Select(one => one.Point.Value.AsDouble()).Where(number => !double.IsNaN(number)).ToList();
            double? total = query.Accumulation switch
            {
                Accumulation.Total when numbers.Count > 0 => group.Sum(one => one.Index == 0 ? 0 : Grown(all[one.Index - 1], one.Point)),
                Accumulation.Interval when numbers.Count > 0 => numbers.Sum(),
                _ => null,
            };
            buckets.Add(new Bucket(group.Key, group.Count(), numbers.Count > 0 ? numbers.Min() : null, numbers.Count > 0 ? numbers.Max() : null,
                numbers.Count > 0 ? numbers.Average() : null, total, group.Last().Point));
        }
        return buckets;
    }

    public Point? At(string device, string property, long atMs)
    {
        var until = Points(device, property).Where(point => point.AtMs <= atMs).ToList();
        return until.Count > 0 ? until[^1] : null;
    }

    public List<Fact> Activity(Func<Fact, bool> wanted) => [.. Facts.Where(fact => fact.Kind != FactKind.Report && wanted(fact)).Reverse()];

    private static double Grown(Point before, Point after)
    {
        double from = before.Value.AsDouble(), to = after.Value.AsDouble();
        if (double.IsNaN(from) || double.IsNaN(to)) return 0;
        if (to >= from) return to - from;
        return from - to < Math.Abs(from) * 0.1 ? to - from : to;
    }
}
