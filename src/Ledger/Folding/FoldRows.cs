using Kith.Ledger.Activity;
using Kith.Ledger.Engine;
using Kith.Ledger.Facts;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Folding;

/// <summary>The rows a fold writes.</summary>
internal sealed class FoldRows(SqliteConnection connection) : IDisposable
{
    private readonly Statement _series = new(connection, "INSERT INTO ledger_series(id, home, body) VALUES (?1, ?2, ?3) ON CONFLICT(id) DO UPDATE SET body = excluded.body");
    private readonly Statement _newChunk = new(connection, "INSERT INTO ledger_chunk(series, first_ms, last_ms, count, body) VALUES (?1, ?2, ?3, ?4, ?5)");
    private readonly Statement _chunk = new(connection, "UPDATE ledger_chunk SET first_ms = ?2, last_ms = ?3, count = ?4, body = ?5 WHERE id = ?6 AND series = ?1");
    private readonly Statement _rollup = new(connection, """
        INSERT INTO ledger_rollup(series, level, start_ms, body) VALUES (?1, ?2, ?3, ?4) ON CONFLICT(series, level, start_ms) DO UPDATE SET body = excluded.body
        """);
    private readonly Statement _newPage = new(connection, "INSERT INTO ledger_page(home, first_sequence, last_sequence, first_ms, last_ms, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    private readonly Statement _page = new(connection, "UPDATE ledger_page SET first_sequence = ?2, last_sequence = ?3, first_ms = ?4, last_ms = ?5, body = ?6 WHERE id = ?7 AND home = ?1");
    private readonly Statement _home = new(connection, "UPDATE ledger_home SET body = ?2 WHERE id = ?1");

    public void Series(long row, long home, byte[] body) => _series.Bind(1, row).Bind(2, home).Bind(3, body).Run();

    public void Chunk(long series, ChunkWrite write)
    {
        var statement = write.Id == 0 ? _newChunk : _chunk.Bind(6, write.Id);
        statement.Bind(1, series).Bind(2, write.FirstMs).Bind(3, write.LastMs).Bind(4, write.Count).Bind(5, write.Body).Run();
    }

    public void Rollup(long series, RollupWrite write) => _rollup.Bind(1, series).Bind(2, (long)write.Level).Bind(3, write.WindowMs).Bind(4, write.Body).Run();

    public void Page(long home, long oldId, List<Fact> facts, byte[] body)
    {
        var (firstMs, lastMs) = Pages.Times(facts);
        var statement = oldId == 0 ? _newPage : _page.Bind(7, oldId);
        statement.Bind(1, home).Bind(2, facts[0].Sequence).Bind(3, facts[^1].Sequence).Bind(4, firstMs).Bind(5, lastMs).Bind(6, body).Run();
    }

    public void Home(long row, byte[] body) => _home.Bind(1, row).Bind(2, body).Run();

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_series, _newChunk, _chunk, _rollup, _newPage, _page, _home]) statement.Dispose();
    }
}
