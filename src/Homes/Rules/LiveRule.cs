using Kith.Homes.Activity;
using Kith.Homes.Actor;
using Kith.Homes.Notices;
using Kith.Homes.People;
using Kith.Homes.Rules.Steps;
using Kith.Homes.Rules.Triggers;
using Kith.Homes.Twins;
using Kith.Ledger.Facts;
using Kith.Model.Commands;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules;

/// <summary>A rule in its home: what it watches for, and the runs of it that are not at their end.</summary>
internal sealed class LiveRule
{
    private readonly List<Run> _runs = [];
    private readonly List<RuleTrace> _skips = [];
    private readonly Queue<long> _starts = new();
    private readonly Dictionary<int, long> _marks = [];
    private readonly Dictionary<int, Wake> _wakes = [];
    private readonly Dictionary<(RuleId Rule, PropertyRef Property), long> _fights = [];
    private RulePlan _plan;
    private long _restsUntilMs, _skipToldMs;
    private int _skipped;

    internal LiveRule(RuleBook book, KeptRule kept)
    {
        (Book, Kept) = (book, kept);
        foreach (var (place, mark) in kept.Marks ?? new Dictionary<int, long>()) _marks[place] = mark;
        (_plan, Check) = RulePlan.Of(book.Home, kept.Rule);
    }

    internal RuleBook Book { get; }

    internal KeptRule Kept { get; private set; }

    /// <summary>What is wrong with it, and what it needs.</summary>
    internal RuleCheck Check { get; private set; }

    internal IReadOnlyList<Watch?> Watches => _plan.Watches;

    internal IReadOnlyList<Instruction> Program => _plan.Program;

    internal IReadOnlyList<Run> Runs => _runs;

    internal bool IsRunning => _runs.Count > 0;

    /// <summary>Starts that came to nothing, newest last.</summary>
    internal IReadOnlyList<RuleTrace> Skips => _skips;

    /// <summary>The last that was told of it; null since the server started.</summary>
    internal RuleTrace? Last { get; private set; }

    /// <summary>When a trigger that goes by the clock comes next, Unix milliseconds.</summary>
    internal long? NextMs => Kept.Enabled && Watches.Select((watch, place) => watch is { IsClock: true } ? _marks.GetValueOrDefault(place, long.MaxValue) : long.MaxValue).Append(long.MaxValue).Min() is var next and < long.MaxValue ? next : null;

    /// <summary>Its home's devices changed: what it was compiled against is another.</summary>
    internal void Compile() => (_plan, Check) = RulePlan.Of(Book.Home, Kept.Rule);

    /// <summary>Takes up what it remembers. Times that passed meanwhile are made up for when that is not long ago, and told when it is.</summary>
    /// <param name="fromMs">The earliest moment for what is due already.</param>
    internal void Wire(Turn turn, long fromMs = 0)
    {
        foreach (var wake in _wakes.Values) wake.Cancel();
        _wakes.Clear();
        var before = _marks.ToDictionary();
        for (var place = 0; place < Watches.Count; place++)
        {
            if (Watches[place] is not { } watch || !Kept.Enabled) _marks.Remove(place);
            else if (watch.IsClock) Plan(turn, place, watch, _marks.TryGetValue(place, out var due) ? due : null, fromMs);
            else if (watch.IsKept)
            {
                if (!watch.IsSo(turn.Home)) _marks.Remove(place);
                else if (!_marks.TryGetValue(place, out var since)) _marks[place] = -turn.NowMs;
                else if (since > 0 && watch.For > TimeSpan.Zero) Await(turn, place, watch, since, fromMs);
            }
        }
        if (before.Count != _marks.Count || before.Any(row => !_marks.TryGetValue(row.Key, out var mark) || mark != row.Value)) Save(turn);
    }

    /// <summary>What its clocks said is no more.</summary>
    internal void Replan(Turn turn)
    {
        for (var place = 0; place < Watches.Count; place++)
            if (Watches[place] is { IsClock: true }) _marks.Remove(place);
        Wire(turn);
        Save(turn);
    }

