using System.Globalization;
using Kith.Homes.Rules.Clock;
using Kith.Homes.Rules.Triggers;

namespace Kith.Homes.Tests.Rules;

/// <summary>
/// To the second: PyEphem 4.1.4 (the libastro of XEphem, planets after VSOP87), a program that shares nothing with ours, by the almanacs' definition
/// (the upper edge, 34' of refraction, at sea level). To the minute: the Finnish Meteorological Institute's of 2015, as quoted in Wikipedia's table of
/// the December solstice.
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
    [InlineData(31.23, 121.47, "Asia/Shanghai", "2024-02-29", "06:21:57", "17:51:39")]
    [InlineData(31.23, 121.47, "Asia/Shanghai", "2026-03-29", "05:47:13", "18:11:11")]
    [InlineData(31.23, 121.47, "Asia/Shanghai", "2026-06-21", "04:50:28", "19:01:16")]
    [InlineData(31.23, 121.47, "Asia/Shanghai", "2026-10-04", "05:49:25", "17:36:00")]
    [InlineData(31.23, 121.47, "Asia/Shanghai", "2026-12-21", "06:48:28", "16:55:34")]
    [InlineData(52.52, 13.41, "Europe/Berlin", "2024-02-29", "06:54:12", "17:44:15")]
    [InlineData(52.52, 13.41, "Europe/Berlin", "2026-03-29", "06:48:03", "19:35:15")]
    [InlineData(52.52, 13.41, "Europe/Berlin", "2026-06-21", "04:43:07", "21:33:13")]
    [InlineData(52.52, 13.41, "Europe/Berlin", "2026-10-04", "07:12:27", "18:36:45")]
    [InlineData(52.52, 13.41, "Europe/Berlin", "2026-12-21", "08:14:51", "15:53:57")]
    [InlineData(40.71, -74.01, "America/New_York", "2024-02-29", "06:30:38", "17:46:47")]
    [InlineData(40.71, -74.01, "America/New_York", "2026-03-29", "06:44:25", "19:17:42")]
    [InlineData(40.71, -74.01, "America/New_York", "2026-06-21", "05:25:05", "20:30:43")]
    [InlineData(40.71, -74.01, "America/New_York", "2026-10-04", "06:55:42", "18:33:02")]
    [InlineData(40.71, -74.01, "America/New_York", "2026-12-21", "07:16:34", "16:31:51")]
    [InlineData(-31.55, 159.08, "Australia/Lord_Howe", "2024-02-29", "06:12:36", "18:59:13")]
    [InlineData(-31.55, 159.08, "Australia/Lord_Howe", "2026-03-29", "06:32:39", "18:23:59")]
    [InlineData(-31.55, 159.08, "Australia/Lord_Howe", "2026-06-21", "06:52:44", "16:58:04")]
    [InlineData(-31.55, 159.08, "Australia/Lord_Howe", "2026-10-04", "05:58:23", "18:27:10")]
    [InlineData(-31.55, 159.08, "Australia/Lord_Howe", "2026-12-21", "05:15:12", "19:27:52")]
    [InlineData(51.51, -0.13, "Europe/London", "2024-02-29", "06:46:56", "17:39:47")]
    [InlineData(51.51, -0.13, "Europe/London", "2026-03-29", "06:42:53", "19:28:41")]
    [InlineData(51.51, -0.13, "Europe/London", "2026-06-21", "04:43:08", "21:21:32")]
    [InlineData(51.51, -0.13, "Europe/London", "2026-10-04", "07:05:59", "18:31:33")]
    [InlineData(51.51, -0.13, "Europe/London", "2026-12-21", "08:03:44", "15:53:26")]
    [InlineData(-33.87, 151.21, "Australia/Sydney", "2024-02-29", "06:42:09", "19:32:33")]
    [InlineData(-33.87, 151.21, "Australia/Sydney", "2026-03-29", "07:04:46", "18:54:45")]
    [InlineData(-33.87, 151.21, "Australia/Sydney", "2026-06-21", "06:59:59", "16:53:47")]
    [InlineData(-33.87, 151.21, "Australia/Sydney", "2026-10-04", "06:28:46", "18:59:47")]
    [InlineData(-33.87, 151.21, "Australia/Sydney", "2026-12-21", "05:40:37", "20:05:26")]
    [InlineData(30.04, 31.24, "Africa/Cairo", "2024-02-29", "06:21:45", "17:53:34")]
    [InlineData(30.04, 31.24, "Africa/Cairo", "2026-03-29", "05:48:15", "18:11:49")]
    [InlineData(30.04, 31.24, "Africa/Cairo", "2026-06-21", "05:54:23", "19:59:17")]
    [InlineData(30.04, 31.24, "Africa/Cairo", "2026-10-04", "06:50:03", "18:37:04")]
    [InlineData(30.04, 31.24, "Africa/Cairo", "2026-12-21", "06:46:41", "16:59:26")]
    [InlineData(9.03, 38.74, "Africa/Addis_Ababa", "2024-02-29", "06:39:05", "18:35:56")]
    [InlineData(9.03, 38.74, "Africa/Addis_Ababa", "2026-03-29", "06:24:23", "18:35:22")]
    [InlineData(9.03, 38.74, "Africa/Addis_Ababa", "2026-06-21", "06:07:19", "18:46:21")]
    [InlineData(9.03, 38.74, "Africa/Addis_Ababa", "2026-10-04", "06:13:15", "18:14:13")]
    [InlineData(9.03, 38.74, "Africa/Addis_Ababa", "2026-12-21", "06:35:02", "18:11:04")]
    [InlineData(64.15, -21.94, "Atlantic/Reykjavik", "2024-02-29", "08:37:14", "18:44:26")]
    [InlineData(64.15, -21.94, "Atlantic/Reykjavik", "2026-03-29", "06:56:35", "20:10:10")]
    [InlineData(64.15, -21.94, "Atlantic/Reykjavik", "2026-10-04", "07:45:19", "18:46:07")]
    [InlineData(64.15, -21.94, "Atlantic/Reykjavik", "2026-12-21", "11:22:19", "15:29:23")]
    [InlineData(-54.8, -68.3, "America/Argentina/Ushuaia", "2024-02-29", "06:55:25", "20:34:25")]
    [InlineData(-54.8, -68.3, "America/Argentina/Ushuaia", "2026-03-29", "07:51:54", "19:22:48")]
    [InlineData(-54.8, -68.3, "America/Argentina/Ushuaia", "2026-06-21", "09:58:53", "17:11:14")]
    [InlineData(-54.8, -68.3, "America/Argentina/Ushuaia", "2026-10-04", "06:50:54", "19:54:01")]
    [InlineData(-54.8, -68.3, "America/Argentina/Ushuaia", "2026-12-21", "04:51:24", "22:11:20")]
    public void The_sun_rises_and_sets_within_a_minute_of_an_ephemeris(double latitude, double longitude, string zone, string day, string rises, string sets) => Near(latitude, longitude, zone, day, rises, sets);

    [Theory]
    [InlineData(52.52, 13.41, "Europe/Berlin", "2015-12-22", "08:15", "15:54")]
    [InlineData(48.86, 2.35, "Europe/Paris", "2015-12-22", "08:41", "16:56")]
    [InlineData(51.51, -0.13, "Europe/London", "2015-12-22", "08:04", "15:53")]
    [InlineData(40.42, -3.70, "Europe/Madrid", "2015-12-22", "08:34", "17:51")]
    [InlineData(55.76, 37.62, "Europe/Moscow", "2015-12-22", "08:57", "15:58")]
    [InlineData(30.04, 31.24, "Africa/Cairo", "2015-12-22", "06:47", "16:59")]
    [InlineData(9.03, 38.74, "Africa/Addis_Ababa", "2015-12-22", "06:35", "18:11")]
    public void The_sun_rises_and_sets_within_a_minute_of_what_was_published(double latitude, double longitude, string zone, string day, string rises, string sets) => Near(latitude, longitude, zone, day, rises, sets);

    private static void Near(double latitude, double longitude, string zone, string day, string rises, string sets)
    {
        foreach (var (wanted, found) in ((string, string)[])[(rises, At(latitude, longitude, zone, day, SunEvent.Sunrise, out _)), (sets, At(latitude, longitude, zone, day, SunEvent.Sunset, out _))])
        {
            var (published, reckoned) = (DateTime.Parse($"{day} {wanted}", CultureInfo.InvariantCulture), DateTime.Parse(found, CultureInfo.InvariantCulture));
            Assert.True((reckoned - published).Duration() <= TimeSpan.FromMinutes(1), $"{zone} {day}: published {wanted}, reckoned {found}");
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
