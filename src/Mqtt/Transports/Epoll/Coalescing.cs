using System.Diagnostics;

namespace Kith.Mqtt.Transports.Epoll;

/// <summary>
/// When messages come so fast that a wake-up for each costs more than the message, a loop rests for a moment between two looks and finds several
/// at once: what a network card does with its interrupts. A single client that waits for each answer never comes near that rate; where resting gathers
/// nothing, because few clients wait for each other, it is left for a while.
/// </summary>
internal sealed class Coalescing
{
    /// <summary>A rest. 100 us: a small part of what an answer takes at such a rate, ten messages long. 200 us gather no more that counts.</summary>
    private const int RestNs = 100_000;

    /// <summary>How exact the kernel ends it; by default it is as late again.</summary>
    private const int SlackNs = 1_000;

    /// <summary>Events a millisecond from which on, and down to which, it rests.</summary>
    private const int Fast = 40, Slow = 20;

    /// <summary>Events a look that make resting worth its own price.</summary>
    private const int Worth = 2;

    /// <summary>As many in one look share its cost already.</summary>
    private const int Enough = 8;

    private static readonly long Window = Stopwatch.Frequency / 1000, Vain = Stopwatch.Frequency / 10;

    private long _since = Stopwatch.GetTimestamp();
    private long _notBefore;
    private int _events;
    private int _looks;
    private bool _isOn;

    /// <summary>The loop's thread, once.</summary>
    public static void Begin() => _ = Libc.SetTimerSlack(SlackNs);

    /// <summary>After a look that brought so many events, before the next.</summary>
    public void Rest(int events)
    {
        _events += events;
        _looks++;
        if (_isOn && events < Enough)
        {
            Libc.Sleep(RestNs);
        }
        var now = Stopwatch.GetTimestamp();
        var elapsed = now - _since;
        if (elapsed < Window)
        {
            return;
        }
        if (_isOn && _events < (long)_looks * Worth)
        {
            _notBefore = now + Vain;
        }
        _isOn = now >= _notBefore && _events * Window >= (_isOn ? Slow : Fast) * elapsed;
        (_since, _events, _looks) = (now, 0, 0);
    }
}
