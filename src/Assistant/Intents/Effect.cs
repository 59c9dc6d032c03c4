using Kith.Assistant.Households;
using Kith.Assistant.Language;

namespace Kith.Assistant.Intents;

/// <summary>What one clause does to one device: a value set, a step, or an action called.</summary>
internal sealed record Effect(string Kind, string Name, object? Value = null, string? Direction = null, double? Amount = null);

/// <summary>Why a device cannot do what was said.</summary>
internal sealed record Hitch(string Reason, string? Part = null);

/// <summary>
/// The table of deeds: for a clause and a device, its effects by what the device has. The same verb opens a curtain, turns on a lamp and
/// starts a vacuum.
/// </summary>
internal static class Effects
{
    private static readonly string[] Steppable = ["brightness", "volume", "target-temperature", "fan-level", "target-humidity", "position", "tilt", "color-temperature", "channel"];

    private static readonly IReadOnlyList<Effect> None = [];
    private static readonly Hitch Unable = new("cannot");

    internal static IReadOnlyList<Effect> Of(Clause clause, Thing thing, out Hitch? hitch)
    {
        hitch = null;
        if (thing.Sensor) { hitch = Unable; return None; }
        List<Effect>? effects = null;
        if (thing.Has("position") && clause.Degree == "little" && clause.Values.Count == 0 && clause.Verb is "open" or "close") return [clause.Verb == "open" && !clause.More ? new("set", "position", 10d) : new("step", "position", null, clause.Verb == "open" ? "up" : "down")];
        if (thing.Has("position") && clause.More && clause.Verb is "open" or "close") return [new("step", "position", null, clause.Verb == "open" ? "up" : "down")];
        if (clause.Trait == "swing" && clause.Verb is null && clause.Direction is null && clause.Values.Count == 0 && thing.Has("swing")) return [new("set", "swing", true)];
        if (clause.Verb is { } verb && Deed(verb, clause, thing) is { } deed && !(deed.Name == "open" && clause.Values.Exists(value => value.Numeric && value.Number >= 0) && thing.Has("position")) && !(clause.Verb == "start" && clause.Values.Count > 0)) effects = [deed];
        else if (clause is { Latin: true, Verb: "open" or "close" } && !thing.Has("position")) { hitch = Unable; return None; }
        else if (clause.Verb is not null && clause.Values.Count == 0 && clause.Direction is null) { hitch = Unable; return None; }
        if (clause.Direction is not null)
        {
            if (Step(clause, thing, out hitch) is not { } step) return None;
            return effects is null ? [step] : [.. effects, step];
        }
        if (clause.Verb is "off" or "close" && effects is not null && !clause.Values.TrueForAll(value => value.Numeric && thing.Has("position"))) return effects;
        foreach (var value in clause.Values)
        {
            if (Value(clause, value, thing, out var wrong) is { } set) { if (effects?.Contains(set) != true) (effects ??= []).Add(set); }
            else if (wrong is not null && effects is null) { hitch = wrong; return None; }
            else if (wrong is { Reason: "range" }) { hitch = wrong; return None; }
        }
        return effects ?? None;
    }

    private static object Guard(Clause clause) => clause.Values.Find(value => value.Role == Role.Mode)?.Id switch
    {
        "sleep" or "night" => "night",
        "away" => "away",
        "home" => "home",
        _ => clause.States.Contains("home") ? "home" : clause.States.Contains("away") ? "away" : clause.Moment.Part == "evening" ? "night" : true,
    };

    private static Effect? Set(Thing thing, string trait, object value) => thing.Has(trait) ? new("set", trait, value) : null;
    private static Effect? Call(Thing thing, string call) => thing.Can(call) ? new("call", call) : null;

    // What is watered with is run and stopped by its valve.
    private static Effect? Valve(Thing thing, bool open) => thing.Kind is "valve" or "sprinkler" ? Set(thing, "open", open) : null;

