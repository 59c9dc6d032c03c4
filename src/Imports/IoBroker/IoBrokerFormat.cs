using System.Text.Json.Nodes;
using Kith.Homes.Importing;
using Kith.Homes.Scenes;
using Kith.Imports.Planning;
using Kith.Imports.Uploads;
using Kith.Model.Values;

namespace Kith.Imports.IoBroker;

/// <summary>
/// ioBroker: the export of its objects (objects.json: everything by id). Rooms are enum.rooms; a device is named by its alias, where one points
/// at it, else by its own object; scenes are those of the scenes adapter. Scripts are programs and named as losses.
/// </summary>
internal sealed class IoBrokerFormat : HomeFormat
{
    internal override string Name => "iobroker";

    internal override bool Wants(string path) => Upload.NameOf(path) is "objects.json" or "objects.jsonl" || Upload.NameOf(path).StartsWith("iobroker", StringComparison.OrdinalIgnoreCase) && path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    internal override bool IsIn(Upload upload) => Objects(upload).Count > 0;

    internal override Foreign Read(Upload upload, Report report)
    {
        var (foreign, objects) = (new Foreign(), Objects(upload));
        var (rooms, members) = (new List<ForeignRoom>(), new List<(string Member, string Room)>());
        foreach (var (id, its) in objects.Where(row => row.Key.StartsWith("enum.rooms.", StringComparison.Ordinal)))
        {
            foreign.Rooms.Add(new ForeignRoom(id, NameOf(its) ?? Words.Name(id["enum.rooms.".Length..]), null));
            members.AddRange(its.At("common").Texts("members").Select(member => (member, id)));
        }
        var aliases = objects.Where(row => row.Key.StartsWith("alias.", StringComparison.Ordinal))
            .SelectMany(row => Targets(row.Value).Select(target => (Alias: row.Key, Target: target))).ToList();

        foreach (var (id, its) in objects)
            if (its.Text("type") == "device" && !id.StartsWith("alias.", StringComparison.Ordinal)) Device(foreign, objects, id, its, aliases, members);
        foreach (var (id, its) in objects)
            if (its.Text("type") == "state") State(foreign, id, its, aliases);
        foreach (var (id, its) in objects)
            if (id.StartsWith("scene.", StringComparison.Ordinal) && its.At("native").At("members") is JsonArray parts)
                foreign.Scenes.Add(new ForeignScene(id, NameOf(its) ?? id, members.Where(pair => pair.Member == id).Select(pair => pair.Room).FirstOrDefault(), talk => Say(talk, parts)));
            else if (its.Text("type") == "script") report.Lose("rule", NameOf(its) ?? id, "rule.script", its.At("common").Text("engineType")?.Split('/')[0] ?? "JavaScript");
        return foreign;
    }

    private static void Device(Foreign foreign, Dictionary<string, JsonNode> objects, string id, JsonNode its, List<(string Alias, string Target)> aliases, List<(string Member, string Room)> members)
    {
        // What an alias stands for is called as the alias is: its channel or device, where it has one.
        var alias = aliases.Where(pair => IsOf(pair.Target, id)).Select(pair => pair.Alias).FirstOrDefault();
        var holder = alias is null ? null : alias[..alias.LastIndexOf('.')];
        var name = (holder is not null && objects.GetValueOrDefault(holder) is { } channel ? NameOf(channel) : null) ?? NameOf(its) ?? id;
        var room = members.Where(pair => IsOf(pair.Member, id) || IsOf(id, pair.Member) || holder is not null && IsOf(pair.Member, holder)).Select(pair => pair.Room).FirstOrDefault();
        string[] fields = ["ieeeAddr", "ieee_address", "mac", "uniqueid", "serial", "serialNumber", "ADDRESS", "deviceId", "id"];
        foreign.Things.Add(new ForeignThing(id, name, room, [.. id.Split('.', '#').Skip(2).Where(NativeIds.IsSerial), .. fields.Select(field => its.At("native").Text(field)).OfType<string>().Where(NativeIds.IsSerial)]));
    }

