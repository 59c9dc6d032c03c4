namespace Kith.Gateway.Tests;

/// <summary>The system's clock, set forward at will; timers and elapsed times stay real.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _shiftTicks;

    internal void Advance(TimeSpan by) => Interlocked.Add(ref _shiftTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _shiftTicks));
}
