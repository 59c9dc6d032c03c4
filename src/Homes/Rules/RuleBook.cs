using System.Text.Json;
using Kith.Homes.Actor;
using Kith.Homes.Operations;
using Kith.Homes.Twins;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules;

/// <summary>The rules of one home: who watches for what, and which run waits for which command.</summary>
internal sealed class RuleBook(Home home)
{
    private readonly Dictionary<RuleId, LiveRule> _rules = [];
    private readonly Dictionary<DeviceId, List<(LiveRule Rule, int Place)>> _byDevice = [];
    private readonly List<(LiveRule Rule, int Place)> _ofHome = [];
    private readonly Dictionary<OperationId, Run> _byOperation = [];
    private readonly Dictionary<PropertyRef, (Run Run, Value Value, long AtMs)> _written = [];
    private readonly HashSet<DeviceId> _changed = [];
    private readonly HashSet<PersonId> _gone = [];
    private readonly Dictionary<OperationId, OutsideCall> _calls = [];
    private IReadOnlyList<KeptRun>? _asleep;
    private (long Ms, int Count) _started;

    internal Home Home => home;

    /// <summary>Hears every trace, those of skipped starts one by one: for a replay.</summary>
    internal Action<RuleTrace>? Heard { get; set; }

    internal IReadOnlyCollection<LiveRule> All => _rules.Values;

    internal int Count => _rules.Count;

    internal LiveRule? Find(RuleId id) => _rules.GetValueOrDefault(id);

    /// <summary>From disk; what waits is taken up with the home's first turn (<see cref="Awake"/>).</summary>
    internal void Load(IEnumerable<KeptRule> rules, IReadOnlyList<KeptRun> runs, IReadOnlyList<OutsideCall> calls)
    {
        foreach (var call in calls) _calls[call.Operation] = call;
        foreach (var kept in rules) _rules[kept.Id] = new LiveRule(this, kept);
        // A rule may ask for another that was read after it.
        foreach (var rule in _rules.Values.Where(rule => rule.Check.Problems.Count > 0)) rule.Compile();
        _asleep = runs;
    }

    /// <summary>The first turn after the home was loaded: triggers take up what they remember, runs go on where they stood.</summary>
    /// <param name="fromMs">The earliest moment for what is due: devices need a while to come back.</param>
    internal void Awake(Turn turn, long fromMs)
    {
        if (_asleep is not { } runs) return;
        _asleep = null;
        foreach (var rule in _rules.Values)
        {
            Index(rule);
            rule.Wire(turn, fromMs);
        }
        foreach (var kept in runs.OrderBy(run => run.Id))
            if (_rules.TryGetValue(kept.Rule, out var rule) && rule.Kept.Enabled) rule.Resume(kept);
            else turn.Record(HomeRecords.DropRun, HomeRecords.Row(home.Id, kept.Id.ToString()));
        foreach (var run in _rules.Values.SelectMany(rule => rule.Runs.Where((run, place) => rule.Kept.Rule.Mode is not RunMode.Queued || place == 0)).OrderBy(run => run.Id).ToList()) run.GoOn(turn, fromMs);
        foreach (var call in _calls.Values.OrderBy(call => call.Operation.ToString(), StringComparer.Ordinal).ToList())
            if (_byOperation.ContainsKey(call.Operation)) home.Wakes.At(fromMs, later => later.Outside.Add(call));
            else Drop(turn, call.Operation);
    }

    /// <summary>Rules that others may name, and that do nothing.</summary>
    internal void Know(IEnumerable<KeptRule> rules)
    {
        foreach (var kept in rules) _rules[kept.Id] = new LiveRule(this, kept);
    }

    internal void Put(LiveRule rule)
    {
        _rules[rule.Kept.Id] = rule;
        Index(rule);
    }