    private static bool IsGas(Thing thing) => thing.Aliases.Prepend(thing.Name).Any(name => name.Contains("gas", StringComparison.OrdinalIgnoreCase) || name.Contains('气', StringComparison.Ordinal) || name.Contains('氣', StringComparison.Ordinal));

    private static Effect? Deed(string verb, Clause clause, Thing thing) => verb switch
    {
        "on" => Trait(clause, thing, true) ?? Set(thing, "on", true) ?? Set(thing, "open", true) ?? Call(thing, "start") ?? Set(thing, "armed", true) ?? Call(thing, "play"),
        "off" => Trait(clause, thing, false) ?? Set(thing, "on", false) ?? Set(thing, "open", false) ?? Call(thing, "stop") ?? Set(thing, "armed", false),
        // In English a lamp may be opened by a slip of the tongue; a speaker or a treadmill may not. In Chinese 打开 is for all.
        "open" when clause.Latin => Set(thing, "open", true) ?? Set(thing, "locked", false) ?? (thing.Kind == "light" ? Set(thing, "on", true) : null),
        "close" when clause.Latin => Set(thing, "open", false) ?? Set(thing, "locked", true) ?? (thing.Kind is "light" or "television" ? Set(thing, "on", false) : null),
        "open" => Trait(clause, thing, true) ?? Set(thing, "open", true) ?? Set(thing, "on", true) ?? Set(thing, "locked", false) ?? Call(thing, "start") ?? Set(thing, "armed", true),
        "close" => Trait(clause, thing, false) ?? Set(thing, "open", false) ?? Set(thing, "on", false) ?? Set(thing, "locked", true) ?? Call(thing, "stop") ?? Set(thing, "armed", false),
        "out" => thing.Kind == "awning" ? Set(thing, "open", true) : Set(thing, "on", false) ?? Set(thing, "open", true),
        "in" => thing.Has("open") ? new("set", "open", false) : null,
        // 收起: a blind goes up, an awning or a curtain goes away.
        "fold" => Set(thing, "open", thing.Kind is "blind" or "shade" or "shutter") ?? Set(thing, "on", false),
        "lock" => Set(thing, "locked", true),
        "unlock" => Set(thing, "locked", false),
        "start" => Trait(clause, thing, true) ?? Call(thing, "start") ?? Call(thing, "play") ?? Set(thing, "on", true) ?? Valve(thing, true),
        "stop" => Trait(clause, thing, false) ?? Call(thing, "stop") ?? Set(thing, "on", false) ?? Valve(thing, false),
        "pause" => Call(thing, "pause") ?? (thing.Has("open") ? Call(thing, "stop") : null),
        "next" or "previous" or "locate" => Call(thing, verb),
        "resume" => Call(thing, "resume") ?? Call(thing, "play"),
        "play" => Call(thing, "play") ?? Call(thing, "start"),
        "dock" => Call(thing, "dock"),
        "clean" => Call(thing, "clean") ?? (thing.Kind == "vacuum" ? Call(thing, "start") : null),
        "mow" => Call(thing, "start") ?? Set(thing, "on", true),
        "water" => thing.Kind == "sprinkler" ? Call(thing, "start") ?? Set(thing, "on", true) ?? Valve(thing, true) : IsGas(thing) ? null : Valve(thing, true) ?? (thing.Kind is "pump" or "switch" or "outlet" ? Set(thing, "on", true) : null),
        "toggle" => thing.Has("on") || thing.Has("open") ? new("call", "toggle") : null,
        "press" => Call(thing, "press"),
        "mute" => Set(thing, "mute", true),
        "unmute" => Set(thing, "mute", false),
        "arm" => Set(thing, "armed", Guard(clause)),
        "disarm" => Set(thing, "armed", false),
        _ => null,
    };

