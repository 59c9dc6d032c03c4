using Kith.Homes.Activity;
using Kith.Homes.Actor;
using Kith.Homes.People;
using Kith.Ledger.Activity;
using Kith.Ledger.Facts;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules;

/// <summary>What people do with rules.</summary>
public static class RuleDeeds
{
    /// <summary>Words that stand for pages beside those of rules, so that no rule has them as its id.</summary>
    private static readonly string[] Pages = ["new", "ideas", "check", "dry-run"];

    /// <summary>The rules of a home, in their order; for its adults.</summary>
    public static ValueTask<Result<IReadOnlyList<RuleView>>> RulesAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<IReadOnlyList<RuleView>>(home, caller, (its, _, asker) => Denied(asker, Deed.SetMode) is { } denied
            ? denied
            : its.Rules.All.Where(rule => rule.Kept.Spoken is not { IsPersonal: true }).OrderBy(rule => rule.Kept.Order).Select(RuleView.Of).ToList());

    /// <summary>One rule.</summary>
    public static ValueTask<Result<RuleView>> RuleAsync(this HomeHost homes, HomeId home, Caller caller, RuleId id) =>
        homes.AskAsync<RuleView>(home, caller, (its, _, asker) =>
            Denied(asker, Deed.SetMode) is { } denied ? denied : its.Rules.Find(id) is { } rule ? RuleView.Of(rule) : Unknown(id));

