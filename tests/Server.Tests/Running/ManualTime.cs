namespace Kith.Server.Tests.Running;

/// <summary>A clock that stands until it is moved; its timers ring when it passes them.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start;

    internal ManualTime() : this(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        lock (_lock) _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on, stopping at each timer that is due on the way.</summary>
    internal void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        // A month of quarter seconds is ten million rings that nobody waits for: a repeating timer rings at most 100 times on the way.
        while (NextBefore(end, by / 100) is { } timer) timer.Ring();
    }

    /// <summary>The next that is due, at its time; null at the end.</summary>
    private ManualTimer? NextBefore(DateTimeOffset end, TimeSpan leastStep)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is null)
            {
                // In one hold of the lock: a timer that is set between the last ring and the end would never ring.
                _now = end;
                return null;
            }
            if (next.Due > _now) _now = next.Due.Value;
            next.Step(leastStep);
            return next;
        }
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        internal DateTimeOffset? Due { get; private set; }

        /// <summary>To when it rings next. Under the clock's lock, before it rings: what its owner sets then stays.</summary>
        internal void Step(TimeSpan leastStep) => Due = _period > TimeSpan.Zero ? Due + (_period > leastStep ? _period : leastStep) : null;

        internal void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                _period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time._now + dueTime;
                return true;
            }
        }

        public void Dispose()
        {
            lock (time._lock) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
