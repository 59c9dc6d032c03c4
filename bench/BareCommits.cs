using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Kith.Bench;

/// <summary>The yardstick: so many commits of one blob each to SQLite, synced, with nothing around them.</summary>
internal static class BareCommits
{
    internal static (TimeSpan Time, TimeSpan Cpu) Run(string folder, int commits, int bytes)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False");
        connection.Open();
        foreach (var sql in (string[])["PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA wal_autocheckpoint = 4000", "CREATE TABLE block(id INTEGER PRIMARY KEY, body BLOB NOT NULL)"])
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO block(body) VALUES ($body)";
        insert.Parameters.AddWithValue("$body", new byte[bytes]);
        insert.ExecuteNonQuery();
        GC.Collect();
        var (cpu, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        for (var i = 0; i < commits; i++) insert.ExecuteNonQuery(); // Each its own transaction.
        return (clock.Elapsed, Environment.CpuUsage.TotalTime - cpu);
    }
}
