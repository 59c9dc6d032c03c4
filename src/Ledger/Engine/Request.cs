using System.Buffers;
using Kith.Ledger.Facts;
using Kith.Ledger.Homes;
using Kith.Ledger.Records;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Engine;

/// <summary>One home's facts, sealed and ready for a block.</summary>
internal readonly record struct SealedSection(OpenHome Home, IReadOnlyList<Fact> Facts, byte[] Rented, int Length)
{
    public ReadOnlySpan<byte> Bytes => Rented.AsSpan(0, Length);
}

/// <summary>What somebody waits to have committed: facts, records or work of the ledger's own, all of it or nothing.</summary>
internal sealed class Request
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<SealedSection> Sections { get; } = [];

    public List<RecordWrite> Records { get; } = [];

    /// <summary>Runs in the transaction; what it throws fails this request alone.</summary>
    public Action<SqliteConnection>? Work { get; init; }

    /// <summary>Runs on the writer's thread after the commit, before anybody is told.</summary>
    public Action? Committed { get; init; }

    /// <summary>Must not be in one transaction with others: it rewrites the file or changes settings.</summary>
    public bool Alone { get; init; }

    public int FactCount { get; set; }

    public LedgerException? Failure { get; set; }

    public Task Done => _done.Task;

    public void Finish()
    {
        foreach (var section in Sections) ArrayPool<byte>.Shared.Return(section.Rented);
        if (Failure is null) _done.SetResult();
        else _done.SetException(Failure);
    }
}
