using Kith.Homes.Activity;
using Kith.Homes.Actor;
using Kith.Homes.Modes;
using Kith.Homes.People;
using Kith.Homes.Twins;
using Kith.Homes.Whereabouts;
using Kith.Ledger.Activity;
using Kith.Ledger.Facts;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Rules;

/// <summary>What a rule would have done.</summary>
/// <param name="Runs">Its runs, oldest first, at most 200; every command counts as done, and changes nothing of what was.</param>
/// <param name="Left">Runs beyond those.</param>
/// <param name="Skipped">Starts that would have come to nothing, oldest first, at most 50: with what their conditions saw.</param>
/// <param name="SkippedLeft">Of those beyond.</param>
/// <param name="Facts">How many recorded facts it was shown.</param>
/// <param name="IsCut">There were more than can be looked at: only the first of them were.</param>
public sealed record DryRun(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<RuleTrace> Runs, int Left, IReadOnlyList<RuleTrace> Skipped, int SkippedLeft, int Facts, bool IsCut);

/// <summary>
/// Tries a rule on what really was: the facts of its devices, in their order, go through the very code that runs it, in a home that is a copy
/// and sends nothing.
/// </summary>
public static class RuleReplay
{
    /// <summary>Longest stretch looked at, and most facts of it; some 2 µs each.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    private const int MostFacts = 300_000, MostRuns = 200, MostSkipped = 50;

    private readonly record struct Past(long AtMs, Action<Turn> Apply);

