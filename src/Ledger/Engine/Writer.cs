using System.Diagnostics;
using Kith.Ledger.Facts;
using Kith.Ledger.Homes;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Engine;

/// <summary>
/// The one thread that writes. Each turn takes all that waits and makes one transaction of it:
/// (1) records and work of each request, inside a savepoint, so that one caller's bad SQL fails that caller alone;
/// (2) one block with the sections of all requests that still stand; (3) COMMIT, which returns after the log was synced;
/// (4) the facts join the homes in memory; (5) the waiters are told. A failed transaction fails every request of it and changes nothing.
/// </summary>
internal sealed class Writer : IDisposable
{
    private const int Full = 13, IoError = 10, OutOfMemory = 7, Corrupt = 11, Constraint = 19, SyncFailed = 1034, FolderSyncFailed = 1290, WriteFailed = 778;

    private readonly SqliteConnection _connection;
    private readonly Inbox _inbox;
    private readonly Shelf _shelf;
    private readonly LedgerMetrics _metrics;
    private readonly Thread _thread;
    private readonly ByteWriter _block = new();
    private readonly Statement _begin, _commit, _rollback, _savepoint, _release, _rollbackTo, _insertBlock, _deleteBlock, _insertHome;
    private readonly RecordStatements _records;
    private LedgerException? _broken;

    public Writer(SqliteConnection connection, Inbox inbox, Shelf shelf, LedgerMetrics metrics)
    {
        _connection = connection;
        _inbox = inbox;
        _shelf = shelf;
        _metrics = metrics;
        _begin = new Statement(connection, "BEGIN IMMEDIATE");
        _commit = new Statement(connection, "COMMIT");
        _rollback = new Statement(connection, "ROLLBACK");
        _savepoint = new Statement(connection, "SAVEPOINT one");
        _release = new Statement(connection, "RELEASE one");
        _rollbackTo = new Statement(connection, "ROLLBACK TO one");
        _records = new RecordStatements(connection);
        _insertBlock = new Statement(connection, "INSERT INTO ledger_block(id, body) VALUES (?1, ?2)");
        _deleteBlock = new Statement(connection, "DELETE FROM ledger_block WHERE id = ?1");
        _insertHome = new Statement(connection, "INSERT INTO ledger_home(name, body) VALUES (?1, ?2)");
        _thread = new Thread(Run) { IsBackground = true, Name = "ledger writer" };
    }

    public void Start() => _thread.Start();

    /// <summary>Ends after all that was asked before is committed.</summary>
    public void Dispose()
    {
        _inbox.Close();
        if (_thread.IsAlive) _thread.Join();
        foreach (var statement in (Statement[])[_begin, _commit, _rollback, _savepoint, _release, _rollbackTo, _insertBlock, _deleteBlock, _insertHome]) statement.Dispose();
        _records.Dispose();
        _connection.Dispose();
    }

    private void Run()
    {
        var group = new List<Request>();
        while (_inbox.Take(group))
        {
            var start = Stopwatch.GetTimestamp();
            Commit(group);
            _metrics.Committed(group, Stopwatch.GetElapsedTime(start));
            foreach (var request in group) request.Finish();
            group.Clear();
        }
    }

