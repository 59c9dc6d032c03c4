namespace Kith.Homes.Tests.Rules;

public sealed class ClockTests
{
    private static void Comes(string zone, string trigger, string after, params string[] times) => Assert.Equal(times, new StillHome(zone).Times(trigger, after).Take(times.Length));

    private static string At(string time) => $$"""{"kind":"time","at":"{{time}}"}""";

    [Fact]
    public void A_time_of_day_stays_the_same_by_the_clock_when_summer_begins_and_ends()
    {
        Comes("Europe/Berlin", At("07:00"), "2026-03-28T00:00+01:00", "2026-03-28 07:00 +01:00", "2026-03-29 07:00 +02:00", "2026-03-30 07:00 +02:00");
        Comes("Europe/Berlin", At("07:00"), "2026-10-24T00:00+02:00", "2026-10-24 07:00 +02:00", "2026-10-25 07:00 +01:00", "2026-10-26 07:00 +01:00");
        Comes("America/New_York", At("07:00"), "2026-03-07T00:00-05:00", "2026-03-07 07:00 -05:00", "2026-03-08 07:00 -04:00");
        Comes("America/New_York", At("07:00"), "2026-10-31T00:00-04:00", "2026-10-31 07:00 -04:00", "2026-11-01 07:00 -05:00");
        Comes("Australia/Lord_Howe", At("07:00"), "2026-10-03T00:00+10:30", "2026-10-03 07:00 +10:30", "2026-10-04 07:00 +11:00");
        Comes("Asia/Shanghai", At("07:00"), "2026-03-28T00:00+08:00", "2026-03-28 07:00 +08:00", "2026-03-29 07:00 +08:00");
    }

    [Fact]
    public void A_time_that_clocks_skip_is_the_moment_after()
    {
        Comes("Europe/Berlin", At("02:30"), "2026-03-28T12:00+01:00", "2026-03-29 03:00 +02:00", "2026-03-30 02:30 +02:00");
        Comes("Europe/Berlin", At("02:00"), "2026-03-28T12:00+01:00", "2026-03-29 03:00 +02:00", "2026-03-30 02:00 +02:00");
        Comes("America/New_York", At("02:59:30"), "2026-03-07T12:00-05:00", "2026-03-08 03:00 -04:00", "2026-03-09 02:59 -04:00");
        Comes("Australia/Lord_Howe", At("02:15"), "2026-10-03T12:00+10:30", "2026-10-04 02:30 +11:00", "2026-10-05 02:15 +11:00");
    }

    [Fact]
    public void A_time_that_clocks_repeat_is_the_first_of_both_and_comes_once()
    {
        Comes("Europe/Berlin", At("02:30"), "2026-10-24T12:00+02:00", "2026-10-25 02:30 +02:00", "2026-10-26 02:30 +01:00");
        Comes("America/New_York", At("01:30"), "2026-10-31T12:00-04:00", "2026-11-01 01:30 -04:00", "2026-11-02 01:30 -05:00");
        Comes("Australia/Lord_Howe", At("01:45"), "2026-04-04T12:00+11:00", "2026-04-05 01:45 +11:00", "2026-04-06 01:45 +10:30");
    }

    [Fact]
    public void An_interval_goes_on_in_real_time_when_clocks_change_and_begins_anew_at_midnight()
    {
        const string EveryHour = """{"kind":"interval","every":"01:00:00"}""", EveryFive = """{"kind":"interval","every":"05:00:00"}""";
        Comes("Europe/Berlin", EveryHour, "2026-03-29T00:30+01:00", "2026-03-29 01:00 +01:00", "2026-03-29 03:00 +02:00", "2026-03-29 04:00 +02:00");
        Comes("Europe/Berlin", EveryHour, "2026-10-25T01:30+02:00", "2026-10-25 02:00 +02:00", "2026-10-25 02:00 +01:00", "2026-10-25 03:00 +01:00");
        Comes("America/New_York", EveryHour, "2026-11-01T00:30-04:00", "2026-11-01 01:00 -04:00", "2026-11-01 01:00 -05:00", "2026-11-01 02:00 -05:00");
        Assert.Equal(23, new StillHome("Europe/Berlin").Times(EveryHour, "2026-03-28T23:59+01:00").TakeWhile(time => time.StartsWith("2026-03-29", StringComparison.Ordinal)).Count());
        Assert.Equal(25, new StillHome("Europe/Berlin").Times(EveryHour, "2026-10-24T23:59+02:00").TakeWhile(time => time.StartsWith("2026-10-25", StringComparison.Ordinal)).Count());
        Comes("Europe/Berlin", EveryFive, "2026-03-28T19:00+01:00", "2026-03-28 20:00 +01:00", "2026-03-29 00:00 +01:00", "2026-03-29 06:00 +02:00");
    }

