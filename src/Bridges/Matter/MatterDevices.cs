using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Bridges.Matter.Mapping;
using Kith.Bridges.Matter.Nodes;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges.Matter;

internal delegate Task<Result<JsonElement>> Ask(string command, JsonObject arguments, TimeSpan patience, CancellationToken cancel);

/// <summary>What the controller tells of nodes, as devices of the home. Nodes and products are read and written under <see cref="Gate"/>.</summary>
internal sealed partial class MatterDevices : IDisposable
{
    /// <summary>Documents of devices that were removed from the home and that their bridge still has.</summary>
    private const string Left = "left/";

    private readonly BridgeSeat _seat;
    private readonly Ask _ask;
    private readonly Action<string> _wrong;
    private readonly ProductMapper _mapper;
    private readonly BridgedDevices _bridged;
    private readonly Dictionary<ulong, MatterNode> _nodes = [];
    private readonly ConcurrentDictionary<string, MatterDevice> _devices = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _left = new(StringComparer.Ordinal);

    /// <summary>One node is taken in at a time: the one that was just paired comes by two ways.</summary>
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _remembers;

    internal MatterDevices(BridgeSeat seat, Ask ask, Action<string> wrong)
    {
        (_seat, _ask, _wrong, _mapper) = (seat, ask, wrong, new ProductMapper(seat.Library));
        _bridged = new BridgedDevices(seat, moved: its => TellAll(its.NativeId), renamed: RenamedHereAsync);
    }

    internal Lock Gate { get; } = new();

    internal int Count => _bridged.Count;

    internal IReadOnlyList<Newcomer> Newcomers => [.. _left.Where(row => row.Key.Contains('/', StringComparison.Ordinal)).Select(row => new Newcomer(row.Key, row.Value, "found"))];

    /// <summary>What can be shared with another ecosystem: whole nodes, by the device that each is in the home.</summary>
    internal JsonArray Nodes
    {
        get
        {
            using (Gate.EnterScope())
                return new JsonArray([.. _devices.Values.Where(device => device.Part is { IsBehindBridge: false } && device.Its.Id is not null)
                    .Select(device => new JsonObject { ["device"] = device.Its.Id.ToString(), ["name"] = device.Part!.Name })]);
        }
    }

    internal Task RunAsync(CancellationToken cancel) => _bridged.RunAsync(cancel);

    /// <summary>No controller, no device.</summary>
    internal void Leave()
    {
        using (Gate.EnterScope())
            foreach (var node in _nodes.Values) node.IsAvailable = false;
        _bridged.Leave();
    }

    public void Dispose() => _turn.Dispose();

    internal MatterDevice? Find(string nativeId) => _devices.GetValueOrDefault(nativeId);

    internal ulong? NodeOf(string device)
    {
        using (Gate.EnterScope()) return _devices.Values.FirstOrDefault(its => its.Its.Id?.ToString() == device)?.Node?.Id;
    }

    /// <summary>Everything that the controller has, after it was called.</summary>
    internal async Task AllAsync(JsonElement nodes, Action<string> malformed)
    {
        if (!_remembers)
        {
            foreach (var (key, name) in await _seat.Documents.ReadAsync())
                if (key.StartsWith(Left, StringComparison.Ordinal)) _left[key[Left.Length..]] = name.GetValue<string>();
            _remembers = true;
        }
        if (nodes.ValueKind is not JsonValueKind.Array)
        {
            malformed("nodes");
            return;
        }
        foreach (var json in nodes.EnumerateArray().Take(MatterLimits.Nodes))
        {
            if (MatterNode.Read(json) is { } node) await TakeAsync(node);
            else malformed("node");
        }
    }

    /// <summary>False for what cannot be read.</summary>
    internal async Task<bool> TakeAsync(string happening, JsonElement data)
    {
        switch (happening)
        {
            case "node_added" or "node_updated":
                if (MatterNode.Read(data) is not { } node) return false;
                await TakeAsync(node);
                return true;
            case "node_removed":
                if (data.ValueKind is not JsonValueKind.Number || !data.TryGetUInt64(out var gone)) return false;
                await RemovedAsync(gone);
                return true;
            case "attribute_updated":
                return await TakeAttributeAsync(data);
            case "node_event":
                return TakeEvent(data);
            default:
                // Others are news of the controller itself.
                return true;
        }
    }

    /// <summary>A node that was just paired: the ids of what it brought; null when it cannot be read.</summary>
    internal async Task<IReadOnlyList<DeviceId>?> CommissionedAsync(JsonElement json)
    {
        if (MatterNode.Read(json) is not { } node) return null;
        // Its availability is told by itself, a moment later.
        node.IsAvailable = true;
        await TakeAsync(node);
        return [.. MatterParts.Of(node).Select(part => Find(part.NativeId)?.Its.Id).OfType<DeviceId>()];
    }

    /// <summary>What was read after a command.</summary>
    internal void Read(MatterDevice device, JsonElement values)
    {
        if (values.ValueKind is not JsonValueKind.Object) return;
        using (Gate.EnterScope())
        {
            if (device.Node is not { } node) return;
            foreach (var value in values.EnumerateObject())
                if (AttributePath.TryParse(value.Name, out var path)) node.Set(path, value.Value);
            device.Its.Tell(device.Values());
        }
    }

