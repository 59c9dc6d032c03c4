using Kith.Homes.Rules.Clock;

namespace Kith.Homes.Rules.Triggers;

/// <summary>A time of day where the home stands. Where clocks skip it, it is the moment after; where they repeat it, the first of both.</summary>
/// <param name="At">07:00 or 07:00:30.</param>
/// <param name="Days">On which days; every day when not said.</param>
public sealed record TimeTrigger(ClockTime At, DayFilter? Days = null) : Trigger
{
    internal override Watch? Compile(RuleCheck check, string path)
    {
        Days?.Check(check, $"{path}.days");
        return new TimeWatch(this);
    }

    private sealed class TimeWatch(TimeTrigger trigger) : Watch
    {
        internal override bool IsClock => true;

        internal override long? NextMs(Home home, long afterMs) => LocalDays.Next(home, afterMs, trigger.Days, (zone, day) => LocalDays.MomentMs(zone, day, trigger.At.Time));
    }
}