    /// <summary>Something happened that one of its triggers watches for.</summary>
    internal void Heed(Turn turn, int place, Happening happening, IReadOnlyList<RuleId> chain)
    {
        var watch = Watches[place]!;
        var told = new Dictionary<string, Value>();
        if (happening is HistoryCame past)
        {
            if (watch.WouldHave(past, told)) Skip(turn, At(turn, place, told, chain, past.AtMs!.Value), RunEnd.Late, null);
            return;
        }
        var edge = watch.Judge(happening, told);
        if (edge is Edge.None) return;
        if (edge is Edge.Over)
        {
            if (_wakes.Remove(place, out var wake)) wake.Cancel();
            if (_marks.Remove(place)) Save(turn);
            return;
        }
        if (watch.Device is { } device) told["device"] = Value.Of(turn.Home.Twins.TryGetValue(device, out var twin) ? twin.Device.Name : device.ToString());
        var sinceMs = Math.Min(happening.AtMs ?? turn.NowMs, turn.NowMs);
        var dueMs = sinceMs + (long)watch.For.TotalMilliseconds;
        var isLate = turn.NowMs - dueMs > RuleLimits.Late.TotalMilliseconds;
        if (watch.IsKept)
        {
            _marks[place] = watch.For > TimeSpan.Zero && !isLate ? sinceMs : -turn.NowMs;
            Save(turn);
        }
        if (isLate) Skip(turn, At(turn, place, told, chain, dueMs), RunEnd.Late, null);
        else if (watch.For > TimeSpan.Zero) Await(turn, place, watch, sinceMs, 0, told);
        else Start(turn, At(turn, place, told, chain, dueMs));
    }

    /// <summary>A start by what was so at a moment of the device's clock; a second is no delay.</summary>
    private static Start At(Turn turn, int place, Dictionary<string, Value> told, IReadOnlyList<RuleId> chain, long atMs) =>
        new(place, null, told, chain, atMs, turn.NowMs - atMs >= 1_000 ? turn.NowMs - atMs : null);

    /// <summary>By hand: its conditions are not asked.</summary>
    internal void RunNow(Turn turn, string by) => Start(turn, new Start(null, by, new Dictionary<string, Value>(), []), asked: true);

    internal void Switch(Turn turn, bool enabled, Cause cause, string? halted = null)
    {
        if (Kept.Enabled == enabled && Kept.Halted == halted) return;
        Kept = Kept with { Enabled = enabled, Halted = halted };
        if (!enabled) EndAll(turn, RunEnd.Changed);
        Wire(turn);
        Save(turn);
        Book.Index(this);
        turn.Fact(FactKind.Rule, "", Kept.Id.ToString(), ActivityDetail.Of(cause, new Said(enabled ? "enabled" : halted is null ? "disabled" : "halted", Kept.Rule.Name, halted)));
        turn.Changed(Kept.Id);
    }

    /// <summary>Another document, or another place in the list. What ran by the old one ends.</summary>
    internal void Change(Turn turn, KeptRule kept)
    {
        var isOther = !ReferenceEquals(kept.Rule, Kept.Rule);
        if (isOther)
        {
            EndAll(turn, RunEnd.Changed);
            _marks.Clear();
            _fights.Clear();
        }
        Kept = kept;
        if (isOther) Compile();
        Wire(turn);
        Save(turn);
        Book.Index(this);
        turn.Changed(kept.Id);
    }

    internal void EndAll(Turn turn, RunEnd how)
    {
        foreach (var run in _runs.ToList())
        {
            // A run may end its own rule: those behind it must not begin.
            _runs.Remove(run);
            run.End(turn, how);
        }
        foreach (var wake in _wakes.Values) wake.Cancel();
        _wakes.Clear();
    }

    /// <summary>A run as it was when the server stopped.</summary>
    internal void Resume(KeptRun kept)
    {
        if (kept.Place < Program.Count) _runs.Add(new Run(this, kept));
    }

