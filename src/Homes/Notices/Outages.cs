using Kith.Homes.Actor;
using Kith.Homes.People;
using Kith.Homes.Twins;
using Kith.Model.Specs;

namespace Kith.Homes.Notices;

/// <summary>Devices that are gone for so long that somebody should look. A router that fails takes forty with it: they are one notice.</summary>
internal static class Outages
{
    /// <summary>Those that went together come due together.</summary>
    private const long TogetherMs = 2 * 60_000;

    internal static void Changed(Turn turn, Twin twin, bool online)
    {
        if (online) turn.Home.Board.Outages.Remove(twin.Device.Id);
        else
        {
            turn.Home.Board.Outages[twin.Device.Id] = turn.NowMs + (long)turn.Home.Options.OutageAfter.TotalMilliseconds;
            Watch(turn.Home);
        }
    }

    private static void Watch(Home home)
    {
        var board = home.Board;
        if (board.OutageWatch is null && board.Outages.Count > 0) board.OutageWatch = home.Wakes.At(board.Outages.Values.Min(), Tell);
    }

    private static void Tell(Turn turn)
    {
        var home = turn.Home;
        home.Board.OutageWatch = null;
        var gone = new List<Twin>();
        foreach (var (id, _) in home.Board.Outages.Where(outage => outage.Value <= turn.NowMs + TogetherMs).ToList())
        {
            home.Board.Outages.Remove(id);
            if (home.Twins.TryGetValue(id, out var twin) && !twin.Online) gone.Add(twin);
        }
        gone.Sort((one, other) => string.CompareOrdinal(one.Device.Name, other.Device.Name));
        Watch(home);
        if (gone.Count == 0) return;
        var level = gone.Exists(Guards) ? NoticeLevel.Important : NoticeLevel.Info;
        NoticeFlow.Tell(turn, gone.Count == 1
            ? new NoticeDraft(NoticeKind.Device, level, NoticeWords.Gone(gone[0].Device.Name), Device: gone[0].Device.Id)
            // Names of devices stand in it, and so it is for those who may see every room.
            : new NoticeDraft(NoticeKind.Device, level, NoticeWords.Gone(gone.Count), NoticeWords.Names([.. gone.Select(twin => twin.Device.Name)]), To: [.. home.People.Values.Where(SeesAll).Select(person => person.Id)]));
    }

    private static bool SeesAll(Person person) => person.Rooms is null && Rights.LearnsOfPeople(person.Role);

    /// <summary>Without it nobody would hear of smoke or water.</summary>
    private static bool Guards(Twin twin) => twin.Spec.Properties.Any(property => property.Sensing is Sensing.Safety);
}
