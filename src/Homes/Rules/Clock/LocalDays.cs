namespace Kith.Homes.Rules.Clock;

/// <summary>Times of day as moments, also on days when clocks change.</summary>
internal static class LocalDays
{
    /// <summary>How far ahead a next time is looked for: a day of a leap year that is a Sunday comes within 28.</summary>
    private const int Horizon = 366 * 4;

    internal static DateOnly Of(TimeZoneInfo zone, long atMs) => DateOnly.FromDateTime(Local(zone, atMs));

    internal static DateTime Local(TimeZoneInfo zone, long atMs) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(atMs), zone).DateTime;

    /// <summary>A time that clocks skip is the moment after the gap; one that they repeat is the first of both.</summary>
    internal static long MomentMs(TimeZoneInfo zone, DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        if (zone.IsInvalidTime(local))
        {
            local = local.AddSeconds(-local.Second).AddMinutes(1);
            while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        }
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUnixTimeMilliseconds();
    }

    /// <summary>The first moment after one, among those of the days that fit.</summary>
    internal static long? Next(Home home, long afterMs, DayFilter? days, Func<TimeZoneInfo, DateOnly, long?> moment)
    {
        var zone = home.Zone;
        // A day before: an offset may carry a moment into the next.
        var first = Of(zone, afterMs).AddDays(-1);
        for (var ahead = 0; ahead < Horizon; ahead++)
        {
            var day = first.AddDays(ahead);
            if (days?.IsOn(day) != false && moment(zone, day) is { } at && at > afterMs) return at;
        }
        return null;
    }
}