    /// <summary>What is wrong with a document, without keeping it.</summary>
    public static ValueTask<Result<RuleVerdict>> CheckRuleAsync(this HomeHost homes, HomeId home, Caller caller, Rule rule, RuleId? id) =>
        homes.AskAsync<RuleVerdict>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            var (plan, check) = RulePlan.Of(its, rule);
            check.Problems.AddRange(RuleConflicts.Of(its, check, id));
            return new RuleVerdict(check.Problems, [.. plan.Watches.Where(watch => watch is { IsClock: true })
                .Select(watch => watch!.NextMs(its, turn.NowMs)).OfType<long>().Order().Select(DateTimeOffset.FromUnixTimeMilliseconds)]);
        });

    /// <summary>Adds a rule at the end; it acts at once unless it is added switched off.</summary>
    public static ValueTask<Result<RuleView>> AddRuleAsync(this HomeHost homes, HomeId home, Caller caller, Rule rule, bool enabled) =>
        homes.AskAsync<RuleView>(home, caller, (its, turn, asker) =>
        {
            if (Refusal(its, asker, rule) is { } refused) return refused;
            if (its.Rules.Count >= RuleLimits.Rules) return new Fault(ErrorCodes.LimitReached, $"a home has at most {RuleLimits.Rules} rules");
            return RuleView.Of(Add(its, turn, asker, rule, enabled));
        });

    /// <summary>Makes another of a rule. Runs of it end; what its triggers remembered is forgotten.</summary>
    public static ValueTask<Result<RuleView>> PutRuleAsync(this HomeHost homes, HomeId home, Caller caller, RuleId id, Rule rule) =>
        homes.AskAsync<RuleView>(home, caller, (its, turn, asker) =>
        {
            if (Refusal(its, asker, rule) is { } refused) return refused;
            if (its.Rules.Find(id) is not { } live) return Unknown(id);
            live.Change(turn, live.Kept with { Rule = rule with { Name = rule.Name.Trim() }, Changed = turn.Now, Halted = null });
            Tell(turn, asker, live, "changed");
            return RuleView.Of(live);
        });

    /// <summary>Switches a rule on or off, or moves it in the list; null leaves as it is. By any adult.</summary>
    public static ValueTask<Result<RuleView>> ChangeRuleAsync(this HomeHost homes, HomeId home, Caller caller, RuleId id, bool? enabled, int? order) =>
        homes.AskAsync<RuleView>(home, caller, (its, turn, asker) =>
        {
            if (Denied(asker, Deed.SetMode, Scopes.Manage) is { } denied) return denied;
            if (its.Rules.Find(id) is not { } live) return Unknown(id);
            if (order is { } place) live.Change(turn, live.Kept with { Order = place });
            if (enabled is { } on) live.Switch(turn, on, asker.Cause);
            return RuleView.Of(live);
        });

    /// <summary>Removes a rule; what it did stays in the activity.</summary>
    public static ValueTask<Result<bool>> RemoveRuleAsync(this HomeHost homes, HomeId home, Caller caller, RuleId id) =>
        homes.AskAsync<bool>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (its.Rules.Find(id) is not { } live) return Unknown(id);
            its.Rules.Remove(turn, live);
            Tell(turn, asker, live, "removed");
            return true;
        });

    /// <summary>Runs a rule now; its conditions are not asked.</summary>
    public static ValueTask<Result<RuleView>> RunRuleAsync(this HomeHost homes, HomeId home, Caller caller, RuleId id) =>
        homes.AskAsync<RuleView>(home, caller, (its, turn, asker) =>
        {
            if (Denied(asker, Deed.SetMode, Scopes.Control) is { } denied) return denied;
            if (its.Rules.Find(id) is not { } live) return Unknown(id);
            if (Risky(asker, live.Check) is { } risky) return risky;
            live.RunNow(turn, asker.Person?.Name ?? asker.Cause.Name);
            return RuleView.Of(live);
        });

    /// <summary>A program of the household calls: the rules that wait for it start.</summary>
    public static ValueTask<Result<bool>> CallHookAsync(this HomeHost homes, HomeId home, Caller caller, string name, IReadOnlyDictionary<string, Value> values) =>
        homes.AskAsync<bool>(home, caller, (its, turn, asker) =>
        {
            if (Denied(asker, Deed.SetMode, Scopes.Control) is { } denied) return denied;
            if (!its.Rules.All.Any(rule => rule.Kept.Enabled && rule.Kept.Rule.When.OfType<Triggers.WebhookTrigger>().Any(hook => hook.Name == name)))
                return new Fault(ErrorCodes.NotFound, $"no rule of this home waits for {name}");
            turn.Happened(new Triggers.HookCalled(name, values));
            return true;
        });

    /// <summary>What became of a rule's starts, newest first.</summary>
    public static async ValueTask<Result<RuleTraces>> TracesAsync(this HomeHost homes, HomeId home, Caller caller, RuleId id, long? before, int limit)
    {
        var now = await homes.AskAsync<(List<RuleTrace> Running, List<RuleTrace> Skipped)>(home, caller, (its, _, asker) =>
            Denied(asker, Deed.SetMode) is { } denied ? denied
            : its.Rules.Find(id) is { } live ? ([.. live.Runs.Select(run => run.Trace(null, RunEnd.Running))], [.. live.Skips.Reverse()])
            : Unknown(id));
        if (now.Fault is { } fault) return fault;
        var page = await homes.Ledger.ActivityAsync(home, new ActivityFilter
        {
            Before = before,
            Limit = Math.Clamp(limit, 1, ActivityFilter.MaxLimit),
            Kinds = new HashSet<FactKind> { FactKind.RuleTrace },
            Subject = id.ToString(),
        });
        return new RuleTraces([.. page.Facts.Select(fact => ActivityDetail.Read(fact).Trace).OfType<RuleTrace>()], now.Value.Running, now.Value.Skipped, page.Before);
    }

    /// <summary>One that nothing is wrong with.</summary>
    internal static LiveRule Add(Home its, Turn turn, Asker asker, Rule rule, bool enabled)
    {
        var order = its.Rules.Count == 0 ? 0 : its.Rules.All.Max(other => other.Kept.Order) + 1;
        var kept = new KeptRule(Names.Free(rule.Name, RuleId.FromName, id => Pages.Contains(id.ToString()) || its.Rules.Find(id) is not null), rule with { Name = rule.Name.Trim() }, enabled, order, turn.Now, turn.Now);
        var live = new LiveRule(its.Rules, kept);
        its.Rules.Put(live);
        its.Rules.Keep(turn, kept);
        live.Wire(turn);
        turn.Changed(kept.Id);
        Tell(turn, asker, live, "added");
        return live;
    }

    /// <summary>Whoever saves a rule must be allowed what it will do, and confirm what touches safety or privacy: it will do it without them.</summary>
    internal static Fault? Refusal(Home home, Asker asker, Rule rule)
    {
        if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
        var check = RulePlan.Of(home, rule).Check;
        if (check.Problems.Find(problem => problem.IsWarning != true) is { } problem)
            return new Fault(ErrorCodes.RuleInvalid, $"{problem.Path}: {problem.Detail}{(check.Problems.Count > 1 ? $" (and {check.Problems.Count - 1} more)" : "")}", problem.Path);
        return Risky(asker, check);
    }

    internal static Fault? Risky(Asker asker, RuleCheck check)
    {
        foreach (var (twin, risk) in check.Commands)
            if (Rights.Check(asker, Deed.Control, twin.Device.Room, risk) is { } denied) return denied;
        return null;
    }

    /// <summary>Rules tell how a home is lived in: whoever may say its mode may see and switch them. The credential needs the scope besides.</summary>
    internal static Fault? Denied(Asker asker, Deed deed, Scopes scope = Scopes.Read) =>
        Rights.Check(asker with { Caller = asker.Caller with { Scopes = Scopes.All } }, deed)
        ?? (asker.Caller.Scopes.HasFlag(scope) ? null : new Fault(ErrorCodes.ScopeMissing, $"this needs the scope {scope.ToString().ToLowerInvariant()}"));

    internal static void Tell(Turn turn, Asker asker, LiveRule rule, string what) =>
        turn.Fact(FactKind.Rule, "", rule.Kept.Id.ToString(), ActivityDetail.By(asker, new Said(what, rule.Kept.Rule.Name)));

    private static Fault Unknown(RuleId id) => new(ErrorCodes.NotFound, $"there is no rule {id} in this home");
}
