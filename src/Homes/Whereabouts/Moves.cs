using Kith.Homes.Activity;
using Kith.Homes.Actor;
using Kith.Homes.Notices;
using Kith.Homes.People;
using Kith.Ledger.Facts;
using Kith.Model.Commands;
using Kith.Model.Ids;

namespace Kith.Homes.Whereabouts;

/// <summary>
/// How people come and leave. Coming counts at once; leaving only when they were not back after the home's time for it (<see cref="HomeRecord.LeaveAfter"/>), because
/// a phone loses its network on the stairs. What waits to count is a record, and is waited for again after a restart.
/// </summary>
internal static class Moves
{
    internal static void Come(Turn turn, Person person, Cause cause)
    {
        var home = turn.Home;
        var before = Of(home, person.Id);
        if (before is { At: Place.Home, Left: null }) return;
        if (before.At is Place.Home)
        {
            Keep(turn, person.Id, before with { Left = null });
            return;
        }
        var isFirst = !home.Whereabouts.Values.Any(other => other.At is Place.Home);
        Move(turn, person, new PersonAt(Place.Home, turn.Now), cause, "came");
        turn.Happened(new PersonCame(person));
        if (isFirst) turn.Happened(new FirstCame(person));
        Tell(turn, person, came: true);
    }

    internal static void Leave(Turn turn, Person person, Cause cause)
    {
        var before = Of(turn.Home, person.Id);
        if (before.At is Place.Away || before.Left is not null) return;
        if (before.At is Place.Unknown)
        {
            Move(turn, person, new PersonAt(Place.Away, turn.Now), cause, "left");
            return;
        }
        Keep(turn, person.Id, before with { Left = turn.Now });
        Await(turn.Home, person.Id, turn.Now);
    }

    /// <summary>How long after somebody left it counts.</summary>
    internal static TimeSpan After(Home home) => home.Record.LeaveAfter ?? home.Options.LeaveAfter;

    /// <summary>Waits for a leaving to count: when it is said, and again when its home is loaded or says another time for it.</summary>
    internal static void Await(Home home, PersonId id, DateTimeOffset left) => home.Wakes.At(CountsAtMs(home, left), turn => Count(turn, id, left));

    /// <summary>The home says another time: those who are about to have left count by it.</summary>
    internal static void AwaitAnew(Home home)
    {
        foreach (var (id, at) in home.Whereabouts)
            if (at.Left is { } left) Await(home, id, left);
    }

    private static long CountsAtMs(Home home, DateTimeOffset left) => (left + After(home)).ToUnixTimeMilliseconds();

    /// <summary>As it counted then, when the past is played: nobody waits again.</summary>
    internal static void Replay(Turn turn, Person person, bool came)
    {
        var others = turn.Home.Whereabouts.Where(row => row.Key != person.Id).Any(row => row.Value.At is Place.Home);
        turn.Home.Whereabouts[person.Id] = new PersonAt(came ? Place.Home : Place.Away, turn.Now);
        turn.Happened(came ? new PersonCame(person) : new PersonLeft(person));
        if (!others) turn.Happened(came ? new FirstCame(person) : new EverybodyLeft(person));
    }

    internal static PersonAt Of(Home home, PersonId id) => home.Whereabouts.GetValueOrDefault(id, PersonAt.Nowhere);

    private static void Count(Turn turn, PersonId id, DateTimeOffset left)
    {
        var home = turn.Home;
        // Came back meanwhile, said again that they leave, or the home gives them longer: then another wake counts.
        if (Of(home, id).Left != left || turn.NowMs < CountsAtMs(home, left) || !home.People.TryGetValue(id, out var person)) return;
        Move(turn, person, new PersonAt(Place.Away, left), new Cause(CauseKind.Person, id.ToString(), person.Name, "presence"), "left");
        turn.Happened(new PersonLeft(person));
        if (!home.Whereabouts.Values.Any(other => other.At is Place.Home)) turn.Happened(new EverybodyLeft(person));
        Tell(turn, person, came: false);
    }

    private static void Move(Turn turn, Person person, PersonAt at, Cause cause, string said)
    {
        Keep(turn, person.Id, at);
        // Where somebody is tells of them, whoever reported it: so the line is theirs.
        turn.Fact(FactKind.Whereabouts, "", person.Id.ToString(), ActivityDetail.Of(cause, new Said(said, person.Name)) with { Person = person.Id.ToString() });
        turn.Moved(new PersonMove(person.Id, at.At, at.Since));
    }

    private static void Keep(Turn turn, PersonId id, PersonAt at)
    {
        turn.Home.Whereabouts[id] = at;
        turn.Record(HomeRecords.PutWhereabouts, HomeRecords.Row(turn.Home.Id, id, at));
    }

    private static void Tell(Turn turn, Person person, bool came) => NoticeFlow.Tell(turn, new NoticeDraft(
        NoticeKind.People, NoticeLevel.Info, came ? NoticeWords.Came(person.Name) : NoticeWords.Left(person.Name),
        To: [.. turn.Home.People.Keys.Where(other => other != person.Id)]));
}
