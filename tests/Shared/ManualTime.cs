namespace Kith.Shared;

/// <summary>Time that passes only when a test says so; due timers fire on the test's thread, in order.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _now = TimeSpan.FromHours(1);
    private TaskCompletionSource _set = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        using (_lock.EnterScope())
        {
            return _now.Ticks;
        }
    }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Until somebody waits for a timer, or what is waited for has come.</summary>
    public async Task WaitedForAsync(Task? orThis = null)
    {
        while (orThis?.IsCompleted != true)
        {
            Task set;
            using (_lock.EnterScope())
            {
                if (_timers.Count > 0)
                {
                    return;
                }
                set = _set.Task;
            }
            await (orThis is null ? set : Task.WhenAny(set, orThis)).WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    /// <summary>Lets time pass, step by step, until what is waited for has come; it has a patience of its own.</summary>
    public Task AdvanceUntilAsync(Task done, TimeSpan step) => AdvanceUntilAsync(() => done.IsCompleted, step);

    /// <summary>Lets time pass, step by step, until it is so; then time stands.</summary>
    public async Task AdvanceUntilAsync(Func<bool> isSo, TimeSpan step)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!isSo())
        {
            Advance(step);
            await pace.WaitForNextTickAsync(patience.Token);
        }
    }

    public void Advance(TimeSpan by)
    {
        var until = TimeSpan.FromTicks(GetTimestamp()) + by;
        while (true)
        {
            ManualTimer? next;
            using (_lock.EnterScope())
            {
                next = _timers.Where(timer => timer.DueAt <= until).MinBy(timer => timer.DueAt);
                _now = next is null ? until : next.DueAt > _now ? next.DueAt : _now;
                next?.Step(_timers);
            }
            if (next is null)
            {
                return;
            }
            next.Fire();
        }
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public TimeSpan DueAt { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            using (time._lock.EnterScope())
            {
                time._timers.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueAt = time._now + dueTime;
                    time._timers.Add(this);
                    time._set.TrySetResult();
                    time._set = new(TaskCreationOptions.RunContinuationsAsynchronously);
                }
                return true;
            }
        }

        public void Step(List<ManualTimer> timers)
        {
            DueAt += _period;
            if (_period <= TimeSpan.Zero)
            {
                timers.Remove(this);
            }
        }

        public void Fire() => callback(state);

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, TimeSpan.Zero);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
