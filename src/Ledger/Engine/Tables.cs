namespace Kith.Ledger.Engine;

/// <summary>
/// The ledger's own tables in kith.db. Every body is sealed with the key of its home (Sealing/Seal.cs); in the clear stand only a home's
/// random id, counts and the first and last time of a chunk or page.
/// <code>
/// block     what was committed and not yet folded (Engine/BlockCodec.cs), in order of commit
/// home      body: last sequence, sequence through which activity is folded, gaps seen
/// series    body: device, property, latest value, sequence through which it is folded
/// chunk     body: up to some 500 points of a series, apart in time from its other chunks
/// rollup    body: the buckets of one window: level 1 minutes of an hour, 2 hours of a day, 3 days of 64
/// page      body: up to some 256 facts that are no reports
/// </code>
/// chunk, rollup and page are rowid tables with an index: in WITHOUT ROWID tables bodies overflow to whole pages (measured: 3.5 times the size).
/// </summary>
internal static class Tables
{
    internal const int Format = 1;

    internal const string Sql = """
        CREATE TABLE ledger_format(number INTEGER PRIMARY KEY, pruned_ms INTEGER NOT NULL);
        CREATE TABLE ledger_migration(number INTEGER PRIMARY KEY, name TEXT NOT NULL, at_ms INTEGER NOT NULL);
        CREATE TABLE ledger_block(id INTEGER PRIMARY KEY AUTOINCREMENT, body BLOB NOT NULL);
        CREATE TABLE ledger_home(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, body BLOB NOT NULL);
        CREATE TABLE ledger_series(id INTEGER PRIMARY KEY, home INTEGER NOT NULL, body BLOB NOT NULL);
        CREATE INDEX ledger_series_home ON ledger_series(home);
        CREATE TABLE ledger_chunk(id INTEGER PRIMARY KEY, series INTEGER NOT NULL, first_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL, count INTEGER NOT NULL, body BLOB NOT NULL);
        CREATE INDEX ledger_chunk_time ON ledger_chunk(series, first_ms, last_ms);
        CREATE TABLE ledger_rollup(id INTEGER PRIMARY KEY, series INTEGER NOT NULL, level INTEGER NOT NULL, start_ms INTEGER NOT NULL, body BLOB NOT NULL);
        CREATE UNIQUE INDEX ledger_rollup_time ON ledger_rollup(series, level, start_ms);
        CREATE TABLE ledger_page(id INTEGER PRIMARY KEY, home INTEGER NOT NULL, first_sequence INTEGER NOT NULL, last_sequence INTEGER NOT NULL, first_ms INTEGER NOT NULL, last_ms INTEGER NOT NULL, body BLOB NOT NULL);
        CREATE UNIQUE INDEX ledger_page_sequence ON ledger_page(home, first_sequence, last_sequence, first_ms, last_ms);
        INSERT INTO ledger_format(number, pruned_ms) VALUES (1, -9223372036854775808);
        """;
}
