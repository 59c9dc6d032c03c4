namespace Kith.Ledger.Tests;

/// <summary>A clock that stands until it is moved; its timers fire when it is.</summary>
public sealed class ClockAt(long nowMs) : TimeProvider
{
    private readonly List<Timer> _timers = [];

    public long NowMs { get; private set; } = nowMs;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(NowMs);

    public void Move(TimeSpan by)
    {
        NowMs += (long)by.TotalMilliseconds;
        Timer[] timers;
        lock (_timers) timers = [.. _timers];
        foreach (var timer in timers) timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        lock (_timers) _timers.Add(timer);
        return timer;
    }

    private sealed class Timer(ClockAt clock, Action fire) : ITimer
    {
        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            lock (clock._timers) clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
