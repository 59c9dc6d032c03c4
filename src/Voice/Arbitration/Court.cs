using Kith.Model.Ids;

namespace Kith.Voice.Arbitration;

/// <summary>Where speakers bring their claims as they come: an <see cref="Arbiter"/> with a clock and a lock.</summary>
public sealed class Court : IDisposable
{
    private readonly Arbiter _arbiter = new();
    private readonly Dictionary<(HomeId Home, string Speaker, long Number), TaskCompletionSource<bool>> _waiting = [];
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private long _number;

    public Court(TimeProvider time)
    {
        (_time, _start) = (time, time.GetTimestamp());
        _timer = time.CreateTimer(_ => Pass(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// The turn of this speaker, to be disposed of when it has answered; null when another answers the wake that it heard just now. Known within
    /// <see cref="Arbiter.DecideWithin"/>.
    /// </summary>
    public async Task<IDisposable?> ClaimAsync(HomeId home, string speaker, bool alone)
    {
        var told = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        long number;
        lock (_gate)
        {
            number = ++_number;
            _waiting[(home, speaker, number)] = told;
            Tell(_arbiter.Take(new(home, speaker, number, Now), Now, alone));
        }
        return await told.Task ? new Turn(this, home, speaker, number) : null;
    }

    public void Dispose() => _timer.Dispose();

    private TimeSpan Now => _time.GetElapsedTime(_start);

    private void Pass()
    {
        lock (_gate) Tell(_arbiter.Pass(Now));
    }

    private void Tell(IReadOnlyList<Verdict> verdicts)
    {
        foreach (var verdict in verdicts)
            if (_waiting.Remove((verdict.Home, verdict.Speaker, verdict.Number), out var told)) told.TrySetResult(verdict.Answers);
        if (_arbiter.Next is { } next) _timer.Change(next > Now ? next - Now : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private sealed class Turn(Court court, HomeId home, string speaker, long number) : IDisposable
    {
        public void Dispose()
        {
            lock (court._gate) court._arbiter.End(home, speaker, number, court.Now);
        }
    }
}
