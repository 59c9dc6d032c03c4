using System.Collections.Concurrent;
using Kith.Assistant.Dialogue;
using Kith.Homes;
using Kith.Homes.Feed;
using Kith.Model.Ids;

namespace Kith.Server.Assistant;

/// <summary>A home as one person speaks of it, and who understands them there.</summary>
internal sealed record Heard(SpokenHome Spoken, Listener Listener);

/// <summary>
/// One listener for each person of a home, made of what they may see and no more; made anew when that is arranged otherwise (some ms), and
/// swapped whole.
/// </summary>
internal sealed class Listeners
{
    private const int Most = 500;

    private readonly ConcurrentDictionary<(HomeId Home, string Speaker), (Heard Heard, DateTimeOffset Touched)> _heard = new();
    private readonly TimeProvider _time;

    public Listeners(HomeHost homes, TimeProvider time)
    {
        _time = time;
        homes.Deleted += home =>
        {
            foreach (var key in _heard.Keys.Where(key => key.Home == home)) _heard.TryRemove(key, out _);
        };
    }

    internal Heard Of(HomeId home, string speaker, SnapshotView snapshot)
    {
        var now = _time.GetUtcNow();
        if (_heard.TryGetValue((home, speaker), out var known) && known.Heard.Spoken.Shape == SpokenHome.ShapeOf(snapshot))
        {
            _heard[(home, speaker)] = known with { Touched = now };
            return known.Heard;
        }
        if (_heard.Count >= Most) _heard.TryRemove(_heard.MinBy(row => row.Value.Touched).Key, out _);
        var spoken = new SpokenHome(snapshot);
        var heard = new Heard(spoken, new Listener(spoken.House));
        _heard[(home, speaker)] = (heard, now);
        return heard;
    }
}
