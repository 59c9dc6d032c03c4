using System.Collections.Concurrent;
using Kith.Ledger.Engine;
using Kith.Ledger.Facts;
using Kith.Ledger.Sealing;
using Kith.Model.Ids;
using Microsoft.Data.Sqlite;

namespace Kith.Ledger.Homes;

/// <summary>The homes in memory, and what waits in them.</summary>
internal sealed class Shelf(KeyVault vault, Readers readers, TimeProvider time, int fullSeries)
{
    private readonly ConcurrentDictionary<HomeId, OpenHome> _homes = [];
    private readonly ConcurrentQueue<(OpenHome, OpenSeries)> _full = [];
    private readonly List<long> _finishedBlocks = [];
    private readonly Lock _finishedGate = new();
    private readonly ConcurrentDictionary<HomeId, List<(BlockHold Block, byte[] Sealed)>> _asleep = [];
    private readonly long _startMs = time.GetUtcNow().ToUnixTimeMilliseconds();
    private long _tailFacts;

    public IEnumerable<OpenHome> Open => _homes.Values;

    public int OpenCount => _homes.Count;

    /// <summary>Facts in memory that wait for folding.</summary>
    public long TailFacts => Interlocked.Read(ref _tailFacts);

    /// <summary>The id of the next block. Writer's thread only.</summary>
    public long NextBlock { get; set; } = 1;

    /// <summary>Homes with facts of before the start that nobody has used since.</summary>
    public IEnumerable<HomeId> Asleep => _asleep.Keys;

    /// <summary>Raised on the writer's thread when a series has become full.</summary>
    public event Action? SeriesFull;

    public long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask<OpenHome> FindAsync(HomeId id, CancellationToken ct)
    {
        try
        {
            if (!_homes.TryGetValue(id, out var home)) home = Put(await readers.UseAsync(connection => Load(connection, id), ct));
            if (!home.Awake) Wake(home);
            home.LastUsedMs = NowMs;
            return home;
        }
        catch (SqliteException error)
        {
            throw new LedgerException(LedgerTrouble.Damaged, $"Home {id} cannot be read: run `kith check`.", error);
        }
    }

    /// <summary>Only while the ledger opens.</summary>
    public void LayAside(HomeId id, BlockHold block, byte[] sealedFacts) => _asleep.GetOrAdd(id, _ => []).Add((block, sealedFacts));

    public void Forget(HomeId id) => _homes.TryRemove(id, out _);

    /// <summary>Gives keys to homes that have none yet.</summary>
    public void GiveKeys(List<OpenHome> homes)
    {
        var without = homes.FindAll(home => home.Key is null);
        if (without.Count == 0) return;
        if (without.Find(home => home.Row != 0) is { } lost) throw KeyLost(lost.Id);
        try
        {
            var keys = vault.FindOrMake(without.ConvertAll(home => home.Id));
            for (var i = 0; i < keys.Count; i++) without[i].Key = keys[i];
        }
        catch (SqliteException error)
        {
            throw new LedgerException(error.SqliteErrorCode == SQLitePCL.raw.SQLITE_FULL ? LedgerTrouble.Full : LedgerTrouble.Disk, $"keys.db: {error.Message}", error);
        }
    }

    private static LedgerException KeyLost(HomeId home) => new(LedgerTrouble.Keys, $"keys.db has no key of home {home}: put back the keys.db that was used before.");

    public void Join(OpenHome home, IReadOnlyList<Fact> facts, BlockHold block)
    {
        lock (home.Gate) Interlocked.Add(ref _tailFacts, home.Add(facts, block, NowMs, Grown));
    }

