namespace Kith.Ledger.Engine;

/// <summary>The writer's queue: whatever stands in it when the writer comes back becomes one commit.</summary>
internal sealed class Inbox(int maxFacts)
{
    private readonly object _gate = new();
    private readonly Queue<Request> _queue = [];
    private bool _closed;

    /// <summary>False when the ledger is closed.</summary>
    public bool TryAdd(Request request)
    {
        lock (_gate)
        {
            if (_closed) return false;
            _queue.Enqueue(request);
            if (_queue.Count == 1) Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Waits for work. False when closed and empty.</summary>
    public bool Take(List<Request> group)
    {
        lock (_gate)
        {
            while (_queue.Count == 0)
            {
                if (_closed) return false;
                Monitor.Wait(_gate);
            }
            var facts = 0;
            while (_queue.TryPeek(out var next))
            {
                if (group.Count > 0 && (next.Alone || group[0].Alone || facts + next.FactCount > maxFacts)) break;
                facts += next.FactCount;
                group.Add(_queue.Dequeue());
            }
            return true;
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }
    }
}
