using Kith.Homes.Notices;
using Kith.Model.Values;

namespace Kith.Homes.Tests.Notices;

/// <summary>Quiet hours go by the clock on the home's wall, also in the nights in which that clock is changed.</summary>
public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("22:00", "07:00", "21:59", false)]
    [InlineData("22:00", "07:00", "22:00", true)]
    [InlineData("22:00", "07:00", "00:00", true)]
    [InlineData("22:00", "07:00", "06:59", true)]
    [InlineData("22:00", "07:00", "07:00", false)]
    [InlineData("13:00", "15:00", "14:00", true)]
    [InlineData("13:00", "15:00", "02:00", false)]
    [InlineData("00:00", "00:00", "12:00", true)]
    public void They_begin_and_end_on_the_minute_and_go_over_midnight(string from, string until, string at, bool quiet) =>
        Assert.Equal(quiet, new QuietHours(from, until).Holds(TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2:00", "07:00", "quiet.from")]
    [InlineData("22:00", "24:00", "quiet.until")]
    [InlineData("22:00", "", "quiet.until")]
    public void A_time_that_is_none_is_refused(string from, string until, string field) => Assert.Equal(field, new NoticeSettings(Quiet: new QuietHours(from, until)).Check()!.Field);

    // Berlin's clocks go from 02:00 to 03:00 on 2027-03-28 at 01:00 UTC, and from 03:00 back to 02:00 on 2027-10-31 at 01:00 UTC.
    // Lord Howe's go by half an hour: from 02:00 back to 01:30 on 2027-04-03 at 15:00 UTC.
    [Theory]
    [InlineData("Europe/Berlin", "02:30", "03:30", "2027-03-28T00:45:00Z", false)]
    [InlineData("Europe/Berlin", "02:30", "03:30", "2027-03-28T01:15:00Z", true)]
    [InlineData("Europe/Berlin", "02:30", "03:30", "2027-03-28T01:45:00Z", false)]
    [InlineData("Europe/Berlin", "02:00", "03:00", "2027-10-31T00:30:00Z", true)]
    [InlineData("Europe/Berlin", "02:00", "03:00", "2027-10-31T01:30:00Z", true)]
    [InlineData("Europe/Berlin", "02:00", "03:00", "2027-10-31T02:00:00Z", false)]
    [InlineData("Australia/Lord_Howe", "22:00", "01:45", "2027-04-03T14:40:00Z", true)]
    [InlineData("Australia/Lord_Howe", "22:00", "01:45", "2027-04-03T14:50:00Z", false)]
    [InlineData("Australia/Lord_Howe", "22:00", "01:45", "2027-04-03T15:10:00Z", true)]
    [InlineData("Asia/Shanghai", "22:00", "07:00", "2027-06-01T23:30:00Z", false)]
    public async Task Nothing_but_what_is_critical_rings_then(string zone, string from, string until, string at, bool quiet)
    {
        await using var test = await TestHomes.StartAsync();
        await test.Host.ChangeHomeAsync(test.Home, test.Owner, null, zone);
        await test.Host.ChangeNoticeSettingsAsync(test.Home, test.Owner, new NoticeSettings(Quiet: new QuietHours(from, until)));
        test.Time.Advance(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture) - test.Time.GetUtcNow());

        await NoticeTests.TellAsync(test, new NoticeDraft(NoticeKind.Rule, NoticeLevel.Important, LocalText.Same("The wash is done")));
        var rang = (await test.Host.DueAsync(10)).Count;
        await NoticeTests.TellAsync(test, new NoticeDraft(NoticeKind.Danger, NoticeLevel.Critical, LocalText.Same("Smoke")));

        Assert.Equal(quiet ? 0 : 2, rang);
        Assert.Equal(rang + 2, (await test.Host.DueAsync(10)).Count);
        // What did not ring is found in the app all the same.
        Assert.Equal(2, (await test.Host.NoticesAsync(test.Home, test.Owner)).Value.Count);
    }
}