    [Fact]
    public void Days_are_those_where_the_home_stands()
    {
        Comes("Europe/Berlin", """{"kind":"time","at":"00:30","days":{"weekdays":["mon"]}}""", "2026-07-10T00:00+02:00", "2026-07-13 00:30 +02:00", "2026-07-20 00:30 +02:00");
        Comes("UTC", """{"kind":"time","at":"08:00","days":{"dates":["02-29"]}}""", "2026-01-01T00:00Z", "2028-02-29 08:00 +00:00");
        Comes("UTC", """{"kind":"time","at":"08:00","days":{"dates":["12-24","2026-07-01"]}}""", "2026-06-30T00:00Z", "2026-07-01 08:00 +00:00", "2026-12-24 08:00 +00:00", "2027-12-24 08:00 +00:00");
        Comes("UTC", """{"kind":"interval","every":"12:00:00","days":{"weekdays":["sat"]}}""", "2026-07-11T13:00Z", "2026-07-18 00:00 +00:00", "2026-07-18 12:00 +00:00", "2026-07-25 00:00 +00:00");
        Assert.Empty(new StillHome().Times("""{"kind":"time","at":"08:00","days":{"dates":["2020-01-01"]}}""", "2026-01-01T00:00Z"));
    }

    [Fact]
    public void A_stretch_over_midnight_belongs_to_the_day_on_which_it_began()
    {
        var home = new StillHome("Europe/Berlin");
        const string Night = """{"kind":"time","after":"22:00","before":"06:00","days":{"weekdays":["fri"]}}""";

        Assert.False(home.Holds(Night, "2026-07-10T05:00+02:00"));
        Assert.False(home.Holds(Night, "2026-07-10T21:59:59+02:00"));
        Assert.True(home.Holds(Night, "2026-07-10T22:00+02:00"));
        Assert.True(home.Holds(Night, "2026-07-11T05:59:59+02:00"));
        Assert.False(home.Holds(Night, "2026-07-11T06:00+02:00"));
        Assert.False(home.Holds(Night, "2026-07-11T22:00+02:00"));
    }

    [Fact]
    public void A_stretch_goes_by_the_clock_on_days_when_clocks_change()
    {
        var home = new StillHome("Europe/Berlin");
        const string Early = """{"kind":"time","after":"02:00","before":"03:00"}""", Night = """{"kind":"time","after":"23:00","before":"03:00"}""";

        Assert.All((string[])["2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"], at => Assert.True(home.Holds(Early, at)));
        Assert.False(home.Holds(Early, "2026-03-29T01:59+01:00"));
        Assert.False(home.Holds(Early, "2026-03-29T03:00+02:00"));
        Assert.True(home.Holds(Night, "2026-03-29T01:59+01:00"));
        Assert.False(home.Holds(Night, "2026-03-29T03:00+02:00"));
    }

    [Fact]
    public void A_stretch_may_be_open_or_the_whole_day()
    {
        var home = new StillHome();
        Assert.True(home.Holds("""{"kind":"time","after":"18:00"}""", "2026-07-10T23:59:59Z"));
        Assert.False(home.Holds("""{"kind":"time","after":"18:00"}""", "2026-07-11T00:00Z"));
        Assert.True(home.Holds("""{"kind":"time","before":"06:00"}""", "2026-07-10T00:00Z"));
        Assert.True(home.Holds("""{"kind":"time","after":"08:00","before":"08:00"}""", "2026-07-10T07:59Z"));
        Assert.True(home.Holds("""{"kind":"time","days":{"dates":["07-10"]}}""", "2026-07-10T12:00Z"));
        Assert.False(home.Holds("""{"kind":"time","days":{"dates":["07-10"]}}""", "2026-07-11T00:00Z"));
    }
}
