using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Clock;

/// <summary>The public holidays of a region: one file of spec/calendars each.</summary>
/// <param name="Id">The name in rules, as the file is called: de-be, us, cn.</param>
/// <param name="Name">What people call the region.</param>
/// <param name="Source">Where the days are from, and as of when.</param>
/// <param name="Weekend">The days that are not worked in an ordinary week.</param>
/// <param name="Holidays">Days that come every year by a rule.</param>
/// <param name="Dates">Days that are said anew each year: those of moon calendars, and one-time ones.</param>
/// <param name="Workdays">Days of a weekend that are worked, to make up for a holiday.</param>
public sealed record HolidayCalendar(
    string Id,
    LocalText Name,
    string Source,
    IReadOnlyList<Weekday> Weekend,
    IReadOnlyList<YearlyDay> Holidays,
    IReadOnlyList<DateOnly>? Dates = null,
    IReadOnlyList<DateOnly>? Workdays = null)
{
    private static readonly Lazy<IReadOnlyList<HolidayCalendar>> Library = new(Read);

    /// <summary>Those that Kith comes with, by id.</summary>
    public static IReadOnlyList<HolidayCalendar> All => Library.Value;

    internal static HolidayCalendar? Find(string id) => All.FirstOrDefault(calendar => calendar.Id == id);

    internal DayKind KindOf(DateOnly day) =>
        Workdays?.Contains(day) == true ? DayKind.Workday
        : Dates?.Contains(day) == true || Holidays.Any(holiday => holiday.Of(day.Year) == day) ? DayKind.Holiday
        : Weekend.Contains((Weekday)(((int)day.DayOfWeek + 6) % 7)) ? DayKind.Weekend
        : DayKind.Workday;

    private static List<HolidayCalendar> Read()
    {
        var assembly = typeof(Spec).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.Replace('\\', '/').StartsWith("spec/calendars/", StringComparison.Ordinal)).Select(name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            return JsonSerializer.Deserialize(stream, CalendarJson.Default.HolidayCalendar)!;
        }).OrderBy(calendar => calendar.Id, StringComparer.Ordinal)];
    }
}

/// <summary>A day that comes every year. Exactly one of date, easter and nth says which.</summary>
/// <param name="Date">The same date each year: 12-25.</param>
/// <param name="Easter">Days after (or before, negative) Easter Sunday of the western churches.</param>
/// <param name="Nth">The how many-th <paramref name="Weekday"/> of <paramref name="Month"/>; -1 for the last.</param>
public sealed record YearlyDay(string? Date = null, int? Easter = null, int? Nth = null, Weekday? Weekday = null, int? Month = null)
{
    internal DateOnly Of(int year)
    {
        if (Date is { } date) return DateOnly.ParseExact($"{year:0000}-{date}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (Easter is { } after) return EasterSunday(year).AddDays(after);
        var month = new DateOnly(year, Month!.Value, 1);
        var wanted = ((int)Weekday!.Value + 1) % 7;
        if (Nth < 0)
        {
            var last = month.AddMonths(1).AddDays(-1);
            return last.AddDays(-(((int)last.DayOfWeek - wanted + 7) % 7));
        }
        return month.AddDays(((wanted - (int)month.DayOfWeek + 7) % 7) + (7 * (Nth!.Value - 1)));
    }

    /// <summary>The anonymous Gregorian computus (Nature, 1876; in Meeus' Astronomical Algorithms, chapter 8).</summary>
    private static DateOnly EasterSunday(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HolidayCalendar))]
internal sealed partial class CalendarJson : JsonSerializerContext;
