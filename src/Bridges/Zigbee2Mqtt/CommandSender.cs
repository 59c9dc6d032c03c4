using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Bridges.Products;
using Kith.Bridges.Products.Codecs;
using Kith.Homes;
using Kith.Homes.Operations;
using Kith.Model.Commands;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Mqtt.Broker.Local;
using Kith.Mqtt.Codec;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>
/// Commands down: one message to NAME/set with everything that was asked for. It is done when the state says so; what a state never says
/// (write-only) is done when it was handed over.
/// </summary>
internal sealed class CommandSender(HomeHost homes, HomeId home, LocalClient client, string baseTopic, TimeProvider time)
{
    /// <summary>The home gives up before; kept a little longer than its time-out, then forgotten.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A command that zigbee2mqtt cannot be handed at once must not take effect after the person was told that it timed out.</summary>
    private static readonly MessageProperties Expiring = new() { Expiry = TimeSpan.FromSeconds(5) };

    /// <summary>Null when it was sent.</summary>
    internal Fault? Send(ZigbeeDevice device, Operation operation)
    {
        using (device.Gate.EnterScope())
        {
            if (device.Id is not { } id || device.Mapping is not { } mapping) return new Fault(ErrorCodes.DeviceOffline, "zigbee2mqtt has not told of this device yet");
            var payload = new JsonObject();
            var open = new HashSet<string>(StringComparer.Ordinal);
            if (operation.Kind is OperationKind.Call)
            {
                if (mapping.FindPress(operation.Address!) is not { } press) return new Fault(ErrorCodes.ActionUnknown, $"zigbee2mqtt has no {operation.Address}", operation.Address);
                Place(payload, press.Path, RawValue.Node(press.Raw), device);
            }
            else
                foreach (var (address, value) in operation.Values!)
                {
                    if (mapping.Find(address) is not { } binding) return new Fault(ErrorCodes.PropertyNotWritable, $"zigbee2mqtt has no {address}", address);
                    // On and a mode asked for together: the mode says both, and says more.
                    if (binding.Codec is not ModeCodec || !value.AsBool() || !operation.Values.Keys.Any(other => other != address && mapping.Find(other)?.Path.SequenceEqual(binding.Path) == true))
                        Place(payload, binding.Path, binding.Codec.Write(value), device);
                    if (!binding.Published) continue;
                    open.Add(address);
                    device.Asked[address] = value;
                }
            Expect(device, operation, open);
            if (!client.Publish($"{baseTopic}/{device.Name}/set", payload.ToJsonString(), Qos.AtLeastOnce, properties: Expiring))
            {
                device.Expected.RemoveAll(expected => expected.Operation == operation.Id);
                return new Fault(ErrorCodes.DeviceOffline, "zigbee2mqtt is not connected");
            }
            if (open.Count == 0) homes.Reply(home, id, operation.Id, Outcome.Done);
            return null;
        }
    }

    /// <summary>zigbee2mqtt says in its log alone that it could not do something; then the person hears its own words at once.</summary>
    internal void Failed(ZigbeeDevice device, string why)
    {
        using (device.Gate.EnterScope())
        {
            if (device.Id is not { } id) return;
            foreach (var expected in device.Expected) homes.Reply(home, id, expected.Operation, new Outcome(OutcomeKind.Rejected, ErrorCodes.DeviceRefused.Code, why));
            device.Expected.Clear();
        }
    }

    private void Expect(ZigbeeDevice device, Operation operation, HashSet<string> open)
    {
        if (open.Count == 0) return;
        if (device.Expected.Count == ZigbeeLimits.Expected) device.Expected.RemoveAt(0);
        device.Expected.Add(new Expected(operation.Id, operation.Values!, open, time.GetUtcNow() + Patience));
    }

    /// <summary>A part of a composite goes with the other parts as they are: converters take a composite whole.</summary>
    private static void Place(JsonObject payload, IReadOnlyList<string> path, JsonNode value, ZigbeeDevice device)
    {
        var node = payload;
        for (var step = 0; step < path.Count - 1; step++)
        {
            if (node[path[step]] is not JsonObject inner) node[path[step]] = inner = Known(device, path, step) ?? [];
            node = inner;
        }
        node[path[^1]] = value;
    }

    private static JsonObject? Known(ZigbeeDevice device, IReadOnlyList<string> path, int step)
    {
        // Below the first step the clone of the whole composite is in place already.
        if (step > 0 || device.LastState.IsEmpty) return null;
        using var state = JsonDocument.Parse(device.LastState);
        return RawValue.TryFind(state.RootElement, [path[0]], out var raw) && raw.ValueKind is JsonValueKind.Object ? JsonObject.Create(raw.Clone()) : null;
    }
}
