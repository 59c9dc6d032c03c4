using Kith.Ledger.Engine;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Records;

/// <summary>Brings the tables to what this version needs: refuses what is newer, copies what is not empty, then runs all steps in one transaction.</summary>
internal static class Migrations
{
    public static void Run(SqliteConnection connection, IEnumerable<Migration> given, string copiesFolder, int keepCopies, TimeProvider time)
    {
        var known = given.OrderBy(step => step.Number).ToList();
        for (var i = 1; i < known.Count; i++)
            if (known[i].Number == known[i - 1].Number) throw new ArgumentException($"Two migrations have number {known[i].Number}.", nameof(given));
        var fresh = Database.Number(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'ledger_format'") == 0;
        var done = fresh ? [] : Done(connection, known);
        var missing = known.Where(step => !done.Contains(step.Number)).ToList();
        if (!fresh && missing.Count == 0) return;
        if (!fresh) Copy(connection, copiesFolder, missing[0].Number, keepCopies, time);
        Apply(connection, fresh, missing, time);
    }

    public static void RefuseNewer(SqliteConnection connection, IReadOnlyList<Migration> known) => Done(connection, [.. known]);

    private static HashSet<int> Done(SqliteConnection connection, List<Migration> known)
    {
        var format = Database.Number(connection, "SELECT max(number) FROM ledger_format");
        if (format > Tables.Format) throw new LedgerException(LedgerTrouble.Newer, $"The database has format {format}; this version knows up to {Tables.Format}. Use the newer version.");
        var done = new HashSet<int>();
        using var all = new Statement(connection, "SELECT number, name FROM ledger_migration ORDER BY number");
        while (all.Step())
        {
            var number = (int)all.Number(0);
            if (!known.Exists(step => step.Number == number))
                throw new LedgerException(LedgerTrouble.Newer, $"The database was upgraded by a newer version (step {number}, {all.Text(1)}). Use that version, or restore a copy made before.");
            done.Add(number);
        }
        return done;
    }

    private static void Copy(SqliteConnection connection, string folder, int number, int keep, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var now = time.GetUtcNow();
        var path = Path.Combine(folder, FormattableString.Invariant($"before-{number}-{now:yyyyMMdd-HHmmss}.db"));
        File.Delete(path);
        using (var statement = new Statement(connection, "VACUUM INTO ?1")) statement.Bind(1, path).Run();
        foreach (var old in new DirectoryInfo(folder).GetFiles("before-*.db").OrderByDescending(file => file.LastWriteTimeUtc).Skip(keep)) old.Delete();
    }

    private static void Apply(SqliteConnection connection, bool fresh, List<Migration> missing, TimeProvider time)
    {
        Database.Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            if (fresh) Database.Execute(connection, Tables.Sql);
            using var note = new Statement(connection, "INSERT INTO ledger_migration(number, name, at_ms) VALUES (?1, ?2, ?3)");
            foreach (var step in missing)
            {
                Database.Execute(connection, step.Sql);
                note.Bind(1, step.Number).Bind(2, step.Name).Bind(3, time.GetUtcNow().ToUnixTimeMilliseconds()).Run();
            }
            Database.Execute(connection, "COMMIT");
        }
        catch
        {
            Database.Execute(connection, "ROLLBACK");
            throw;
        }
    }
}
