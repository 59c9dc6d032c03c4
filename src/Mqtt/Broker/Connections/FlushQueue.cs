using System.Collections.Concurrent;

namespace Kith.Mqtt.Broker.Connections;

/// <summary>
/// Flushes what was written outside a reading batch: completed acknowledgements and in-process publishes. All outboxes touched until
/// the pool runs this are flushed by one work item, so a caller that completes a hundred pays for one.
/// </summary>
internal sealed class FlushQueue : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<Outbox> _touched = new();
    private int _scheduled;

    public void Add(Outbox outbox)
    {
        _touched.Enqueue(outbox);
        if (Interlocked.Exchange(ref _scheduled, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _scheduled, 0);
        Interlocked.MemoryBarrier();
        while (_touched.TryDequeue(out var outbox))
        {
            outbox.Flush();
        }
    }
}
