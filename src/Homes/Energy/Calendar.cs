namespace Kith.Homes.Energy;

/// <summary>The days of a home as moments: midnight where it stands, also on days when clocks change.</summary>
internal static class Calendar
{
    internal const long HourMs = 3_600_000;

    /// <summary>The first moment of a day. Where midnight is skipped the day begins after the gap; where it comes twice, with the first.</summary>
    internal static long StartMs(TimeZoneInfo zone, DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUnixTimeMilliseconds();
    }

    /// <summary>Where each stretch from one day to before another begins; never none.</summary>
    internal static List<long> Starts(TimeZoneInfo zone, DateOnly from, DateOnly to, EnergyBy by)
    {
        var starts = new List<long>();
        if (by is EnergyBy.Hour)
            for (var (at, end) = (StartMs(zone, from), StartMs(zone, to)); at < end; at += HourMs) starts.Add(at);
        else
            for (var day = from; day < to; day = by is EnergyBy.Day ? day.AddDays(1) : new DateOnly(day.Year, day.Month, 1).AddMonths(1)) starts.Add(StartMs(zone, day));
        return starts;
    }

    internal static DateTime Local(TimeZoneInfo zone, long atMs) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(atMs), zone).DateTime;
}
