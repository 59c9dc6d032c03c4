using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Tests;

/// <summary>
/// Compares what was understood with what was meant. An act on several devices is one act on each; order does not count; a number is near
/// enough within a hundredth; a text without case and marks. What an expectation leaves out is not asked for.
/// </summary>
internal static class Score
{
    internal static string? Wrong(JsonObject expected, Understood got, HouseFile house)
    {
        var outcome = expected["outcome"]!.GetValue<string>();
        var reply = JsonSerializer.SerializeToNode(got, UnderstandJson.Default.Understood)!.AsObject();
        if (reply["outcome"]!.GetValue<string>() != outcome) return $"{reply["outcome"]} instead of {outcome}";
        if (outcome is not ("ask" or "deny" or "refuse" or "cancel"))
        {
            var (wanted, acts) = (Acts(expected["acts"]).ConvertAll(act => Asked(act, house)), Acts(reply["acts"]).ConvertAll(act => Asked(act, house)));
            if (wanted.Count != acts.Count) return $"{acts.Count} acts instead of {wanted.Count}";
            foreach (var act in wanted)
            {
                var match = acts.FindIndex(other => Alike(act, other));
                if (match < 0) return "no " + act.ToJsonString();
                acts.RemoveAt(match);
            }
        }
        if (expected["about"] is JsonArray about && about.Count > 0 && !Ids(about).SetEquals(Ids(reply["about"] as JsonArray))) return $"about {reply["about"]?.ToJsonString()}";
        return expected["missing"] is JsonArray { Count: > 0 } && reply["missing"] is null && outcome == "done" ? "nothing missing" : null;
    }

    /// <summary>A question by kind and place is a question about the devices of that kind there.</summary>
    private static JsonObject Asked(JsonObject act, HouseFile house)
    {
        if (act["act"]!.GetValue<string>() != "query") return act;
        var asked = act.DeepClone().AsObject();
        var (kind, room, floor) = (asked["type"]?.GetValue<string>(), asked["room"]?.GetValue<string>(), asked["floor"]?.GetValue<string>());
        if (asked["targets"] is null && (kind ?? room ?? floor) is not null && kind != "person")
            asked["targets"] = new JsonArray([.. house.House.Things.Where(thing => (kind is null || thing.Kind == kind) && (room is null || thing.Room == room) && (floor is null || house.House.FloorOf(thing.Room) == floor)
                && (kind is not null || thing.Has(asked["property"]?.GetValue<string>() ?? "on"))).Select(thing => (JsonNode)thing.Id)]);
        if (asked["targets"] is null && kind == "person") asked["targets"] = new JsonArray([.. house.House.People.Select(person => (JsonNode)person.Id)]);
        foreach (var name in new[] { "type", "room", "floor" }) asked.Remove(name);
        if (asked["property"]?.GetValue<string>() is "battery-level") asked["property"] = "battery";
        if (asked["property"]?.GetValue<string>() is "pm2.5") asked["property"] = "pm25";
        if (asked["ask"]?.GetValue<string>() is "why" or "value") asked.Remove("value");
        return asked;
    }

    private static HashSet<string> Ids(JsonArray? ids) => ids is null ? [] : [.. ids.Select(id => id!.GetValue<string>())];

    private static List<JsonObject> Acts(JsonNode? acts)
    {
        var list = new List<JsonObject>();
        foreach (var node in acts as JsonArray ?? [])
        {
            var act = node!.AsObject();
            if (act["targets"] is not JsonArray { Count: > 0 } targets || act["act"]!.GetValue<string>() is "query" or "media.search") { list.Add(act); continue; }
            foreach (var target in targets)
            {
                var one = act.DeepClone().AsObject();
                one["targets"] = new JsonArray(target!.GetValue<string>());
                list.Add(one);
            }
        }
        return list;
    }

    private static readonly string[] Free = ["acts", "text", "say", "name", "type"];

    private static bool Alike(JsonNode? wanted, JsonNode? got)
    {
        switch (wanted)
        {
            case JsonObject expected:
                if (got is not JsonObject other) return false;
                foreach (var (key, value) in other)
                    if (!expected.ContainsKey(key) && value is not null && Array.IndexOf(Free, key) < 0) return false;
                foreach (var (key, value) in expected)
                    if (key is "acts" ? !Same(Acts(value), Acts(other[key])) : !Alike(value, other[key])) return false;
                return true;
            case JsonArray list:
                return got is JsonArray array && list.Count == array.Count && list.All(item => array.Any(one => Alike(item, one)));
            case JsonValue value:
                if (got is not JsonValue plain) return false;
                if (value.TryGetValue(out double number)) return plain.TryGetValue(out double same) && Math.Abs(number - same) < 0.011;
                if (value.TryGetValue(out string? text)) return plain.TryGetValue(out string? said) && Plain(text) == Plain(said);
                return value.ToJsonString() == plain.ToJsonString();
            default: return got is null;
        }
    }

    private static bool Same(List<JsonObject> wanted, List<JsonObject> got) => wanted.Count == got.Count && wanted.TrueForAll(act => got.Exists(other => Alike(act, other)));

    private static string Plain(string? text) => new([.. (text ?? "").ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is '-' or ':' or '.')]);
}