    /// <summary>"turn the swing on": a property that is true or false by itself.</summary>
    private static Effect? Trait(Clause clause, Thing thing, bool value) => clause.Trait is "swing" or "mute" && thing.Has(clause.Trait) ? new("set", clause.Trait, value) : null;

    /// <summary>The property that a number or a direction means for a kind of device where none is said.</summary>
    internal static string? Main(Thing thing, string? unit, string? hint)
    {
        hint = Hinted(thing, hint);
        if (hint is not null) return thing.Has(hint) ? hint : null;
        string[] order = unit switch
        {
            "celsius" or "fahrenheit" => ["target-temperature"],
            "kelvin" => ["color-temperature"],
            "percent" => ["brightness", "position", "volume", "target-humidity", "fan-level"],
            "level" => ["fan-level", "brightness", "volume"],
            _ => ["brightness", "position", "target-temperature", "volume", "target-humidity", "fan-level"],
        };
        return Array.Find(order, thing.Has);
    }

    private static string? Hinted(Thing thing, string? hint) => hint switch
    {
        "temperature" => thing.Has("target-temperature") ? "target-temperature" : thing.Has("color-temperature") ? "color-temperature" : "target-temperature",
        "humidity" => "target-humidity",
        "target-temperature" when !thing.Has(hint) && thing.Has("color-temperature") => "color-temperature",
        "target-temperature" when !thing.Has(hint) && thing.Has("fan-level") => "fan-level",
        "illumination" => "brightness",
        _ => hint,
    };

    private static Effect? Step(Clause clause, Thing thing, out Hitch? hitch)
    {
        hitch = null;
        var hint = clause.Trait;
        var value = clause.Values.Find(said => said.Numeric);
        // Colours and modes are set, however the verb goes: "brighten it to red", "亮黄色".
        if (clause.Values.Find(said => said.Role is Role.Color or Role.White or Role.Mode) is { } plain) return Value(clause, plain, thing, out hitch);
        // A cover that goes up or down, and not a bit, opens or closes.
        if (hint is null && value is null && clause.Degree is null && thing.Has("open") && !thing.Has("brightness")) return new("set", "open", clause.Direction == "up");
        if (hint is "target-temperature" && clause.Direction == "up" && !thing.Has("target-temperature") && thing.Kind is "heater" or "kettle" or "electric-blanket" or "oven" or "water-heater") return new("set", "on", true);
        if (clause.Heats && value is null && thing.Has("on") && thing.Kind is "heater" or "kettle" or "oven" or "electric-blanket") return new("set", "on", true);
        if (clause.Lit && clause.Degree is null && value is null && thing.Has("on") && hint == "brightness") return new("set", "on", true);
        if (hint == "target-humidity" && !thing.Has(hint) && thing.Has("mode") && clause.Direction == "down" && thing.Kind == "air-conditioner") return new("set", "mode", "dry");
        var trait = Main(thing, value?.Role == Role.Number && value.Id is not ("percent" or "") ? value.Id : null, hint);
        if (trait is null || Array.IndexOf(Steppable, trait) < 0) { hitch = new("cannot", hint); return null; }
        var up = clause.Direction == "up";
        // Warm light is a low colour temperature; a cooler fan blows more.
        if (trait == "color-temperature" && hint is "target-temperature" or "temperature") up = !up;
        if (trait == "fan-level" && hint == "target-temperature") up = !up;
        if (value is not null && value.Role is Role.Extreme or Role.Fraction or Role.Level) return Value(clause, value, thing, out hitch);
        if (value is not null && clause.Absolute && !clause.Relative) return Value(clause, value, thing, out hitch);
        var (floor, ceiling) = Bounds(thing, trait);
        if (value is not null && (value.Number < 0 || value.Number > ceiling - floor)) return Fail(out hitch, "range", trait);
        var direction = up ? "up" : "down";
        return new("step", trait, null, direction, value?.Number);
    }

