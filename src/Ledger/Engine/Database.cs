using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Engine;

/// <summary>Opens connections the way each use needs them.</summary>
internal static class Database
{
    /// <summary>Pages in the write-ahead log before it is copied home: 4,000 of 4 KiB, some 16 MB; fewer long commits than at SQLite's 1,000.</summary>
    private const int CheckpointPages = 4_000;

    private const int BusySeconds = 5;

    /// <summary>The one connection that writes. FULL: a commit returns after the log was synced.</summary>
    public static SqliteConnection OpenWriter(string path)
    {
        var connection = Open(path);
        Execute(connection, $"""
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA wal_autocheckpoint = {CheckpointPages};
            PRAGMA journal_size_limit = 67108864;
            PRAGMA cache_size = -16384;
            """);
        return connection;
    }

    public static SqliteConnection OpenReader(string path)
    {
        var connection = Open(path);
        Execute(connection, "PRAGMA query_only = ON; PRAGMA cache_size = -4096;");
        return connection;
    }

    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        // Only another process, a person with a database tool, can be in the way; nobody here waits longer than this for it.
        connection.DefaultTimeout = BusySeconds;
        Execute(connection, $"PRAGMA busy_timeout = {BusySeconds * 1000}");
        return connection;
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this project and migrations only.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public static long Number(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        return statement.Step() ? statement.Number(0) : 0;
    }
}