    private void Commit(List<Request> group)
    {
        if (_broken is not null)
        {
            Fail(group, _broken);
            return;
        }
        var gone = _shelf.TakeFinishedBlocks();
        try
        {
            _begin.Run();
            foreach (var request in group)
            {
                request.Failure = CheckSequences(request) ?? RunOwn(request);
                if (request.Failure is null) Stage(request);
            }
            var block = InsertBlock(group);
            foreach (var id in gone) _deleteBlock.Bind(1, id).Run();
            _commit.Run();
            Join(group, block);
        }
        catch (SqliteException error)
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0) _rollback.Run();
            _shelf.ReturnFinishedBlocks(gone);
            Fail(group, Explain(error));
        }
        foreach (var request in group)
            foreach (var section in request.Sections) (section.Home.StagedSequence, section.Home.StagedRow) = (0, 0);
    }

    private LedgerException? RunOwn(Request request)
    {
        if (request.Records.Count == 0 && request.Work is null) return null;
        _savepoint.Run();
        try
        {
            foreach (var record in request.Records) _records.Run(record);
            request.Work?.Invoke(_connection);
            _release.Run();
            return null;
        }
        catch (Exception error) when (!EndsTransaction(error))
        {
            _rollbackTo.Run();
            _release.Run();
            return error as LedgerException ?? new LedgerException(LedgerTrouble.Refused, error.Message, error);
        }
    }

    private bool EndsTransaction(Exception error) =>
        error is SqliteException { SqliteErrorCode: Full or IoError or OutOfMemory or Corrupt } || SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) != 0;

    private static LedgerException? CheckSequences(Request request)
    {
        foreach (var (home, facts, _, _) in request.Sections)
        {
            if (home.Erased) return new LedgerException(LedgerTrouble.Erased, "The home was erased.");
            var last = Math.Max(home.StagedSequence, home.LastSequence);
            if (facts[0].Sequence <= last)
                return new LedgerException(LedgerTrouble.Refused, $"Sequence {facts[0].Sequence} of home {home.Id} does not follow {last}.");
        }
        return null;
    }

    private void Stage(Request request)
    {
        foreach (var (home, facts, _, _) in request.Sections)
        {
            home.StagedSequence = facts[^1].Sequence;
            if (home.Row != 0 || home.StagedRow != 0) continue;
            _insertHome.Bind(1, home.Id.ToString()).Bind(2, HomeRow.Seal(home)).Run();
            home.StagedRow = SQLitePCL.raw.sqlite3_last_insert_rowid(_connection.Handle);
        }
    }

    private BlockHold? InsertBlock(List<Request> group)
    {
        var sections = 0;
        foreach (var request in group)
            if (request.Failure is null) sections += request.Sections.Count;
        if (sections == 0) return null;
        BlockCodec.Begin(_block, sections);
        foreach (var request in group)
        {
            if (request.Failure is not null) continue;
            foreach (var section in request.Sections) BlockCodec.Section(_block, section.Home.Id, section.Bytes);
        }
        var hold = new BlockHold(_shelf.NextBlock) { Sections = sections };
        _insertBlock.Bind(1, hold.Id).Bind(2, _block.Written).Run();
        return hold;
    }

    private void Join(List<Request> group, BlockHold? block)
    {
        if (block is not null) _shelf.NextBlock++;
        foreach (var request in group)
        {
            if (request.Failure is not null) continue;
            foreach (var (home, facts, _, _) in request.Sections)
            {
                if (home.StagedRow != 0) home.Row = home.StagedRow;
                _shelf.Join(home, facts, block!);
            }
            request.Committed?.Invoke();
        }
    }

    private static void Fail(List<Request> group, LedgerException why)
    {
        foreach (var request in group) request.Failure ??= why;
    }

    private LedgerException Explain(SqliteException error)
    {
        if (error.SqliteExtendedErrorCode is SyncFailed or FolderSyncFailed)
            // The kernel forgets what it could not sync: a later sync that succeeds would prove nothing.
            return _broken = new LedgerException(LedgerTrouble.Disk, "The disk failed to keep what was written. Look after it, then start again.", error);
        return error switch
        {
            { SqliteErrorCode: Full } or { SqliteExtendedErrorCode: WriteFailed } => new LedgerException(LedgerTrouble.Full, "The disk is full; nothing was written.", error),
            { SqliteErrorCode: Corrupt } => new LedgerException(LedgerTrouble.Damaged, "The database is damaged: run `kith check`.", error),
            { SqliteErrorCode: Constraint } => new LedgerException(LedgerTrouble.Refused, error.Message, error),
            _ => new LedgerException(LedgerTrouble.Disk, error.Message, error),
        };
    }
}
