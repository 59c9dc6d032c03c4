using Kith.Ledger.Points;
using Kith.Model.Specs;

namespace Kith.Ledger.Charts;

/// <summary>
/// Draws a chart from the coarsest rollups whose borders are borders of buckets; stretches that points of the tail fall into are summed up anew
/// from the next finer level, in the end from points, because a point may be a repeat and a total depends on the order.
/// </summary>
/// <remarks>Where points may be gone (before <paramref name="prunedMs"/>) an hour is the finest.</remarks>
internal sealed class ChartReader(SeriesView view, ChartQuery query, long prunedMs)
{
    private const long Second = 1000, Minute = Rollup.MinuteMs, Hour = Rollup.HourMs, Day = Rollup.DayMs;

    private static readonly long[] RoundWidths =
    [
        Second, 2 * Second, 5 * Second, 10 * Second, 15 * Second, 30 * Second, Minute, 2 * Minute, 5 * Minute, 10 * Minute, 15 * Minute, 30 * Minute,
        Hour, 2 * Hour, 3 * Hour, 4 * Hour, 6 * Hour, 12 * Hour, Day, 2 * Day, 7 * Day, 14 * Day, 28 * Day,
    ];

    /// <summary>A stretch from a rollup, or a range to be read point by point.</summary>
    private readonly record struct Piece(long StartMs, long EndMs, Stat? Stat);

    private readonly List<Piece> _pieces = [];

    public Chart Draw()
    {
        var most = Math.Clamp(query.MaxPoints, 1, ChartQuery.Limit);
        var kept = query.FromMs >= prunedMs;
        if (kept && query is { Accumulation: Accumulation.Instant, BucketMs: null } && view.Rows.CountWithin(query.FromMs, query.ToMs) + view.Tail.Count <= most)
            return new Chart(0, view.Between(query.FromMs, query.ToMs).Select(Single).ToList(), view.Unreadable);
        var width = kept ? Width(most) : Math.Max(Hour, Width(most));
        var from = Floor(query.FromMs, width);
        var to = Floor(query.ToMs - 1, width) + width;
        Collect(from, to, LevelOf(width) is { } level && (kept || level != RollupLevel.Minute) ? level : kept ? null : RollupLevel.Hour);
        var buckets = Fill(width, view.At(from - 1));
        return new Chart(width, buckets, view.Unreadable);
    }

    private static Bucket Single(Point point)
    {
        var stat = new Stat();
        stat.Add(point);
        return new Bucket(point.AtMs, 1, stat.Numbers > 0 ? stat.Min : null, stat.Numbers > 0 ? stat.Max : null, stat.Mean, null, point);
    }

    private long Width(int most)
    {
        var least = (query.ToMs - query.FromMs + most - 1) / most;
        if (query.BucketMs is { } asked) return Math.Max(asked, Math.Max(1, (query.ToMs - query.FromMs) / ChartQuery.Limit));
        foreach (var width in RoundWidths)
            if (width >= least) return width;
        return (least + Day - 1) / Day * Day;
    }

    private long Floor(long atMs, long width) => Rollup.Floor(atMs - query.AlignMs, width) + query.AlignMs;

    private RollupLevel? LevelOf(long width)
    {
        foreach (var level in (RollupLevel[])[RollupLevel.Day, RollupLevel.Hour, RollupLevel.Minute])
            if (width % Rollup.Width(level) == 0 && query.AlignMs % Rollup.Width(level) == 0) return level;
        return null;
    }

    private void Collect(long from, long to, RollupLevel? level)
    {
        if (level is null) _pieces.Add(new Piece(from, to, null));
        else if (level == RollupLevel.Minute) CollectMinutes(from, to);
        else CollectRollups(from, to, level.Value);
    }

    private void CollectRollups(long from, long to, RollupLevel level)
    {
        var width = Rollup.Width(level);
        var window = Rollup.Window(level);
        RollupLevel? finer = level == RollupLevel.Day ? RollupLevel.Hour : null;
        var touched = Touched(from, to, width);
        foreach (var start in touched) Collect(Math.Max(start, from), Math.Min(start + width, to), finer);
        foreach (var (windowMs, stats) in view.Rollups(level, from, to))
        {
            if (stats is null)
            {
                for (var start = Math.Max(windowMs, from); start < Math.Min(windowMs + window, to); start += width)
                    if (!touched.Contains(start)) Collect(start, start + width, finer);
                continue;
            }
            foreach (var (start, stat) in stats)
                if (start >= from && start < to && !touched.Contains(start)) _pieces.Add(new Piece(start, start + width, stat));
        }
    }

    /// <summary>Only full hours have their minutes summed up; the others, and those with new points, are read from their points.</summary>
    private void CollectMinutes(long from, long to)
    {
        var touched = Touched(from, to, Hour);
        var open = from;
        foreach (var (hourMs, stats) in view.Rollups(RollupLevel.Minute, from, to))
        {
            if (stats is null || touched.Contains(hourMs)) continue;
            if (hourMs > open) _pieces.Add(new Piece(open, hourMs, null));
            foreach (var (start, stat) in stats)
                if (start >= from && start < to) _pieces.Add(new Piece(start, start + Minute, stat));
            open = hourMs + Hour;
        }
        if (open < to) _pieces.Add(new Piece(open, to, null));
    }

    private SortedSet<long> Touched(long from, long to, long width) =>
        [.. view.Tail.Where(point => point.AtMs >= from && point.AtMs < to).Select(point => Rollup.Floor(point.AtMs, width))];

    private List<Bucket> Fill(long width, Point? before)
    {
        var buckets = new List<Bucket>();
        var start = long.MinValue;
        var sum = new Stat();
        foreach (var piece in _pieces.OrderBy(piece => piece.StartMs))
        {
            if (piece.Stat is { } stat)
            {
                Move(piece.StartMs);
                sum.Join(stat);
                continue;
            }
            foreach (var point in view.Between(piece.StartMs, piece.EndMs))
            {
                Move(point.AtMs);
                sum.Add(point);
            }
        }
        Move(long.MaxValue);
        return buckets;

        void Move(long atMs)
        {
            var next = atMs == long.MaxValue ? atMs : Floor(atMs, width);
            if (next == start) return;
            if (sum.Count > 0)
            {
                buckets.Add(Close(start, sum, before));
                before = sum.Last;
            }
            (start, sum) = (next, new Stat());
        }
    }

    private Bucket Close(long startMs, in Stat sum, Point? before)
    {
        var numbers = sum.Numbers > 0;
        double? total = query.Accumulation switch
        {
            Accumulation.Total when numbers => sum.Growth + (before is { } last ? Stat.Step(last, sum.First) : 0),
            Accumulation.Interval when numbers => sum.Sum,
            _ => null,
        };
        return new Bucket(startMs, sum.Count, numbers ? sum.Min : null, numbers ? sum.Max : null, sum.Mean, total, sum.Last);
    }
}
