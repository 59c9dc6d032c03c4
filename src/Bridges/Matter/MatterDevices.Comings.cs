using System.Globalization;
using System.Text.Json.Nodes;
using Kith.Bridges.Matter.Nodes;
using Kith.Homes.Devices;
using Kith.Model.Errors;

namespace Kith.Bridges.Matter;

/// <summary>How devices are named, and how they go.</summary>
internal sealed partial class MatterDevices
{
    /// <summary>Removed from the home. A node of its own leaves the fabric; what is behind a bridge stays there, and waits here to be taken back.</summary>
    internal async Task ForgetAsync(string nativeId, CancellationToken cancel)
    {
        if (Find(nativeId) is not { } device) return;
        device.Its.Forgotten();
        MatterPart? part;
        using (Gate.EnterScope()) part = device.Part;
        // A bridge that goes takes along what is behind it.
        if (part is null || IsLeaving(nativeId)) return;
        _left[nativeId] = part.Name;
        await _seat.Documents.PutAsync(Left + nativeId, JsonValue.Create(part.Name));
        if (!part.IsBehindBridge) await RemoveNodeAsync(nativeId, cancel);
    }

    /// <summary>Takes back what was removed here and is still behind its bridge.</summary>
    internal async Task<Result<JsonNode>> AdoptAsync(string nativeId)
    {
        if (!_left.TryRemove(nativeId, out _)) return new Fault(ErrorCodes.NotFound, $"nothing called {nativeId} waits to be taken in", "address");
        await _seat.Documents.DropAsync(Left + nativeId);
        MatterNode? node;
        using (Gate.EnterScope()) node = _nodes.Values.FirstOrDefault(its => nativeId.StartsWith(Behind(its.Id), StringComparison.Ordinal));
        if (node is not null) await TakeAsync(node);
        return new JsonObject { ["device"] = Find(nativeId)?.Its.Id?.ToString() };
    }

    private bool IsLeaving(string nativeId) => nativeId.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && _left.ContainsKey(nativeId[..slash]);

    private async Task RemoveNodeAsync(string nativeId, CancellationToken cancel)
    {
        var id = ulong.Parse(nativeId, CultureInfo.InvariantCulture);
        var removed = await _ask("remove_node", new JsonObject { ["node_id"] = id }, MatterLimits.Patience * 2, cancel);
        // Its controller cannot hear it now: it is removed when it is called again.
        if (removed.Fault is { } fault && fault.Error != ErrorCodes.DeviceRefused) _wrong(fault.Detail);
        else await RemovedAsync(id);
    }

    /// <summary>The node left the fabric: here, or by another hand at the controller.</summary>
    private async Task RemovedAsync(ulong node)
    {
        using (Gate.EnterScope()) _nodes.Remove(node);
        var own = node.ToString(CultureInfo.InvariantCulture);
        foreach (var (id, device) in _devices)
            if (id == own || id.StartsWith(Behind(node), StringComparison.Ordinal)) await DropAsync(device);
        foreach (var id in _left.Keys)
            if ((id == own || id.StartsWith(Behind(node), StringComparison.Ordinal)) && _left.TryRemove(id, out _)) await _seat.Documents.DropAsync(Left + id);
    }

    private async Task DropAsync(MatterDevice device)
    {
        _devices.TryRemove(device.Its.NativeId, out _);
        await device.Its.RemoveAsync();
        _bridged.Drop(device.Its.NativeId);
    }

    /// <summary>Renamed in the home: the node is told, where it lets itself be.</summary>
    private async Task RenamedHereAsync(BridgedDevice its, string name)
    {
        if (Find(its.NativeId) is not { } device) return;
        JsonObject wish;
        using (Gate.EnterScope())
        {
            // Nothing else may be written into what has its name from elsewhere.
            if (device.Node is not { } node || device.Part is not { } part || device.Label == name || part.IsBehindBridge) return;
            if (!part.About.Has(Clusters.BasicInformation, 5)) return;
            device.Label = name;
            // Matter's labels have 32 characters.
            var label = name.Length <= 32 ? name : name[..32];
            wish = new JsonObject { ["node_id"] = node.Id, ["attribute_path"] = $"0/{Clusters.BasicInformation}/5", ["value"] = label };
        }
        await _ask("write_attribute", wish, MatterLimits.Patience, CancellationToken.None);
    }

    /// <summary>Renamed over there: the home follows while it called it the same.</summary>
    private async Task RenamedThereAsync(MatterDevice device, string before, string name)
    {
        if (device.Its.Id is not { } id) return;
        var known = (await _bridged.KnownAsync()).FirstOrDefault(view => view.Id == id);
        if (known?.Name == before) await _seat.Homes.ChangeDeviceAsync(_seat.Home, _seat.House, id, name, room: null, icon: null, order: null);
    }
}
