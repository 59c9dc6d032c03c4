using Kith.Homes.Notices;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Homes.Tests.Notices;

/// <summary>What people are told: who hears it, how it is read, what is kept, and what waits to leave the house.</summary>
public sealed class NoticeTests : IAsyncLifetime
{
    private static readonly LocalText Door = new("The garage is open", "车库门开着");

    private TestHomes _test = null!;

    public async Task InitializeAsync() => _test = await TestHomes.StartAsync(new HomesOptions { NoticesKept = 5, NoticesPerMinute = 12 });

    public async Task DisposeAsync() => await _test.DisposeAsync();

    [Fact]
    public async Task A_notice_is_kept_counted_and_read_by_each_for_themselves()
    {
        var ben = await _test.AddPersonAsync(new PersonDraft("Ben", Role.Adult));
        var (anns, bens) = (await _test.FollowAsync(_test.Owner), await _test.FollowAsync(ben));

        await TellAsync(new NoticeDraft(NoticeKind.Rule, NoticeLevel.Important, Door, Rule: "garage"));
        var (annHears, benHears) = (await TestHomes.NextAsync(anns), await TestHomes.NextAsync(bens));
        var mine = Assert.Single(await NoticesAsync(ben));
        await _test.Host.ReadNoticeAsync(_test.Home, ben, mine.Id);
        var afterwards = await TestHomes.NextAsync(bens);
        await _test.RestartAsync();

        Assert.Equal((1, "garage", Door), (annHears.Unread, annHears.Notices!.Single().Rule, benHears.Notices!.Single().Title));
        Assert.Equal((false, 0), (mine.Read, afterwards.Unread));
        Assert.Null((await TestHomes.NextAsync(anns)).Unread);
        Assert.Equal((true, false), ((await NoticesAsync(ben)).Single().Read, (await NoticesAsync(_test.Owner)).Single().Read));
        Assert.Equal((0, 1), ((await _test.Host.SnapshotAsync(_test.Home, ben)).Value.Unread, (await _test.Host.SnapshotAsync(_test.Home, _test.Owner)).Value.Unread));
    }

    [Fact]
    public async Task A_notice_about_a_device_is_for_those_who_may_see_its_room()
    {
        var (nursery, office) = ((await _test.Host.AddRoomAsync(_test.Home, _test.Owner, "Nursery")).Value.Id, (await _test.Host.AddRoomAsync(_test.Home, _test.Owner, "Office")).Value.Id);
        var guest = await _test.AddPersonAsync(new PersonDraft("Gus", Role.Guest, Rooms: [nursery]));
        var over = await _test.AddPersonAsync(new PersonDraft("Old", Role.Guest, Until: _test.Time.GetUtcNow().AddMinutes(1)));
        var (theirs, other) = (await _test.AddAsync(TestHomes.LampSpec(), "Lamp", nursery), await _test.AddAsync(TestHomes.LampSpec(), "Safe", office));
        _test.Time.Advance(TimeSpan.FromMinutes(2));

        await TellAsync(new NoticeDraft(NoticeKind.Device, NoticeLevel.Critical, LocalText.Same("lamp"), Device: theirs));
        await TellAsync(new NoticeDraft(NoticeKind.Device, NoticeLevel.Critical, LocalText.Same("safe"), Device: other));
        await TellAsync(new NoticeDraft(NoticeKind.People, NoticeLevel.Critical, LocalText.Same("Ann left")));

        Assert.Equal(["lamp"], (await NoticesAsync(guest)).Select(notice => notice.Title.En));
        Assert.Equal(["Ann left", "safe", "lamp"], (await NoticesAsync(_test.Owner)).Select(notice => notice.Title.En));
        Assert.Equal(ErrorCodes.RightMissing, (await _test.Host.NoticesAsync(_test.Home, over)).Fault!.Error);
        var hidden = (await NoticesAsync(_test.Owner)).Single(notice => notice.Title.En == "safe");
        Assert.Equal(ErrorCodes.NotFound, (await _test.Host.ReadNoticeAsync(_test.Home, guest, hidden.Id)).Fault!.Error);
    }