    /// <summary>A run has come to its end: told, and the next of the queue begins.</summary>
    internal void Ended(Turn turn, Run run, RuleTrace trace)
    {
        var wasListed = _runs.Remove(run);
        Book.Drop(turn, run);
        Tell(turn, trace);
        if (wasListed && Kept.Spoken is { Once: true })
        {
            Book.Remove(turn, this);
            return;
        }
        if (wasListed && Kept.Rule.Mode is RunMode.Queued && _runs.Find(next => !next.HasBegun) is { } waiting) waiting.Go(turn);
    }

    private void Start(Turn turn, Start start, bool asked = false)
    {
        if (Check.Problems.Exists(problem => problem.IsWarning != true))
        {
            Skip(turn, start, RunEnd.Broken, Check.Problems[0].Detail);
            return;
        }
        if (IsTooOften(turn, start)) return;
        if (start.Chain.Count(rule => rule == Kept.Id) >= RuleLimits.Echoes)
        {
            var chain = string.Join(" → ", start.Chain.Append(Kept.Id).TakeLast(2 * RuleLimits.Echoes).Select(id => Book.Find(id)?.Kept.Rule.Name ?? id.ToString()));
            Tell(turn, new RuleTrace(turn.Now, turn.Now, start.Trigger, start.By, start.Told, null, null, null, RunEnd.Loop, chain));
            Switch(turn, enabled: false, Cause.System, chain);
            NoticeFlow.Tell(turn, new NoticeDraft(NoticeKind.Rule, NoticeLevel.Important, NoticeWords.Loop(Kept.Rule.Name), LocalText.Same(chain), Rule: Kept.Id.ToString(), Roles: [Role.Owner, Role.Admin]));
            return;
        }
        var run = new Run(this, start, turn.NowMs);
        if (!asked && !_plan.If(new RuleScope(turn, run.Variables) { Trace = run.Seen, NowMs = start.AtMs ?? turn.NowMs }))
        {
            Skip(turn, start, RunEnd.NotMet, null, run.Seen);
            return;
        }
        var most = Kept.Rule.Mode is RunMode.Single or RunMode.Restart ? 1 : Kept.Rule.Limit ?? 10;
        if (Kept.Rule.Mode is RunMode.Restart) foreach (var old in _runs.ToList()) old.End(turn, RunEnd.Restarted);
        if (_runs.Count >= most)
        {
            Skip(turn, start, RunEnd.Busy, null);
            return;
        }
        _runs.Add(run);
        turn.Changed(Kept.Id);
        if (Kept.Rule.Mode is RunMode.Queued && _runs.Count > 1) run.Wait(turn);
        else run.Go(turn);
    }

    /// <summary>A trigger that must last has begun: the rule starts when it did.</summary>
    private void Await(Turn turn, int place, Watch watch, long sinceMs, long fromMs, Dictionary<string, Value>? told = null)
    {
        if (_wakes.Remove(place, out var old)) old.Cancel();
        _wakes[place] = turn.Home.Wakes.At(Math.Max(fromMs, sinceMs + (long)watch.For.TotalMilliseconds), later =>
        {
            if (!_marks.TryGetValue(place, out var mark) || mark <= 0) return;
            _marks[place] = -mark;
            Save(later);
            Start(later, new Start(place, null, told ?? [], []));
        });
    }

    /// <summary>When a trigger by the clock comes next; what was due is made up for within the grace time.</summary>
    private void Plan(Turn turn, int place, Watch watch, long? kept, long fromMs = 0)
    {
        var due = kept;
        if (due is { } passed && turn.NowMs - passed > RuleLimits.Grace.TotalMilliseconds)
        {
            Tell(turn, new RuleTrace(DateTimeOffset.FromUnixTimeMilliseconds(passed), turn.Now, place, null, null, null, null, null, RunEnd.Missed));
            due = null;
        }
        due ??= watch.NextMs(turn.Home, turn.NowMs);
        if (due is not { } at)
        {
            _marks.Remove(place);
            return;
        }
        _marks[place] = at;
        _wakes[place] = turn.Home.Wakes.At(Math.Max(fromMs, at), later =>
        {
            _marks.Remove(place);
            Plan(later, place, watch, null);
            Save(later);
            Start(later, new Start(place, null, new Dictionary<string, Value>(), []));
        });
    }

