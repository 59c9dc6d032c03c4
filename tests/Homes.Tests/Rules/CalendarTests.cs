using System.Globalization;
using Kith.Homes.Rules.Clock;

namespace Kith.Homes.Tests.Rules;

public sealed class CalendarTests
{
    private static DayKind Kind(string calendar, string day) => HolidayCalendar.Find(calendar)!.KindOf(DateOnly.Parse(day, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("de", "2026-04-03", "Good Friday")]
    [InlineData("de", "2026-04-06", "Easter Monday")]
    [InlineData("de", "2025-05-29", "Ascension")]
    [InlineData("de", "2027-05-17", "Whit Monday")]
    [InlineData("de", "2030-04-22", "Easter Monday")]
    [InlineData("de-be", "2026-03-08", "Women's Day")]
    [InlineData("de-by", "2026-06-04", "Corpus Christi")]
    [InlineData("de-by", "2026-01-06", "Epiphany")]
    [InlineData("de-nw", "2026-11-01", "All Saints")]
    [InlineData("at", "2026-10-26", "National Day")]
    [InlineData("ch-zh", "2026-08-01", "Federal Day")]
    [InlineData("us", "2026-01-19", "Martin Luther King's birthday")]
    [InlineData("us", "2026-05-25", "Memorial Day")]
    [InlineData("us", "2026-07-03", "Independence Day, observed")]
    [InlineData("us", "2026-11-26", "Thanksgiving")]
    [InlineData("gb-eng", "2026-05-04", "Early May")]
    [InlineData("gb-eng", "2026-08-31", "Summer")]
    [InlineData("gb-eng", "2026-12-28", "Boxing Day, in lieu")]
    [InlineData("fr", "2026-05-14", "Ascension")]
    [InlineData("fr", "2026-07-14", "Bastille Day")]
    [InlineData("cn", "2025-01-29", "Spring Festival")]
    [InlineData("cn", "2026-02-17", "Spring Festival")]
    [InlineData("cn", "2026-09-25", "Mid-Autumn")]
    [InlineData("cn", "2030-10-01", "National Day, of a year without a plan")]
    [InlineData("jp", "2026-01-12", "Coming of Age")]
    [InlineData("jp", "2026-05-06", "in lieu of Constitution Day")]
    [InlineData("jp", "2026-09-22", "between two holidays")]
    public void A_holiday_is_known(string calendar, string day, string name) => Assert.True(Kind(calendar, day) is DayKind.Holiday, $"{name} of {calendar} on {day} is a {Kind(calendar, day)}");

    [Theory]
    [InlineData("de", "2026-06-04", DayKind.Workday)]
    [InlineData("de", "2026-04-04", DayKind.Weekend)]
    [InlineData("cn", "2026-02-14", DayKind.Workday)]
    [InlineData("cn", "2026-10-10", DayKind.Workday)]
    [InlineData("cn", "2025-09-28", DayKind.Workday)]
    [InlineData("cn", "2026-02-24", DayKind.Workday)]
    [InlineData("cn", "2026-03-01", DayKind.Weekend)]
    [InlineData("gb-eng", "2026-04-07", DayKind.Workday)]
    [InlineData("us", "2026-11-27", DayKind.Workday)]
    public void Other_days_are_worked_or_not(string calendar, string day, DayKind kind) => Assert.Equal(kind, Kind(calendar, day));

    [Theory]
    [InlineData("de", 9)]
    [InlineData("de-be", 10)]
    [InlineData("de-by", 13)]
    [InlineData("de-nw", 11)]
    [InlineData("at", 13)]
    [InlineData("ch-zh", 9)]
    [InlineData("fr", 11)]
    [InlineData("gb-eng", 9)]
    [InlineData("us", 12)]
    [InlineData("jp", 18)]
    [InlineData("cn", 33)]
    public void The_year_2026_has_as_many_days_as_its_law_says(string calendar, int days) =>
        Assert.Equal(days, Enumerable.Range(0, 365).Count(after => Kind(calendar, new DateOnly(2026, 1, 1).AddDays(after).ToString("O", CultureInfo.InvariantCulture)) is DayKind.Holiday));

    [Fact]
    public void Every_calendar_is_whole_and_says_where_its_days_are_from()
    {
        Assert.Equal(["at", "ch-zh", "cn", "de", "de-be", "de-by", "de-nw", "fr", "gb-eng", "jp", "us"], HolidayCalendar.All.Select(calendar => calendar.Id));
        foreach (var calendar in HolidayCalendar.All)
        {
            Assert.True(calendar.Source.Length > 20 && calendar.Name.Zh != calendar.Name.En && calendar.Weekend.Count > 0, calendar.Id);
            foreach (var holiday in calendar.Holidays)
            {
                Assert.Equal(1, (holiday.Date is null ? 0 : 1) + (holiday.Easter is null ? 0 : 1) + (holiday.Nth is null ? 0 : 1));
                foreach (var year in (int[])[2024, 2026, 2100]) Assert.Equal(year, holiday.Of(year).Year);
            }
            Assert.All(calendar.Workdays ?? [], day => Assert.Contains((Weekday)(((int)day.DayOfWeek + 6) % 7), calendar.Weekend));
        }
    }

    [Fact]
    public void A_rule_wakes_people_on_working_days_only()
    {
        var times = new StillHome("Asia/Shanghai").Times("""{"kind":"time","at":"06:30","days":{"calendar":"cn","on":"workday"}}""", "2026-02-13T12:00+08:00").Take(3);
        Assert.Equal(["2026-02-14 06:30 +08:00", "2026-02-24 06:30 +08:00", "2026-02-25 06:30 +08:00"], times);
    }
}
