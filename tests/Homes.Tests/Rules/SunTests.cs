using System.Globalization;
using Kith.Homes.Rules.Clock;
using Kith.Homes.Rules.Triggers;

namespace Kith.Homes.Tests.Rules;

/// <summary>
/// 2015: the Finnish Meteorological Institute's, as quoted in Wikipedia's table of the December solstice; the later days, and the cities of Asia and
/// the Pacific: timeanddate.com. Both to the minute, for a city's centre.
/// </summary>
public sealed class SunTests
{
    private static string At(double latitude, double longitude, string zone, string day, SunEvent what, out long ms)
    {
        var its = TimeZoneInfo.FindSystemTimeZoneById(zone);
        ms = Sun.AtMs(new Location(latitude, longitude), its, DateOnly.Parse(day, CultureInfo.InvariantCulture), what) ?? 0;
        return ms == 0 ? "" : $"{TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(ms), its):yyyy-MM-dd HH:mm:ss}";
    }

    [Theory]
    [InlineData(52.52, 13.41, "Europe/Berlin", "2015-12-22", "08:15", "15:54")]
    [InlineData(48.86, 2.35, "Europe/Paris", "2015-12-22", "08:41", "16:56")]
    [InlineData(51.51, -0.13, "Europe/London", "2015-12-22", "08:04", "15:53")]
    [InlineData(40.42, -3.70, "Europe/Madrid", "2015-12-22", "08:34", "17:51")]
    [InlineData(55.76, 37.62, "Europe/Moscow", "2015-12-22", "08:57", "15:58")]
    [InlineData(30.04, 31.24, "Africa/Cairo", "2015-12-22", "06:47", "16:59")]
    [InlineData(9.03, 38.74, "Africa/Addis_Ababa", "2015-12-22", "06:35", "18:11")]
    [InlineData(60.17, 24.94, "Europe/Helsinki", "2022-12-21", "09:23", "15:12")]
    [InlineData(64.15, -21.94, "Atlantic/Reykjavik", "2022-12-21", "11:21", "15:29")]
    [InlineData(52.52, 13.41, "Europe/Berlin", "2024-06-20", "04:43", "21:33")]
    [InlineData(31.23, 121.47, "Asia/Shanghai", "2024-06-21", "04:50", "19:01")]
    [InlineData(31.23, 121.47, "Asia/Shanghai", "2024-12-21", "06:48", "16:55")]
    [InlineData(-33.87, 151.21, "Australia/Sydney", "2024-06-21", "07:00", "16:54")]
    [InlineData(-33.87, 151.21, "Australia/Sydney", "2024-12-21", "05:41", "20:05")]
    [InlineData(-36.85, 174.76, "Pacific/Auckland", "2024-12-21", "05:58", "20:39")]
    [InlineData(40.71, -74.01, "America/New_York", "2024-06-20", "05:25", "20:31")]
    public void The_sun_rises_and_sets_when_almanacs_say(double latitude, double longitude, string zone, string day, string rises, string sets)
    {
        Near(rises, At(latitude, longitude, zone, day, SunEvent.Sunrise, out _));
        Near(sets, At(latitude, longitude, zone, day, SunEvent.Sunset, out _));

        void Near(string wanted, string found)
        {
            var (published, reckoned) = (DateTime.Parse($"{day} {wanted}", CultureInfo.InvariantCulture), DateTime.Parse(found, CultureInfo.InvariantCulture));
            Assert.True((reckoned - published).Duration() < TimeSpan.FromMinutes(2), $"{zone} {day}: published {wanted}, reckoned {found}");
        }
    }

    [Theory]
    [InlineData("2026-06-21")]
    [InlineData("2026-12-21")]
    public void Tromso_has_neither_sunrise_nor_sunset_around_the_solstices(string day)
    {
        Assert.Equal("", At(69.65, 18.96, "Europe/Oslo", day, SunEvent.Sunrise, out _));
        Assert.Equal("", At(69.65, 18.96, "Europe/Oslo", day, SunEvent.Sunset, out _));
    }

    [Fact]
    public void A_trigger_waits_out_the_polar_night_and_a_condition_knows_the_season()
    {
        var home = new StillHome("Europe/Oslo", new Location(69.65, 18.96));
        // Tromsø greets the sun about the 15th of January (its published date, flat horizon).
        var back = home.Times("""{"kind":"sun","event":"sunrise"}""", "2026-12-01T00:00Z").First();
        Assert.InRange(back, "2027-01-13", "2027-01-17");
        Assert.True(home.Holds("""{"kind":"sun","is":"up"}""", "2026-06-21T00:30+02:00"));
        Assert.True(home.Holds("""{"kind":"sun","is":"down"}""", "2026-12-21T12:00+01:00"));
    }

    [Fact]
    public void Offsets_move_it_and_every_day_of_a_year_has_one_sunset_everywhere()
    {
        var home = new StillHome("Pacific/Auckland");
        Assert.NotNull(home.Home.Location);
        Assert.Equal(365, home.Times("""{"kind":"sun","event":"sunset","offset":"-00:30:00"}""", "2026-01-01T00:00+13:00").TakeWhile(time => string.CompareOrdinal(time, "2027") < 0).Select(time => time[..10]).Distinct().Count());
        foreach (var zone in (string[])["Europe/Oslo", "Pacific/Kiritimati", "Pacific/Honolulu", "Asia/Urumqi", "America/New_York"])
            Assert.True(new StillHome(zone).Times("""{"kind":"sun","event":"sunrise"}""", "2026-04-01T00:00Z").Take(10).Select(time => time[..10]).Distinct().Count() == 10, zone);
    }
}
