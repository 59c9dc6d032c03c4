using Kith.Ledger.Engine;
using Kith.Ledger.Homes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Kith.Ledger.Folding;

/// <summary>
/// Folds in the background, little by little: a series as soon as it is full; everything of a home when its oldest fact has waited long enough
/// (between half and all of FoldAfter, each home at its own moment); the longest waiting when memory runs short. Once a day it drops what is too old.
/// </summary>
internal sealed partial class Folder : IAsyncDisposable
{
    /// <summary>Series of one commit: some 10 ms of work, so that commits of facts between do not wait long.</summary>
    private const int SliceSeries = 64;

    /// <summary>Homes that are folded side by side, so that they share commits.</summary>
    private const int HomesAtOnce = 16;

    /// <summary>Homes with facts of before the start that are opened in one turn, in order to fold them: some 100 ms of work.</summary>
    private const int WakeAtOnce = 1_000;

    private readonly LedgerOptions _options;
    private readonly Shelf _shelf;
    private readonly Readers _readers;
    private readonly Func<Request, ValueTask> _commit;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly SemaphoreSlim _one = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _tick;
    private readonly Retention _retention;
    private readonly Task _loop;
    private TaskCompletionSource _attempted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _startMs;
    private long _lastSeriesRow;

    public Folder(LedgerOptions options, Shelf shelf, Readers readers, SqliteConnection connection, Func<Request, ValueTask> commit, TimeProvider time, ILogger log)
    {
        _options = options;
        _shelf = shelf;
        _readers = readers;
        _commit = commit;
        _time = time;
        _log = log;
        _startMs = shelf.NowMs;
        _lastSeriesRow = Database.Number(connection, "SELECT coalesce(max(id), 0) FROM ledger_series");
        _retention = new Retention(options, readers, commit, Database.Number(connection, "SELECT pruned_ms FROM ledger_format"));
        _shelf.SeriesFull += Wake;
        var tick = TimeSpan.FromTicks(Math.Clamp(options.FoldAfter.Ticks / 8, TimeSpan.TicksPerSecond, 30 * TimeSpan.TicksPerSecond));
        _tick = time.CreateTimer(_ => Wake(), null, tick, tick);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Points before it may no longer be kept.</summary>
    public long PrunedMs => _retention.PrunedMs;

    public Task Turn => Volatile.Read(ref _attempted).Task;

    /// <summary>Waits while too much waits for folding, but for no longer than one attempt: if that failed, the append will say why.</summary>
    public async ValueTask RoomAsync(CancellationToken ct)
    {
        if (_shelf.TailFacts < 2L * _options.MaxTailFacts) return;
        var turn = Turn;
        Wake();
        await turn.WaitAsync(ct);
    }

    /// <summary>Folds everything that waits now.</summary>
    public Task FoldAllAsync(CancellationToken ct) => AloneAsync(async () =>
    {
        await WakeAsync(int.MaxValue);
        await FoldHomesAsync(_ => true, ct);
    }, ct);

    /// <summary>Runs while nothing is folded.</summary>
    public async Task AloneAsync(Func<Task> work, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            await work();
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _tick.DisposeAsync();
        _shelf.SeriesFull -= Wake;
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // _wake is left to the collector: the writer's thread may still be about to raise it.
        _one.Dispose();
        _stop.Dispose();
    }

    private void Wake()
    {
        if (_wake.CurrentCount == 0) _wake.Release();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await _wake.WaitAsync(_stop.Token);
            try
            {
                await AloneAsync(TurnAsync, _stop.Token);
            }
            catch (Exception error) when (error is not OperationCanceledException) // A timer's edge: what failed waits for the next turn.
            {
                LogFailed(error);
            }
            Interlocked.Exchange(ref _attempted, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    private async Task TurnAsync()
    {
        await FoldFullAsync();
        var now = _shelf.NowMs;
        if (now - _startMs >= _options.FoldAfter.TotalMilliseconds / 4) await WakeAsync(WakeAtOnce);
        await FoldHomesAsync(home => now - home.OldestArrivalMs >= PatienceMs(home), _stop.Token);
        if (_shelf.TailFacts > _options.MaxTailFacts) await RelieveAsync();
        await _retention.RunAsync(now);
        ForgetIdle(now);
    }

    private async Task WakeAsync(int most)
    {
        foreach (var id in _shelf.Asleep.Take(most)) await _shelf.FindAsync(id, _stop.Token);
    }

    private double PatienceMs(OpenHome home) => _options.FoldAfter.TotalMilliseconds * (0.5 + (home.Id.GetHashCode() & 0xFF) / 512.0);

    private async Task FoldFullAsync()
    {
        // A set: a series stands in the queue twice when it was folded for its age and has filled again since.
        var chosen = new Dictionary<OpenHome, HashSet<OpenSeries>>();
        while (_shelf.TryTakeFull(out var home, out var series))
        {
            if (!chosen.TryGetValue(home, out var list)) chosen.Add(home, list = []);
            list.Add(series);
        }
        foreach (var (home, list) in chosen)
            foreach (var slice in list.Chunk(SliceSeries)) await FoldAsync(home, slice, activity: home.Activity.Count >= _options.PageFacts);
    }

    private async Task FoldHomesAsync(Func<OpenHome, bool> due, CancellationToken ct)
    {
        foreach (var some in _shelf.Open.Where(home => home.OldestArrivalMs != long.MaxValue && due(home)).Chunk(HomesAtOnce))
        {
            ct.ThrowIfCancellationRequested();
            await Task.WhenAll(some.Select(FoldHomeAsync));
        }
    }

    private async Task FoldHomeAsync(OpenHome home)
    {
        var begun = _shelf.NowMs;
        List<OpenSeries> waiting;
        lock (home.Gate) waiting = [.. home.Series.Values.Where(series => series.Tail.Count > 0)];
        var activity = true;
        foreach (var slice in waiting.Chunk(SliceSeries))
        {
            await FoldAsync(home, slice, activity);
            activity = false;
        }
        if (activity) await FoldAsync(home, [], activity: true);
        lock (home.Gate) home.OldestArrivalMs = home.LowestWaiting() == long.MaxValue ? long.MaxValue : begun;
    }

    private async Task RelieveAsync()
    {
        foreach (var some in _shelf.Open.Where(home => home.OldestArrivalMs != long.MaxValue).OrderBy(home => home.OldestArrivalMs).Chunk(HomesAtOnce))
        {
            if (_shelf.TailFacts <= _options.MaxTailFacts / 2) return;
            await Task.WhenAll(some.Select(FoldHomeAsync));
        }
    }

    private async Task FoldAsync(OpenHome home, IEnumerable<OpenSeries> series, bool activity)
    {
        var fold = new HomeFold(home, _shelf, _options);
        if (!fold.Begin(series, activity, () => Interlocked.Increment(ref _lastSeriesRow))) return;
        await _readers.UseAsync(connection =>
        {
            fold.WorkOut(connection, _retention.PrunedMs);
            return 0;
        }, _stop.Token);
        await _commit(new Request { Work = fold.Write, Committed = fold.Forget });
    }

    /// <summary>Homes without waiting facts that nobody used for a while make room.</summary>
    private void ForgetIdle(long now)
    {
        const long idleMs = 10 * 60 * 1000;
        if (_shelf.OpenCount <= _options.MaxIdleHomes) return;
        foreach (var home in _shelf.Open)
            if (home.OldestArrivalMs == long.MaxValue && home.Sections.Count == 0 && now - home.LastUsedMs > idleMs) _shelf.Forget(home.Id);
    }

    [LoggerMessage(2001, LogLevel.Error, "Folding failed and will be tried again")]
    private partial void LogFailed(Exception error);
}
