using Kith.Homes.Actor;
using Kith.Homes.Operations;
using Kith.Homes.Rules.Steps;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules;

/// <summary>
/// One run of a rule. Its place in the program, and what it waits for, are written with what it did in the same commit: after kill -9 it
/// goes on just after what is on disk, and nothing is done twice.
/// </summary>
internal sealed class Run
{
    private readonly List<Taken> _steps = [];
    private readonly HashSet<OperationId> _open = [];
    private Dictionary<OperationId, (string Name, long AtMs)>? _asked;
    private int _left;
    private long _heldMs;
    private Wake? _wake;

    internal Run(LiveRule rule, Start start, long nowMs)
    {
        (Rule, Id, Chain, AtMs, Origin) = (rule, rule.Book.NextRun(nowMs), [.. start.Chain, rule.Kept.Id], nowMs, start);
        foreach (var (name, value) in rule.Kept.Rule.Variables ?? new Dictionary<string, Value>()) Variables[name] = value;
        foreach (var (name, value) in start.Told) Variables[$"trigger.{RuleCheck.Spoken(name)}"] = value;
    }

    /// <summary>As it was when the server stopped. What its devices answered meanwhile nobody heard.</summary>
    internal Run(LiveRule rule, KeptRun kept)
    {
        (Rule, Id, Chain, AtMs, Place, DueMs) = (rule, kept.Id, kept.Chain ?? [], kept.Trace.At.ToUnixTimeMilliseconds(), kept.Place, kept.DueMs);
        Origin = new Start(kept.Trace.Trigger, kept.Trace.By, kept.Trace.Told ?? new Dictionary<string, Value>(), Chain, LateMs: kept.Trace.LateMs);
        IsKept = true;
        foreach (var (path, rounds) in kept.Rounds ?? new Dictionary<string, int>()) Rounds[path] = rounds;
        foreach (var (name, value) in kept.Variables ?? new Dictionary<string, Value>()) Variables[name] = value;
        _steps.AddRange(kept.Trace.Steps ?? []);
        Seen.AddRange(kept.Trace.Conditions ?? []);
        if (kept.Open is { Count: > 0 } open)
        {
            _asked = [];
            foreach (var id in open)
                if (rule.Book.Calls.TryGetValue(id, out var call))
                {
                    _asked[id] = (call.Address.Host, AtMs);
                    _open.Add(id);
                    rule.Book.Asked(id, this);
                }
                else Take(AtMs, rule.Program[Place].Path, ErrorCodes.DeviceTimeout.Code, id.ToString());
        }
    }

    internal Guid Id { get; }

    internal LiveRule Rule { get; }

    internal Start Origin { get; }

    /// <summary>The rules that led here, this one last.</summary>
    internal IReadOnlyList<RuleId> Chain { get; }

    internal long AtMs { get; }

    internal int Place { get; private set; }

    /// <summary>When the wait at hand is over, Unix milliseconds; null when there is none.</summary>
    internal long? DueMs { get; set; }

    /// <summary>How often each loop went round, by its path.</summary>
    internal Dictionary<string, int> Rounds { get; } = [];

    internal Dictionary<string, Value> Variables { get; } = [];

    /// <summary>What its conditions saw.</summary>
    internal List<Seen> Seen { get; } = [];

    /// <summary>It waits for something to hold, and wants to look again after everything that happens.</summary>
    internal bool IsWatching
    {
        get;
        private set
        {
            field = value;
            if (value) Rule.Book.Watching.Add(this);
            else Rule.Book.Watching.Remove(this);
        }
    }

    /// <summary>It has taken its first step: it began in an earlier turn, or waits in a queue.</summary>
    internal bool HasBegun { get; set; }

    internal Cause Cause => new(CauseKind.Rule, Rule.Kept.Id.ToString(), Rule.Kept.Rule.Name, "rule");

    /// <summary>It stands on disk.</summary>
    internal bool IsKept { get; private set; }

    internal bool IsEnded { get; private set; }

