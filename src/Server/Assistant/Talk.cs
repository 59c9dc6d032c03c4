using System.Collections.Concurrent;
using Kith.Assistant.Dialogue;
using Kith.Assistant.Understanding;
using Kith.Model.Ids;
using Kith.Server.Proposals;
using Kith.Server.Skills;

namespace Kith.Server.Assistant;

/// <summary>One conversation of one person with one home. A turn at a time.</summary>
internal sealed class Talk : IDisposable
{
    internal SemaphoreSlim Turn { get; } = new(1, 1);

    internal Conversation Conversation { get; } = new();

    /// <summary>What takes the last deed back; empty when there is none.</summary>
    internal IReadOnlyList<Act> Before { get; set; } = [];

    /// <summary>The last words that were not understood, or were taken back; null after the next that were done.</summary>
    internal string? Missed { get; set; }

    /// <summary>The last words that were done.</summary>
    internal string? Did { get; set; }

    /// <summary>What a language model proposed, while it waits for a yes.</summary>
    internal Proposal? Proposed { get; set; }

    /// <summary>A skill that asked back.</summary>
    internal Followed? Follow { get; set; }

    internal DateTimeOffset Touched { get; set; }

    public void Dispose() => Turn.Dispose();
}

/// <summary>The conversations at hand, in memory only. Nobody reaches another's: home and person are part of each one's key.</summary>
internal sealed class Talks(TimeProvider time)
{
    /// <summary>How long a deed can be taken back by a word.</summary>
    internal static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private const int Most = 4_000;

    private readonly ConcurrentDictionary<(HomeId Home, string Speaker, string Id), Talk> _talks = new();

    internal Talk Of(HomeId home, string speaker, string id)
    {
        var now = time.GetUtcNow();
        if (_talks.Count >= Most)
            foreach (var (key, old) in _talks)
                if (now - old.Touched > Life) _talks.TryRemove(key, out _);
        // Of too many that are young the one that was silent longest gives way.
        if (_talks.Count >= Most) _talks.TryRemove(_talks.MinBy(row => row.Value.Touched).Key, out _);
        var talk = _talks.GetOrAdd((home, speaker, id), _ => new());
        if (now - talk.Touched > Life) (talk.Before, talk.Missed, talk.Did) = ([], null, null);
        talk.Touched = now;
        return talk;
    }
}
