using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Kith.Mqtt.Broker;

/// <summary>What all parts of one broker share.</summary>
internal sealed class BrokerContext(BrokerOptions options, IAdmission admission, TimeProvider time, ILogger log)
{
    private readonly ConcurrentBag<Batch> _batches = [];
    private long _sessions;

    public BrokerOptions Options { get; } = options;
    public IAdmission Admission { get; } = admission;
    public ILogger Log { get; } = log;
    public Clock Clock { get; } = new(time);
    public BrokerCounters Counters { get; } = new();
    public FlushQueue FlushQueue { get; } = new();
    public Deadlines Deadlines { get; } = new();

    /// <summary>The walls of this broker; set once, before the first connection.</summary>
    public WallDirectory Walls { get; set; } = null!;

    public long NextSessionNumber() => Interlocked.Increment(ref _sessions);

    public Batch RentBatch() => _batches.TryTake(out var batch) ? batch : new Batch();

    /// <summary>
    /// Ends the pass. With <paramref name="later"/> the flushing is left to the queue: for callers that must not pay for it.
    /// </summary>
    public void Return(Batch batch, bool later = false)
    {
        batch.Finish(Counters, later ? FlushQueue : null);
        _batches.Add(batch);
    }
}