    /// <summary>Tries a rule on the time from one moment to another, at most 31 days; what is still to come is left out.</summary>
    public static async ValueTask<Result<DryRun>> DryRunAsync(this HomeHost homes, HomeId home, Caller caller, Rule rule, DateTimeOffset from, DateTimeOffset to)
    {
        if (homes.Time.GetUtcNow() is var now && to > now) to = now;
        if (from >= to || to - from > Longest) return new Fault(ErrorCodes.RequestInvalid, $"from is before to, by at most {Longest.TotalDays:0} days", "from");
        var copied = await homes.AskAsync<Home>(home, caller, (its, turn, asker) =>
            Rights.Check(asker, Deed.Arrange) is { } denied ? denied : Copy(its, turn.Home.Options));
        if (copied.Fault is { } fault) return fault;
        var (copy, fromMs, toMs) = (copied.Value, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        var live = new LiveRule(copy.Rules, new KeptRule(RuleId.FromName("dry-run"), rule, Enabled: true, 0, from, from));
        if (live.Check.Problems.Find(problem => problem.IsWarning != true) is { } wrong) return new Fault(ErrorCodes.RuleInvalid, $"{wrong.Path}: {wrong.Detail}", wrong.Path);
        foreach (var device in live.Check.Devices) await FillAsync(homes, home, copy, device, fromMs);
        var (past, isCut) = await PastAsync(homes, home, copy, live.Check, fromMs, toMs);
        return Play(copy, live, past, from, to) with { Facts = past.Count, IsCut = isCut };
    }

    private static DryRun Play(Home copy, LiveRule live, List<Past> past, DateTimeOffset from, DateTimeOffset to)
    {
        var (runs, skipped, left, skippedLeft) = (new List<RuleTrace>(), new List<RuleTrace>(), 0, 0);
        copy.Rules.Heard = trace =>
        {
            var isSkip = trace.End is RunEnd.NotMet or RunEnd.Busy or RunEnd.TooOften or RunEnd.Late;
            if (isSkip && skipped.Count < MostSkipped) skipped.Add(trace);
            else if (isSkip) skippedLeft++;
            else if (runs.Count < MostRuns) runs.Add(trace);
            else left++;
        };
        var turn = new Turn(copy);
        turn.Begin(from.ToUnixTimeMilliseconds());
        copy.Rules.Put(live);
        live.Wire(turn);
        foreach (var (atMs, apply) in past)
        {
            Wake(atMs);
            turn.Begin(atMs);
            apply(turn);
            Consequences.Run(turn);
            turn.Clear();
        }
        Wake(to.ToUnixTimeMilliseconds());
        runs.AddRange(live.Runs.Select(run => run.Trace(null, RunEnd.Running)));
        return new DryRun(from, to, [.. runs.OrderBy(run => run.At)], left, skipped, skippedLeft, 0, false);

        void Wake(long untilMs)
        {
            while (copy.Wakes.NextMs <= untilMs)
            {
                turn.Begin(copy.Wakes.NextMs);
                copy.Wakes.Run(turn);
                turn.Clear();
            }
        }
    }

    /// <summary>The same people, devices and rules, of which nothing is known yet; the other rules stand still.</summary>
    private static Home Copy(Home home, HomesOptions options)
    {
        var copy = new Home(home.Record, options) { IsReplay = true };
        foreach (var (id, person) in home.People) copy.People[id] = person;
        foreach (var (id, room) in home.Rooms) copy.Rooms[id] = room;
        foreach (var (id, twin) in home.Twins) copy.Twins[id] = new Twin(twin.Device, twin.Spec) { Online = true };
        copy.Rules.Know(home.Rules.All.Select(rule => rule.Kept));
        return copy;
    }

    private static async ValueTask FillAsync(HomeHost homes, HomeId home, Home copy, DeviceId device, long atMs)
    {
        if (!copy.Twins.TryGetValue(device, out var twin)) return;
        foreach (var past in (await homes.Ledger.AtAsync(home, device.ToString(), null, atMs - 1)).Values)
            if (twin.Spec.FindProperty(past.Property) is { } property) twin[property] = new Known(past.Point.Value, new Moment(past.Point.AtMs, ByDevice: false));
    }

    private static async ValueTask<(List<Past> Past, bool IsCut)> PastAsync(HomeHost homes, HomeId home, Home copy, RuleCheck check, long fromMs, long toMs)
    {
        var past = new List<Past>();
        foreach (var read in check.Reads)
        {
            if (!copy.Twins.TryGetValue(read.Device, out var twin) || twin.Spec.FindProperty(read.Address) is not { } property) continue;
            await foreach (var point in homes.Ledger.PointsAsync(home, read.Device.ToString(), read.Address, fromMs, toMs))
            {
                if (past.Count >= MostFacts) break;
                past.Add(new Past(point.AtMs, Report(twin, property, point.Value)));
            }
        }
        var filter = new ActivityFilter { Kinds = new HashSet<FactKind> { FactKind.Event, FactKind.Presence, FactKind.Home, FactKind.Whereabouts }, FromMs = fromMs, ToMs = toMs, Limit = ActivityFilter.MaxLimit };
        for (ActivityPage? page = null; page is not { Before: null } && past.Count < MostFacts;)
        {
            page = await homes.Ledger.ActivityAsync(home, filter with { Before = page?.Before });
            foreach (var fact in page.Facts)
                if (Happened(copy, check, fact) is { } apply) past.Add(new Past(fact.AtMs, apply));
        }
        if ((await homes.Ledger.ActivityAsync(home, new ActivityFilter { Kinds = new HashSet<FactKind> { FactKind.Home }, Subject = "mode", ToMs = fromMs, Limit = 1 })).Facts is [var last, ..]
            && Enum.TryParse<Mode>(ActivityDetail.Read(last).Said?.To, ignoreCase: true, out var mode)) copy.Record = copy.Record with { ModeKept = new ModeState(mode) };
        else copy.Record = copy.Record with { ModeKept = null };
        var isCut = past.Count >= MostFacts;
        // Stable: facts of one moment stay in the order in which they were found.
        return ([.. past.OrderBy(one => one.AtMs)], isCut);
    }

    private static Action<Turn> Report(Twin twin, Property property, Value value) => turn => Reports.Take(turn, twin, property, value, turn.Arrival, by: null);

    private static Action<Turn>? Happened(Home copy, RuleCheck check, Fact fact)
    {
        switch (fact.Kind)
        {
            case FactKind.Event when Member() is { } twin:
                var arguments = ActivityDetail.Read(fact).Arguments;
                return turn => turn.Happened(new EventHappened(twin, fact.Subject, arguments ?? new Dictionary<string, Value>()));
            case FactKind.Presence when Member() is { } twin:
                return turn => Reports.Presence(turn, twin, fact.Subject == "online");
            case FactKind.Home when fact.Subject == "mode" && Enum.TryParse<Mode>(ActivityDetail.Read(fact).Said?.To, ignoreCase: true, out var mode):
                return turn => ModeDeeds.Set(turn, mode, Model.Commands.Cause.System);
            case FactKind.Whereabouts when PersonId.TryParse(fact.Subject, null, out var id) && copy.People.TryGetValue(id, out var person):
                var came = ActivityDetail.Read(fact).Said?.What == "came";
                return turn => Moves.Replay(turn, person, came);
            default:
                return null;
        }

        Twin? Member() => DeviceId.TryParse(fact.Device, null, out var id) && check.Devices.Contains(id) ? copy.Twins.GetValueOrDefault(id) : null;
    }
}
