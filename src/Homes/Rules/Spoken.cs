using System.Text.Json.Serialization;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules;

/// <summary>What somebody meant by words that became a rule.</summary>
[JsonConverter(typeof(CamelEnum<SpokenKind>))]
public enum SpokenKind : byte
{
    /// <summary>A command for later, or one that is taken back by itself.</summary>
    Later,
    Timer,
    Alarm,
    Reminder,
}

/// <summary>That a rule was asked for in words: of whom, and that it goes when it has run.</summary>
/// <param name="By">Whose it is: they alone find it again.</param>
/// <param name="Phrase">The words.</param>
/// <param name="Once">It is removed at the end of its first run.</param>
/// <param name="Due">When its wait is over; null for one that waits for something else.</param>
/// <param name="Seconds">What a timer was set to.</param>
/// <param name="Left">Seconds that a paused timer has left; null while it runs.</param>
/// <param name="Name">What a timer or reminder is called.</param>
public sealed record Spoken(SpokenKind Kind, PersonId By, string Phrase, bool Once, DateTimeOffset? Due = null, double? Seconds = null, double? Left = null, string? Name = null)
{
    /// <summary>Nobody else's business: not among the rules of the home.</summary>
    internal bool IsPersonal => Kind is not SpokenKind.Later;
}

/// <summary>A rule that somebody asked for in words, as they find it again.</summary>
public sealed record SpokenView(RuleId Id, Spoken Spoken);

/// <summary>Rules that are asked for in words, each with the rights of who asks: what everybody may do now they may do later too.</summary>
public static class SpokenDeeds
{
    /// <summary>What one person may have waiting at a time.</summary>
    private const int Most = 100;

    /// <summary>Adds a rule; one without a trigger runs from now on, unless its timer is paused.</summary>
    public static ValueTask<Result<SpokenView>> AddSpokenAsync(this HomeHost homes, HomeId home, Caller caller, Rule rule, Spoken spoken) =>
        homes.AskAsync<SpokenView>(home, caller, (its, turn, asker) =>
        {
            if (Me(asker, Scopes.Control) is var me && me.Fault is { } denied) return denied;
            var check = RulePlan.Of(its, rule).Check;
            if (check.Problems.Find(problem => problem.IsWarning != true) is { } problem) return new Fault(ErrorCodes.RuleInvalid, problem.Detail, problem.Path);
            if (RuleDeeds.Risky(asker, check) is { } risky) return risky;
            if (its.Rules.Count >= RuleLimits.Rules || Of(its, me.Value).Count >= Most) return new Fault(ErrorCodes.LimitReached, $"at most {Most} things wait for one person");
            var kept = new KeptRule(Names.Free(rule.Name, RuleId.FromName, id => its.Rules.Find(id) is not null), rule, true, its.Rules.Count == 0 ? 0 : its.Rules.All.Max(other => other.Kept.Order) + 1, turn.Now, turn.Now, Spoken: spoken with { By = me.Value });
            var live = new LiveRule(its.Rules, kept);
            its.Rules.Put(live);
            its.Rules.Keep(turn, kept);
            live.Wire(turn);
            turn.Changed(kept.Id);
            if (rule.When.Count == 0 && spoken.Left is null) live.RunNow(turn, asker.Person!.Name);
            return new SpokenView(kept.Id, kept.Spoken!);
        });

    /// <summary>What waits for the caller, the first to be due first.</summary>
    public static ValueTask<Result<IReadOnlyList<SpokenView>>> SpokenAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<IReadOnlyList<SpokenView>>(home, caller, (its, _, asker) => Me(asker, Scopes.Read) is var me && me.Fault is { } denied ? denied
            : Of(its, me.Value).ConvertAll(rule => new SpokenView(rule.Kept.Id, rule.Kept.Spoken!)));

    /// <summary>Drops one of the caller's; gives what it was, to make another of it.</summary>
    public static ValueTask<Result<Rule>> DropSpokenAsync(this HomeHost homes, HomeId home, Caller caller, RuleId id) =>
        homes.AskAsync<Rule>(home, caller, (its, turn, asker) =>
        {
            if (Me(asker, Scopes.Control) is var me && me.Fault is { } denied) return denied;
            if (its.Rules.Find(id) is not { } live || live.Kept.Spoken?.By != me.Value) return new Fault(ErrorCodes.NotFound, $"nothing of yours is called {id}");
            its.Rules.Remove(turn, live);
            return live.Kept.Rule;
        });

    private static List<LiveRule> Of(Home home, PersonId person) =>
        [.. home.Rules.All.Where(rule => rule.Kept.Spoken?.By == person).OrderBy(rule => rule.Kept.Spoken!.Due ?? DateTimeOffset.MaxValue).ThenBy(rule => rule.Kept.Order)];

    private static Result<PersonId> Me(Asker asker, Scopes scope) =>
        Rights.Check(asker, scope is Scopes.Read ? Deed.Enter : Deed.Control) is { } denied && denied.Error == ErrorCodes.ScopeMissing ? denied
        : Rights.Check(asker, Deed.Enter) is { } outside ? outside
        : asker.Person is { } person ? person.Id : new Fault(ErrorCodes.RightMissing, "the house itself says nothing");
}