    private async Task TakeAsync(MatterNode node)
    {
        await _turn.WaitAsync();
        try
        {
            if (!node.IsWhole)
            {
                Away(node.Id);
                return;
            }
            using (Gate.EnterScope())
            {
                if (!_nodes.ContainsKey(node.Id) && _nodes.Count == MatterLimits.Nodes) return;
                _nodes[node.Id] = node;
            }
            DeviceId? hub = null;
            var parts = MatterParts.Of(node);
            foreach (var part in parts)
            {
                if (await TakeInAsync(node, part, hub) is { } id && part.IsHub) hub = id;
            }
            var here = parts.Select(part => part.NativeId).ToHashSet();
            foreach (var (id, device) in _devices)
                if (!here.Contains(id) && id.StartsWith(Behind(node.Id), StringComparison.Ordinal)) await DropAsync(device);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>What a controller says of a node that it cannot reach may lack half of it: then it only is not there.</summary>
    private void Away(ulong id)
    {
        using (Gate.EnterScope())
        {
            if (!_nodes.TryGetValue(id, out var known)) return;
            known.IsAvailable = false;
            foreach (var device in _devices.Values.Where(device => device.Node == known)) device.Its.There(false);
        }
    }

    private async Task<DeviceId?> TakeInAsync(MatterNode node, MatterPart part, DeviceId? hub)
    {
        if (_left.ContainsKey(part.NativeId))
        {
            // The node itself was removed here while the controller could not hear it.
            if (!part.IsBehindBridge) _ = RemoveNodeAsync(part.NativeId, CancellationToken.None);
            return null;
        }
        var device = _devices.GetOrAdd(part.NativeId, id => new MatterDevice(_bridged.Get(id)));
        var product = _mapper.Map(part.About, part.Endpoints, part.IsHub);
        if (await device.Its.TakeInAsync(part.Name, product.Spec, hub) is { } refused)
        {
            LogRefused(_seat.Logger, part.NativeId, refused.Detail);
            _wrong($"{part.Name}: {refused.Detail}");
            return null;
        }
        string? before;
        using (Gate.EnterScope())
        {
            before = device.Label;
            (device.Node, device.Part, device.Product, device.Label) = (node, part, product, part.Name);
            device.Its.There(device.IsThere);
            device.Its.Tell(device.Values());
        }
        if (before is not null && before != part.Name) await RenamedThereAsync(device, before, part.Name);
        return device.Its.Id;
    }

    private async Task<bool> TakeAttributeAsync(JsonElement data)
    {
        if (data.ValueKind is not JsonValueKind.Array || data.GetArrayLength() != 3 || data[0].ValueKind is not JsonValueKind.Number || !data[0].TryGetUInt64(out var id)) return false;
        if (data[1].ValueKind is not JsonValueKind.String || !AttributePath.TryParse(data[1].GetString()!, out var path)) return false;
        var renamed = new List<(MatterDevice Device, string Before, string Name)>();
        using (Gate.EnterScope())
        {
            if (!_nodes.TryGetValue(id, out var node) || !node.Set(path, data[2])) return true;
            foreach (var device in _devices.Values)
            {
                if (device.Node != node || device.Part is not { } part || part.Endpoints.All(endpoint => endpoint.Id != path.Endpoint)) continue;
                if (path.Cluster == Clusters.BridgedInformation) device.Its.There(device.IsThere);
                if (part.About.Id == path.Endpoint && device.Label is { } before && before != part.Name)
                {
                    renamed.Add((device, before, part.Name));
                    device.Label = part.Name;
                }
                device.Its.Tell(device.Values(binding => binding.Endpoint == path.Endpoint));
            }
        }
        foreach (var (device, before, name) in renamed) await RenamedThereAsync(device, before, name);
        return true;
    }

    private bool TakeEvent(JsonElement data)
    {
        long? Number(string field) => data.ValueKind is JsonValueKind.Object && data.TryGetProperty(field, out var its) && its.ValueKind is JsonValueKind.Number && its.TryGetInt64(out var number) ? number : null;
        if (Number("node_id") is not { } node || Number("endpoint_id") is not { } number || Number("cluster_id") is not { } cluster || Number("event_id") is not { } happening) return false;
        using (Gate.EnterScope())
        {
            if (!_nodes.TryGetValue((ulong)node, out var its) || its.Find((int)number) is not { } endpoint) return true;
            var device = _devices.Values.FirstOrDefault(one => one.Node == its && one.Part is { } part && part.Endpoints.Contains(endpoint));
            if (device?.Product is not { } product) return true;
            var said = data.TryGetProperty("data", out var body) ? body : default;
            if (cluster == Clusters.Switch && product.ButtonAt(endpoint.Id) is { } button && Buttons.Meaning(endpoint, happening, said) is { } press) device.Its.Happened($"{button}.{press}");
            return true;
        }
    }

    private void TellAll(string nativeId)
    {
        using (Gate.EnterScope())
            if (Find(nativeId) is { } device) device.Its.Tell(device.Values());
    }

    private static string Behind(ulong node) => string.Create(CultureInfo.InvariantCulture, $"{node}/");

    [LoggerMessage(6203, LogLevel.Warning, "Matter device {NativeId} was not taken in: {Why}")]
    private static partial void LogRefused(ILogger logger, string nativeId, string why);
}
