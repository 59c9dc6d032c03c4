using Microsoft.Extensions.Logging;

namespace Kith.Mqtt.Broker.Keeping;

/// <summary>
/// Brings what walls have to remember to the store, all that came together in one write:
/// change -> WallJournal.Put -> the next write -> whoever waited for it (an acknowledgement, mostly).
/// A change that nobody waits for is written within <see cref="Laziness"/>. A store that fails is asked again until it takes it; meanwhile
/// nothing that depends on it is acknowledged, and the receive maximum holds the publishers back.
/// </summary>
internal sealed partial class Journal : IAsyncDisposable
{
    /// <summary>How long a change waits that nobody waits for. 1 s: what a power cut may take of retained QoS 0 messages.</summary>
    private static readonly TimeSpan Laziness = TimeSpan.FromSeconds(1);

    private readonly IWallStore _store;
    private readonly BrokerContext _context;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;
    private List<WallJournal> _dirty = [];
    private TaskCompletionSource _begun = New(), _asked = New();

    public Journal(IWallStore store, BrokerContext context)
    {
        (_store, _context) = (store, context);
        _writing = Task.Run(RunAsync);
    }

    /// <summary>A wall has something to write. Not urgent by itself.</summary>
    public void Dirty(WallJournal wall)
    {
        using (_lock.EnterScope())
        {
            _dirty.Add(wall);
            _begun.TrySetResult();
        }
    }

    /// <summary>Somebody waits: write now.</summary>
    public void Ask()
    {
        using (_lock.EnterScope())
        {
            _asked.TrySetResult();
        }
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            // Nothing ticks while there is nothing to write.
            await _begun.Task.WaitAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _asked.Task.WaitAsync(Laziness, _context.Clock.Time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await WriteAsync();
        }
    }

    private async Task WriteAsync()
    {
        List<WallJournal> dirty;
        using (_lock.EnterScope())
        {
            (dirty, _dirty) = (_dirty, []);
            (_begun, _asked) = (New(), New());
        }
        if (dirty.Count == 0)
        {
            return;
        }
        var entries = new List<KeptEntry>();
        foreach (var wall in dirty)
        {
            wall.Take(entries);
        }
        if (!await StoreAsync(entries))
        {
            return;
        }
        foreach (var wall in dirty)
        {
            wall.Written();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>False: this broker stops, and the store would not take it.</summary>
    private async Task<bool> StoreAsync(List<KeptEntry> entries)
    {
        while (entries.Count > 0)
        {
            try
            {
                await _store.WriteAsync(entries, CancellationToken.None);
                IsFailing = false;
                return true;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // The store's edge: a full disk must not end the broker, and nothing may be acknowledged that is not on it.
                IsFailing = true;
                LogNotKept(_context.Log, failure, entries.Count);
                if (_stop.IsCancellationRequested)
                {
                    return false;
                }
                await Task.Delay(Laziness, _context.Clock.Time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        return true;
    }

    /// <summary>The store refused the last write.</summary>
    public bool IsFailing { get; private set; }

    /// <summary>Writes what there is and answers who waits for it. What comes from here on is written by <see cref="DisposeAsync"/>.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _writing;
        await WriteAsync();
    }

    /// <summary>Writes what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        await WriteAsync();
        _stop.Dispose();
    }

    [LoggerMessage(1016, LogLevel.Error, "{Count} changes of sessions and retained messages could not be kept; nothing that depends on them is acknowledged until they are")]
    private static partial void LogNotKept(ILogger log, Exception failure, int count);
}
