using System.Threading.Channels;
using Kith.Homes.People;

namespace Kith.Homes.Feed;

/// <summary>One viewer of a home's changes. Sees only what the viewer's person may see; falls off when too slow and then fetches afresh.</summary>
public sealed class Follower
{
    private readonly Channel<ChangesView> _changes;
    private bool _hasJoined;
    private bool _isLimited;

    internal Follower(Caller caller, int backlog)
    {
        Caller = caller;
        _changes = Channel.CreateBounded<ChangesView>(new BoundedChannelOptions(backlog) { SingleWriter = true, SingleReader = true });
    }

    internal Caller Caller { get; }

    /// <summary>When the viewer's time in the home ends, Unix milliseconds; long.MaxValue for never.</summary>
    internal long UntilMs { get; private set; } = long.MaxValue;

    /// <summary>The home as it is where the changes begin; null when they continue from the point that was asked for.</summary>
    public SnapshotView? Snapshot { get; internal set; }

    /// <summary>In order. Ends when the viewer lost its rights here or was too slow: follow again, and be refused or given a snapshot.</summary>
    public ChannelReader<ChangesView> Changes => _changes.Reader;

    internal void Join(Asker asker)
    {
        (_hasJoined, _isLimited) = (true, Visibility.IsLimited(asker));
        UntilMs = asker.Person?.Until?.ToUnixTimeMilliseconds() ?? long.MaxValue;
    }

    /// <summary>False when this follower is to be dropped.</summary>
    internal bool Offer(Home home, ChangesView changes, DateTimeOffset now)
    {
        if (!_hasJoined) return true;
        var known = home.Know(Caller, now);
        if (!known.Ok || Rights.Check(known.Value, Deed.Enter) is not null) return false;
        // A limited viewer's picture depends on the people list; when that changes, start over rather than patch.
        if (changes.People is not null && (_isLimited || Visibility.IsLimited(known.Value))) return false;
        Join(known.Value);
        return _changes.Writer.TryWrite(Visibility.Of(home, changes, known.Value));
    }

    internal void End() => _changes.Writer.TryComplete();
}
