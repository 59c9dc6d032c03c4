using Kith.Ledger.Activity;
using Kith.Ledger.Facts;
using Kith.Ledger.Homes;
using Kith.Ledger.Points;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Folding;

/// <summary>
/// Folds some series of one home and, if asked, its activity: worked out on a reader's connection, written as one piece of a commit together with
/// the marks that say so, then taken out of memory. The folder makes one at a time, so nobody else changes these rows in between.
/// </summary>
internal sealed class HomeFold(OpenHome home, Shelf shelf, LedgerOptions options)
{
    private readonly List<SeriesPart> _series = [];
    private List<Fact> _activity = [];
    private readonly List<(long OldId, List<Fact> Facts, byte[] Body)> _pages = [];
    private byte[] _homeBody = [];

    private sealed record SeriesPart(OpenSeries Series, long Row, int Count, long LastSequence, byte[] Body, List<Point> Points)
    {
        public List<ChunkWrite> Chunks { get; set; } = [];
        public List<RollupWrite> Rollups { get; set; } = [];
    }

    /// <summary>Takes a picture of what waits. False when nothing does.</summary>
    public bool Begin(IEnumerable<OpenSeries> chosen, bool activity, Func<long> newSeriesRow)
    {
        lock (home.Gate)
        {
            if (home.Erased || home.Key is null) return false;
            foreach (var series in chosen)
            {
                series.Queued = false;
                if (series.Tail.Count == 0) continue;
                var row = series.Row != 0 ? series.Row : newSeriesRow();
                var last = series.Tail[^1].Sequence;
                _series.Add(new SeriesPart(series, row, series.Tail.Count, last, HomeRow.Seal(home, series, row, last),
                    series.Tail.ConvertAll(point => new Point(point.AtMs, point.Value))));
            }
            if (activity) _activity = [.. home.Activity];
            var folded = home.ActivityFolded;
            if (_activity.Count > 0) home.ActivityFolded = _activity[^1].Sequence;
            _homeBody = HomeRow.Seal(home);
            home.ActivityFolded = folded;
        }
        return _series.Count > 0 || _activity.Count > 0;
    }

    public void WorkOut(SqliteConnection connection, long prunedMs)
    {
        var desk = new ByteWriter();
        using var rows = new SeriesRows(connection, home);
        foreach (var part in _series)
        {
            var fold = new SeriesFold(rows, home, part.Row, options, prunedMs);
            fold.Run(part.Points, desk);
            (part.Chunks, part.Rollups) = (fold.ChunkWrites, fold.RollupWrites);
        }
        if (_activity.Count > 0) FillPages(connection, desk);
    }

    public void Write(SqliteConnection connection)
    {
        if (home.Erased) throw new LedgerException(LedgerTrouble.Erased, "The home was erased.");
        using var rows = new FoldRows(connection);
        foreach (var part in _series)
        {
            rows.Series(part.Row, home.Row, part.Body);
            foreach (var chunk in part.Chunks) rows.Chunk(part.Row, chunk);
            foreach (var rollup in part.Rollups) rows.Rollup(part.Row, rollup);
        }
        foreach (var (oldId, facts, body) in _pages) rows.Page(home.Row, oldId, facts, body);
        rows.Home(home.Row, _homeBody);
    }

    /// <summary>After the commit: what was folded leaves the tail.</summary>
    public void Forget()
    {
        lock (home.Gate)
        {
            if (home.Erased) return;
            var count = _activity.Count;
            foreach (var part in _series)
            {
                part.Series.Row = part.Row;
                part.Series.FoldedSequence = part.LastSequence;
                part.Series.Tail.RemoveRange(0, part.Count);
                if (part.Series.Tail.Count == 0) part.Series.Tail.TrimExcess();
                count += part.Count;
            }
            if (_activity.Count > 0)
            {
                home.ActivityFolded = _activity[^1].Sequence;
                home.Activity.RemoveRange(0, _activity.Count);
            }
            shelf.Folded(home, count);
        }
    }

    /// <summary>The newest page is filled up, then new ones follow.</summary>
    private void FillPages(SqliteConnection connection, ByteWriter desk)
    {
        var facts = _activity;
        long oldId = 0;
        foreach (var newest in Pages.Before(connection, home, long.MaxValue))
        {
            if (newest.Facts is { } there && there.Count < options.PageFacts) (facts, oldId) = ([.. there, .. facts], newest.Id);
            break;
        }
        for (var start = 0; start < facts.Count; start += options.PageFacts)
        {
            var piece = facts.GetRange(start, Math.Min(options.PageFacts, facts.Count - start));
            _pages.Add((oldId, piece, Pages.Seal(home, piece, desk)));
            oldId = 0;
        }
    }
}