    internal void Remove(Turn turn, LiveRule rule)
    {
        rule.EndAll(turn, RunEnd.Changed);
        Unindex(rule);
        _rules.Remove(rule.Kept.Id);
        foreach (var other in _rules.Values.Where(other => other.Check.Rules.Contains(rule.Kept.Id))) other.Compile();
        turn.Record(HomeRecords.DropRule, HomeRecords.Row(home.Id, rule.Kept.Id.ToString()));
        turn.Changed(rule.Kept.Id);
    }

    internal void Index(LiveRule rule)
    {
        Unindex(rule);
        if (!rule.Kept.Enabled) return;
        for (var place = 0; place < rule.Watches.Count; place++)
        {
            if (rule.Watches[place] is not { IsClock: false } watch) continue;
            if (watch.Device is not { } device) Add(_ofHome, rule, place);
            else if (_byDevice.TryGetValue(device, out var its)) Add(its, rule, place);
            else _byDevice[device] = [(rule, place)];
        }
    }

    /// <summary>Rules are asked in the order of their list, then of their ids: the same after every start.</summary>
    private static void Add(List<(LiveRule Rule, int Place)> to, LiveRule rule, int place)
    {
        var at = to.Count;
        while (at > 0 && IsAfter(to[at - 1].Rule.Kept, rule.Kept)) at--;
        to.Insert(at, (rule, place));
    }

    private static bool IsAfter(KeptRule one, KeptRule other) =>
        one.Order != other.Order ? one.Order > other.Order : string.CompareOrdinal(one.Id.ToString(), other.Id.ToString()) > 0;

    internal void Heed(Turn turn, Happening happening, Run? origin)
    {
        var chain = origin?.Chain ?? [];
        if (happening is CommandEnded ended)
        {
            if (_byOperation.Remove(ended.Operation.Id, out var run)) run.Ended(turn, ended.Operation);
            return;
        }
        if (happening is ValueChanged { By: { } by })
            chain = (_byOperation.GetValueOrDefault(by.Id) ?? (by.PartOf is { } whole ? _byOperation.GetValueOrDefault(whole) : null))?.Chain ?? chain;
        var watching = happening switch
        {
            ValueChanged change => _byDevice.GetValueOrDefault(change.Twin.Device.Id),
            HistoryCame past => _byDevice.GetValueOrDefault(past.Twin.Device.Id),
            EventHappened told => _byDevice.GetValueOrDefault(told.Twin.Device.Id),
            PresenceChanged presence => _byDevice.GetValueOrDefault(presence.Twin.Device.Id),
            _ => _ofHome,
        };
        // A copy: a rule may switch another off.
        if (watching is { Count: > 0 })
            foreach (var (rule, place) in watching.ToArray())
                if (rule.Kept.Enabled) rule.Heed(turn, place, happening, chain);
        if (Watching.Count == 0) return;
        foreach (var run in Watching.OrderBy(run => run.Id).ToList())
            if (!run.IsEnded) run.Go(turn);
    }

    /// <summary>A device came, changed or went: the rules that name it are looked at again, when the message is done.</summary>
    internal void DeviceChanged(DeviceId device)
    {
        if (_rules.Count > 0) _changed.Add(device);
    }

    /// <summary>Somebody is no longer of the home: the rules that name them are looked at again, when the message is done.</summary>
    internal void PersonGone(PersonId person)
    {
        if (_rules.Count > 0) _gone.Add(person);
    }

    /// <summary>The home stands elsewhere, or its clock is another: times of day and of the sun are reckoned anew.</summary>
    internal void Moved(Turn turn)
    {
        foreach (var rule in _rules.Values)
        {
            rule.Compile();
            Index(rule);
            rule.Replan(turn);
            turn.Changed(rule.Kept.Id);
        }
    }

    internal void Recheck(Turn turn)
    {
        if (_changed.Count == 0 && _gone.Count == 0) return;
        foreach (var rule in _rules.Values.Where(rule => rule.Check.Devices.Overlaps(_changed) || rule.Check.People.Overlaps(_gone)))
        {
            var before = rule.Check.Problems.Count;
            rule.Compile();
            Index(rule);
            rule.Wire(turn);
            if (before != rule.Check.Problems.Count) turn.Changed(rule.Kept.Id);
        }
        _changed.Clear();
        _gone.Clear();
    }

