using Kith.Homes.Actor;
using Kith.Homes.Operations;
using Kith.Homes.Twins;
using Kith.Homes.Virtual;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Scenes;

/// <summary>A named set of commands. Run like any action of a device; for a minute it can be undone.</summary>
internal sealed class Scene(DeviceId id, SceneRecord record) : VirtualDevice(id)
{
    internal const string Run = "scene.run", Undo = "scene.undo", Set = "scene.set", Ran = "scene.ran";

    /// <summary>How long what was before a run is remembered. A minute: long enough for who looks up from the phone, too short to surprise.</summary>
    private static readonly TimeSpan UndoWithin = TimeSpan.FromMinutes(1);

    private List<Part>? _before;
    private long _ranMs;

    internal override VirtualRecord Record => record;

    internal override IEnumerable<DeviceId> Members => record.Steps.Select(step => step.Device);

    internal override void Do(Turn turn, Twin twin, PendingOperation pending)
    {
        if (pending.Operation.Address == Undo)
        {
            if (_before is { } before && turn.NowMs - _ranMs <= UndoWithin.TotalMilliseconds) Parts.Begin(turn, twin, pending, before);
            else OperationFlow.Answer(turn, twin, pending.Operation.Id, Outcome.Rejected(new Fault(ErrorCodes.Conflict, "the scene did not run within the last minute")), null);
            _before = null;
            return;
        }
        (_before, _ranMs) = (Before(turn.Home), turn.NowMs);
        Reports.Event(turn, twin, Ran, null, null);
        Parts.Begin(turn, twin, pending, [.. record.Steps.Select(step => PartOf(turn.Home, step))]);
    }

    internal override void Heed(Turn turn, Twin twin, Happening happening)
    {
        if (happening is ValueChanged) Compare(turn, twin);
    }

    /// <summary>Running it risks what the riskiest of its commands does. One that does not fit its device any more is refused when it runs.</summary>
    internal override IReadOnlyList<Service> Services(Home home)
    {
        var risk = Risk.Comfort;
        foreach (var step in record.Steps)
            if (home.Twins.TryGetValue(step.Device, out var twin) && (step.Call is { } call ? CommandFit.Call(twin, call, step.Values) : CommandFit.Set(twin, step.Values)) is { Ok: true } fit && fit.Value.Risk > risk) risk = fit.Value.Risk;
        return VirtualDeeds.Made([SceneDeeds.Service(risk)]);
    }

    internal override VirtualRecord Without(DeviceId member) => new SceneRecord([.. record.Steps.Where(step => step.Device != member)]);

    /// <summary>Whether the home is as the scene sets it.</summary>
    internal void Compare(Turn turn, Twin twin)
    {
        if (twin.Spec.FindProperty(Set) is not { } set) return;
        var now = Value.Of(record.Steps.Any(step => step.Call is null) && !Differences(turn.Home).Any());
        if (twin[set].Value != now) Reports.Take(turn, twin, set, now, turn.Arrival, by: null);
    }

    /// <summary>Where the home is otherwise than the scene sets it; what it only starts (actions) is never otherwise.</summary>
    internal IEnumerable<SceneDifference> Differences(Home home)
    {
        foreach (var step in record.Steps.Where(step => step.Call is null))
        {
            if (!home.Twins.TryGetValue(step.Device, out var twin)) continue;
            foreach (var (address, wanted) in step.Values ?? new Dictionary<string, Value>())
                if (twin.Spec.FindProperty(address) is { } property && property.Access.HasFlag(Access.Read) && !IsNear(property, twin[property].Value, wanted))
                    yield return new SceneDifference(step.Device, address, wanted, twin[property].Value.IsNone ? null : twin[property].Value);
        }
    }

    /// <summary>A lamp that rounds 40 % to 39 is as the scene set it: one step, or a fiftieth of the range, is the same.</summary>
    private static bool IsNear(Property property, Value now, Value wanted) => now == wanted
        || (property is { Choices: null, Range: { } range } && !now.IsNone && Math.Abs(now.AsDouble() - wanted.AsDouble()) <= Math.Max(range.Step, (range.Max - range.Min) / 50));

    private List<Part> Before(Home home)
    {
        var before = new List<Part>();
        foreach (var step in record.Steps.Where(step => step.Call is null))
        {
            if (!home.Twins.TryGetValue(step.Device, out var twin)) continue;
            var values = new Dictionary<string, Value>();
            foreach (var address in step.Values?.Keys ?? [])
                if (twin.Spec.FindProperty(address) is { } property && !twin[property].Value.IsNone) values[address] = twin[property].Value;
            if (values.Count > 0) before.Add(new Part(step.Device, values));
        }
        return before;
    }

    private static Part PartOf(Home home, SceneStep step)
    {
        if (step is not { TransitionMs: { } transition, Call: null, Values: { } values } || !home.Twins.TryGetValue(step.Device, out var twin)) return new Part(step.Device, step.Values, step.Call);
        var with = new Dictionary<string, Value>();
        foreach (var service in values.Keys.Select(address => address[..address.LastIndexOf('.')]).Distinct())
            if (twin.Spec.FindProperty($"{service}.transition") is { } property && property.Access.HasFlag(Access.Write) && property.Take(Value.Of((long)transition)) is { Ok: true } taken)
                with[property.Address] = taken.Value;
        foreach (var (address, value) in values) with[address] = value;
        return new Part(step.Device, with);
    }
}

/// <summary>One value that is otherwise than a scene sets it.</summary>
/// <param name="Wanted">What the scene sets.</param>
/// <param name="Now">What it is; null when not known.</param>
public sealed record SceneDifference(DeviceId Device, string Address, Value Wanted, Value? Now);
