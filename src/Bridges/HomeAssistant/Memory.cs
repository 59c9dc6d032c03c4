using System.Text;
using System.Text.Json.Nodes;

namespace Kith.Bridges.HomeAssistant;

/// <summary>The descriptions of each device between starts, as its emitter retained them: a document for a device, a field for each message.</summary>
internal sealed class Memory(BridgeSeat seat, string prefix)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JsonObject> _known = new(StringComparer.Ordinal);

    /// <summary>All messages that are remembered, as COMPONENT/[NODE/]OBJECT and what it said.</summary>
    internal async Task<IReadOnlyList<(string Path, ReadOnlyMemory<byte> Payload)>> ReadAsync()
    {
        var all = new List<(string, ReadOnlyMemory<byte>)>();
        foreach (var (device, document) in await seat.Documents.ReadAsync())
        {
            if (document is not JsonObject messages) continue;
            lock (_lock) _known[device] = messages;
            foreach (var (path, payload) in messages)
                if (payload is JsonValue value && value.TryGetValue<string>(out var text)) all.Add((path, Encoding.UTF8.GetBytes(text)));
        }
        return all;
    }

    /// <summary>Remembers what describes a device now. What is not retained is not remembered: it is said again by itself.</summary>
    internal async Task PutAsync(string device, IReadOnlyList<string> paths)
    {
        var messages = new JsonObject();
        JsonObject? before;
        lock (_lock) before = _known.GetValueOrDefault(device);
        foreach (var path in paths)
            if (seat.Client.Retained($"{prefix}/{path}/config") is { Payload.IsEmpty: false } said) messages[path] = said.PayloadText;
            else if (before?[path] is { } remembered) messages[path] = remembered.DeepClone();
        if (messages.Count == 0 || JsonNode.DeepEquals(messages, before)) return;
        lock (_lock) _known[device] = messages;
        // A device that is too large to be remembered works all the same until the next start.
        await seat.Documents.PutAsync(device, messages);
    }

    internal async Task DropAsync(string device)
    {
        lock (_lock) _known.Remove(device);
        await seat.Documents.DropAsync(device);
    }
}