    /// <summary>Nobody gets a home before its facts of before the start have joined it.</summary>
    private void Wake(OpenHome home)
    {
        lock (home.Gate)
        {
            if (home.Awake) return;
            if (_asleep.TryRemove(home.Id, out var sections))
            {
                foreach (var (block, sealedFacts) in sections)
                {
                    // A section that cannot be read keeps its block.
                    if (home.Key is { } key && BlockCodec.Open(key, home.Id, sealedFacts) is { } facts) Interlocked.Add(ref _tailFacts, home.Add(facts, block, _startMs, Grown));
                    else home.Unreadable++;
                }
                Folded(home, 0);
            }
            home.Awake = true;
        }
    }

    public bool TryTakeFull(out OpenHome home, out OpenSeries series)
    {
        var taken = _full.TryDequeue(out var next);
        (home, series) = next;
        return taken;
    }

    /// <summary>Facts left the tail. Call under the home's gate.</summary>
    public void Folded(OpenHome home, int count)
    {
        Interlocked.Add(ref _tailFacts, -count);
        var waits = home.LowestWaiting();
        if (waits == long.MaxValue) home.OldestArrivalMs = long.MaxValue;
        while (home.Sections.TryPeek(out var oldest) && oldest.LastSequence < waits)
        {
            home.Sections.Dequeue();
            Release(oldest.Block);
        }
    }

    /// <summary>An erased home: nothing of it waits any more. Call under its gate.</summary>
    public void Drop(OpenHome home)
    {
        var count = home.Activity.Count + home.Series.Values.Sum(series => series.Tail.Count);
        home.Activity.Clear();
        home.Series.Clear();
        home.Row = 0;
        home.LastSequence = 0;
        Folded(home, count);
    }

    public void Release(BlockHold block)
    {
        if (Interlocked.Decrement(ref block.Sections) != 0) return;
        lock (_finishedGate) _finishedBlocks.Add(block.Id);
    }

    public List<long> TakeFinishedBlocks()
    {
        lock (_finishedGate)
        {
            List<long> taken = [.. _finishedBlocks];
            _finishedBlocks.Clear();
            return taken;
        }
    }

    public void ReturnFinishedBlocks(List<long> blocks)
    {
        lock (_finishedGate) _finishedBlocks.AddRange(blocks);
    }

    private OpenHome Put(OpenHome loaded) => _homes.GetOrAdd(loaded.Id, loaded);

    private void Grown(OpenHome home, OpenSeries series)
    {
        // A little apart for each series, so that those that report in step do not fold in one moment.
        if (series.Queued || series.Tail.Count < fullSeries + (series.Name.GetHashCode() & 0x3F)) return;
        series.Queued = true;
        _full.Enqueue((home, series));
        SeriesFull?.Invoke();
    }

    /// <summary>Without its row a home goes on after the highest sequence that is seen anywhere.</summary>
    private static void Guess(SqliteConnection connection, OpenHome home)
    {
        home.Unreadable++;
        using var last = new Statement(connection, "SELECT coalesce(max(last_sequence), 0) FROM ledger_page WHERE home = ?1");
        home.ActivityFolded = last.Bind(1, home.Row).Step() ? last.Number(0) : 0;
        home.LastSequence = home.Series.Values.Select(series => series.Latest.Sequence).Append(home.ActivityFolded).Max();
    }

    private OpenHome Load(SqliteConnection connection, HomeId id)
    {
        var home = new OpenHome(id) { Erased = vault.IsErased(id) };
        if (home.Erased) return home;
        using var find = new Statement(connection, "SELECT id, body FROM ledger_home WHERE name = ?1");
        if (!find.Bind(1, id.ToString()).Step()) return home;
        home.Row = find.Number(0);
        home.Key = vault.Find(id) ?? throw KeyLost(id);
        var readable = HomeRow.TryOpen(home, find.Bytes(1));
        using var all = new Statement(connection, "SELECT id, body FROM ledger_series WHERE home = ?1");
        all.Bind(1, home.Row);
        while (all.Step())
        {
            if (HomeRow.OpenSeries(home, all.Number(0), all.Bytes(1)) is { } series) home.Series[series.Name] = series;
            else home.Unreadable++;
        }
        if (!readable) Guess(connection, home);
        return home;
    }
}
