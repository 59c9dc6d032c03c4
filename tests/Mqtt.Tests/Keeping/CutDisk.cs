using Kith.Mqtt.Broker.Keeping;

namespace Kith.Mqtt.Tests.Keeping;

/// <summary>A disk whose power a test can cut between any two writes, which it can hold, and which can be full.</summary>
internal sealed class CutDisk : IWallStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<(string Wall, string Key), KeptEntry> _entries;
    private readonly TaskCompletionSource _dead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isCut;
    private int _writes;

    public CutDisk() : this([])
    {
    }

    private CutDisk(SortedDictionary<(string Wall, string Key), KeptEntry> entries) => _entries = entries;

    /// <summary>Set: writes wait for it.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>So many more writes, and the power is cut.</summary>
    public int WritesLeft { get; init; } = int.MaxValue;

    /// <summary>Ends with the power.</summary>
    public Task Dead => _dead.Task;

    /// <summary>Writes still to be refused.</summary>
    public int Refusals { get; set; }

    public IReadOnlyList<KeptEntry> Entries
    {
        get
        {
            using (_lock.EnterScope())
            {
                return [.. _entries.Values];
            }
        }
    }

    /// <summary>Nothing is written any more.</summary>
    public void Cut()
    {
        using (_lock.EnterScope())
        {
            _isCut = true;
        }
        Hold?.TrySetResult();
    }

    /// <summary>The same disk with power again.</summary>
    public CutDisk Again(int writesLeft = int.MaxValue) => new(new SortedDictionary<(string Wall, string Key), KeptEntry>(_entries)) { WritesLeft = writesLeft };

    public Task<IReadOnlyList<KeptEntry>> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(Entries);

    public async Task WriteAsync(IReadOnlyList<KeptEntry> entries, CancellationToken cancellationToken)
    {
        if (Hold is { } hold)
        {
            await hold.Task;
        }
        using (_lock.EnterScope())
        {
            if (_isCut || Refusals-- > 0)
            {
                throw new IOException("no power, or no room");
            }
            foreach (var entry in entries)
            {
                Write(entry);
            }
            _isCut = ++_writes >= WritesLeft;
        }
        if (_isCut)
        {
            _dead.TrySetResult();
        }
    }

    private void Write(in KeptEntry entry)
    {
        var wall = entry.Wall.Name;
        var key = (wall, Convert.ToHexString(entry.Key));
        if (entry.Key.Length == 0)
        {
            foreach (var its in _entries.Keys.Where(known => known.Wall == wall).ToList())
            {
                _entries.Remove(its);
            }
        }
        else if (entry.Value is null)
        {
            _entries.Remove(key);
        }
        else
        {
            _entries[key] = entry;
        }
    }
}
