using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Bridges.Zigbee2Mqtt.Mapping;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>
/// What a group is: a device that can do what all of its members can. Lights with and without colour make a light whose colour not all follow,
/// as zigbee2mqtt has it: a part that one member has is a part of the group.
/// </summary>
internal static class GroupProduct
{
    /// <summary>How a group's address begins; its number follows.</summary>
    internal const string Address = "group-";

    /// <summary>What a group can be told, in the order in which a group of several kinds is called one.</summary>
    private static readonly string[] Functions = ["light", "switch", "cover", "lock", "fan"];

    internal static ListedDevice Of(ListedGroup group, IReadOnlyList<ListedDevice> devices)
    {
        var members = group.Members.Select(member => member.Address).Distinct().Select(address => devices.FirstOrDefault(device => device.Address == address)?.Definition).OfType<Definition>().ToList();
        var exposes = new JsonArray();
        foreach (var function in Functions)
            if (members.Count > 0 && members.All(member => Parts(member, function).Any())) exposes.Add(new JsonObject { ["type"] = function, ["features"] = Joined(members, function) });
        var definition = exposes.Count == 0 ? null : new Definition("Zigbee", "Group", $"Group of {members.Count}", false, JsonSerializer.SerializeToElement(exposes)) { IsGroup = true };
        var hash = definition is null ? "" : DeviceList.HashOf(definition.Exposes);
        return new ListedDevice($"{Address}{group.Id}", group.Name, IsDisabled: false, IsRouter: false, "SUCCESSFUL", definition, hash) { Group = group.Id };
    }

    /// <summary>Each part once, under the plain name that a group has it, with the first member's range.</summary>
    private static JsonArray Joined(IReadOnlyList<Definition> members, string function)
    {
        var parts = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var part in members.SelectMany(member => Parts(member, function)))
        {
            if (Json.Text(part, "name") is not { } name || parts.ContainsKey(name) || JsonObject.Create(part) is not { } copy) continue;
            copy.Remove("endpoint");
            copy["property"] = name is "color_xy" or "color_hs" ? "color" : name;
            parts[name] = (JsonObject)copy.DeepClone();
        }
        return [.. parts.Values];
    }

    private static IEnumerable<JsonElement> Parts(Definition member, string function)
    {
        if (member.Exposes.ValueKind is not JsonValueKind.Array) return [];
        return member.Exposes.EnumerateArray()
            .Where(expose => Json.Text(expose, "type") == function && expose.TryGetProperty("features", out var features) && features.ValueKind is JsonValueKind.Array)
            .SelectMany(expose => expose.GetProperty("features").EnumerateArray());
    }
}