    private bool IsTooOften(Turn turn, Start start)
    {
        while (_starts.TryPeek(out var oldest) && turn.NowMs - oldest > RuleLimits.StartsWithin.TotalMilliseconds) _starts.Dequeue();
        if (turn.NowMs < _restsUntilMs)
        {
            Skip(turn, start, RunEnd.TooOften, null);
            return true;
        }
        _starts.Enqueue(turn.NowMs);
        if (_starts.Count <= RuleLimits.Starts) return false;
        _restsUntilMs = turn.NowMs + (long)RuleLimits.Rest.TotalMilliseconds;
        _starts.Clear();
        Tell(turn, new RuleTrace(turn.Now, turn.Now, start.Trigger, start.By, start.Told, null, null, null, RunEnd.TooOften));
        return true;
    }

    /// <summary>A start that came to nothing: remembered, and once a minute told with how many there were.</summary>
    private void Skip(Turn turn, Start start, RunEnd why, string? detail, List<Seen>? seen = null)
    {
        var trace = new RuleTrace(turn.Now, turn.Now, start.Trigger, start.By, start.Told.Count > 0 ? start.Told : null, seen is { Count: > 0 } ? seen : null, null, null, why, detail, LateMs: start.LateMs);
        if (_skips.Count == RuleLimits.Skips) _skips.RemoveAt(0);
        _skips.Add(trace);
        _skipped++;
        if (Book.Heard is { } heard)
        {
            heard(trace);
            return;
        }
        if (turn.NowMs - _skipToldMs < 60_000) return;
        _skipToldMs = turn.NowMs;
        Tell(turn, trace);
    }

    private void Tell(Turn turn, RuleTrace trace)
    {
        var skipped = _skipped - (trace.End is RunEnd.NotMet or RunEnd.Busy or RunEnd.Broken or RunEnd.Late ? 1 : 0);
        _skipped = 0;
        Book.Heard?.Invoke(trace);
        Last = trace = skipped > 0 ? trace with { Skipped = skipped } : trace;
        turn.Fact(FactKind.RuleTrace, "", Kept.Id.ToString(), new ActivityDetail(Cause: "rule", Said: new Said(trace.End.ToString(), Kept.Rule.Name), Trace: trace));
        turn.Changed(Kept.Id);
    }

    /// <summary>Another rule set the same to something else just before or after: kept as a warning until the rule is changed, told once an hour.</summary>
    internal void Fights(Turn turn, LiveRule other, PropertyRef property)
    {
        if (_fights.TryGetValue((other.Kept.Id, property), out var toldMs) && turn.NowMs - toldMs < 3_600_000) return;
        _fights[(other.Kept.Id, property)] = turn.NowMs;
        turn.Fact(FactKind.Rule, property.Device.ToString(), Kept.Id.ToString(), new ActivityDetail(Cause: "system", Said: new Said("fights", Kept.Rule.Name, other.Kept.Rule.Name)));
        turn.Changed(Kept.Id);
    }

    /// <summary>All that somebody should know of it: what is wrong, and with whom it fought.</summary>
    internal IReadOnlyList<Problem> Problems => [
        .. Check.Problems,
        .. _fights.Keys.Select(fight => new Problem("then", "rule.fights", $"{Book.Find(fight.Rule)?.Kept.Rule.Name ?? fight.Rule.ToString()} sets {fight.Property} to something else at the same time", IsWarning: true)),
    ];

    private void Save(Turn turn)
    {
        Kept = Kept with { Marks = _marks.Count > 0 ? _marks.ToDictionary() : null };
        Book.Keep(turn, Kept);
    }
}