    /// <summary>Goes on as far as it can.</summary>
    internal void Go(Turn turn)
    {
        HasBegun = true;
        var scope = new RuleScope(turn, Variables);
        var before = turn.Origin;
        turn.Origin = this;
        for (var count = 0; !IsEnded; count++)
        {
            if (Place >= Rule.Program.Count)
            {
                End(turn, RunEnd.Done);
                break;
            }
            if (count >= RuleLimits.StepsAtOnce)
            {
                End(turn, RunEnd.Runaway, Rule.Program[Place].Path);
                break;
            }
            IsWatching = false;
            var go = Rule.Program[Place].Do(this, scope);
            if (go.Kind is GoKind.Later)
            {
                Wait(turn);
                break;
            }
            (DueMs, _asked) = (null, null);
            if (go.Kind is GoKind.Stop) End(turn, RunEnd.Stopped);
            else Place = go.Kind is GoKind.To ? go.Place : Place + 1;
        }
        turn.Origin = before;
    }

    /// <summary>After a start: looks again where it stood, not before a moment.</summary>
    internal void GoOn(Turn turn, long fromMs)
    {
        HasBegun = true;
        _heldMs = Math.Max(fromMs, turn.NowMs);
        _wake = turn.Home.Wakes.At(_heldMs, later =>
        {
            if (!IsEnded) Go(later);
        });
    }

    /// <summary>For a step that waits until something holds.</summary>
    internal Go Watch()
    {
        IsWatching = true;
        return Steps.Go.Later;
    }

    /// <summary>Gives commands, all at once; goes on when all have ended.</summary>
    internal Go Command(RuleScope scope, string path, IReadOnlyList<DeviceId> devices, OperationKind kind, string? call, IReadOnlyDictionary<string, Operand> operands)
    {
        if (_asked is not null) return _open.Count == 0 ? Steps.Go.On : Steps.Go.Later;
        _asked = [];
        foreach (var device in devices)
        {
            if (Operation(scope, device, kind, call, operands) is not { } asked)
            {
                Take(scope, path, "value.unknown", device.ToString());
                continue;
            }
            var name = scope.Home.Twins.TryGetValue(device, out var twin) ? twin.Device.Name : device.ToString();
            if (twin is null) Take(scope, path, ErrorCodes.DeviceUnknown.Code, name);
            else if (asked.Fault is { } wrong) Take(scope, path, wrong.Error.Code, $"{name}: {wrong.Detail}");
            else if (twin.Pending.Count >= scope.Home.Options.PendingPerDevice) Take(scope, path, ErrorCodes.RateLimited.Code, name);
            else
            {
                _asked[asked.Value.Id] = (name, scope.NowMs);
                _open.Add(asked.Value.Id);
                Rule.Book.Asked(asked.Value.Id, this);
                if (asked.Value.Values is { } values) Rule.Book.Writes(scope.Turn, this, device, values);
                if (OperationFlow.Begin(scope.Turn, twin, asked.Value, null).Fault is { } fault)
                {
                    _open.Remove(asked.Value.Id);
                    Take(scope, path, fault.Error.Code, name);
                }
            }
        }
        return _open.Count == 0 ? Steps.Go.On : Steps.Go.Later;
    }

    /// <summary>Calls outside when this turn is on disk; goes on when the answer is here.</summary>
    internal Go Call(RuleScope scope, string path, HookMethod method, Uri address, Func<string?> json)
    {
        if (_asked is not null) return _open.Count == 0 ? Steps.Go.On : Steps.Go.Later;
        _asked = [];
        if (scope.Home.IsReplay || Rule.Book.Calls.Count >= RuleLimits.OutsideAtOnce)
        {
            Take(scope, path, scope.Home.IsReplay ? "done" : ErrorCodes.RateLimited.Code, address.Host);
            return Steps.Go.On;
        }
        var id = OperationId.New();
        _asked[id] = (address.Host, scope.NowMs);
        _open.Add(id);
        Rule.Book.Asked(id, this);
        Rule.Book.Call(scope.Turn, new OutsideCall(id, address, json(), method));
        return Steps.Go.Later;
    }

    /// <summary>A command of its own has ended.</summary>
    internal void Ended(Turn turn, Operation operation) =>
        Ended(turn, operation.Id, operation.Outcome.Kind is OutcomeKind.Done or OutcomeKind.Accepted ? "done" : operation.Outcome.Code ?? "");

