using Kith.Ledger.Facts;
using Kith.Ledger.Homes;
using Kith.Ledger.Points;

namespace Kith.Ledger.Folding;

/// <summary>A row of chunk to be written; id 0 is a new one.</summary>
internal readonly record struct ChunkWrite(long Id, long FirstMs, long LastMs, int Count, byte[] Body);

internal readonly record struct RollupWrite(RollupLevel Level, long WindowMs, byte[] Body);

/// <summary>
/// Works out what folding some points into one series changes, reading only; the writer then does it in one transaction with the mark.
/// (1) each point goes to the chunk that holds its time, repeats fall away; (2) chunks that have grown too long are cut;
/// (3) hours with new points are summed up again from their points; (4) their days again from hours.
/// </summary>
internal sealed class SeriesFold
{
    /// <summary>A chunk in the middle may grow to half more before it is cut: late points come in few.</summary>
    private const double Stretch = 1.5;

    private readonly OpenHome _home;
    private readonly long _series;
    private readonly int _chunkPoints, _denseHourPoints;
    private readonly long _prunedMs;
    private readonly SeriesRows _rows;
    private readonly SortedList<long, Leaf> _leaves = [];

    /// <param name="rows">On a reader's connection; turned to this series until the fold is worked out.</param>
    /// <param name="home">The home.</param>
    /// <param name="series">The series' row, which may not be written yet.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="prunedMs">Points before it may be gone, so that hours before it cannot be summed up again.</param>
    public SeriesFold(SeriesRows rows, OpenHome home, long series, LedgerOptions options, long prunedMs)
    {
        _home = home;
        _series = series;
        _chunkPoints = options.ChunkPoints;
        _denseHourPoints = options.DenseHourPoints;
        _prunedMs = prunedMs;
        _rows = rows;
        _rows.Series = series;
    }

    public List<ChunkWrite> ChunkWrites { get; } = [];

    public List<RollupWrite> RollupWrites { get; } = [];

    /// <param name="arrived">In order of arrival.</param>
    /// <param name="desk">To write on.</param>
    public void Run(List<Point> arrived, ByteWriter desk)
    {
        var fresh = new List<Point>(arrived.Count);
        var run = new List<Point>();
        Leaf? leaf = null;
        foreach (var point in InOrder(arrived))
        {
            if (leaf is not null && point.AtMs >= leaf.EndMs)
            {
                fresh.AddRange(leaf.Merge(run));
                run.Clear();
                leaf = null;
            }
            leaf ??= Target(point.AtMs);
            run.Add(point);
        }
        if (leaf is not null) fresh.AddRange(leaf.Merge(run));
        SumUp(fresh);
        foreach (var changed in _leaves.Values)
            if (changed.Changed) Cut(changed, desk);
    }

    /// <summary>By time; among equal times the order of arrival stays.</summary>
    private static List<Point> InOrder(List<Point> arrived)
    {
        for (var i = 1; i < arrived.Count; i++)
            if (arrived[i].AtMs < arrived[i - 1].AtMs) return [.. arrived.OrderBy(point => point.AtMs)];
        return arrived;
    }

    private Leaf Target(long atMs)
    {
        foreach (var known in _leaves.Values)
            if (known.KeyMs <= atMs && atMs < known.EndMs) return known;
        if (_rows.At(atMs) is { } row) return Take(row);
        return _rows.After(atMs) is { } first ? Take(first) : Put(new Leaf(0, long.MinValue, long.MaxValue, []));
    }

    private Leaf Take(ChunkRow row)
    {
        if (_leaves.TryGetValue(row.FirstMs, out var known)) return known;
        // A chunk that cannot be read stays as it is; new points of its time start a chunk of their own beside it.
        return Put(new Leaf(row.Points is null ? 0 : row.Id, row.FirstMs, _rows.NextStart(row.FirstMs), row.Points ?? []));
    }

    private Leaf Put(Leaf leaf)
    {
        _leaves.Add(leaf.KeyMs, leaf);
        return leaf;
    }

    private void Cut(Leaf leaf, ByteWriter desk)
    {
        var points = leaf.Points;
        var last = leaf.EndMs == long.MaxValue;
        var limit = last ? _chunkPoints : (int)(_chunkPoints * Stretch);
        var id = leaf.Id;
        for (var start = 0; start < points.Count;)
        {
            var end = points.Count - start <= limit ? points.Count : start + _chunkPoints;
            while (end < points.Count && points[end].AtMs == points[end - 1].AtMs) end++;
            var piece = start == 0 && end == points.Count ? points : points.GetRange(start, end - start);
            ChunkWrites.Add(new ChunkWrite(id, piece[0].AtMs, piece[^1].AtMs, piece.Count, SeriesRows.Seal(_home, _series, piece, desk)));
            (id, start) = (0, end);
        }
    }