    internal void Asked(OperationId operation, Run run) => _byOperation[operation] = run;

    /// <summary>Runs that want to look again after everything that happens: few, however many rules there are.</summary>
    internal HashSet<Run> Watching { get; } = [];

    /// <summary>Calls to outside of which the outcome is not kept.</summary>
    internal IReadOnlyDictionary<OperationId, OutsideCall> Calls => _calls;

    /// <summary>A call that is made when this turn is on disk.</summary>
    internal void Call(Turn turn, OutsideCall call)
    {
        _calls[call.Operation] = call;
        turn.Record(HomeRecords.PutCall, HomeRecords.Row(home.Id, call.Operation.ToString(), JsonSerializer.Serialize(call, RulesJson.Default.OutsideCall)));
        turn.Outside.Add(call);
    }

    /// <summary>The other side answered, or its time is up.</summary>
    internal void Answered(Turn turn, OperationId call, string outcome)
    {
        if (_calls.ContainsKey(call)) Drop(turn, call);
        if (_byOperation.Remove(call, out var run)) run.Ended(turn, call, outcome);
    }

    private void Drop(Turn turn, OperationId call)
    {
        _calls.Remove(call);
        turn.Record(HomeRecords.DropCall, HomeRecords.Row(home.Id, call.ToString()));
    }

    /// <summary>The id of a run that starts now. Ids are in the order of starting: made of nothing but the home's own past, so that a replay makes the same.</summary>
    internal Guid NextRun(long nowMs)
    {
        _started = (nowMs, _started.Ms == nowMs ? _started.Count + 1 : 0);
        // RFC 9562, version 8: 48 bits of time, 12 and 8 bits of count, 48 bits of the home's sequence.
        return new Guid((int)(nowMs >> 16), (short)nowMs, (short)(0x8000 | ((_started.Count >> 8) & 0xFFF)), 0x80, (byte)_started.Count,
            (byte)(home.Sequence >> 40), (byte)(home.Sequence >> 32), (byte)(home.Sequence >> 24), (byte)(home.Sequence >> 16), (byte)(home.Sequence >> 8), (byte)home.Sequence);
    }

    internal void Forget(OperationId operation) => _byOperation.Remove(operation);

    /// <summary>Two rules that set one property to different values within two seconds fight over it: both say so.</summary>
    internal void Writes(Turn turn, Run run, DeviceId device, IReadOnlyDictionary<string, Value> values)
    {
        foreach (var (address, value) in values)
        {
            var property = new PropertyRef(device, address);
            if (_written.TryGetValue(property, out var last) && last.Run.Rule != run.Rule && last.Value != value && turn.NowMs - last.AtMs < RuleLimits.Fight.TotalMilliseconds)
            {
                run.Rule.Fights(turn, last.Run.Rule, property);
                last.Run.Rule.Fights(turn, run.Rule, property);
            }
            _written[property] = (run, value, turn.NowMs);
        }
    }

    internal void Keep(Turn turn, KeptRule kept)
    {
        if (!home.IsReplay) turn.Record(HomeRecords.PutRule, HomeRecords.Row(home.Id, kept.Id.ToString(), JsonSerializer.Serialize(kept, RulesJson.Default.KeptRule)));
    }

    internal void Keep(Turn turn, KeptRun kept)
    {
        if (!home.IsReplay) turn.Record(HomeRecords.PutRun, HomeRecords.Row(home.Id, kept.Id.ToString(), JsonSerializer.Serialize(kept, RulesJson.Default.KeptRun)));
    }

    internal void Drop(Turn turn, Run run)
    {
        if (run.IsKept) turn.Record(HomeRecords.DropRun, HomeRecords.Row(home.Id, run.Id.ToString()));
    }

    private void Unindex(LiveRule rule)
    {
        _ofHome.RemoveAll(row => row.Rule == rule);
        foreach (var its in _byDevice.Values) its.RemoveAll(row => row.Rule == rule);
    }
}
