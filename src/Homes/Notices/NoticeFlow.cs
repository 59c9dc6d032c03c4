using Kith.Homes.Actor;
using Kith.Homes.Energy;
using Kith.Homes.Feed;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Notices;

/// <summary>How a notice reaches people: kept in the home, shown by the live feed, and laid in the outbox for what goes further; all in one commit.</summary>
internal static class NoticeFlow
{
    /// <summary>In characters; so that a notice in one language fits into one push message of 4 kB.</summary>
    private const int LongestTitle = 150, LongestText = 500;

    /// <summary>For rules, alarms and dangers, in the home's own loop. False when nobody is to hear of it, or too much was told this minute already.</summary>
    internal static bool Tell(Turn turn, NoticeDraft draft)
    {
        var home = turn.Home;
        var wall = TimeOnly.FromDateTime(Calendar.Local(TimeZoneInfo.FindSystemTimeZoneById(home.Record.TimeZone), turn.NowMs));
        var ways = home.People.Values.Where(person => Hears(home, person, draft, turn.Now))
            .Select(person => (person.Id, Channels: home.Board.Settings.GetValueOrDefault(person.Id, NoticeSettings.Untouched).For(draft, wall)))
            .Where(way => way.Channels.Count > 0).ToList();
        // Dangers are never too many: each device tells of its own once in a while only (Dangers).
        if (ways.Count == 0 || (draft.Kind is not (NoticeKind.Danger or NoticeKind.Alarm) && !home.Board.HasRoom(turn.NowMs, home.Options.NoticesPerMinute))) return false;
        List<PersonId> to = [.. ways.Where(way => way.Channels.Contains(NoticeChannel.App)).Select(way => way.Id)];
        var notice = new Notice(NoticeId.New(), draft.Kind, draft.Level, Cut(draft.Title, LongestTitle), draft.Text is { } text ? Cut(text, LongestText) : null, draft.Device, draft.Rule, home.Board.Next(turn.Now), to, to);
        home.Board.Add(notice);
        turn.Record(HomeRecords.PutNotice, HomeRecords.Row(home.Id, notice));
        while (home.Board.Count > home.Options.NoticesKept)
        {
            turn.Record(HomeRecords.DropNotice, HomeRecords.Row(home.Id, home.Board.Oldest.Id.ToString()));
            home.Board.DropOldest();
        }
        foreach (var (person, channels) in ways)
            foreach (var channel in channels)
                if (channel is not NoticeChannel.App) turn.Send(notice, person, channel);
        turn.Told(notice);
        return true;
    }

    private static LocalText Cut(LocalText text, int most) => new(Cut(text.En, most), Cut(text.Zh, most));

    private static string Cut(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, most - 1), "…");

    /// <summary>Only who can sign in and may see what it is about.</summary>
    private static bool Hears(Home home, Person person, NoticeDraft draft, DateTimeOffset now)
    {
        if (person.Account is null || draft.To?.Contains(person.Id) == false || draft.Roles?.Contains(person.Role) == false) return false;
        var asker = new Asker(new Caller(person.Account, Scopes.All, "notices"), person, now);
        var sees = draft.Device is { } device && home.Twins.TryGetValue(device, out var twin)
            ? Rights.Check(asker, Deed.See, twin.Device.Room)
            : Rights.Check(asker, Deed.Enter);
        return sees is null && (draft.Kind is not NoticeKind.People || !Visibility.IsLimited(asker));
    }
}
