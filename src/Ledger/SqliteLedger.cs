using System.Buffers;
using System.Collections.Concurrent;
using Kith.Ledger.Care;
using Kith.Ledger.Engine;
using Kith.Ledger.Facts;
using Kith.Ledger.Folding;
using Kith.Ledger.Homes;
using Kith.Ledger.Records;
using Kith.Ledger.Sealing;
using Kith.Model.Ids;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Kith.Ledger;

/// <summary>The durable truth on SQLite: facts of homes, sealed, and records of features. One process has the folder at a time.</summary>
public sealed partial class SqliteLedger : IAsyncDisposable
{
    private readonly LedgerOptions _options;
    private readonly FileStream _lock;
    private readonly KeyVault _vault;
    private readonly Readers _readers;
    private readonly Shelf _shelf;
    private readonly Inbox _inbox;
    private readonly Writer _writer;
    private readonly Folder _folder;
    private readonly LedgerMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _room;
    private readonly ConcurrentBag<Desk> _desks = [];
    private readonly ILogger _log;

    /// <summary>What a DateTimeOffset can hold.</summary>
    private const long MinTimeMs = -62_135_596_800_000, MaxTimeMs = 253_402_300_799_999;

    private SqliteLedger(LedgerOptions options, FileStream folderLock, KeyVault vault, SqliteConnection connection, string path, TimeProvider time, ILogger log)
    {
        _options = options;
        _lock = folderLock;
        _vault = vault;
        _log = log;
        _time = time;
        _readers = new Readers(path, options.Readers);
        _shelf = new Shelf(vault, _readers, time, options.ChunkPoints);
        _inbox = new Inbox(options.MaxGroupFacts);
        _room = new SemaphoreSlim(options.MaxQueuedAppends);
        var unreadable = Replay.Run(connection, _shelf, vault.IsErased);
        if (unreadable > 0) LogUnreadable(unreadable);
        _folder = new Folder(options, _shelf, _readers, connection, request => CommitAsync(request, CancellationToken.None), time, log);
        _metrics = new LedgerMetrics(_shelf);
        _writer = new Writer(connection, _inbox, _shelf, _metrics);
        _writer.Start();
    }

    /// <summary>What encoding needs, used again and again.</summary>
    private sealed record Desk(ByteWriter Text, FactCodec Codec);

    /// <summary>Opens the folder, upgrades the tables and brings back what was not folded.</summary>
    /// <exception cref="LedgerException">In use, newer, keys or damaged.</exception>
    public static async Task<SqliteLedger> OpenAsync(LedgerOptions options, IEnumerable<Migration> migrations, TimeProvider time, ILogger log, CancellationToken ct = default)
    {
        var steps = migrations.ToList();
        return await Task.Run(() => Open(options, steps, time, log), ct);
    }

    /// <summary>
    /// Appends facts and changes records; completes when all of it is on disk. Callers at the same time share a commit.
    /// Facts of one home come in order of their sequence, and the next append of that home after the last has completed.
    /// </summary>
    /// <exception cref="LedgerException">Nothing of these batches was written.</exception>
    public async ValueTask AppendAsync(IReadOnlyList<HomeBatch> batches, CancellationToken ct = default)
    {
        var request = new Request();
        var homes = new List<OpenHome>(batches.Count);
        foreach (var batch in batches)
        {
            request.Records.AddRange(batch.Records);
            if (batch.Facts.Count == 0) continue;
            homes.Add(await _shelf.FindAsync(batch.Home, ct));
            request.FactCount += batch.Facts.Count;
        }
        _shelf.GiveKeys(homes);
        var next = 0;
        foreach (var batch in batches)
            if (batch.Facts.Count > 0) request.Sections.Add(SealFacts(homes[next++], batch.Facts));
        if (request.FactCount > 0) await _folder.RoomAsync(ct);
        await CommitAsync(request, ct);
    }

    /// <summary>Changes records; joins the same commits as facts.</summary>
    /// <exception cref="LedgerException">Nothing of it was written; <see cref="LedgerTrouble.Refused"/> with SQLite's words when a statement failed.</exception>
    public async ValueTask WriteAsync(IReadOnlyList<RecordWrite> writes, CancellationToken ct = default)
    {
        var request = new Request();
        request.Records.AddRange(writes);
        await CommitAsync(request, ct);
    }

    /// <inheritdoc cref="WriteAsync(IReadOnlyList{RecordWrite}, CancellationToken)"/>
    public ValueTask WriteAsync(string sql, object? parameters = null, CancellationToken ct = default) => WriteAsync([new RecordWrite(sql, parameters)], ct);

