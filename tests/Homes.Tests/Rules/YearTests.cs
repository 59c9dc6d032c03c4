using System.Globalization;
using Kith.Homes.Activity;
using Kith.Homes.Actor;
using Kith.Homes.Rules;
using Kith.Ledger.Facts;
using Kith.Model.Ids;

namespace Kith.Homes.Tests.Rules;

/// <summary>
/// Two years, one of them with a 29th of February, played to the second by the code that runs rules, where clocks change by an hour, by half an hour
/// and not at all. Each day has each time once, whatever the clocks do.
/// </summary>
public sealed class YearTests
{
    [Theory]
    [InlineData("Asia/Shanghai", 0)]
    [InlineData("Europe/Berlin", 60)]
    [InlineData("America/New_York", 60)]
    [InlineData("Australia/Lord_Howe", 30)]
    public void Every_schedule_comes_on_each_of_its_days_once_through_both_changes_of_the_clocks(string zone, int shiftMinutes)
    {
        var starts = Play(zone, out var its);
        List<DateOnly> days = [.. Enumerable.Range(0, 731).Select(day => new DateOnly(2027, 1, 1).AddDays(day))];
        Assert.Equal(days, Days(starts["seven"]));
        Assert.All(starts["seven"], at => Assert.Equal("07:00:00", $"{at:HH:mm:ss}"));
        // Half past one and half past two are where clocks jump: still once a day.
        foreach (var time in (string[])["half-past-one", "half-past-two"])
        {
            Assert.Equal(days, Days(starts[time]));
            var odd = starts[time].Where(at => $"{at:mm}" != "30").ToList();
            Assert.All(odd, at => Assert.True(its.IsInvalidTime(at.Date + TimeSpan.FromMinutes(time == "half-past-one" ? 90 : 150)), $"{at}"));
            Assert.True(odd.Count <= 2, string.Join(' ', odd));
        }
        Assert.Equal(days, Days(starts["midnight"]));
        Assert.Equal(["2028-02-29"], starts["leap-day"].Select(at => $"{at:yyyy-MM-dd}"));
        Assert.Equal(days.Where(day => day.DayOfWeek is DayOfWeek.Monday), Days(starts["monday"]));
        Assert.Equal(days, Days(starts["sunset"]));
        Assert.Equal(days, Days(starts["sunrise"]));

        // From 22:30 to 05:30 by the clock: an interval of half an hour sees 14 in a night, one more or less for each half hour that clocks move in it.
        foreach (var night in starts["night"].GroupBy(at => DateOnly.FromDateTime(at.DateTime.AddHours(-12))).Where(night => night.Key > days[0] && night.Key < days[^1]))
        {
            var moved = (its.GetUtcOffset(night.Key.AddDays(1).ToDateTime(new TimeOnly(6, 0))) - its.GetUtcOffset(night.Key.ToDateTime(new TimeOnly(22, 0)))).TotalMinutes;
            Assert.Equal((night.Key, 14 - moved / 30), (night.Key, night.Count()));
            Assert.True(moved == 0 || Math.Abs(moved) == shiftMinutes);
        }
        Assert.Equal(shiftMinutes == 0 ? 1 : 2, starts["seven"].Select(at => at.Offset).Distinct().Count());
    }

    private static IEnumerable<DateOnly> Days(List<DateTimeOffset> starts) => starts.Select(at => DateOnly.FromDateTime(at.DateTime));

    private static Dictionary<string, List<DateTimeOffset>> Play(string zone, out TimeZoneInfo its)
    {
        var home = new StillHome(zone).Home;
        its = home.Zone;
        var (local, turn, starts) = (its, new Turn(home), new Dictionary<string, List<DateTimeOffset>>());
        var (fromMs, untilMs) = (Ms("2027-01-01"), Ms("2029-01-01"));
        turn.Begin(fromMs - 1);
        foreach (var (name, when, only) in ((string, string, string)[])
        [
            ("seven", """{"kind":"time","at":"07:00"}""", ""), ("half-past-one", """{"kind":"time","at":"01:30"}""", ""), ("half-past-two", """{"kind":"time","at":"02:30"}""", ""),
            ("midnight", """{"kind":"time","at":"00:00"}""", ""), ("leap-day", """{"kind":"time","at":"12:00","days":{"dates":["02-29"]}}""", ""),
            ("monday", """{"kind":"time","at":"08:00","days":{"weekdays":["mon"]}}""", ""), ("sunset", """{"kind":"sun","event":"sunset"}""", ""), ("sunrise", """{"kind":"sun","event":"sunrise"}""", ""),
            ("night", """{"kind":"interval","every":"00:30:00"}""", """{"kind":"time","after":"22:30","before":"05:30"}"""),
        ])
        {
            starts[name] = [];
            var live = new LiveRule(home.Rules, new KeptRule(RuleId.FromName(name), StillHome.Rule($$"""{"name":"{{name}}","when":[{{when}}],"if":[{{only}}],"then":[{"kind":"stop"}]}"""), true, 0, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));
            home.Rules.Put(live);
            live.Wire(turn);
        }
        while (home.Wakes.NextMs < untilMs)
        {
            turn.Begin(home.Wakes.NextMs);
            home.Wakes.Run(turn);
            foreach (var fact in turn.Facts)
                if (fact.Kind is FactKind.RuleTrace && ActivityDetail.Read(fact).Trace is { End: RunEnd.Stopped }) starts[fact.Subject].Add(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(fact.AtMs), local));
            turn.Clear();
        }
        return starts;

        long Ms(string day) => new DateTimeOffset(DateTime.Parse(day, CultureInfo.InvariantCulture), local.GetUtcOffset(DateTime.Parse(day, CultureInfo.InvariantCulture))).ToUnixTimeMilliseconds();
    }
}
