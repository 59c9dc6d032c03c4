using Kith.Homes.Actor;
using Kith.Homes.Twins;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Operations;

/// <summary>
/// What a command to a virtual device was made of: commands to its members, for the same cause. The whole ends when the last of them has ended.
/// </summary>
internal sealed class Parts
{
    /// <summary>A scene of a group of groups: enough for any home, and no circle.</summary>
    private const int Deepest = 4;

    private readonly List<string> _failures = [];
    private int _open, _count, _unnamed;
    private bool _isComplete;
    private Outcome? _first;

    /// <summary>Begins the parts of a whole, and ends it at once when none of them waits.</summary>
    internal static void Begin(Turn turn, Twin twin, PendingOperation whole, IEnumerable<Part> parts)
    {
        var its = whole.Parts = new Parts();
        whole.DeadlineMs = long.MaxValue;
        foreach (var part in parts)
        {
            its._count++;
            its._open++;
            if (!turn.Home.Twins.TryGetValue(part.Device, out var member)) its.Ended(twin, part.Device.ToString(), Outcome.Rejected(Home.Unknown(part.Device)));
            else if (Refusal(turn, member, whole) is { } refused) its.Ended(twin, member.Device.Name, Outcome.Rejected(refused), member);
            else
            {
                var operation = new Operation(OperationId.New(), part.Device, part.Call is null ? OperationKind.Set : OperationKind.Call,
                    part.Call, part.Call is null ? part.Values : null, part.Call is null ? null : part.Values, null, whole.Operation.Cause, turn.Now, null, Outcome.Pending, whole.Operation.Id);
                if (OperationFlow.Begin(turn, member, operation, whole.Person, whole).Fault is { } fault) its.Ended(twin, member.Device.Name, Outcome.Rejected(fault), member);
            }
        }
        its._isComplete = true;
        its.EndIfDone(turn, twin, whole);
    }

    /// <summary>A part has ended; with the last of them the whole does.</summary>
    internal static void Ended(Turn turn, Twin member, PendingOperation part)
    {
        if (part.Whole is not { Parts: { } its } whole) return;
        turn.Home.Twins.TryGetValue(whole.Operation.Device, out var twin);
        its.Ended(twin, member.Device.Name, part.Operation.Outcome, member);
        if (twin is not null) its.EndIfDone(turn, twin, whole);
    }

    private static Fault? Refusal(Turn turn, Twin member, PendingOperation whole) =>
        whole.Depth >= Deepest ? new Fault(ErrorCodes.DeviceRefused, "virtual devices stand in one another too deep")
        : member.Pending.Count >= turn.Home.Options.PendingPerDevice ? new Fault(ErrorCodes.RateLimited, $"{turn.Home.Options.PendingPerDevice} commands wait for {member.Device.Name} already")
        : null;

    /// <summary>A scene in a guest's room may reach into others: what stands there is not named to who only sees the scene.</summary>
    private void Ended(Twin? whole, string name, Outcome outcome, Twin? member = null)
    {
        _open--;
        if (outcome.Kind is OutcomeKind.Done or OutcomeKind.Accepted) return;
        var isNamed = whole?.Device.Room is not { } room || member?.Device.Room == room;
        _first ??= isNamed ? outcome : outcome with { Detail = null };
        if (isNamed) _failures.Add($"{name}: {outcome.Code}");
        else _unnamed++;
    }

    private void EndIfDone(Turn turn, Twin twin, PendingOperation whole)
    {
        if (!_isComplete || _open > 0) return;
        OperationFlow.EndWhole(turn, twin, whole,
            _first is null ? Outcome.Done
            : _count == 1 ? _first
            : new Outcome(OutcomeKind.Rejected, ErrorCodes.DevicePartly.Code, string.Join(", ", _unnamed > 0 ? _failures.Append($"{_unnamed} in other rooms") : _failures)));
    }
}

/// <summary>A command to one member.</summary>
/// <param name="Device">To whom.</param>
/// <param name="Values">Property addresses and values; with <paramref name="Call"/> the action's arguments by name.</param>
/// <param name="Call">The action's address; null for a set.</param>
internal readonly record struct Part(DeviceId Device, IReadOnlyDictionary<string, Value>? Values, string? Call = null);
