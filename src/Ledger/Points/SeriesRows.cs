using Kith.Ledger.Engine;
using Kith.Ledger.Facts;
using Kith.Ledger.Homes;
using Kith.Ledger.Sealing;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Points;

/// <summary>A row of the table chunk; no points when its seal is broken.</summary>
internal readonly record struct ChunkRow(long Id, long FirstMs, long LastMs, List<Point>? Points);

/// <summary>
/// Reads the chunks and rollups of a home's series, one series at a time. Chunks do not overlap in time: each holds the points from its first time up to the first of the next,
/// and points of one time stand in one chunk.
/// </summary>
internal sealed class SeriesRows(SqliteConnection connection, OpenHome home) : IDisposable
{
    private const string Columns = "SELECT id, first_ms, last_ms, count, body FROM ledger_chunk WHERE series = ?1 AND ";

    private readonly Statement _rollups = new(connection, "SELECT start_ms, body FROM ledger_rollup WHERE series = ?1 AND level = ?2 AND start_ms >= ?3 AND start_ms < ?4 ORDER BY start_ms");
    private readonly Statement _at = new(connection, Columns + "first_ms <= ?2 ORDER BY first_ms DESC, id DESC LIMIT 1");
    private readonly Statement _after = new(connection, Columns + "first_ms > ?2 ORDER BY first_ms, id LIMIT 1");
    private readonly Statement _next = new(connection, "SELECT first_ms FROM ledger_chunk WHERE series = ?1 AND first_ms > ?2 ORDER BY first_ms LIMIT 1");
    private readonly Statement _within = new(connection, Columns + "first_ms < ?3 AND last_ms >= ?2 AND first_ms >= ?4 ORDER BY first_ms, id");
    private readonly Statement _start = new(connection, "SELECT first_ms FROM ledger_chunk WHERE series = ?1 AND first_ms <= ?2 ORDER BY first_ms DESC LIMIT 1");
    private readonly Statement _count = new(connection, "SELECT coalesce(sum(count), 0) FROM ledger_chunk WHERE series = ?1 AND first_ms < ?3 AND first_ms >= ?2");

    /// <summary>The row of the series that is read.</summary>
    public long Series { get; set; }

    /// <summary>The chunk that holds the time, or the last before it.</summary>
    public ChunkRow? At(long atMs) => One(_at, atMs);

    public ChunkRow? After(long atMs) => One(_after, atMs);

    /// <summary>Where the chunk after this time begins; long.MaxValue when there is none.</summary>
    public long NextStart(long atMs)
    {
        _next.Bind(1, Series).Bind(2, atMs);
        var next = _next.Step() ? _next.Number(0) : long.MaxValue;
        _next.Reset();
        return next;
    }

    /// <summary>Those with points from one time to before another, in order. Read each before the next is asked for.</summary>
    public IEnumerable<ChunkRow> Within(long fromMs, long toMs)
    {
        _within.Bind(1, Series).Bind(2, fromMs).Bind(3, toMs).Bind(4, Start(fromMs));
        try
        {
            while (_within.Step()) yield return Row(_within);
        }
        finally
        {
            _within.Reset();
        }
    }

    /// <summary>At least as many points as stand in this range.</summary>
    public long CountWithin(long fromMs, long toMs)
    {
        _count.Bind(1, Series).Bind(2, Start(fromMs)).Bind(3, toMs);
        var count = _count.Step() ? _count.Number(0) : 0;
        _count.Reset();
        return count;
    }

    /// <summary>The rollups whose windows touch the time; each with what it holds, or null where the seal is broken.</summary>
    public List<(long WindowMs, SortedList<long, Stat>? Stats)> Rollups(RollupLevel level, long fromMs, long toMs)
    {
        _rollups.Bind(1, Series).Bind(2, (long)level).Bind(3, Rollup.Floor(fromMs, Rollup.Window(level))).Bind(4, toMs);
        var rows = new List<(long, SortedList<long, Stat>?)>();
        while (_rollups.Step()) rows.Add((_rollups.Number(0), Rollup.Open(home, Series, level, _rollups.Number(0), _rollups.Bytes(1))));
        _rollups.Reset();
        return rows;
    }

    public static byte[] Seal(OpenHome home, long series, List<Point> points, ByteWriter desk)
    {
        desk.Clear();
        PointCodec.Write(desk, points);
        return Sealing.Seal.Close(home.Key, desk.Written, SealedAs.Chunk, home.Id, series, points[0].AtMs, points[^1].AtMs, points.Count);
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_rollups, _at, _after, _next, _within, _start, _count]) statement.Dispose();
    }

    private long Start(long fromMs)
    {
        _start.Bind(1, Series).Bind(2, fromMs);
        var start = _start.Step() ? _start.Number(0) : fromMs;
        _start.Reset();
        return start;
    }

    private ChunkRow? One(Statement find, long atMs)
    {
        find.Bind(1, Series).Bind(2, atMs);
        ChunkRow? found = find.Step() ? Row(find) : null;
        find.Reset();
        return found;
    }

    private ChunkRow Row(Statement at)
    {
        long first = at.Number(1), last = at.Number(2);
        var text = Sealing.Seal.Open(home.Key, at.Bytes(4), SealedAs.Chunk, home.Id, Series, first, last, at.Number(3));
        return new ChunkRow(at.Number(0), first, last, text is null ? null : PointCodec.Read(text));
    }
}
