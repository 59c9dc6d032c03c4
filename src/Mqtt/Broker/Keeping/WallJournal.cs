using Kith.Mqtt.Broker.Walls;

namespace Kith.Mqtt.Broker.Keeping;

/// <summary>
/// What one wall has still to remember or forget, the last word for each key. Its lock is a leaf. A ticket names the write that a change
/// goes with; 0 = no change was made.
/// </summary>
internal sealed class WallJournal(Wall wall, Journal journal)
{
    private readonly Lock _lock = new();
    private Dictionary<byte[], Change> _open = new(Utf8Comparer.Instance);
    private List<Action> _waiting = [];
    private List<Action> _writing = [];
    private bool _forgetsAll;
    private bool _isDirty;
    private long _written;
    private long _taken;

    /// <summary>What is put and dropped until this is disposed goes in one write.</summary>
    public Lock.Scope Enter() => _lock.EnterScope();

    /// <param name="isNew">The key was never kept before: forgotten before it is written, it leaves no trace.</param>
    public long Put(byte[] key, byte[] value, bool isNew = false)
    {
        using (_lock.EnterScope())
        {
            _open[key] = new Change(value, _open.TryGetValue(key, out var before) ? before.IsNew : isNew);
            return Touch();
        }
    }

    public long Drop(byte[] key)
    {
        using (_lock.EnterScope())
        {
            if (_open.TryGetValue(key, out var before) && before.IsNew)
            {
                _open.Remove(key);
            }
            else
            {
                _open[key] = new Change(null, false);
            }
            return Touch();
        }
    }

    /// <summary>The wall is gone, with all that it kept.</summary>
    public void DropAll()
    {
        using (_lock.EnterScope())
        {
            _open.Clear();
            _forgetsAll = true;
            Touch();
            journal.Ask();
        }
    }

    /// <summary>Runs when the change of that ticket is on disk; at once when it is already.</summary>
    public void After(long ticket, Action then)
    {
        using (_lock.EnterScope())
        {
            if (ticket > _written)
            {
                (ticket > _taken ? _waiting : _writing).Add(then);
                // A change that took another back leaves nothing to write, but those before it may.
                Touch();
                journal.Ask();
                return;
            }
        }
        then();
    }

    public bool IsWritten(long ticket) => ticket <= Volatile.Read(ref _written);

    /// <summary>By the journal's writer: what there is to write now. What comes from here on goes with the next write.</summary>
    public void Take(List<KeptEntry> entries)
    {
        using (_lock.EnterScope())
        {
            _taken++;
            _isDirty = false;
            if (_forgetsAll)
            {
                entries.Add(new KeptEntry(wall, [], null));
                _forgetsAll = false;
            }
            foreach (var (key, change) in _open)
            {
                entries.Add(new KeptEntry(wall, key, change.Value));
            }
            _open = new(Utf8Comparer.Instance);
            (_writing, _waiting) = (_waiting, []);
        }
    }

    /// <summary>By the journal's writer: what it took is on disk.</summary>
    public void Written()
    {
        List<Action> done;
        using (_lock.EnterScope())
        {
            Volatile.Write(ref _written, _taken);
            (done, _writing) = (_writing, []);
        }
        foreach (var then in done)
        {
            then();
        }
    }

    /// <summary>The ticket of a change made now.</summary>
    private long Touch()
    {
        if (!_isDirty)
        {
            _isDirty = true;
            journal.Dirty(this);
        }
        return _taken + 1;
    }
}

/// <summary>The last word about a key.</summary>
/// <param name="Value">Null: forget it.</param>
/// <param name="IsNew">The store has never heard of it.</param>
internal readonly record struct Change(byte[]? Value, bool IsNew);
