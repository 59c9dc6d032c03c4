using Kith.Homes.Energy;
using Kith.Model.Values;

namespace Kith.Homes.Tests.Energy;

public sealed class CalendarTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-10-25", 25)]
    [InlineData("2026-06-01", 24)]
    public void A_day_has_the_hours_that_clocks_give_it(string day, int hours)
    {
        var date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

        var starts = Calendar.Starts(Berlin, date, date.AddDays(1), EnergyBy.Hour);

        Assert.Equal(hours, starts.Count);
        Assert.Equal(0, Calendar.Local(Berlin, starts[0]).Hour);
        Assert.Equal(23, Calendar.Local(Berlin, starts[^1]).Hour);
    }

    [Theory]
    // Clocks skip from midnight to one; and from one back to midnight.
    [InlineData("America/Santiago", "2026-09-06", 1)]
    [InlineData("America/Havana", "2026-11-01", 0)]
    public void Where_midnight_is_skipped_or_comes_twice_a_day_begins_once(string zone, string day, int hour)
    {
        var where = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

        var start = Calendar.StartMs(where, date);

        Assert.Equal(hour, Calendar.Local(where, start).Hour);
        Assert.Equal(date, DateOnly.FromDateTime(Calendar.Local(where, start)));
        Assert.Equal(date.AddDays(-1), DateOnly.FromDateTime(Calendar.Local(where, start - 1)));
    }

    [Fact]
    public void Months_begin_on_their_first_but_the_one_that_was_asked_for_from_its_middle()
    {
        var starts = Calendar.Starts(Berlin, new DateOnly(2026, 1, 15), new DateOnly(2026, 4, 1), EnergyBy.Month);

        Assert.Equal([15, 1, 1], starts.Select(start => Calendar.Local(Berlin, start).Day));
    }

    [Theory]
    [InlineData("2026-11-21T23:30", 1)]
    [InlineData("2026-11-22T05:59", 1)]
    [InlineData("2026-11-22T06:00", 3)]
    [InlineData("2026-11-21T21:59", 3)]
    // A Saturday's night goes on in the morning of Sunday; the night of Sunday is none of it.
    [InlineData("2026-11-22T22:00", 3)]
    public void The_first_rate_that_holds_counts_also_over_midnight(string local, double price)
    {
        var tariff = new Tariff("x", LocalText.Same("x"), "EUR", LocalText.Same(""), [new Rate(1, new TimeOnly(22, 0), new TimeOnly(6, 0), [DayOfWeek.Saturday]), new Rate(3)]);

        Assert.Equal(price, tariff.PriceAt(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Every_tariff_names_its_source_and_has_a_price_for_every_hour()
    {
        Assert.True(Tariff.All.Count >= 5);
        Assert.Equal(Tariff.All.Count, Tariff.All.DistinctBy(tariff => tariff.Id).Count());
        Assert.Contains(Tariff.All, tariff => tariff.Rates.Count > 1);
        Assert.All(Tariff.All, tariff =>
        {
            Assert.True(tariff.Source.En.Length > 10 && tariff.Source.Zh.Length > 10, tariff.Id);
            Assert.Matches("^[A-Z]{3}$", tariff.Currency);
            Assert.Null(tariff.Rates[^1].From);
            Assert.All(tariff.Rates, rate => Assert.InRange(rate.Price, 0.01, 10));
        });
    }
}
