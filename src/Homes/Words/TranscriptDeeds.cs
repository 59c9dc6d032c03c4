using Dapper;
using Kith.Homes.Notices;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Words;

/// <summary>One thing that was said to the home, and what it answered. Never any sound.</summary>
public sealed record TranscriptLine(long Id, DateTimeOffset At, string Text, string Say, string Outcome);

/// <summary>What a person said to the home, for themselves alone, for 30 days or until they delete it.</summary>
public static class TranscriptDeeds
{
    /// <summary>How long it is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    internal const string DropPerson = "DELETE FROM transcript WHERE home = @Home AND person = @Id";

    /// <summary>Keeps one turn, and lets go of those that are too old.</summary>
    public static async ValueTask<Fault?> KeepTranscriptAsync(this HomeHost homes, HomeId home, Caller caller, string text, string say, string outcome) =>
        (await homes.AskAsync<bool>(home, caller, (its, turn, asker) =>
        {
            if (asker.Person is not { } person) return new Fault(ErrorCodes.RightMissing, "the house itself says nothing");
            turn.Record("INSERT INTO transcript(home, person, at, text, say, outcome) VALUES(@Home, @Person, @At, @Text, @Say, @Outcome)",
                new { Home = its.Id.ToString(), Person = person.Id.ToString(), At = turn.NowMs, Text = text, Say = say, Outcome = outcome });
            turn.Record("DELETE FROM transcript WHERE home = @Home AND at < @Before", new { Home = its.Id.ToString(), Before = turn.NowMs - (long)Kept.TotalMilliseconds });
            return true;
        })).Fault;

    /// <summary>The caller's own, newest first.</summary>
    public static async ValueTask<Result<IReadOnlyList<TranscriptLine>>> TranscriptsAsync(this HomeHost homes, HomeId home, Caller caller)
    {
        var me = await homes.AskAsync<(PersonId Person, long From)>(home, caller, (_, turn, asker) =>
            Rights.Check(asker, Deed.Enter) is { } denied ? denied
            : asker.Person is { } person ? (person.Id, turn.NowMs - (long)Kept.TotalMilliseconds) : new Fault(ErrorCodes.RightMissing, "the house itself says nothing"));
        if (me.Fault is { } fault) return fault;
        return await homes.Ledger.ReadAsync(connection => connection.Query<(long Id, long At, string Text, string Say, string Outcome)>(
                "SELECT id, at, text, say, outcome FROM transcript WHERE home = @Home AND person = @Person AND at >= @From ORDER BY id DESC",
                new { Home = home.ToString(), Person = me.Value.Person.ToString(), me.Value.From })
            .Select(row => new TranscriptLine(row.Id, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Text, row.Say, row.Outcome)).ToList());
    }

    /// <summary>Forgets all that the caller said.</summary>
    public static async ValueTask<Fault?> ForgetTranscriptsAsync(this HomeHost homes, HomeId home, Caller caller) =>
        (await homes.AskAsync<bool>(home, caller, (its, turn, asker) =>
        {
            if (asker.Person is not { } person) return new Fault(ErrorCodes.RightMissing, "the house itself says nothing");
            turn.Record("DELETE FROM transcript WHERE home = @Home AND person = @Person", new { Home = its.Id.ToString(), Person = person.Id.ToString() });
            return true;
        })).Fault;

    /// <summary>Tells everybody of the home something that one of them said.</summary>
    public static async ValueTask<Fault?> BroadcastAsync(this HomeHost homes, HomeId home, Caller caller, string text) =>
        (await homes.AskAsync<bool>(home, caller, (_, turn, asker) =>
        {
            if (Rights.CheckScope(asker, Deed.Control) is { } denied) return denied;
            if (asker.Person is not { } person) return new Fault(ErrorCodes.RightMissing, "the house itself says nothing");
            return NoticeFlow.Tell(turn, new NoticeDraft(NoticeKind.House, NoticeLevel.Important, LocalText.Same(text), LocalText.Same(person.Name)))
                ? true : new Fault(ErrorCodes.RateLimited, "nobody could be told, or too much was told this minute already");
        })).Fault;
}