    private static void State(Foreign foreign, string id, JsonNode its, List<(string Alias, string Target)> aliases)
    {
        var target = aliases.Where(pair => pair.Alias == id).Select(pair => pair.Target).FirstOrDefault() ?? id;
        var thing = foreign.Things.Find(device => IsOf(target, device.Key))?.Key;
        foreign.Entities[id] = new ForeignEntity(id, thing, Roles.Find(its.At("common").Text("role") ?? "", its.At("common").At("write").Text() != "off"), Words.Of(target));
    }

    private static List<SceneStep> Say(Talk talk, JsonArray members)
    {
        var steps = new List<SceneStep>();
        foreach (var member in members.OfType<JsonNode>().Where(member => !member.Is("disabled")))
        {
            if (member.Named("id") is not { } id || talk.Find(id) is not { } bound || member.Text("setIfTrue") is not { } value) continue;
            var (values, facet) = (new Dictionary<string, Value>(), bound.Facet.Split('.'));
            if (talk.Put(bound with { Facet = facet[0] }, facet[1], value, values)) steps.Add(Talk.Of(bound.Id, values));
        }
        return steps;
    }

    /// <summary>One is the other, or within it.</summary>
    private static bool IsOf(string inner, string outer) => inner == outer || inner.StartsWith($"{outer}.", StringComparison.Ordinal);

    private static IEnumerable<string> Targets(JsonNode its)
    {
        var id = its.At("common").At("alias").At("id");
        return id is JsonObject both ? both.Select(pair => pair.Value.Text()).OfType<string>() : id.Text() is { } one ? [one] : [];
    }

    private static string? NameOf(JsonNode its) => its.At("common").At("name") is JsonObject languages ? languages.Named("en") ?? languages.Select(pair => pair.Value.Text()).FirstOrDefault() : its.At("common").Named("name");

    private static Dictionary<string, JsonNode> Objects(Upload upload)
    {
        var all = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var (_, text) in upload.Ending(".json"))
            foreach (var (id, its) in Tree.Parse(text).Fields())
                if (its is JsonObject && its.At("common") is not null) all.TryAdd(id, its);
        return all;
    }
}

/// <summary>What ioBroker's roles are: facet and aspect in one.</summary>
internal static class Roles
{
    private static readonly (string Role, string Facet)[] Rows =
    [
        ("switch.light", "light.state"), ("switch.lock", "lock.state"), ("switch.mode", ""), ("switch", "switch.state"), ("level.dimmer", "light.brightness"), ("level.brightness", "light.brightness"),
        ("level.color.temperature", "light.color-temperature"), ("level.color.rgb", "light.color"), ("level.blind", "cover.position"), ("level.curtain", "cover.position"), ("level.temperature", "climate.target"),
        ("level.volume", "media.volume"), ("media.mute", "media.mute"), ("value.temperature", "temperature.state"), ("value.humidity", "humidity.state"), ("value.brightness", "illuminance.state"), ("value.battery", "battery.state"),
        ("value.power.consumption", "energy.state"), ("value.power", "power.state"), ("value.voltage", "voltage.state"), ("value.current", "current.state"), ("sensor.motion", "motion.state"),
        ("sensor.door", "contact.state"), ("sensor.window", "contact.state"), ("sensor.alarm.flood", "leak.state"), ("sensor.alarm.fire", "smoke.state"), ("indicator.lowbat", "low-battery.state"),
    ];

    internal static string? Find(string role, bool mayWrite) =>
        Rows.FirstOrDefault(row => role == row.Role || role.StartsWith($"{row.Role}.", StringComparison.Ordinal)) is { Facet: { Length: > 0 } facet } && (mayWrite || !facet.StartsWith("switch.", StringComparison.Ordinal)) ? facet : null;
}
