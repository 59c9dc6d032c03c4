using Kith.Homes.Rules.Clock;
using Kith.Model.Errors;

namespace Kith.Homes.Rules.Triggers;

/// <summary>Again and again, counted from midnight where the home stands: every 15 minutes is at :00, :15, :30, :45.</summary>
/// <param name="Every">10 seconds to 24 hours.</param>
/// <param name="Days">On which days; every day when not said.</param>
public sealed record IntervalTrigger(TimeSpan Every, DayFilter? Days = null) : Trigger
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(10);

    internal override Watch? Compile(RuleCheck check, string path)
    {
        Days?.Check(check, $"{path}.days");
        if (Every >= Least && Every <= TimeSpan.FromDays(1)) return new IntervalWatch(this);
        check.Wrong($"{path}.every", ErrorCodes.ValueOutOfRange.Code, "10 seconds to 24 hours");
        return null;
    }

    private sealed class IntervalWatch(IntervalTrigger trigger) : Watch
    {
        internal override bool IsClock => true;

        internal override long? NextMs(Home home, long afterMs)
        {
            var every = (long)trigger.Every.TotalMilliseconds;
            var start = LocalDays.MomentMs(home.Zone, LocalDays.Of(home.Zone, afterMs), TimeOnly.MinValue);
            var next = start + (((afterMs - start) / every) + 1) * every;
            var end = LocalDays.MomentMs(home.Zone, LocalDays.Of(home.Zone, afterMs).AddDays(1), TimeOnly.MinValue);
            if (next < end && trigger.Days?.IsOn(LocalDays.Of(home.Zone, afterMs)) != false) return next;
            return LocalDays.Next(home, end - 1, trigger.Days, (zone, day) => LocalDays.MomentMs(zone, day, TimeOnly.MinValue));
        }
    }
}
