using Kith.Ledger.Engine;
using Kith.Ledger.Homes;
using Kith.Ledger.Points;
using Kith.Model.Values;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Charts;

/// <summary>A series' points that waited for folding when somebody asked.</summary>
internal sealed record SeriesTail(SeriesName Name, long Row, long FoldedSequence, List<TailPoint> Points)
{
    /// <summary>Taken before the database is looked at, so that what is folded in between is seen twice (and told apart by the mark), never not at all.</summary>
    public static List<SeriesTail> Copy(OpenHome home, Func<SeriesName, bool> wanted)
    {
        lock (home.Gate)
            return home.Series.Values.Where(series => wanted(series.Name))
                .Select(series => new SeriesTail(series.Name, series.Row, series.FoldedSequence, [.. series.Tail])).ToList();
    }
}

/// <summary>One series as it is at one moment: chunks and rollups of a snapshot of the database, and the tail that was not folded in it.</summary>
internal sealed class SeriesView : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly OpenHome _home;
    private readonly long _row;

    /// <param name="connection">A reader's, inside a transaction.</param>
    /// <param name="home">The home.</param>
    /// <param name="tail">Copied before the transaction began.</param>
    public SeriesView(SqliteConnection connection, OpenHome home, SeriesTail tail)
    {
        _connection = connection;
        _home = home;
        _row = tail.Row;
        Rows = new SeriesRows(connection, home) { Series = _row };
        var folded = tail.FoldedSequence;
        if (_row != 0)
        {
            using var find = new Statement(connection, "SELECT body FROM ledger_series WHERE id = ?1");
            if (find.Bind(1, _row).Step() && HomeRow.OpenSeries(home, _row, find.Bytes(0)) is { } stored) folded = stored.FoldedSequence;
            else Unreadable++;
        }
        Tail = [.. tail.Points.Where(point => point.Sequence > folded).Select(point => new Point(point.AtMs, point.Value)).OrderBy(point => point.AtMs)];
    }

    public SeriesRows Rows { get; }

    /// <summary>Points not folded yet, in order of time; among them may be repeats of folded ones.</summary>
    public List<Point> Tail { get; }

    public int Unreadable { get; private set; }

    public void Dispose() => Rows.Dispose();

    /// <summary>All points of a range in order of time, each once.</summary>
    public IEnumerable<Point> Between(long fromMs, long toMs)
    {
        var same = new List<Value>();
        var sameMs = long.MinValue;
        foreach (var point in Merged(fromMs, toMs))
        {
            if (point.AtMs != sameMs) same.Clear();
            else if (same.Contains(point.Value)) continue;
            sameMs = point.AtMs;
            same.Add(point.Value);
            yield return point;
        }
    }

    public List<(long WindowMs, SortedList<long, Stat>? Stats)> Rollups(RollupLevel level, long fromMs, long toMs)
    {
        var rows = Rows.Rollups(level, fromMs, toMs);
        Unreadable += rows.Count(row => row.Stats is null);
        return rows;
    }

    /// <summary>The last point at or before a time; where points are no longer kept, that of the last whole hour. Null when there is none.</summary>
    public Point? At(long atMs)
    {
        Point? found = null;
        List<Point>? folded = null;
        if (Rows.At(atMs) is { } chunk)
        {
            folded = chunk.Points;
            if (folded is null) Unreadable++;
            else found = folded[folded.FindLastIndex(point => point.AtMs <= atMs)];
        }
        var last = Tail.FindLastIndex(point => point.AtMs <= atMs);
        for (; last >= 0 && (found is null || Tail[last].AtMs >= found.Value.AtMs); last--)
            if (IsFirst(last) && !(folded?.Contains(Tail[last]) ?? false)) return Tail[last];
        return found ?? (Unreadable == 0 ? FromHours(atMs) : null);
    }

    /// <summary>A repeat of the same value at the same time does not count.</summary>
    private bool IsFirst(int index) => Tail.IndexOf(Tail[index]) == index;

    private Point? FromHours(long atMs)
    {
        using var find = new Statement(_connection, "SELECT start_ms, body FROM ledger_rollup WHERE series = ?1 AND level = ?2 AND start_ms <= ?3 ORDER BY start_ms DESC");
        find.Bind(1, _row).Bind(2, (long)RollupLevel.Hour).Bind(3, atMs);
        while (find.Step())
        {
            if (Rollup.Open(_home, _row, RollupLevel.Hour, find.Number(0), find.Bytes(1)) is not { } hours)
            {
                Unreadable++;
                return null;
            }
            for (var i = hours.Count - 1; i >= 0; i--)
                if (hours.Values[i].Last.AtMs <= atMs) return hours.Values[i].Last;
        }
        return null;
    }

    private IEnumerable<Point> Merged(long fromMs, long toMs)
    {
        var next = Tail.FindIndex(point => point.AtMs >= fromMs);
        if (next < 0) next = Tail.Count;
        foreach (var chunk in Rows.Within(fromMs, toMs))
        {
            if (chunk.Points is null)
            {
                Unreadable++;
                continue;
            }
            foreach (var point in chunk.Points)
            {
                if (point.AtMs < fromMs) continue;
                if (point.AtMs >= toMs) break;
                while (next < Tail.Count && Tail[next].AtMs < point.AtMs) yield return Tail[next++];
                yield return point;
            }
        }
        while (next < Tail.Count && Tail[next].AtMs < toMs) yield return Tail[next++];
    }
}
