namespace Kith.Bridges.HomeAssistant;

/// <summary>What of the emitters' descriptions is not used, and why, for people to read.</summary>
internal sealed class Refusals
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, string> _named = new(StringComparer.Ordinal);
    private readonly HashSet<string> _more = new(StringComparer.Ordinal);

    internal void Put(string key, IReadOnlyList<string> why)
    {
        lock (_lock)
        {
            _named.Remove(key);
            _more.Remove(key);
            if (why.Count == 0) return;
            var text = string.Join("; ", why);
            if (_named.Count < HaLimits.Refused) _named[key] = text.Length <= 300 ? text : text[..300];
            else if (_more.Count < HaLimits.Entities) _more.Add(key);
        }
    }

    internal void Drop(string key) => Put(key, []);

    /// <summary>Those that are named, by key; and how many are not.</summary>
    internal (IReadOnlyList<(string Key, string Why)> Named, int More) All
    {
        get
        {
            lock (_lock) return ([.. _named.Select(row => (row.Key, row.Value))], _more.Count);
        }
    }
}
