using Kith.Homes.People;

namespace Kith.Homes.Feed;

/// <summary>
/// A home's stream of changes: those who follow now, and a ring for those who resume. The ring is kept only while somebody follows or may
/// still come back, so that a home nobody looks at gathers nothing.
/// </summary>
internal sealed class LiveFeed(HomesOptions options)
{
    private readonly Queue<ChangesView> _ring = new();
    private readonly List<Follower> _followers = [];
    private int _weight;
    private long _leftMs;

    /// <summary>The last fact before the ring: whoever stands there or later can resume. Null while no ring is kept.</summary>
    private long? _from;

    internal bool IsWatched => _followers.Count > 0;

    internal bool IsFull => _followers.Count >= options.Viewers;

    /// <summary>Whether changes must be gathered for somebody.</summary>
    internal bool IsKept(long nowMs)
    {
        if (IsWatched || _from is null) return IsWatched;
        if (nowMs - _leftMs <= options.ResumeWithin.TotalMilliseconds) return true;
        (_from, _weight) = (null, 0);
        _ring.Clear();
        return false;
    }

    internal void Publish(Home home, ChangesView changes, DateTimeOffset now)
    {
        if (_from is null) return;
        _ring.Enqueue(changes);
        _weight += WeightOf(changes);
        while (_ring.Count > 1 && (_ring.Count > options.FeedRing || _weight > options.FeedWeight))
        {
            var oldest = _ring.Dequeue();
            _weight -= WeightOf(oldest);
            _from = oldest.Sequence;
        }
        for (var index = _followers.Count - 1; index >= 0; index--)
            if (!_followers[index].Offer(home, changes, now)) Leave(_followers[index], now.ToUnixTimeMilliseconds());
    }

    /// <summary>Takes a place; the follower joins once the batch at hand is committed and published.</summary>
    internal void Reserve(Follower follower) => _followers.Add(follower);

    /// <summary>From a point if the ring still reaches it, else from a snapshot of now. After the commit: nothing comes twice.</summary>
    internal void Join(Home home, Follower follower, long? after, DateTimeOffset now)
    {
        var known = home.Know(follower.Caller, now);
        if (!known.Ok || Rights.Check(known.Value, Deed.Enter) is not null)
        {
            Leave(follower, now.ToUnixTimeMilliseconds());
            return;
        }
        // Who stands where the home stands missed nothing, also after a restart: devices that it cut off have moved the home on (Actor/Awakening).
        var missed = after is { } point && point <= home.Sequence && point >= (_from ?? home.Sequence)
            ? _ring.Where(changes => changes.Sequence > point).ToList()
            : null;
        // What a viewer may see depends on the people: who missed a change of them may see more now, or less, and starts over.
        if (missed is not null && (missed.Count > options.FeedBacklog || missed.Exists(changes => changes.People is not null))) missed = null;
        _from ??= home.Sequence;
        if (missed is null) follower.Snapshot = Snapshots.Of(home, known.Value);
        follower.Join(known.Value);
        foreach (var changes in missed ?? []) follower.Offer(home, changes, now);
    }

    internal void Leave(Follower follower, long nowMs)
    {
        follower.End();
        if (_followers.Remove(follower)) _leftMs = nowMs;
    }

    /// <summary>Ends those whose time in the home is over, also while nothing changes.</summary>
    internal void EndExpired(long nowMs)
    {
        for (var index = _followers.Count - 1; index >= 0; index--)
            if (_followers[index].UntilMs <= nowMs) Leave(_followers[index], nowMs);
    }

    internal void EndAll()
    {
        foreach (var follower in _followers) follower.End();
        _followers.Clear();
    }

    private static int WeightOf(ChangesView changes) =>
        1 + (changes.Values?.Count ?? 0) + (changes.Presence?.Count ?? 0) + (changes.Events?.Count ?? 0) + (changes.Activity?.Count ?? 0)
        + (changes.Operations?.Count ?? 0) + (changes.People?.Count ?? 0) + (changes.Rooms?.Count ?? 0) + (10 * (changes.Devices?.Count ?? 0))
        + (changes.Told?.Count ?? 0) + (changes.Moves?.Count ?? 0) + (changes.Arrangements?.Values.Sum(arrangement => arrangement.Count) ?? 0);
}
