using System.Security.Cryptography;
using Kith.Ledger.Care;
using Kith.Ledger.Engine;
using Kith.Ledger.Homes;
using Kith.Ledger.Records;
using Kith.Model.Ids;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger;

public sealed partial class SqliteLedger
{
    /// <summary>Folds all that waits, for a check, a copy or a test; it happens by itself otherwise.</summary>
    public Task FoldAsync(CancellationToken ct = default) => _folder.FoldAllAsync(ct);

    /// <summary>The turn of folding that is under way or comes next; for tests that move the clock.</summary>
    internal Task FoldTurn => _folder.Turn;

    /// <summary>Facts in memory that wait for folding.</summary>
    internal long Waiting => _shelf.TailFacts;

    internal int OpenHomes => _shelf.OpenCount;

    /// <summary>
    /// Destroys the home's key, so that nobody can read its facts again here or in any copy of the database, then deletes its facts and its records
    /// (rows of every table with a column named home). Can be asked again; the home's id can never be used again.
    /// </summary>
    public async ValueTask<ErasureProof> EraseAsync(HomeId id, CancellationToken ct = default)
    {
        var home = await _shelf.FindAsync(id, ct);
        var at = _time.GetUtcNow();
        var hash = "";
        SqliteConnection? writer = null;
        await _folder.AloneAsync(async () =>
        {
            await CommitAsync(new Request
            {
                Alone = true,
                Work = connection =>
                {
                    writer = connection;
                    home.Erased = true;
                    hash = Convert.ToHexStringLower(_vault.Destroy(id, at.ToUnixTimeMilliseconds()));
                    Forget(home);
                    Database.Execute(connection, "PRAGMA secure_delete = ON");
                    Eraser.DeleteRows(connection, id);
                },
                // What the records said must not linger in the log either.
                Committed = () => Database.Execute(writer!, "PRAGMA secure_delete = OFF; PRAGMA wal_checkpoint(TRUNCATE)"),
            }, ct);
        }, ct);
        return new ErasureProof(id, at, hash);
    }

    /// <summary>Copies the database to a file while it is in use. The copy holds no keys: it can be put back only where keys.db and master.key are.</summary>
    public async ValueTask BackupAsync(string path, CancellationToken ct = default) => await _readers.UseAsync(connection =>
    {
        Copies.Make(connection, path);
        return 0;
    }, ct);

    /// <summary>Copies keys.db and master.key to a folder. Keep that copy apart, and only the newest: an older one still opens what was erased since.</summary>
    public Task BackupKeysAsync(string folder, CancellationToken ct = default) => Task.Run(() => Copies.MakeOfKeys(_options.Folder, folder), ct);

    /// <summary>Puts a copy in the place of the database of a folder that nobody has open. Homes erased since the copy was made stay erased.</summary>
    /// <exception cref="LedgerException">In use, damaged or newer; nothing was changed.</exception>
    public static Task RestoreAsync(string folder, string copy, IReadOnlyList<Migration> migrations, CancellationToken ct = default) =>
        Task.Run(() => Copies.PutBack(folder, copy, migrations), ct);

    /// <summary>Looks at everything stored, while in use.</summary>
    public async ValueTask<CheckReport> CheckAsync(CancellationToken ct = default)
    {
        try
        {
            return await SnapshotAsync(connection => new Check(connection, _vault).Run(), ct);
        }
        catch (LedgerException error)
        {
            return new CheckReport([error.InnerException?.Message ?? error.Message], 0, 0, 0);
        }
    }

    private void Forget(OpenHome home)
    {
        lock (home.Gate)
        {
            CryptographicOperations.ZeroMemory(home.Key);
            home.Key = null;
            _shelf.Drop(home);
        }
    }
}