    private static Effect? Value(Clause clause, Said said, Thing thing, out Hitch? hitch)
    {
        hitch = null;
        switch (said.Role)
        {
            case Role.Color:
                if (said.Id == "white" && !thing.Has("color") && thing.Has("color-temperature")) return new("set", "color-temperature", 4000d);
                return thing.Has("color") ? new("set", "color", said.Id) : Fail(out hitch, "cannot", "color");
            case Role.White: return thing.Has("color-temperature") ? Numeric(thing, "color-temperature", said.Number, out hitch) : Fail(out hitch, "cannot", "color-temperature");
            case Role.Mode:
                if (thing.Has("armed")) return clause.Verb is "arm" ? null : said.Id is "away" or "home" or "sleep" ? new("set", "armed", said.Id == "sleep" ? "night" : said.Id) : Fail(out hitch, "cannot", said.Id);
                if (clause.Trait == "fan-level" && thing.Has("fan-level") && said.Id is "auto" or "silent" or "boost" or "sleep" or "natural" or "eco") return new("set", "fan-level", said.Id);
                if (thing.Kind == "light" && clause.Trait != "mode") return Fail(out hitch, "cannot", "mode");
                if (!thing.Has("mode")) return thing.Has("fan-level") && said.Id is "auto" or "silent" or "boost" ? new("set", "fan-level", said.Id) : Fail(out hitch, "cannot", "mode");
                return thing.Modes.Count > 0 && !thing.Modes.Contains(said.Id) ? Fail(out hitch, "cannot", said.Id) : new("set", "mode", said.Id);
        }
        if (said.Role == Role.Unit) return thing.Has("source") ? new("set", "source", said.Id) : Fail(out hitch, "cannot", "source");
        var unit = said.Role == Role.Number ? said.Id : said.Role is Role.Fraction ? "percent" : said.Role == Role.Level ? "level" : "";
        if (unit == "" && said.Role == Role.Number && said.Number >= 1500 && thing.Has("color-temperature")) unit = "kelvin";
        var trait = Main(thing, unit, clause.Trait);
        if (trait is null) return Fail(out hitch, "cannot", clause.Trait);
        if (said.Role == Role.Extreme)
        {
            var (least, most) = Bounds(thing, trait);
            if (most > 1e6) return Fail(out hitch, "cannot", trait);
            if (trait == "position") return new("set", "open", said.Id == "max" && clause.Direction != "down" && clause.Verb is not ("close" or "off"));
            return new("set", trait, said.Id == "max" ? most : least);
        }
        if (clause.Verb is "close" or "off" && trait == "position" && said.Role == Role.Fraction && said.Number == 50) return new("set", trait, 50d);
        var number = said.Number;
        if (unit == "fahrenheit") number = Math.Round((number - 32) / 1.8 * 2) / 2;
        if (unit == "level" && said.Role == Role.Number && Bounds(thing, trait).Most > 10) number = number switch { 1 => 33, 2 => 66, 3 => 100, _ => number };
        if (unit == "percent" && trait is "target-temperature" or "channel") return Fail(out hitch, "unit", trait);
        if (unit is "celsius" or "fahrenheit" && trait is not ("target-temperature")) return Fail(out hitch, "unit", trait);
        return Numeric(thing, trait, number, out hitch);
    }

    private static Effect? Numeric(Thing thing, string trait, double number, out Hitch? hitch)
    {
        hitch = null;
        var (least, most) = Bounds(thing, trait);
        if (number == 0 && trait == "brightness") return new("set", "on", false);
        if (number < least || number > most) return Fail(out hitch, "range", trait);
        return new("set", trait, number);
    }

    internal static (double Least, double Most) Bounds(Thing thing, string trait) => thing.Traits.GetValueOrDefault(trait) is { } range ? (range.Min, range.Max) : (double.MinValue, double.MaxValue);

    private static Effect? Fail(out Hitch? hitch, string reason, string? part)
    {
        hitch = new(reason, part);
        return null;
    }
}