    [Fact]
    public async Task What_waits_to_leave_the_house_follows_the_matrix_and_survives_a_restart()
    {
        var ann = (await _test.Host.HomeAsync(_test.Home, _test.Owner)).Value.Me!.Value;
        await ChooseAsync(new() { [NoticeKind.Rule] = [NoticeChannel.Push], [NoticeKind.Device] = [] });

        Assert.True(await TellAsync(new NoticeDraft(NoticeKind.Rule, NoticeLevel.Info, Door)));
        Assert.False(await TellAsync(new NoticeDraft(NoticeKind.Device, NoticeLevel.Important, Door)));
        Assert.True(await TellAsync(new NoticeDraft(NoticeKind.Device, NoticeLevel.Critical, Door)));
        await _test.RestartAsync();
        var due = await _test.Host.DueAsync(10);

        Assert.Equal(
            [(NoticeKind.Rule, NoticeChannel.Push), (NoticeKind.Device, NoticeChannel.Push), (NoticeKind.Device, NoticeChannel.Webhook)],
            due.OrderBy(one => one.Notice.At).ThenBy(one => one.Channel).Select(one => (one.Notice.Kind, one.Channel)));
        Assert.All(due, one => Assert.Equal((ann, _test.Home, 0), (one.Person, one.Home, one.Tries)));
        Assert.Single(await NoticesAsync(_test.Owner));

        await _test.Host.SettleAsync(due[0]);
        await _test.Host.PutOffAsync(due[1], TimeSpan.FromMinutes(5));
        Assert.Single(await _test.Host.DueAsync(10));
        _test.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal([0, 1], (await _test.Host.DueAsync(10)).Select(one => one.Tries).Order());
    }

    [Fact]
    public async Task Only_the_last_notices_are_kept_and_a_rule_that_runs_wild_is_stopped()
    {
        for (var number = 1; number <= 12; number++) Assert.True(await TellAsync(new NoticeDraft(NoticeKind.Rule, NoticeLevel.Info, LocalText.Same($"{number}"))));

        Assert.Equal(["12", "11", "10", "9", "8"], (await NoticesAsync(_test.Owner)).Select(notice => notice.Title.En));
        Assert.False(await TellAsync(new NoticeDraft(NoticeKind.Rule, NoticeLevel.Critical, LocalText.Same("13"))));
        _test.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await TellAsync(new NoticeDraft(NoticeKind.Rule, NoticeLevel.Info, LocalText.Same("14"))));
        await _test.RestartAsync();
        Assert.Equal(["14", "12", "11", "10", "9"], (await NoticesAsync(_test.Owner)).Select(notice => notice.Title.En));
    }

    [Fact]
    public async Task Who_leaves_the_home_is_told_nothing_more_and_nothing_of_theirs_waits()
    {
        var ben = await _test.AddPersonAsync(new PersonDraft("Ben", Role.Adult));
        var id = (await _test.Host.HomeAsync(_test.Home, ben)).Value.Me!.Value;
        await _test.Host.ChangeNoticeSettingsAsync(_test.Home, ben, new NoticeSettings());
        await TellAsync(new NoticeDraft(NoticeKind.Rule, NoticeLevel.Critical, Door, To: [id]));

        await _test.Host.RemovePersonAsync(_test.Home, _test.Owner, id);

        Assert.False(await TellAsync(new NoticeDraft(NoticeKind.Rule, NoticeLevel.Critical, Door, To: [id])));
        Assert.Empty(await _test.Host.DueAsync(10));
        Assert.Null(await _test.Host.NextDueAsync());
    }

    private ValueTask<bool> TellAsync(NoticeDraft draft) => TellAsync(_test, draft);

    internal static async ValueTask<bool> TellAsync(TestHomes test, NoticeDraft draft) =>
        (await test.Host.AskAsync<bool>(test.Home, TestHomes.House, (_, turn, _) => NoticeFlow.Tell(turn, draft))).Value;

    private async Task<IReadOnlyList<NoticeView>> NoticesAsync(Caller caller) => (await _test.Host.NoticesAsync(_test.Home, caller)).Value;

    private async Task ChooseAsync(Dictionary<NoticeKind, IReadOnlyList<NoticeChannel>> channels) =>
        Assert.True((await _test.Host.ChangeNoticeSettingsAsync(_test.Home, _test.Owner, new NoticeSettings(channels))).Ok);
}
