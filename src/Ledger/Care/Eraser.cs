using Kith.Ledger.Engine;
using Kith.Model.Ids;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Care;

/// <summary>Deletes what is stored of an erased home: its facts (unreadable already, their key is gone) and every record in a table with a column named home.</summary>
internal static class Eraser
{
    public static void DeleteRows(SqliteConnection connection, HomeId home)
    {
        Database.Execute(connection, "PRAGMA defer_foreign_keys = ON");
        foreach (var sql in (string[])[
            "DELETE FROM ledger_chunk WHERE series IN (SELECT id FROM ledger_series WHERE home = (SELECT id FROM ledger_home WHERE name = ?1))",
            "DELETE FROM ledger_rollup WHERE series IN (SELECT id FROM ledger_series WHERE home = (SELECT id FROM ledger_home WHERE name = ?1))",
            "DELETE FROM ledger_series WHERE home = (SELECT id FROM ledger_home WHERE name = ?1)",
            "DELETE FROM ledger_page WHERE home = (SELECT id FROM ledger_home WHERE name = ?1)",
            "DELETE FROM ledger_home WHERE name = ?1",
            .. RecordTables(connection).Select(table => $"DELETE FROM \"{table}\" WHERE home = ?1")])
        {
            using var delete = new Statement(connection, sql);
            delete.Bind(1, home.ToString()).Run();
        }
    }

    /// <summary>After a crash in the middle of erasing, or when an older database was put back.</summary>
    public static int DeleteLeftovers(SqliteConnection connection, IReadOnlyList<HomeId> erased)
    {
        if (erased.Count == 0) return 0;
        var tables = RecordTables(connection);
        var left = erased.Where(home => tables.Append("ledger_home").Any(table => Has(connection, table, home))).ToList();
        foreach (var home in left)
        {
            Database.Execute(connection, "PRAGMA secure_delete = ON; BEGIN IMMEDIATE");
            DeleteRows(connection, home);
            Database.Execute(connection, "COMMIT; PRAGMA secure_delete = OFF");
        }
        return left.Count;
    }

    private static bool Has(SqliteConnection connection, string table, HomeId home)
    {
        using var find = new Statement(connection, $"SELECT 1 FROM \"{table}\" WHERE {(table == "ledger_home" ? "name" : "home")} = ?1 LIMIT 1");
        return find.Bind(1, home.ToString()).Step();
    }

    private static List<string> RecordTables(SqliteConnection connection)
    {
        using var find = new Statement(connection, """
            SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'home'
            WHERE m.type = 'table' AND m.name NOT LIKE 'ledger\_%' ESCAPE '\' AND m.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY m.name
            """);
        var tables = new List<string>();
        while (find.Step()) tables.Add(find.Text(0));
        return tables;
    }
}
