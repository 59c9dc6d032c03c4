namespace Kith.Homes.Actor;

/// <summary>What a home wants to do later: in memory only, made again from its records when it is loaded.</summary>
internal sealed class Wakes
{
    // Those of one moment in the order in which they were wanted.
    private readonly PriorityQueue<Wake, (long AtMs, long Number)> _queue = new();
    private long _number;

    /// <summary>When the next is due, Unix milliseconds; no time when nothing waits.</summary>
    internal long NextMs => _queue.TryPeek(out var wake, out _) ? wake.AtMs : long.MaxValue;

    /// <summary>Waits for something.</summary>
    internal bool IsAny => _queue.Count > 0;

    internal Wake At(long atMs, Action<Turn> what)
    {
        var wake = new Wake(atMs, what);
        _queue.Enqueue(wake, (atMs, _number++));
        return wake;
    }

    /// <summary>Does what is due; called between messages, so that each sees the home as it is.</summary>
    internal void Run(Turn turn)
    {
        while (_queue.TryPeek(out var wake, out _) && (wake.AtMs <= turn.NowMs || wake.IsOff))
        {
            _queue.Dequeue();
            if (wake.IsOff) continue;
            wake.What(turn);
            Consequences.Run(turn);
        }
    }
}

/// <summary>One thing to do later.</summary>
internal sealed class Wake(long atMs, Action<Turn> what)
{
    /// <summary>When, Unix milliseconds.</summary>
    internal long AtMs { get; } = atMs;

    internal Action<Turn> What { get; } = what;

    internal bool IsOff { get; private set; }

    /// <summary>It is not wanted any more.</summary>
    internal void Cancel() => IsOff = true;
}
