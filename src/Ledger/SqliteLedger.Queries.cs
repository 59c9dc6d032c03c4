using System.Runtime.CompilerServices;
using Kith.Ledger.Activity;
using Kith.Ledger.Charts;
using Kith.Ledger.Engine;
using Kith.Ledger.Facts;
using Kith.Ledger.Points;
using Kith.Model.Ids;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger;

public sealed partial class SqliteLedger
{
    /// <summary>Points read from the disk at once for <see cref="PointsAsync"/>: 10,000, some 10 ms of one reader.</summary>
    private const int PointsAtOnce = 10_000;

    /// <summary>A property over time, summed up to at most so many buckets.</summary>
    public async ValueTask<Chart> ChartAsync(HomeId id, ChartQuery query, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(query.ToMs, query.FromMs);
        query = query with { FromMs = Math.Max(query.FromMs, MinTimeMs), ToMs = Math.Min(query.ToMs, MaxTimeMs) };
        var empty = new Chart(0, [], 0);
        return await ViewAsync(id, query.Device, query.Property, empty, view => new ChartReader(view, query, _folder.PrunedMs).Draw(), ct);
    }

    /// <summary>Every point of a property from one time to before another, in order of time, each once.</summary>
    /// <exception cref="LedgerException">A part of it cannot be read; what came before is right.</exception>
    public async IAsyncEnumerable<Point> PointsAsync(
        HomeId id, string device, string property, long fromMs, long toMs, [EnumeratorCancellation] CancellationToken ct = default)
    {
        long? from = Math.Max(fromMs, MinTimeMs);
        toMs = Math.Min(toMs, MaxTimeMs);
        while (from is { } start && start < toMs)
        {
            (var points, from) = await ViewAsync(id, device, property, ([], null), view => Take(view, start, toMs), ct);
            foreach (var point in points) yield return point;
        }
    }

    /// <summary>What a device's properties, or one of them, were at a time.</summary>
    public async ValueTask<PastValues> AtAsync(HomeId id, string device, string? property, long atMs, CancellationToken ct = default)
    {
        var home = await _shelf.FindAsync(id, ct);
        if (home.Key is null) return new PastValues([], 0);
        var tails = SeriesTail.Copy(home, name => name.Device == device && (property is null || name.Property == property));
        return await SnapshotAsync(connection =>
        {
            var values = new List<PastValue>();
            var unreadable = 0;
            foreach (var tail in tails)
            {
                using var view = new SeriesView(connection, home, tail);
                var point = view.At(Math.Min(atMs, MaxTimeMs));
                if (view.Unreadable > 0) unreadable++;
                else if (point is { } known) values.Add(new PastValue(tail.Name.Device, tail.Name.Property, known));
            }
            return new PastValues(values, unreadable);
        }, ct);
    }

    /// <summary>What happened, newest first: all facts that are no reports.</summary>
    public async ValueTask<ActivityPage> ActivityAsync(HomeId id, ActivityFilter filter, CancellationToken ct = default)
    {
        var home = await _shelf.FindAsync(id, ct);
        if (home.Key is null) return new ActivityPage([], null, 0);
        List<Fact> waiting;
        lock (home.Gate) waiting = [.. home.Activity];
        return await SnapshotAsync(connection => ActivityReader.Read(connection, home, waiting, filter), ct);
    }

    private static (List<Point> Points, long? Next) Take(SeriesView view, long fromMs, long toMs)
    {
        var points = new List<Point>();
        foreach (var point in view.Between(fromMs, toMs))
        {
            if (view.Unreadable > 0) break;
            if (points.Count >= PointsAtOnce && point.AtMs != points[^1].AtMs) return (points, point.AtMs);
            points.Add(point);
        }
        return view.Unreadable == 0 ? (points, null) : throw new LedgerException(LedgerTrouble.Damaged, "A part of the series cannot be read: run `kith check`.");
    }

    private async ValueTask<T> ViewAsync<T>(HomeId id, string device, string property, T none, Func<SeriesView, T> look, CancellationToken ct)
    {
        var home = await _shelf.FindAsync(id, ct);
        if (home.Key is null) return none;
        var tails = SeriesTail.Copy(home, name => name.Device == device && name.Property == property);
        if (tails.Count == 0) return none;
        return await SnapshotAsync(connection =>
        {
            using var view = new SeriesView(connection, home, tails[0]);
            return look(view);
        }, ct);
    }

    /// <summary>All reads see one moment of the database.</summary>
    private async ValueTask<T> SnapshotAsync<T>(Func<SqliteConnection, T> read, CancellationToken ct)
    {
        try
        {
            return await _readers.UseAsync(connection =>
            {
                Database.Execute(connection, "BEGIN");
                var result = read(connection);
                Database.Execute(connection, "COMMIT");
                return result;
            }, ct);
        }
        catch (Exception error) when (error is SqliteException or InvalidDataException)
        {
            throw new LedgerException(LedgerTrouble.Damaged, "What is stored cannot be read: run `kith check`.", error);
        }
    }
}
