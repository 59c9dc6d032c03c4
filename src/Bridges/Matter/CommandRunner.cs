using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Bridges.Matter.Mapping;
using Kith.Bridges.Matter.Nodes;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Specs;

namespace Kith.Bridges.Matter;

/// <summary>
/// Commands down. Matter answers each wish by itself, but a subscription's report takes its time: so what was wished is read back at once,
/// and the command is done when the device says so. What takes longer (a covering on its way) is accepted.
/// </summary>
internal sealed class CommandRunner(Ask ask, MatterDevices devices)
{
    private sealed record Step(int Endpoint, MatterWish Wish);

    /// <summary>Null when it is on its way.</summary>
    internal Fault? Send(string nativeId, Operation operation, CancellationToken cancel)
    {
        if (devices.Find(nativeId) is not { } device) return new Fault(ErrorCodes.DeviceOffline, "the Matter controller has not told of this device yet");
        using (devices.Gate.EnterScope())
        {
            if (device.Node is not { } node || device.Product is not { } product) return new Fault(ErrorCodes.DeviceOffline, "the Matter controller has not told of this device yet");
            return operation.Kind is OperationKind.Call ? Call(device, node, product, operation, cancel) : Set(device, node, product, operation, cancel);
        }
    }

    private Fault? Call(MatterDevice device, MatterNode node, MatterProduct product, Operation operation, CancellationToken cancel)
    {
        if (product.FindPress(operation.Address!) is not { } press || node.Find(press.Endpoint) is not { } endpoint || press.Press.Wish(endpoint) is not { } wish)
            return new Fault(ErrorCodes.ActionUnknown, $"the device has no {operation.Address}", operation.Address);
        _ = RunAsync(device, node.Id, operation, [new Step(endpoint.Id, wish)], [], isSlow: false, cancel);
        return null;
    }

    private Fault? Set(MatterDevice device, MatterNode node, MatterProduct product, Operation operation, CancellationToken cancel)
    {
        var steps = new List<(Step Step, int Order)>();
        var bindings = new List<MatterBinding>();
        foreach (var (address, value) in operation.Values!)
        {
            if (product.Find(address) is not { Row.Set: not null } binding || node.Find(binding.Endpoint) is not { } endpoint || binding.Wish(endpoint, value) is not { } wish)
                return new Fault(ErrorCodes.PropertyNotWritable, $"the device does not let {address} be set", address);
            // On before brightness and colour, off after them.
            steps.Add((new Step(binding.Endpoint, wish), binding.Row is { Cluster: Clusters.OnOff, Attribute: 0 } ? value.AsBool() ? 0 : 2 : 1));
            bindings.Add(binding);
        }
        // Brightness turns a light on by itself: at once as bright as it shall be.
        if (steps.Exists(row => row.Step.Wish.Command == "MoveToLevelWithOnOff")) steps.RemoveAll(row => row.Step.Wish.Command == "On");
        var told = bindings.Where(binding => product.Spec.FindProperty(binding.Address)!.Access.HasFlag(Access.Read)).ToList();
        foreach (var binding in told) device.Asked(binding.Address, operation.Values[binding.Address]);
        if (told.Count > 0) device.Its.Await(operation, told.Select(binding => binding.Address), (address, asked, value) => product.Find(address)?.Same(asked, value) ?? asked == value);
        _ = RunAsync(device, node.Id, operation, [.. steps.OrderBy(row => row.Order).Select(row => row.Step)], told, told.Exists(binding => binding.Row.IsSlow), cancel);
        return null;
    }

    private async Task RunAsync(MatterDevice device, ulong node, Operation operation, IReadOnlyList<Step> steps, List<MatterBinding> told, bool isSlow, CancellationToken cancel)
    {
        try
        {
            foreach (var (endpoint, wish) in steps)
                if (await WishAsync(node, endpoint, wish, cancel) is { } fault)
                {
                    if (fault.Error == ErrorCodes.DeviceTimeout) return;
                    device.Its.Refuse(operation.Id, fault);
                    return;
                }
            if (told.Count > 0)
            {
                var paths = new JsonArray([.. told.SelectMany(binding => binding.Paths).Distinct().Select(path => JsonValue.Create(path.ToString()))]);
                var read = await ask("read_attribute", new JsonObject { ["node_id"] = node, ["attribute_path"] = paths }, MatterLimits.Patience, cancel);
                if (read.Ok) devices.Read(device, read.Value);
            }
            if (told.Count == 0) device.Its.Done(operation.Id);
            else if (isSlow) device.Its.Answer(operation.Id, new Outcome(OutcomeKind.Accepted));
        }
        catch (OperationCanceledException)
        {
            // The bridge stops; the home says that nobody answered.
        }
    }

    private async Task<Fault?> WishAsync(ulong node, int endpoint, MatterWish wish, CancellationToken cancel)
    {
        if (wish.Command is not { } command)
        {
            var write = new JsonObject { ["node_id"] = node, ["attribute_path"] = new AttributePath(endpoint, wish.Cluster, wish.Attribute).ToString(), ["value"] = wish.Body?.DeepClone() };
            var written = await ask("write_attribute", write, MatterLimits.Patience, cancel);
            return written.Fault ?? Refused(written.Value);
        }
        var arguments = new JsonObject
        {
            ["node_id"] = node, ["endpoint_id"] = endpoint, ["cluster_id"] = wish.Cluster, ["command_name"] = command, ["payload"] = wish.Body?.DeepClone(),
        };
        if (wish.Timed > 0) arguments["timed_request_timeout_ms"] = wish.Timed;
        return (await ask("device_command", arguments, MatterLimits.Patience, cancel)).Fault;
    }

    /// <summary>A write answers with a list of paths and their status; 0 is success.</summary>
    private static Fault? Refused(JsonElement results)
    {
        if (results.ValueKind is not JsonValueKind.Array) return null;
        foreach (var result in results.EnumerateArray())
            if (result.ValueKind is JsonValueKind.Object && result.TryGetProperty("Status", out var status) && status.ValueKind is JsonValueKind.Number && status.GetInt32() is not 0 and var code)
                return new Fault(ErrorCodes.DeviceRefused, $"the device answered with status {code}");
        return null;
    }
}
