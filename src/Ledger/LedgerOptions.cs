namespace Kith.Ledger;

/// <summary>Where the ledger is and its limits.</summary>
public sealed class LedgerOptions
{
    /// <summary>The folder of kith.db, keys.db and master.key; made when absent.</summary>
    public required string Folder { get; init; }

    /// <summary>How long a fact may wait in a block before its series or page takes it. 15 min: few rewrites of small chunks, a short replay.</summary>
    public TimeSpan FoldAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Points of a full chunk. 500: about 1.6 kB sealed, so that seal and row add less than a tenth.</summary>
    public int ChunkPoints { get; init; } = 500;

    /// <summary>Points of an hour from which its minutes are summed up too. 600: a minute takes some 40 bytes, 10 points 30; thinner hours are read from their points.</summary>
    public int DenseHourPoints { get; init; } = 600;

    /// <summary>Facts of a full page of activity. 256: some 8 kB sealed, read in well under a millisecond.</summary>
    public int PageFacts { get; init; } = 256;

    /// <summary>Facts that may wait in memory for folding; above it folding starts early, above twice of it appends wait. 300,000: some 20 MB.</summary>
    public int MaxTailFacts { get; init; } = 300_000;

    /// <summary>Facts of one commit. 65,536: what one group takes at most, so that the first waiter is not kept by the last.</summary>
    public int MaxGroupFacts { get; init; } = 65_536;

    /// <summary>Appends that may stand in the queue; more wait before it. 4,096: 16 for each partition.</summary>
    public int MaxQueuedAppends { get; init; } = 4_096;

    /// <summary>Longest detail of a fact, in UTF-8 bytes. 16 KiB: a detail is a small document.</summary>
    public int MaxDetailBytes { get; init; } = 16 * 1024;

    /// <summary>Connections for reading. 4: a query is short and a home box has few cores.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>How long points of series are kept; their rollups stay for ever. 400 days: a year and the same month of the last.</summary>
    public TimeSpan KeepPoints { get; init; } = TimeSpan.FromDays(400);

    /// <summary>How long activity is kept. 400 days, as points.</summary>
    public TimeSpan KeepActivity { get; init; } = TimeSpan.FromDays(400);

    /// <summary>Copies of the database made before migrations that are kept. 5.</summary>
    public int KeepMigrationCopies { get; init; } = 5;

    /// <summary>Homes without waiting facts that stay in memory. 4,096 of some 10 kB each.</summary>
    public int MaxIdleHomes { get; init; } = 4_096;
}
