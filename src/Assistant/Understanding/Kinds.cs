using Kith.Assistant.Households;
using Kith.Assistant.Language;

namespace Kith.Assistant.Understanding;

/// <summary>What a kind of device has by default, out of spec/words/traits.json, and how the format's names of properties map to it.</summary>
internal static class Kinds
{
    internal static string Of(string type) => type switch
    {
        "tv" => "television",
        "window-opener" => "window",
        "ceiling-fan" => "fan",
        "player" => "media-player",
        _ => type,
    };

    internal static (Dictionary<string, Limits?> Traits, HashSet<string> Calls) Default(string kind)
    {
        var traits = new Dictionary<string, Limits?>(StringComparer.Ordinal);
        var calls = new HashSet<string>(StringComparer.Ordinal);
        if (Words.Standard.Kinds.TryGetValue(kind, out var known))
        {
            foreach (var trait in known.Names("traits")) traits[trait] = Bounds(trait, kind);
            foreach (var call in known.Names("calls")) calls.Add(call);
        }
        else if (!kind.EndsWith("-sensor", StringComparison.Ordinal)) traits["on"] = null;
        return (traits, calls);
    }

    internal static Limits? Bounds(string trait, string kind = "") => (trait, kind) switch
    {
        ("target-temperature", "air-conditioner") => new(16, 30, 0.5, "celsius"),
        ("target-temperature", "water-heater") => new(30, 75, 1, "celsius"),
        ("target-temperature", "kettle") => new(40, 100, 1, "celsius"),
        ("target-temperature", "fridge") => new(-30, 10, 1, "celsius"),
        ("target-temperature", "oven") => new(30, 300, 5, "celsius"),
        ("target-temperature", "cooker") => new(30, 200, 5, "celsius"),
        ("target-temperature", _) => new(5, 35, 0.5, "celsius"),
        ("fan-level", _) => new(0, 100, 1, "percent"),
        ("brightness", _) => new(1, 100, 1, "percent"),
        _ => Words.Standard.Traits.TryGetValue(trait, out var known) && known.Data.TryGetProperty("min", out var min) && known.Data.TryGetProperty("max", out var max)
            ? new(min.GetDouble(), max.GetDouble(), known.Data.TryGetProperty("step", out var step) ? step.GetDouble() : 1, known.Text("unit")) : null,
    };

    /// <summary>A service that a device has beside those of its kind.</summary>
    internal static void Add(string service, Dictionary<string, Limits?> traits, HashSet<string> calls)
    {
        var (more, able) = Words.Standard.Kinds.ContainsKey(service) ? Default(service) : ([], []);
        foreach (var (trait, range) in more) traits.TryAdd(trait, range);
        calls.UnionWith(able);
        switch (service)
        {
            case "media" or "play-control": calls.UnionWith(["play", "pause", "stop", "resume", "next", "previous"]); traits.TryAdd("playing", null); break;
            case "volume": traits.TryAdd("volume", Bounds("volume")); break;
            default: if (Words.Standard.Traits.ContainsKey(service)) traits.TryAdd(service, Bounds(service)); break;
        }
    }

    /// <summary>The property of a "service.property" key, in the words of the lexicon.</summary>
    internal static string Property(string key)
    {
        var dot = key.LastIndexOf('.');
        var (service, property) = dot < 0 ? ("", key) : (key[..dot], key[(dot + 1)..]);
        return (service, property) switch
        {
            ("battery", "level") => "battery",
            ("power", "watts" or "value" or "power") => "power",
            ("arming" or "alarm-panel" or "alarm", "mode" or "state" or "armed") => "armed",
            (_, "level") when service is "fan" or "fan-level" => "fan-level",
            (_, "fan-speed" or "speed") => "fan-level",
            (_, "muted") => "mute",
            (_, "current-position" or "target-position") => "position",
            (_, "motion" or "occupied" or "leak" or "smoke" or "gas" or "presence") => "detected",
            (_, "lux") => "illumination",
            (_, "pm2.5" or "pm2_5") => "pm25",
            _ => property,
        };
    }
}
