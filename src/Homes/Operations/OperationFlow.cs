using Kith.Homes.Activity;
using Kith.Homes.Actor;
using Kith.Homes.People;
using Kith.Homes.Twins;
using Kith.Ledger.Facts;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Operations;

/// <summary>
/// The life of an operation: begun (a fact and a record, before the device hears of it), delivered, and ended exactly once:
/// by the device's answer, by its link, by time, or by a restart.
/// </summary>
internal static class OperationFlow
{
    /// <summary>Longest code or detail of an outcome that is kept, in characters; a link or device may send more.</summary>
    private const int LongestText = 200;

    /// <summary>How an operation ends that was with its device when the server stopped or its home could not be written: nobody may send it again.</summary>
    internal static readonly Outcome Lost = new(
        OutcomeKind.TimedOut, ErrorCodes.DeviceTimeout.Code, "the server stopped, or could not write, before the device's answer was kept");

    internal static Result<PendingOperation> Begin(Turn turn, Twin twin, Operation operation, Person? person, PendingOperation? whole = null)
    {
        var pending = new PendingOperation(operation, person, turn.NowMs + (long)turn.Home.Options.CommandTimeout.TotalMilliseconds, whole);
        if (!Detail(twin, pending).Fits(ActivityDetail.RoomForOutcome))
            return new Fault(ErrorCodes.PayloadTooLarge, $"a command and its cause have at most {ActivityDetail.MostBytes - ActivityDetail.RoomForOutcome} bytes");
        turn.Changed(operation);
        if (turn.Home.IsReplay)
        {
            End(turn, twin, pending, Outcome.Done);
            return pending;
        }
        if (!twin.Online)
        {
            End(turn, twin, pending, new Outcome(OutcomeKind.Offline, ErrorCodes.DeviceOffline.Code, $"{twin.Device.Name} is not connected; nothing was sent"));
            return pending;
        }
        twin.Await(pending);
        turn.Home.Waiting.Add((twin, pending));
        turn.Fact(FactKind.Operation, twin.Device.Id.ToString(), operation.Id.ToString(), Detail(twin, pending));
        turn.Record(HomeRecords.PutOperation, HomeRecords.Row(turn.Home.Id, operation));
        if (turn.Home.Virtual.Find(twin.Device.Id) is { } own) own.Do(turn, twin, pending);
        else turn.Deliveries.Add((twin, pending));
        return pending;
    }

    internal static void Answer(Turn turn, Twin twin, OperationId id, Outcome outcome, IReadOnlyDictionary<string, Value>? values)
    {
        var pending = twin.Pending.FirstOrDefault(pending => pending.Operation.Id == id);
        if (pending is null) return;
        if (outcome.Kind is OutcomeKind.Done)
        {
            if (pending.Operation.Kind is OperationKind.Set) Hold(turn, twin, pending, values);
            else if (!KeepOut(twin, pending, values)) outcome = outcome with { Detail = "what the action gave back was too large to keep" };
        }
        End(turn, twin, pending, outcome);
    }

    private static bool KeepOut(Twin twin, PendingOperation pending, IReadOnlyDictionary<string, Value>? values)
    {
        var operation = pending.Operation;
        pending.Operation = operation with { Out = values };
        if (Detail(twin, pending).Fits(ActivityDetail.RoomForOutcome)) return true;
        pending.Operation = operation;
        return false;
    }

    /// <summary>What was set now holds, or what the device says holds instead, also of other properties; write-only properties keep no value.</summary>
    private static void Hold(Turn turn, Twin twin, PendingOperation pending, IReadOnlyDictionary<string, Value>? instead)
    {
        var issuedMs = pending.Operation.Issued.ToUnixTimeMilliseconds();
        foreach (var (address, asked) in pending.Operation.Values!)
            if (instead?.ContainsKey(address) != true) Hold(address, asked);
        foreach (var (address, given) in instead ?? new Dictionary<string, Value>()) Hold(address, given);

        void Hold(string address, Value value)
        {
            if (twin.Spec.FindProperty(address) is { } property && (twin[property].Value != value || twin[property].AtMs < issuedMs))
                Reports.Take(turn, twin, property, value, turn.Arrival, pending.Operation);
        }
    }

    internal static void Undelivered(Turn turn, Twin twin, OperationId id, Fault fault)
    {
        var kind = fault.Error == ErrorCodes.DeviceOffline ? OutcomeKind.Offline : OutcomeKind.Rejected;
        if (twin.Pending.FirstOrDefault(pending => pending.Operation.Id == id) is { } pending)
            End(turn, twin, pending, new Outcome(kind, fault.Error.Code, fault.Detail));
    }

    internal static void TimeOut(Turn turn)
    {
        foreach (var (twin, pending) in turn.Home.Waiting.Where(row => row.Operation.DeadlineMs <= turn.NowMs).ToList())
            End(turn, twin, pending, new Outcome(OutcomeKind.TimedOut, ErrorCodes.DeviceTimeout.Code, $"{twin.Device.Name} did not answer in time"));
    }

    /// <summary>The device is gone for good.</summary>
    internal static void Forsake(Turn turn, Twin twin)
    {
        foreach (var pending in twin.Pending.ToList())
            End(turn, twin, pending, Outcome.Rejected(Home.Unknown(twin.Device.Id)));
    }

    /// <summary>What waited when the server stopped: whether it took effect is not known, and nobody may send it again.</summary>
    internal static void CloseOrphans(Turn turn, IReadOnlyList<Operation> orphans)
    {
        turn.Home.Orphans = null;
        foreach (var orphan in orphans)
        {
            if (turn.Home.Twins.TryGetValue(orphan.Device, out var twin)) End(turn, twin, new PendingOperation(orphan, null, 0), Lost);
            else turn.Record(HomeRecords.DropOperation, HomeRecords.Row(turn.Home.Id, orphan.Id.ToString()));
        }
    }

    private static void End(Turn turn, Twin twin, PendingOperation pending, Outcome outcome)
    {
        twin.Settle(pending);
        turn.Home.Waiting.RemoveAll(row => row.Operation == pending);
        pending.Operation = pending.Operation with { Ended = turn.Now, Outcome = outcome with { Code = Cut(outcome.Code), Detail = Cut(outcome.Detail) } };
        turn.Home.Recent.Keep(pending.Operation);
        turn.Changed(pending.Operation);
        turn.Fact(FactKind.Outcome, twin.Device.Id.ToString(), pending.Operation.Id.ToString(), Detail(twin, pending));
        turn.Record(HomeRecords.DropOperation, HomeRecords.Row(turn.Home.Id, pending.Operation.Id.ToString()));
        turn.Ended(pending);
        turn.Happened(new CommandEnded(twin, pending.Operation));
        Parts.Ended(turn, twin, pending);
    }

    /// <summary>All parts of a command to a virtual device have ended.</summary>
    internal static void EndWhole(Turn turn, Twin twin, PendingOperation whole, Outcome outcome)
    {
        if (twin.Pending.Contains(whole)) End(turn, twin, whole, outcome);
    }

    private static string? Cut(string? text) => text is { Length: > LongestText } ? text[..LongestText] : text;

    private static ActivityDetail Detail(Twin twin, PendingOperation pending) => new(
        Room: twin.Device.Room?.ToString(),
        Person: pending.Person?.Id.ToString() ?? (pending.Operation.Cause.Kind is CauseKind.Person or CauseKind.Voice ? pending.Operation.Cause.Actor : null),
        Cause: System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(pending.Operation.Cause.Kind.ToString()),
        DeviceName: twin.Device.Name,
        Operation: pending.Operation);
}
