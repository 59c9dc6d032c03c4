using System.Text.Json;

namespace Kith.Bridges.HomeAssistant.Discovery;

/// <summary>
/// Reads discovery messages in both forms: one entity, or a device with its components. Short names become full ones, ~ becomes what it
/// stands for, and what a device says for all its components goes to each.
/// Format: home-assistant.io, "MQTT", and what emitters really send.
/// </summary>
internal static class DiscoveryReader
{
    /// <summary>What a device may say for all of its components.</summary>
    private static readonly string[] Shared =
        ["availability", "availability_mode", "availability_template", "availability_topic", "command_topic", "encoding", "payload_available", "payload_not_available", "qos", "state_topic"];

    internal static Discovered Read(DiscoveryTopic topic, ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty) return Discovered.Nothing;
        if (payload.Length > HaLimits.ConfigBytes) return Discovered.Wrong(topic.Path, $"the description is larger than {HaLimits.ConfigBytes / 1024} KiB");
        if (Json.Read(payload, HaLimits.ConfigBytes) is not { ValueKind: JsonValueKind.Object } json) return Discovered.Wrong(topic.Path, "the description is no object of JSON");
        var fields = Full(json, Abbreviations.Entity);
        if (fields.TryGetValue("migrate_discovery", out var moves) && moves.ValueKind is JsonValueKind.True) return Discovered.Nothing with { IsMigration = true };
        return topic.Component == "device" ? Device(topic, fields) : Single(topic, fields);
    }

    private static Discovered Single(DiscoveryTopic topic, Dictionary<string, JsonElement> fields)
    {
        Rebase(fields);
        return new Discovered([Entity(topic.Path, topic.Component, topic.Object, fields, DeviceOf(fields), OriginOf(fields))], []);
    }

    private static Discovered Device(DiscoveryTopic topic, Dictionary<string, JsonElement> fields)
    {
        Rebase(fields);
        if (DeviceOf(fields) is not { } device) return Discovered.Wrong(topic.Path, "a device says neither identifiers nor connections");
        if (!fields.TryGetValue("components", out var components) || components.ValueKind is not JsonValueKind.Object) return Discovered.Wrong(topic.Path, "a device has no components");
        var entities = new List<EntityConfig>();
        var faults = new List<(string, string)>();
        var origin = OriginOf(fields);
        foreach (var component in components.EnumerateObject())
        {
            var key = $"{topic.Path}#{component.Name}";
            if (key.Length > HaLimits.IdLength || component.Value.ValueKind is not JsonValueKind.Object)
            {
                faults.Add((key[..Math.Min(key.Length, HaLimits.IdLength)], "the component cannot be read"));
                continue;
            }
            var own = Full(component.Value, Abbreviations.Entity);
            if (!own.TryGetValue("platform", out var its) || its.GetString() is not { Length: > 0 } platform) faults.Add((key, "the component does not say its platform"));
            // With a platform and nothing else the component is taken away.
            else if (own.Count > 1)
            {
                foreach (var field in Shared)
                    if (fields.TryGetValue(field, out var value)) own.TryAdd(field, value);
                if (fields.TryGetValue("~", out var tilde)) own.TryAdd("~", tilde);
                Rebase(own);
                entities.Add(Entity(key, platform, component.Name, own, device, origin));
            }
        }
        return new Discovered(entities, faults);
    }

    private static EntityConfig Entity(string key, string platform, string objectId, Dictionary<string, JsonElement> fields, DeviceDescription? device, string? origin) =>
        new(key, platform, objectId, fields, device, origin) { Availability = AvailabilityOf(fields) };

    private static Dictionary<string, JsonElement> Full(JsonElement json, IReadOnlyDictionary<string, string> names)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in json.EnumerateObject()) fields[names.GetValueOrDefault(field.Name, field.Name)] = field.Value;
        return fields;
    }

    /// <summary>~ at the beginning or the end of a topic is the base topic.</summary>
    private static void Rebase(Dictionary<string, JsonElement> fields)
    {
        if (!fields.TryGetValue("~", out var tilde) || tilde.ValueKind is not JsonValueKind.String || tilde.GetString() is not { } stem) return;
        foreach (var (name, value) in fields.ToList())
            if (name.EndsWith("topic", StringComparison.Ordinal) && value.ValueKind is JsonValueKind.String) fields[name] = Json.Of(Based(value.GetString()!, stem));
    }

    private static string Based(string topic, string stem) =>
        topic.StartsWith('~') ? stem + topic[1..] : topic.EndsWith('~') ? topic[..^1] + stem : topic;

    private static List<AvailabilitySource> AvailabilityOf(Dictionary<string, JsonElement> fields)
    {
        var stem = fields.TryGetValue("~", out var tilde) && tilde.ValueKind is JsonValueKind.String ? tilde.GetString()! : "~";
        string? Text(string name) => fields.TryGetValue(name, out var value) ? EntityConfig.TextOf(value) : null;
        var (on, off) = (Text("payload_available") ?? "online", Text("payload_not_available") ?? "offline");
        if (Text("availability_topic") is { Length: > 0 } topic) return [new AvailabilitySource(Based(topic, stem), on, off, Text("availability_template"))];
        if (!fields.TryGetValue("availability", out var list)) return [];
        var all = list.ValueKind is JsonValueKind.Array ? list.EnumerateArray().ToList() : [list];
        return [.. all.Where(entry => entry.ValueKind is JsonValueKind.Object).Take(HaLimits.Items).Select(entry => Full(entry, Abbreviations.Entity))
            .Where(entry => entry.TryGetValue("topic", out var its) && its.ValueKind is JsonValueKind.String)
            .Select(entry => new AvailabilitySource(
                Based(entry["topic"].GetString()!, stem),
                entry.TryGetValue("payload_available", out var its) ? EntityConfig.TextOf(its) ?? on : on,
                entry.TryGetValue("payload_not_available", out var not) ? EntityConfig.TextOf(not) ?? off : off,
                entry.TryGetValue("value_template", out var template) ? EntityConfig.TextOf(template) : null))];
    }

    private static DeviceDescription? DeviceOf(Dictionary<string, JsonElement> fields)
    {
        if (!fields.TryGetValue("device", out var json) || json.ValueKind is not JsonValueKind.Object) return null;
        var device = Full(json, Abbreviations.Device);
        string? Text(string name) => device.TryGetValue(name, out var value) && EntityConfig.TextOf(value)?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, HaLimits.IdLength)] : null;
        var ids = new List<string>();
        if (device.TryGetValue("identifiers", out var identifiers))
            ids.AddRange((identifiers.ValueKind is JsonValueKind.Array ? identifiers.EnumerateArray().Select(EntityConfig.TextOf) : [EntityConfig.TextOf(identifiers)]).OfType<string>());
        if (device.TryGetValue("connections", out var connections) && connections.ValueKind is JsonValueKind.Array)
            foreach (var pair in connections.EnumerateArray())
                if (pair.ValueKind is JsonValueKind.Array && pair.GetArrayLength() == 2 && EntityConfig.TextOf(pair[0]) is { } kind && EntityConfig.TextOf(pair[1]) is { } address)
                    ids.Add($"{kind}:{address}".ToLowerInvariant());
        ids.RemoveAll(id => id.Length is 0 or > HaLimits.IdLength);
        return ids.Count == 0 ? null : new DeviceDescription([.. ids.Distinct().Take(HaLimits.Items)], Text("name"), Text("manufacturer"), Text("model"), Text("model_id"), Text("via_device"));
    }

    private static string? OriginOf(Dictionary<string, JsonElement> fields) =>
        fields.TryGetValue("origin", out var json) && json.ValueKind is JsonValueKind.Object && Full(json, Abbreviations.Origin).TryGetValue("name", out var name) ? EntityConfig.TextOf(name) : null;
}
