using Kith.Ledger.Engine;
using Kith.Ledger.Records;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Care;

/// <summary>Copies of the database, made while it is in use and put back while it is not. A copy holds no keys: see <see cref="Sealing.KeyVault"/>.</summary>
internal static class Copies
{
    /// <summary>One moment's database in one file. Written beside, synced, then moved: a copy that has its name is whole.</summary>
    public static void Make(SqliteConnection reader, string path)
    {
        var part = path + ".part";
        File.Delete(part);
        using (var target = Database.Open(part))
        {
            reader.BackupDatabase(target);
            Database.Execute(target, "PRAGMA journal_mode = DELETE");
        }
        using (var file = new FileStream(part, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
        File.Move(part, path, overwrite: true);
    }

    /// <summary>The keys of all homes as they are now. Keep it apart from copies of the database, and only the newest: an older one still opens what was erased since.</summary>
    public static void MakeOfKeys(string folder, string targetFolder)
    {
        Directory.CreateDirectory(targetFolder);
        using (var keys = Database.Open(Path.Combine(folder, "keys.db"))) Make(keys, Path.Combine(targetFolder, "keys.db"));
        File.Copy(Path.Combine(folder, "master.key"), Path.Combine(targetFolder, "master.key"), overwrite: true);
    }

    /// <summary>Puts a copy in the place of the database, which stays beside it as kith.db.before-restore.</summary>
    public static void PutBack(string folder, string copy, IReadOnlyList<Migration> known)
    {
        Directory.CreateDirectory(folder);
        using var folderLock = FolderLock.Take(folder);
        var path = Path.Combine(folder, "kith.db");
        var part = path + ".restoring";
        File.Copy(copy, part, overwrite: true);
        using (var connection = Database.Open(part))
        {
            using (var check = new Statement(connection, "PRAGMA quick_check(1)"))
                if (!check.Step() || check.Text(0) != "ok") throw new LedgerException(LedgerTrouble.Damaged, $"The copy is damaged: {check.Text(0)}");
            Migrations.RefuseNewer(connection, known);
        }
        using (var file = new FileStream(part, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
        // The old log goes with the old database: applied to another file it would spoil it.
        if (File.Exists(path)) Settle(path);
        if (File.Exists(path)) File.Move(path, path + ".before-restore", overwrite: true);
        File.Move(part, path, overwrite: true);
    }

    /// <summary>Brings the log home, so that the set-aside database is one file; a damaged one is set aside as it is.</summary>
    private static void Settle(string path)
    {
        try
        {
            using var old = Database.Open(path);
            Database.Execute(old, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // It is being replaced because it is damaged.
        }
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
    }
}
