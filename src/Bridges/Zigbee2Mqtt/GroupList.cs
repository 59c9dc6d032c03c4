using System.Text.Json;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>A group as bridge/groups lists it: devices that hear one message.</summary>
/// <param name="Members">Addresses and endpoints.</param>
/// <param name="Scenes">As listed: what a scene of it is called, by number.</param>
internal sealed record ListedGroup(int Id, string Name, IReadOnlyList<(string Address, int Endpoint)> Members, JsonElement Scenes);

/// <summary>Reads bridge/groups; what cannot be read of it is passed over.</summary>
internal static class GroupList
{
    /// <summary>zigbee2mqtt's own, which only bindings use.</summary>
    private const int DefaultBindGroup = 901;

    /// <summary>At most <see cref="ZigbeeLimits.Groups"/>; null when the text is no list at all.</summary>
    internal static IReadOnlyList<ListedGroup>? Read(ReadOnlyMemory<byte> json)
    {
        if (Json.Read(json, ZigbeeLimits.ListBytes) is not { ValueKind: JsonValueKind.Array } list) return null;
        return [.. list.EnumerateArray().Select(Group).OfType<ListedGroup>().Where(group => group.Id != DefaultBindGroup).DistinctBy(group => group.Id).Take(ZigbeeLimits.Groups)];
    }

    private static ListedGroup? Group(JsonElement item)
    {
        if (Json.Integer(item, "id") is not (> 0 and <= ushort.MaxValue and var id) || Json.Text(item, "friendly_name") is not { Length: > 0 and <= 256 } name) return null;
        var members = new List<(string, int)>();
        if (item.TryGetProperty("members", out var all) && all.ValueKind is JsonValueKind.Array)
            foreach (var member in all.EnumerateArray().Take(ZigbeeLimits.Devices))
                if (Json.Text(member, "ieee_address") is { Length: > 0 and <= 64 } address && Json.Integer(member, "endpoint") is >= 0 and <= 255 and var endpoint) members.Add((address, (int)endpoint));
        return new ListedGroup((int)id, name, members, item.TryGetProperty("scenes", out var scenes) && scenes.ValueKind is JsonValueKind.Array ? scenes : default);
    }
}
