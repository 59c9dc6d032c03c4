using Kith.Bridges.Infrared.Signals;

namespace Kith.Bridges.Infrared.Blasters;

/// <summary>Where learning stands: listening until then, heard this, or why nothing was heard.</summary>
internal sealed record Learning(DateTimeOffset Until, Signal? Heard, string? Why)
{
    internal bool IsListening => Heard is null && Why is null;
}

/// <summary>A blaster's ear: open for one button, or for thirty seconds.</summary>
internal sealed class Ear(TimeProvider time, Action changed)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Learning? _learning;

    /// <summary>The last learning; null for none yet.</summary>
    internal Learning? Learning
    {
        get
        {
            using (_gate.EnterScope())
                return _learning is { IsListening: true } open && open.Until <= time.GetUtcNow() ? _learning = open with { Why = "no button was heard" } : _learning;
        }
    }

    /// <summary>False when it is open already.</summary>
    internal bool Begin()
    {
        if (Learning is { IsListening: true }) return false;
        Set(new Learning(time.GetUtcNow() + InfraredLimits.Learning, null, null));
        return true;
    }

    /// <summary>A signal came; it counts while the ear is open.</summary>
    internal void Hear(Signal signal)
    {
        if (Learning is { IsListening: true } open) Set(open with { Heard = signal });
    }

    internal void End(string why)
    {
        if (Learning is { IsListening: true } open) Set(open with { Why = why });
    }

    /// <summary>How it ended, or that it still listens after this long.</summary>
    internal async Task<Learning?> WaitAsync(TimeSpan patience, CancellationToken cancel)
    {
        Task next;
        using (_gate.EnterScope()) next = _next.Task;
        if (Learning is not { IsListening: true } open) return Learning;
        var left = open.Until - time.GetUtcNow();
        try
        {
            await next.WaitAsync(left < patience ? left : patience, time, cancel);
        }
        catch (TimeoutException)
        {
            // It still listens, or just gave up; both stand in it.
        }
        return Learning;
    }

    private void Set(Learning learning)
    {
        TaskCompletionSource before;
        using (_gate.EnterScope())
        {
            _learning = learning;
            (before, _next) = (_next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        before.TrySetResult();
        changed();
    }
}
