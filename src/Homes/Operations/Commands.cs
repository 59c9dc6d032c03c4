using Kith.Homes.Feed;
using Kith.Homes.People;
using Kith.Homes.Twins;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Operations;

/// <summary>What people, rules and partners may tell devices to do. Each answer comes with the outcome, after at most the command time-out.</summary>
public static class Commands
{
    /// <summary>Sets properties, all or none. Fails before anything is sent when one of them does not fit or is not allowed.</summary>
    public static ValueTask<Result<Operation>> SetAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId device, IReadOnlyDictionary<string, Value> values) =>
        homes.RunAsync(home, caller, device, (twin, asker) =>
        {
            var fit = CommandFit.Set(twin, values);
            if (fit.Fault is { } fault) return fault;
            foreach (var address in fit.Value.Values.Keys)
                if (Rights.Check(asker, Deed.Control, twin.Device.Room, twin.Spec.FindProperty(address)!.Risk) is { } denied) return denied with { Field = address };
            return new Operation(OperationId.New(), device, OperationKind.Set, null, fit.Value.Values, null, null, asker.Cause, asker.Now, null, Outcome.Pending);
        });

    /// <summary>Calls an action with its arguments by name.</summary>
    public static ValueTask<Result<Operation>> CallAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId device, string address, IReadOnlyDictionary<string, Value>? arguments) =>
        homes.RunAsync(home, caller, device, (twin, asker) =>
        {
            var fit = CommandFit.Call(twin, address, arguments);
            if (fit.Fault is { } fault) return fault;
            if (Rights.Check(asker, Deed.Control, twin.Device.Room, fit.Value.Risk) is { } denied) return denied with { Field = address };
            var taken = fit.Value.Values.Count > 0 ? fit.Value.Values : null;
            return new Operation(OperationId.New(), device, OperationKind.Call, address, null, taken, null, asker.Cause, asker.Now, null, Outcome.Pending);
        });

    /// <summary>One operation: waiting, among the last that ended, or not_found (then search the activity).</summary>
    public static ValueTask<Result<Operation>> OperationAsync(this HomeHost homes, HomeId home, Caller caller, OperationId id) =>
        homes.AskAsync<Operation>(home, caller, (its, _, asker) =>
        {
            var operation = its.Waiting.Select(row => row.Operation.Operation).FirstOrDefault(operation => operation.Id == id) ?? its.Recent.Find(id);
            if (Rights.Check(asker, Deed.Enter) is { } denied) return denied;
            return operation is not null && Visibility.Sees(its, asker, operation) ? operation : new Fault(ErrorCodes.NotFound, $"there is no operation {id}");
        });

    /// <summary>Operations that wait and the last that ended, newest first.</summary>
    public static ValueTask<Result<IReadOnlyList<Operation>>> OperationsAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId? device, int limit) =>
        homes.AskAsync<IReadOnlyList<Operation>>(home, caller, (its, _, asker) => Rights.Check(asker, Deed.Enter) is { } denied
            ? denied
            : its.Waiting.Select(row => row.Operation.Operation).Reverse().Concat(its.Recent.NewestFirst)
                .Where(operation => (device is null || operation.Device == device) && Visibility.Sees(its, asker, operation))
                .Take(limit).ToList());

    private static async ValueTask<Result<Operation>> RunAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId device, Func<Twin, Asker, Result<Operation>> command)
    {
        var begun = await homes.AskAsync<PendingOperation>(home, caller, (its, turn, asker) =>
        {
            var twin = its.Find(device, asker);
            if (twin.Fault is { } unknown) return unknown;
            if (twin.Value.Pending.Count >= its.Options.PendingPerDevice)
                return new Fault(ErrorCodes.RateLimited, $"{its.Options.PendingPerDevice} commands wait for {twin.Value.Device.Name} already");
            var operation = command(twin.Value, asker);
            return operation.Ok ? OperationFlow.Begin(turn, twin.Value, operation.Value, asker.Person) : operation.Fault!;
        });
        if (begun.Fault is { } fault)
        {
            homes.Metrics.Refused(fault.Error.Code);
            return fault;
        }
        var ended = await begun.Value.Ended.Task;
        homes.Metrics.Commanded((ended.Ended ?? ended.Issued) - ended.Issued, ended.Outcome.Kind.ToString());
        return ended;
    }
}
