using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Model.Errors;

namespace Kith.Bridges.Zigbee2Mqtt;

/// <summary>Who hears whom: zigbee2mqtt's raw map with what a picture needs of it, each link once with the better of its two qualities.</summary>
internal static class NetworkMap
{
    internal static Result<JsonNode> Of(JsonElement data, Func<string, string?> inHome)
    {
        if (Json.Object(data, "value") is not { } map || !map.TryGetProperty("nodes", out var nodes) || nodes.ValueKind is not JsonValueKind.Array
            || !map.TryGetProperty("links", out var links) || links.ValueKind is not JsonValueKind.Array)
            return new Fault(ErrorCodes.DeviceRefused, "zigbee2mqtt sent a map that cannot be read");
        var known = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var node in nodes.EnumerateArray().Take(ZigbeeLimits.Devices))
            if (Json.Text(node, "ieeeAddr") is { Length: > 0 and <= 64 } address) known[address] = Node(node, address, inHome);
        var qualities = new Dictionary<(string From, string To), long>();
        foreach (var link in links.EnumerateArray().Take(ZigbeeLimits.Links))
        {
            if (End(link, "source") is not { } from || End(link, "target") is not { } to || from == to || !known.ContainsKey(from) || !known.ContainsKey(to)) continue;
            var pair = string.CompareOrdinal(from, to) < 0 ? (from, to) : (to, from);
            qualities[pair] = Math.Max(qualities.GetValueOrDefault(pair), Math.Clamp(Json.Integer(link, "linkquality") ?? Json.Integer(link, "lqi") ?? 0, 0, 255));
        }
        return new JsonObject
        {
            ["nodes"] = new JsonArray([.. known.Values]),
            ["links"] = new JsonArray([.. qualities.Select(row => new JsonObject { ["from"] = row.Key.From, ["to"] = row.Key.To, ["quality"] = row.Value })]),
        };
    }

    private static JsonObject Node(JsonElement node, string address, Func<string, string?> inHome) => new()
    {
        ["address"] = address, ["name"] = FriendlyNames.Shown(Json.Text(node, "friendlyName") ?? address), ["device"] = inHome(address),
        ["kind"] = Json.Text(node, "type") switch { "Coordinator" => "coordinator", "Router" => "router", _ => "end" },
        ["silent"] = node.TryGetProperty("failed", out var failed) && failed.ValueKind is JsonValueKind.Array && failed.GetArrayLength() > 0,
    };

    private static string? End(JsonElement link, string side) => Json.Object(link, side) is { } end ? Json.Text(end, "ieeeAddr") : null;
}
