using Kith.Ledger.Engine;
using Kith.Ledger.Points;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Folding;

/// <summary>Once a day: whole chunks and pages that are too old go; rollups stay.</summary>
internal sealed class Retention(LedgerOptions options, Readers readers, Func<Request, ValueTask> commit, long prunedMs)
{
    /// <summary>Rows of one commit.</summary>
    private const int Slice = 500;

    private long _lastRunMs = long.MinValue;

    /// <summary>Points before it may be gone; never falls, whatever the options say later.</summary>
    public long PrunedMs { get; private set; } = prunedMs;

    public async Task RunAsync(long nowMs)
    {
        if (_lastRunMs != long.MinValue && nowMs - _lastRunMs < Rollup.DayMs) return;
        var pointsBefore = nowMs - (long)options.KeepPoints.TotalMilliseconds;
        var factsBefore = nowMs - (long)options.KeepActivity.TotalMilliseconds;
        var chunks = await OldAsync("SELECT id FROM ledger_chunk WHERE last_ms < ?1", pointsBefore);
        if (chunks.Count > 0 && pointsBefore > PrunedMs)
        {
            await commit(new Request { Work = connection => SetPruned(connection, pointsBefore) });
            PrunedMs = pointsBefore;
        }
        await DropAsync("DELETE FROM ledger_chunk WHERE id = ?1", chunks);
        await DropAsync("DELETE FROM ledger_page WHERE id = ?1", await OldAsync("SELECT id FROM ledger_page WHERE last_ms < ?1", factsBefore));
        _lastRunMs = nowMs;
    }

    private static void SetPruned(SqliteConnection connection, long beforeMs)
    {
        using var set = new Statement(connection, "UPDATE ledger_format SET pruned_ms = ?1");
        set.Bind(1, beforeMs).Run();
    }

    private ValueTask<List<long>> OldAsync(string sql, long beforeMs) => readers.UseAsync(connection =>
    {
        using var find = new Statement(connection, sql);
        find.Bind(1, beforeMs);
        var ids = new List<long>();
        while (find.Step()) ids.Add(find.Number(0));
        return ids;
    }, CancellationToken.None);

    private async Task DropAsync(string sql, List<long> ids)
    {
        foreach (var slice in ids.Chunk(Slice))
            await commit(new Request
            {
                Work = connection =>
                {
                    using var drop = new Statement(connection, sql);
                    foreach (var id in slice) drop.Bind(1, id).Run();
                },
            });
    }
}