    /// <summary>A command of its own, or a call to outside, has ended.</summary>
    internal void Ended(Turn turn, OperationId id, string outcome)
    {
        if (!_open.Remove(id)) return;
        var (name, atMs) = _asked?.GetValueOrDefault(id) ?? ("", AtMs);
        Take(turn.NowMs, Rule.Program[Place].Path, outcome, name, turn.NowMs - atMs);
        if (_open.Count == 0 && turn.NowMs >= _heldMs) Go(turn);
        else Keep(turn);
    }

    internal void Take(RuleScope scope, string path, string outcome, string? detail = null, long? ms = null) => Take(scope.NowMs, path, outcome, detail, ms);

    private void Take(long nowMs, string path, string outcome, string? detail, long? ms = null)
    {
        if (_steps.Count < RuleLimits.TraceSteps) _steps.Add(new Taken(path, DateTimeOffset.FromUnixTimeMilliseconds(nowMs), outcome, detail, ms));
        else _left++;
    }

    internal void End(Turn turn, RunEnd how, string? detail = null)
    {
        if (IsEnded) return;
        (IsEnded, IsWatching) = (true, false);
        _wake?.Cancel();
        foreach (var id in _open) Rule.Book.Forget(id);
        Rule.Ended(turn, this, Trace(turn.Now, how, detail));
    }

    internal RuleTrace Trace(DateTimeOffset? ended, RunEnd how, string? detail = null) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(AtMs), ended, Origin.Trigger, Origin.By, Origin.Told.Count > 0 ? Origin.Told : null,
        Seen.Count > 0 ? [.. Seen] : null, _steps.Count > 0 ? [.. _steps] : null, _left > 0 ? _left : null, how, detail, LateMs: Origin.LateMs);

    /// <summary>Keeps where it stands, and wakes when its time comes.</summary>
    internal void Wait(Turn turn)
    {
        Keep(turn);
        _wake?.Cancel();
        _wake = DueMs is { } due ? turn.Home.Wakes.At(due, later =>
        {
            if (!IsEnded) Go(later);
        }) : null;
    }

    private void Keep(Turn turn)
    {
        IsKept = true;
        Rule.Book.Keep(turn, new KeptRun(
            Id, Rule.Kept.Id, Place, Trace(null, RunEnd.Running), DueMs, _open.Count > 0 ? [.. _open] : null, Rounds.Count > 0 ? Rounds : null, Variables.Count > 0 ? Variables : null, Chain));
    }

    /// <summary>Null when a value that it needs is not known.</summary>
    private Result<Operation>? Operation(RuleScope scope, DeviceId device, OperationKind kind, string? call, IReadOnlyDictionary<string, Operand> operands)
    {
        var values = new Dictionary<string, Value>(operands.Count);
        scope.Home.Twins.TryGetValue(device, out var twin);
        foreach (var (name, operand) in operands)
        {
            var value = operand.Read(scope);
            if (value.IsNone) return null;
            var address = call is null ? name : $"{call[..call.LastIndexOf('.')]}.{name}";
            if (twin?.Spec.FindProperty(address) is { } property)
            {
                var fit = RuleCheck.FitOf(property, value);
                if (fit.Fault is { } fault) return (Result<Operation>)fault;
                value = fit.Value;
            }
            values[name] = value;
        }
        return (Result<Operation>)new Operation(
            OperationId.New(), device, kind, call, call is null ? values : null, call is not null && values.Count > 0 ? values : null, null, Cause, scope.Turn.Now, null, Outcome.Pending);
    }
}

/// <summary>What set a run going.</summary>
/// <param name="Trigger">Which trigger; null when somebody ran it.</param>
/// <param name="By">Who ran it by hand.</param>
/// <param name="Told">What the trigger told.</param>
/// <param name="Chain">The rules whose doing it was.</param>
/// <param name="AtMs">When it was so by the device's clock, Unix milliseconds; null for now.</param>
/// <param name="LateMs">How late that came to be known; null when in time.</param>
internal sealed record Start(int? Trigger, string? By, IReadOnlyDictionary<string, Value> Told, IReadOnlyList<RuleId> Chain, long? AtMs = null, long? LateMs = null);
