namespace Kith.Homes.Credentials;

/// <summary>
/// Slows guessing down: after a few free tries of a key (an address, a name) each further one doubles the wait. A try counts when it
/// begins, so that a thousand at once are no better than a thousand in turn; a right answer is forgiven. Safe for any number of threads.
/// </summary>
/// <param name="free">Tries that cost nothing.</param>
/// <param name="longest">The wait never grows beyond this.</param>
public sealed class Backoff(TimeProvider time, int free, TimeSpan longest)
{
    /// <summary>A key that was quiet for this long starts afresh.</summary>
    private static readonly TimeSpan Forget = TimeSpan.FromHours(1);

    /// <summary>Keys remembered (about 1 MB); the longest quiet ones give way.</summary>
    public const int Remembered = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    private readonly record struct Entry(int Count, DateTimeOffset Last, DateTimeOffset Next);

    /// <summary>Keys remembered now.</summary>
    public int Keys
    {
        get { lock (_lock) return _entries.Count; }
    }

    /// <summary>How long a try of this key would have to wait; zero for not at all. Counts nothing.</summary>
    public TimeSpan WaitOf(string key)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            return _entries.TryGetValue(key, out var entry) && entry.Next > now ? entry.Next - now : TimeSpan.Zero;
        }
    }

    /// <summary>Counts a try.</summary>
    public void Count(string key)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var count = _entries.TryGetValue(key, out var entry) && now - entry.Last < Forget ? entry.Count + 1 : 1;
            if (entry.Count == 0) MakeRoom(now);
            var seconds = count < free ? 0 : Math.Min(Math.Pow(2, count - free), longest.TotalSeconds);
            _entries[key] = new(count, now, now + TimeSpan.FromSeconds(seconds));
        }
    }

    /// <summary>The try was right: the key starts afresh.</summary>
    public void Forgive(string key)
    {
        lock (_lock) _entries.Remove(key);
    }

    /// <summary>One try was right, but others of the key may not have been: it gets this one back.</summary>
    public void GiveBack(string key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry)) return;
            if (entry.Count <= 1) _entries.Remove(key);
            else _entries[key] = entry with { Count = entry.Count - 1, Next = entry.Last };
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (_entries.Count < Remembered) return;
        foreach (var (key, entry) in _entries)
            if (now - entry.Last >= Forget) _entries.Remove(key);
        if (_entries.Count < Remembered) return;
        foreach (var key in _entries.OrderBy(pair => pair.Value.Last).Take(Remembered / 10).Select(pair => pair.Key).ToList()) _entries.Remove(key);
    }
}
