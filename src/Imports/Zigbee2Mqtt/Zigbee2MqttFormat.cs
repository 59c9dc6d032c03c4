using System.Text.Json.Nodes;
using Kith.Imports.Planning;
using Kith.Imports.Uploads;

namespace Kith.Imports.Zigbee2Mqtt;

/// <summary>
/// zigbee2mqtt: names of devices and groups in configuration.yaml (or devices.yaml and groups.yaml), members and scenes of groups in
/// database.db. A name with a slash in it, as many people write them, is a room and a name. Keys and passwords in there are not read.
/// </summary>
internal sealed class Zigbee2MqttFormat : HomeFormat
{
    internal override string Name => "zigbee2mqtt";

    internal override bool Wants(string path) => Upload.NameOf(path) is "configuration.yaml" or "devices.yaml" or "groups.yaml" or "database.db";

    internal override bool IsIn(Upload upload) => upload.Text("database.db") is not null || Parse(upload, "configuration.yaml", null) is var root && (root.At("devices") ?? root.At("groups") ?? root.At("mqtt").At("base_topic")) is not null
        || upload.Text("devices.yaml") is not null;

    internal override Foreign Read(Upload upload, Report report)
    {
        var (foreign, root) = (new Foreign(), Parse(upload, "configuration.yaml", report));
        var named = Rows(root.At("devices")).Concat(Rows(Parse(upload, "devices.yaml", report))).DistinctBy(row => row.Key).ToDictionary(row => row.Key, row => row.Value, StringComparer.OrdinalIgnoreCase);
        var groups = Rows(root.At("groups")).Concat(Rows(Parse(upload, "groups.yaml", report))).DistinctBy(row => row.Key).ToDictionary(row => row.Key, row => row.Value);
        var database = (upload.Text("database.db") ?? "").Split('\n').Where(line => line.StartsWith('{')).Select(Tree.Parse).OfType<JsonObject>().ToList();

        var rooms = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in database)
            if (row.Text("type") is "EndDevice" or "Router" or "GreenPower" && row.Named("ieeeAddr") is { } address && !named.ContainsKey(address)) named[address] = null;
        foreach (var (address, settings) in named)
        {
            var (room, name) = Split(settings.Named("friendly_name") ?? address);
            if (settings.Is("disabled")) report.Lose("device", name, "device.disabled");
            else if (name == address) continue; // It has no name to bring.
            else
            {
                if (room is not null && rooms.Add(room)) foreign.Rooms.Add(new ForeignRoom(room.ToLowerInvariant(), Words.Name(room), null));
                foreign.Things.Add(new ForeignThing(address, name, room?.ToLowerInvariant(), [address]));
            }
        }
        // Devices of scenes may have no name of their own.
        foreach (var address in named.Keys.Where(address => foreign.Things.All(thing => thing.Key != address))) foreign.Entities[address] = new ForeignEntity(address, null, null, []);
        foreach (var thing in foreign.Things) foreign.Entities[thing.Key] = new ForeignEntity(thing.Key, thing.Key, "light", []);
        foreach (var row in database.Where(row => row.Text("type") == "Group")) Groups.Scenes(foreign, row, groups.GetValueOrDefault(row.Text("groupID") ?? "").Named("friendly_name"));
        foreach (var row in database.Where(row => row.Text("type") is "EndDevice" or "Router")) Groups.DeviceScenes(foreign, row);
        foreach (var (id, settings) in groups) report.Lose("device", settings.Named("friendly_name") ?? $"group {id}", "device.virtual");
        return foreign;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Rows(JsonNode? node) => node is JsonObject map ? map.Where(row => row.Value is null or JsonObject) : [];

    private static JsonNode? Parse(Upload upload, string file, Report? report)
    {
        if (upload.Text(file) is not { } text) return null;
        var (root, refused, wrong) = Yaml.Read(text);
        if (wrong is not null) report?.Lose("file", file, "file.unreadable", wrong);
        foreach (var place in refused) report?.Lose("file", file, "file.tag", place);
        return root;
    }

    /// <summary>kitchen/ceiling is the ceiling in the kitchen.</summary>
    internal static (string? Room, string Name) Split(string friendly)
    {
        var slash = friendly.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < friendly.Length - 1 ? (friendly[..slash].Trim(), Words.Name(friendly[(slash + 1)..].Trim())) : (null, friendly);
    }
}
