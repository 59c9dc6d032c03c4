using Kith.Homes.Actor;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Notices;

/// <summary>What people do with what they were told. Everybody reaches their own only.</summary>
public static class NoticeDeeds
{
    /// <summary>The caller's notices, newest first.</summary>
    public static ValueTask<Result<IReadOnlyList<NoticeView>>> NoticesAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<IReadOnlyList<NoticeView>>(home, caller, (its, _, asker) => Me(asker) is var me && me.Fault is { } denied
            ? denied
            : its.Board.NewestFirst.Where(notice => notice.To.Contains(me.Value)).Select(notice => NoticeView.Of(notice, me.Value)).ToList());

    /// <summary>The caller has looked at one.</summary>
    public static ValueTask<Result<NoticeView>> ReadNoticeAsync(this HomeHost homes, HomeId home, Caller caller, NoticeId id) =>
        homes.AskAsync<NoticeView>(home, caller, (its, turn, asker) =>
        {
            var me = Me(asker);
            if (me.Fault is { } denied) return denied;
            if (its.Board.Find(id) is not { } notice || !notice.To.Contains(me.Value)) return new Fault(ErrorCodes.NotFound, $"there is no notice {id}");
            Read(its, turn, me.Value, [notice]);
            return NoticeView.Of(its.Board.Find(id)!, me.Value);
        });

    /// <summary>The caller has looked at all of them; how many were new.</summary>
    public static ValueTask<Result<int>> ReadNoticesAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<int>(home, caller, (its, turn, asker) =>
        {
            var me = Me(asker);
            return me.Fault is { } denied ? denied : Read(its, turn, me.Value, [.. its.Board.NewestFirst]);
        });

    /// <summary>How many of a person's notices are new; 0 where there is no such home or person any more.</summary>
    public static async ValueTask<int> UnreadAsync(this HomeHost homes, HomeId home, PersonId person) =>
        await homes.AskAsync<int>(home, Caller.House("notices"), (its, _, _) => its.Board.UnreadOf(person)) is { Ok: true } unread ? unread.Value : 0;

    /// <summary>How the caller wants to hear of what.</summary>
    public static ValueTask<Result<NoticeSettings>> NoticeSettingsAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<NoticeSettings>(home, caller, (its, _, asker) => Me(asker) is var me && me.Fault is { } denied
            ? denied
            : its.Board.Settings.GetValueOrDefault(me.Value, NoticeSettings.Untouched).Whole);

    /// <summary>Replaces the caller's wishes; kinds that are not named are as at first.</summary>
    public static ValueTask<Result<NoticeSettings>> ChangeNoticeSettingsAsync(this HomeHost homes, HomeId home, Caller caller, NoticeSettings wished) =>
        homes.AskAsync<NoticeSettings>(home, caller, (its, turn, asker) =>
        {
            var me = Me(asker);
            if ((me.Fault ?? wished.Check()) is { } fault) return fault;
            its.Board.Settings[me.Value] = wished;
            turn.Record(HomeRecords.PutNoticeSettings, HomeRecords.Row(its.Id, me.Value, wished));
            return wished.Whole;
        });

    /// <summary>Sends the caller a notice by all ways, to see that they work.</summary>
    public static ValueTask<Result<bool>> TestNoticeAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<bool>(home, caller, (its, turn, asker) =>
        {
            var me = Me(asker);
            if (me.Fault is { } denied) return denied;
            var draft = new NoticeDraft(NoticeKind.House, NoticeLevel.Info, NoticeWords.Test, NoticeWords.TestText, To: [me.Value], Everywhere: true);
            return NoticeFlow.Tell(turn, draft) ? true : new Fault(ErrorCodes.RateLimited, $"{its.Options.NoticesPerMinute} notices were told this minute already");
        });

    private static Result<PersonId> Me(Asker asker) =>
        Rights.Check(asker, Deed.Enter) is { } denied ? denied
        : asker.Person is { } person ? person.Id
        : new Fault(ErrorCodes.RightMissing, "the house itself is told nothing");

    private static int Read(Home home, Turn turn, PersonId me, IReadOnlyList<Notice> notices)
    {
        var read = 0;
        foreach (var notice in notices.Where(notice => notice.Unread.Contains(me)))
        {
            var kept = notice with { Unread = [.. notice.Unread.Where(person => person != me)] };
            home.Board.Replace(kept);
            turn.Record(HomeRecords.PutNotice, HomeRecords.Row(home.Id, kept));
            read++;
        }
        if (read > 0) turn.HasRead(me);
        return read;
    }
}
