using Kith.Bridges.Infrared.Blasters;
using Kith.Bridges.Infrared.Files;
using Kith.Homes.Operations;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Infrared.Remotes;

/// <summary>A remote of the home: a device that a blaster stands in for. What it is believed to be is what was sent last, by this home.</summary>
internal sealed class Remote(string id, RemoteRecord record, IReadOnlyList<Button> buttons, StateTable? table, RemoteModel model, Spec spec, BridgedDevice device)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Value> _believed = new(StringComparer.Ordinal);

    internal string Id => id;

    internal RemoteRecord Record => record;

    internal IReadOnlyList<Button> Buttons => buttons;

    internal StateTable? Table => table;

    internal Spec Spec => spec;

    internal BridgedDevice Device => device;

    internal static Result<Remote> Make(string id, RemoteRecord record, Library library, BridgedDevice device)
    {
        var read = record.Read();
        if (read.Fault is { } broken) return broken;
        var made = RemoteModel.Make(library, record.Type, read.Value.Buttons, read.Value.Table);
        return made.Fault is { } fault ? fault : new Remote(id, record, read.Value.Buttons, read.Value.Table, made.Value.Model, made.Value.Spec, device);
    }

    /// <summary>As the home knew it: from before a restart, or of the same remote with other buttons.</summary>
    internal void Believe(IEnumerable<KeyValuePair<string, Value>> values)
    {
        using (_gate.EnterScope())
            foreach (var (address, value) in values)
                if (spec.FindProperty(address) is { Assumed: true }) _believed[address] = value;
    }

    internal IReadOnlyList<KeyValuePair<string, Value>> Believed
    {
        get
        {
            using (_gate.EnterScope()) return [.. _believed];
        }
    }

    /// <summary>Null when it waits for its turn at the blaster. It is planned then, out of what the command before it left.</summary>
    internal Fault? Do(Operation operation, Blaster blaster)
    {
        IReadOnlyList<KeyValuePair<string, Value>> then = [];
        return blaster.Take(new Order(
            () =>
            {
                var plan = Plan(operation);
                if (plan.Fault is { } fault) return fault;
                then = plan.Value.Then;
                return Result.Of(plan.Value.Signals);
            },
            fault =>
            {
                if (fault is not null)
                {
                    device.Answer(operation.Id, Ended.As(fault));
                    return;
                }
                Believe(then);
                if (then.Count > 0) device.Tell(then);
                device.Done(operation.Id);
            }));
    }

    private Result<Sending> Plan(Operation operation)
    {
        using (_gate.EnterScope())
            return operation.Kind is OperationKind.Call ? model.Call(_believed, operation.Address!, operation.In) : model.Set(_believed, operation.Values!);
    }
}
