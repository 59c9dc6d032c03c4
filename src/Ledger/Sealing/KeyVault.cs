using System.Security.Cryptography;
using Kith.Ledger.Engine;
using Kith.Model.Ids;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Sealing;

/// <summary>
/// The data key of each home, wrapped by the master key, in keys.db beside the database and never in a backup of it: who destroys the
/// key here has destroyed the home in every copy of the facts. Deleted content is overwritten and the journal cut, so that no trace stays in the files.
/// </summary>
internal sealed class KeyVault : IDisposable
{
    private readonly byte[] _master;
    private readonly SqliteConnection _connection;
    private readonly Lock _gate = new();
    private readonly HashSet<HomeId> _erased = [];

    public KeyVault(string folder)
    {
        var path = Path.Combine(folder, "keys.db");
        _master = MasterKey.Take(Path.Combine(folder, "master.key"), mayMake: !File.Exists(path));
        _connection = Database.Open(path);
        Database.Execute(_connection, """
            PRAGMA journal_mode = TRUNCATE;
            PRAGMA synchronous = EXTRA;
            PRAGMA secure_delete = ON;
            CREATE TABLE IF NOT EXISTS home_key(home TEXT PRIMARY KEY, wrapped BLOB NOT NULL);
            CREATE TABLE IF NOT EXISTS erased_home(home TEXT PRIMARY KEY, key_hash BLOB NOT NULL, at_ms INTEGER NOT NULL);
            CREATE TABLE IF NOT EXISTS master_check(id INTEGER PRIMARY KEY, wrapped BLOB NOT NULL);
            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        CheckMaster();
        using var erased = new Statement(_connection, "SELECT home FROM erased_home");
        while (erased.Step()) _erased.Add(HomeId.Parse(erased.Text(0)));
    }

    public bool IsEmpty => Database.Number(_connection, "SELECT count(*) FROM home_key") == 0;

    public bool IsErased(HomeId home)
    {
        lock (_gate) return _erased.Contains(home);
    }

    public IReadOnlyList<HomeId> Erased()
    {
        lock (_gate) return [.. _erased];
    }

    /// <summary>Null when the home has no key: it is new, or erased.</summary>
    public byte[]? Find(HomeId home)
    {
        lock (_gate)
        {
            using var find = new Statement(_connection, "SELECT wrapped FROM home_key WHERE home = ?1");
            if (!find.Bind(1, home.ToString()).Step()) return null;
            return Seal.Open(_master, find.Bytes(0), SealedAs.Key, home)
                ?? throw new LedgerException(LedgerTrouble.Damaged, $"The key of home {home} in keys.db is damaged.");
        }
    }

    /// <summary>The homes' keys, those of new homes made durable before they are first used: all in one commit.</summary>
    public IReadOnlyList<byte[]> FindOrMake(IReadOnlyList<HomeId> homes)
    {
        lock (_gate)
        {
            if (homes.Any(_erased.Contains)) throw new LedgerException(LedgerTrouble.Erased, "The home was erased.");
            var keys = new List<byte[]>(homes.Count);
            using var insert = new Statement(_connection, "INSERT INTO home_key(home, wrapped) VALUES (?1, ?2)");
            InTransaction(() =>
            {
                foreach (var home in homes)
                {
                    var known = Find(home);
                    keys.Add(known ?? RandomNumberGenerator.GetBytes(Seal.KeyBytes));
                    if (known is null) insert.Bind(1, home.ToString()).Bind(2, Seal.Close(_master, keys[^1], SealedAs.Key, home)).Run();
                }
            });
            return keys;
        }
    }

    /// <summary>Destroys the key. From its return on, nothing sealed with it can be read again. Returns the SHA-256 of the key as its name, also when it was destroyed before.</summary>
    public byte[] Destroy(HomeId home, long atMs)
    {
        lock (_gate)
        {
            if (HashOfErased(home) is { } before) return before;
            var key = Find(home);
            var hash = SHA256.HashData(key ?? []);
            CryptographicOperations.ZeroMemory(key);
            InTransaction(() =>
            {
                using var delete = new Statement(_connection, "DELETE FROM home_key WHERE home = ?1");
                delete.Bind(1, home.ToString()).Run();
                using var insert = new Statement(_connection, "INSERT INTO erased_home(home, key_hash, at_ms) VALUES (?1, ?2, ?3)");
                insert.Bind(1, home.ToString()).Bind(2, hash).Bind(3, atMs).Run();
            });
            _erased.Add(home);
            return hash;
        }
    }

    private void InTransaction(Action change)
    {
        Database.Execute(_connection, "BEGIN IMMEDIATE");
        try
        {
            change();
            Database.Execute(_connection, "COMMIT");
        }
        catch
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0) Database.Execute(_connection, "ROLLBACK");
            throw;
        }
    }

    private byte[]? HashOfErased(HomeId home)
    {
        using var find = new Statement(_connection, "SELECT key_hash FROM erased_home WHERE home = ?1");
        return find.Bind(1, home.ToString()).Step() ? find.Bytes(0).ToArray() : null;
    }

    public void Dispose()
    {
        _connection.Dispose();
        CryptographicOperations.ZeroMemory(_master);
    }

    /// <summary>A wrong master key must be told at start, not at the first home.</summary>
    private void CheckMaster()
    {
        var place = HomeId.Parse("00000000000000000000");
        using var find = new Statement(_connection, "SELECT wrapped FROM master_check WHERE id = 1");
        if (!find.Step())
        {
            using var insert = new Statement(_connection, "INSERT INTO master_check(id, wrapped) VALUES (1, ?1)");
            insert.Bind(1, Seal.Close(_master, "kith"u8, SealedAs.Key, place)).Run();
        }
        else if (Seal.Open(_master, find.Bytes(0), SealedAs.Key, place) is null)
            throw new LedgerException(LedgerTrouble.Keys, "master.key does not fit keys.db: put back the master.key that was used before.");
    }
}