    /// <summary>Reads records on a connection that cannot write; sees all that was committed before.</summary>
    public ValueTask<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken ct = default) => _readers.UseAsync(read, ct);

    /// <summary>What a home needs to begin.</summary>
    public async ValueTask<HomeTail> LoadAsync(HomeId id, CancellationToken ct = default)
    {
        var home = await _shelf.FindAsync(id, ct);
        lock (home.Gate)
        {
            var latest = new List<LatestValue>(home.Series.Count);
            foreach (var series in home.Series.Values) latest.Add(series.Latest);
            return new HomeTail(home.LastSequence, latest, home.Unreadable);
        }
    }

    /// <summary>Commits what was asked before, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _folder.DisposeAsync();
        await Task.Run(_writer.Dispose);
        _readers.Dispose();
        _vault.Dispose();
        _metrics.Dispose();
        // _room is left to the collector: somebody may still be waiting to be told that the ledger is closed.
        await _lock.DisposeAsync();
    }

    private static SqliteLedger Open(LedgerOptions options, List<Migration> migrations, TimeProvider time, ILogger log)
    {
        Directory.CreateDirectory(options.Folder);
        var folderLock = FolderLock.Take(options.Folder);
        KeyVault? vault = null;
        SqliteConnection? connection = null;
        try
        {
            var path = Path.Combine(options.Folder, "kith.db");
            vault = new KeyVault(options.Folder);
            connection = Database.OpenWriter(path);
            Migrations.Run(connection, migrations, Path.Combine(options.Folder, "copies"), options.KeepMigrationCopies, time);
            Eraser.DeleteLeftovers(connection, vault.Erased());
            if (vault.IsEmpty && Database.Number(connection, "SELECT count(*) FROM ledger_home") > 0)
                throw new LedgerException(LedgerTrouble.Keys, "keys.db is missing or new, but the database has homes: put back the keys.db that was used before.");
            return new SqliteLedger(options, folderLock, vault, connection, path, time, log);
        }
        catch (Exception error)
        {
            connection?.Dispose();
            vault?.Dispose();
            folderLock.Dispose();
            if (error is SqliteException) throw new LedgerException(LedgerTrouble.Damaged, $"The database cannot be opened: {error.Message}", error);
            throw;
        }
    }

    private SealedSection SealFacts(OpenHome home, IReadOnlyList<Fact> facts)
    {
        CheckRules(facts);
        var key = home.Key ?? throw new LedgerException(LedgerTrouble.Erased, "The home was erased.");
        if (!_desks.TryTake(out var desk)) desk = new Desk(new ByteWriter(), new FactCodec());
        desk.Text.Clear();
        desk.Codec.Write(desk.Text, facts);
        var length = desk.Text.Length + Seal.Overhead;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        Seal.Close(key, desk.Text.Written, rented.AsSpan(0, length), SealedAs.Section, home.Id);
        _desks.Add(desk);
        return new SealedSection(home, facts, rented, length);
    }

    private void CheckRules(IReadOnlyList<Fact> facts)
    {
        long last = 0;
        for (var i = 0; i < facts.Count; i++)
        {
            var fact = facts[i];
            if (fact.AtMs is < MinTimeMs or > MaxTimeMs) throw new LedgerException(LedgerTrouble.Refused, "A time is outside the years 1 to 9999.");
            if (fact.Sequence <= last) throw new LedgerException(LedgerTrouble.Refused, $"Sequence {fact.Sequence} does not follow {last}.");
            if (fact.Detail is { } detail && System.Text.Encoding.UTF8.GetByteCount(detail) > _options.MaxDetailBytes)
                throw new LedgerException(LedgerTrouble.Refused, $"A detail is longer than {_options.MaxDetailBytes} bytes.");
            last = fact.Sequence;
        }
    }

    private async ValueTask CommitAsync(Request request, CancellationToken ct)
    {
        if (request.Sections.Count == 0 && request.Records.Count == 0 && request.Work is null) return;
        await _room.WaitAsync(ct);
        try
        {
            if (!_inbox.TryAdd(request)) throw new LedgerException(LedgerTrouble.Closed, "The ledger is closed.");
            await request.Done;
        }
        finally
        {
            _room.Release();
        }
    }

    [LoggerMessage(2000, LogLevel.Error, "{Blocks} stored blocks could not be read; run kith check")]
    private partial void LogUnreadable(int blocks);
}
