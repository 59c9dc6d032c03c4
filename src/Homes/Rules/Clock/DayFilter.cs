using System.Globalization;
using System.Text.Json.Serialization;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Clock;

/// <summary>On which days something is: on those that fit everything said here.</summary>
/// <param name="Weekdays">On these; any when not said.</param>
/// <param name="Dates">On these: 2026-12-24, or 12-24 of every year; any when not said.</param>
/// <param name="Calendar">A holiday calendar of spec/calendars: de-be, us, cn.</param>
/// <param name="On">With a calendar: on its holidays, or on its working days.</param>
public sealed record DayFilter(IReadOnlyList<Weekday>? Weekdays = null, IReadOnlyList<string>? Dates = null, string? Calendar = null, DayKind? On = null)
{
    internal void Check(RuleCheck check, string path)
    {
        if (Weekdays is { Count: 0 }) check.Wrong($"{path}.weekdays", ErrorCodes.RequestInvalid.Code, "name at least one day, or leave it out");
        foreach (var date in Dates ?? [])
            if (date is null || !DateOnly.TryParseExact(date.Length == 5 ? $"2024-{date}" : date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                check.Wrong($"{path}.dates", ErrorCodes.RequestInvalid.Code, $"'{date}' is neither a date (2026-12-24) nor a day of the year (12-24)");
        if (Calendar is null != On is null) check.Wrong($"{path}.calendar", ErrorCodes.RequestInvalid.Code, "a calendar needs on, and on a calendar");
        if (Calendar is { } name && HolidayCalendar.Find(name) is null)
            check.Wrong($"{path}.calendar", ErrorCodes.NotFound.Code, $"there is no calendar {name}; there are {string.Join(", ", HolidayCalendar.All.Select(its => its.Id))}");
    }

    internal bool IsOn(DateOnly day) =>
        (Weekdays is not { } weekdays || weekdays.Contains((Weekday)(((int)day.DayOfWeek + 6) % 7)))
        && (Dates is not { } dates || dates.Contains(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) || dates.Contains(day.ToString("MM-dd", CultureInfo.InvariantCulture)))
        && (Calendar is not { } name || HolidayCalendar.Find(name)?.KindOf(day) == On);
}

/// <summary>A day of the week.</summary>
[JsonConverter(typeof(CamelEnum<Weekday>))]
public enum Weekday : byte
{
#pragma warning disable CS1591 // The names say it.
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
#pragma warning restore CS1591
}

/// <summary>What a calendar says of a day.</summary>
[JsonConverter(typeof(CamelEnum<DayKind>))]
public enum DayKind : byte
{
    /// <summary>Neither weekend nor holiday, or a weekend day that is worked.</summary>
    Workday,
    /// <summary>Saturday or Sunday, and no holiday.</summary>
    Weekend,
    /// <summary>A public holiday.</summary>
    Holiday,
}
