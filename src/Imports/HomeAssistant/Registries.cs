using System.Text.Json.Nodes;
using Kith.Imports.Planning;

namespace Kith.Imports.HomeAssistant;

/// <summary>Areas, floors, devices and entities, as Home Assistant keeps them.</summary>
internal static class Registries
{
    internal static void Read(Foreign foreign, Report report, Func<string, IEnumerable<JsonNode>> rows)
    {
        var floors = rows("floor").Where(floor => floor.Named("floor_id") is not null).DistinctBy(floor => floor.Text("floor_id")).ToDictionary(floor => floor.Text("floor_id")!, floor => floor.Named("name"));
        foreach (var area in rows("area"))
            if ((area.Named("id") ?? area.Named("area_id")) is { } key)
                foreign.Rooms.Add(new ForeignRoom(key, area.Named("name") ?? Words.Name(key), area.Text("floor_id") is { } floor ? floors.GetValueOrDefault(floor) : null));

        var entities = rows("entity").Where(entity => entity.Named("entity_id") is not null).ToList();
        var ofDevice = entities.ToLookup(entity => entity.Text("device_id"));
        foreach (var device in rows("device"))
            if (device.Named("id") is { } id) Device(foreign, report, device, id, [.. ofDevice[id]]);
        foreach (var entity in entities) Entity(foreign, entity);
    }

    private static void Device(Foreign foreign, Report report, JsonNode device, string id, IReadOnlyList<JsonNode> entities)
    {
        var name = device.Named("name_by_user") ?? device.Named("name") ?? device.Named("model") ?? id;
        if (device.Named("disabled_by") is not null) report.Lose("device", name, "device.disabled");
        else if (device.Text("entry_type") == "service") report.Lose("device", name, "device.service");
        // The program that brings devices stands among them.
        else if (device.Items("identifiers").Any(pair => pair.Texts().Any(text => text.StartsWith("zigbee2mqtt_bridge", StringComparison.Ordinal)))) report.Lose("device", name, "device.virtual");
        else
        {
            var known = device.Items("connections").Concat(device.Items("identifiers")).SelectMany(pair => pair.Items().Select(Tree.Text).OfType<string>().Skip(1))
                .Append(device.Text("serial_number")).Concat(entities.Select(entity => entity.Text("unique_id"))).OfType<string>().ToList();
            var room = device.Named("area_id") ?? entities.Select(entity => entity.Named("area_id")).FirstOrDefault(area => area is not null);
            foreign.Things.Add(new ForeignThing(id, name, room, known));
        }
    }

    private static void Entity(Foreign foreign, JsonNode entity)
    {
        var id = entity.Text("entity_id")!;
        var domain = id.Split('.')[0];
        var facet = FacetOf(domain, entity.Named("device_class") ?? entity.Named("original_device_class"), id);
        var its = new ForeignEntity(id, entity.Named("device_id"), facet, Words.Of(entity.Text("unique_id"), id));
        foreign.Entities[id] = its;
        // Device triggers and actions name entities by the id of their row.
        if (entity.Named("id") is { } row) foreign.Entities.TryAdd(row, its with { Key = id });
    }

    internal static string? FacetOf(string domain, string? kind, string id) => domain switch
    {
        "light" or "switch" or "cover" or "lock" or "climate" or "fan" or "humidifier" or "valve" or "siren" or "vacuum" => domain,
        "water_heater" => "climate",
        "lawn_mower" => "vacuum",
        "media_player" => "media",
        "binary_sensor" => kind switch
        {
            "motion" or "moving" => "motion",
            "occupancy" or "presence" => "occupancy",
            "door" or "window" or "garage_door" or "opening" => "contact",
            "moisture" => "leak",
            "smoke" or "gas" or "vibration" or "tamper" => kind,
            "carbon_monoxide" => "co",
            "battery" => "low-battery",
            _ => null,
        },
        "sensor" => kind switch
        {
            "temperature" or "humidity" or "illuminance" or "battery" or "power" or "energy" or "voltage" or "current" => kind,
            "moisture" => "soil",
            "pressure" or "atmospheric_pressure" => "pressure",
            "carbon_dioxide" => "co2",
            "pm25" => "pm25",
            "volatile_organic_compounds" => "voc",
            "sound_pressure" => "noise",
            _ when id.EndsWith("_action", StringComparison.Ordinal) => "button",
            _ => null,
        },
        "event" or "button" => "button",
        _ => null,
    };
}