    private void SumUp(List<Point> fresh)
    {
        var windows = new SortedList<long, SortedList<long, Stat>>();
        for (var start = 0; start < fresh.Count;)
        {
            var dayMs = Rollup.Floor(fresh[start].AtMs, Rollup.DayMs);
            var hours = Load(RollupLevel.Hour, dayMs);
            while (start < fresh.Count && fresh[start].AtMs < dayMs + Rollup.DayMs)
            {
                var hourMs = Rollup.Floor(fresh[start].AtMs, Rollup.HourMs);
                var end = start + 1;
                while (end < fresh.Count && fresh[end].AtMs < hourMs + Rollup.HourMs) end++;
                hours[hourMs] = SumUpHour(hourMs, fresh.GetRange(start, end - start), hours);
                start = end;
            }
            RollupWrites.Add(new RollupWrite(RollupLevel.Hour, dayMs, Rollup.Seal(_home, _series, RollupLevel.Hour, dayMs, hours)));
            var sum = new Stat();
            foreach (var hour in hours.Values) sum.Join(hour);
            var window = Rollup.Floor(dayMs, Rollup.Window(RollupLevel.Day));
            if (!windows.TryGetValue(window, out var days)) windows.Add(window, days = Load(RollupLevel.Day, window));
            days[dayMs] = sum;
        }
        foreach (var (window, days) in windows)
            RollupWrites.Add(new RollupWrite(RollupLevel.Day, window, Rollup.Seal(_home, _series, RollupLevel.Day, window, days)));
    }

    private Stat SumUpHour(long hourMs, List<Point> fresh, SortedList<long, Stat> hours)
    {
        if (TryExtend(hourMs, fresh, hours, out var sum)) return sum;
        var points = new List<Point>();
        if (hourMs < _prunedMs || !TryCollect(hourMs, points)) return MixHour(hourMs, fresh, hours);
        foreach (var point in points) sum.Add(point);
        if (points.Count < _denseHourPoints) return sum;
        var minutes = new SortedList<long, Stat>();
        foreach (var point in points) AddTo(minutes, point);
        WriteMinutes(hourMs, minutes);
        return sum;
    }

    /// <summary>The usual case: the new points follow those already summed up, so that none of these need be read again.</summary>
    private bool TryExtend(long hourMs, List<Point> fresh, SortedList<long, Stat> hours, out Stat sum)
    {
        if (!hours.TryGetValue(hourMs, out sum) || fresh[0].AtMs < sum.Last.AtMs)
        {
            sum = new Stat();
            return false;
        }
        var before = sum;
        foreach (var point in fresh) sum.Add(point);
        if (sum.Count < _denseHourPoints) return true;
        var minutes = Load(RollupLevel.Minute, hourMs);
        if (minutes.Values.Sum(minute => minute.Count) != before.Count)
        {
            sum = new Stat();
            return false; // Only now the hour became dense: its minutes are made from its points.
        }
        foreach (var point in fresh) AddTo(minutes, point);
        WriteMinutes(hourMs, minutes);
        return true;
    }

    /// <summary>Where the hour's other points are gone, the new ones are mixed into what was kept of them.</summary>
    private Stat MixHour(long hourMs, List<Point> fresh, SortedList<long, Stat> hours)
    {
        var minutes = Load(RollupLevel.Minute, hourMs);
        var dense = minutes.Count > 0;
        var sum = new Stat();
        foreach (var point in fresh)
        {
            sum.Add(point);
            var minuteMs = Rollup.Floor(point.AtMs, Rollup.MinuteMs);
            minutes.TryGetValue(minuteMs, out var minute);
            var one = new Stat();
            one.Add(point);
            minute.Mix(one);
            minutes[minuteMs] = minute;
        }
        if (dense) WriteMinutes(hourMs, minutes);
        hours.TryGetValue(hourMs, out var before);
        before.Mix(sum);
        return before;
    }

    private void WriteMinutes(long hourMs, SortedList<long, Stat> minutes) =>
        RollupWrites.Add(new RollupWrite(RollupLevel.Minute, hourMs, Rollup.Seal(_home, _series, RollupLevel.Minute, hourMs, minutes)));

    private static void AddTo(SortedList<long, Stat> minutes, Point point)
    {
        var startMs = Rollup.Floor(point.AtMs, Rollup.MinuteMs);
        minutes.TryGetValue(startMs, out var stat);
        stat.Add(point);
        minutes[startMs] = stat;
    }

    /// <summary>All points of an hour, with those being folded. False when a chunk of it cannot be read.</summary>
    private bool TryCollect(long hourMs, List<Point> points)
    {
        var whole = true;
        var end = hourMs + Rollup.HourMs;
        for (var leaf = TargetOf(hourMs, ref whole); ; leaf = TargetOf(leaf.EndMs, ref whole))
        {
            foreach (var point in leaf.Points)
                if (point.AtMs >= hourMs && point.AtMs < end) points.Add(point);
            if (leaf.EndMs >= end) return whole;
        }
    }

    private Leaf TargetOf(long atMs, ref bool whole)
    {
        var leaf = Target(atMs);
        if (leaf is { Id: 0, KeyMs: > long.MinValue }) whole = false;
        return leaf;
    }

    private SortedList<long, Stat> Load(RollupLevel level, long windowMs)
    {
        foreach (var (start, stats) in _rows.Rollups(level, windowMs, windowMs + 1))
            if (start == windowMs && stats is not null) return stats;
        return [];
    }
}
