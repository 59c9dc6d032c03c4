using Kith.Assistant.Dialogue;
using Kith.Assistant.Households;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>"when the window opens, stop the heating": a rule, shown for confirmation. "at sunset" alone is a time, not a rule.</summary>
internal static class Conditions
{
    // "if you have a moment", "when that's all right": no condition.
    private static readonly string[] Courteous = ["you", "thats", "that is", "its no", "its not", "its ok", "its all right", "possible", "i may", "i might", "we could", "convenient", "nobody minds", "no one minds", "方便", "可以", "能", "有空", "不麻烦", "行的话"];

    internal static Understood? Read(Hearing hearing)
    {
        if (Split(hearing) is not var (condition, deed) || condition.Count == 0 || deed.Count == 0) return null;
        if (Ending(hearing, condition, deed) is { } ends) return ends;
        // "when the front door locks": read as the plural of a name.
        if (condition[^1] is var name && name.Is(Role.Name) && hearing.Text[name.From..name.To].EndsWith(" locks", StringComparison.Ordinal))
            condition = [.. condition.SkipLast(1), name with { To = name.To - 6 }, new(name.To - 5, name.To, [new(Role.Verb, "lock")])];
        if (!condition.Exists(token => token.Is(Role.Event) || token.Is(Role.Verb) || token.Is(Role.State) || token.Unknown && hearing.Tokens[0].Group("if"))) return null;
        if (Event(hearing, condition) is not { } occasion)
            // What was to happen first and is not understood must not become a deed now.
            return !hearing.Tokens.Any(token => token.Group("if")) && condition.Exists(token => token.Is(Role.Event, "rain")) || hearing.Tokens[0].Group("if") && !Courteous.Any(start => hearing.Text.AsSpan(condition[0].From).StartsWith(start)) && condition.Exists(token => token.Unknown || token.Is(Role.Noun) || token.Is(Role.Name) || token.Is(Role.Room) || token.Is(Role.Person) || token.Is(Role.Trait)) && condition.Exists(token => token.Unknown || token.Is(Role.Verb) || token.Is(Role.State))
                ? Intents.Refuse(hearing, hearing.Heard.Original(condition[0].From, condition[^1].To)) : !hearing.Tokens.Any(token => token.Group("if")) ? null : condition.Exists(token => token.Is(Role.Event) || token.Group("if")) && deed.Exists(token => token.Is(Role.Verb)) && !condition.Exists(token => token.Group("polite") && condition.Count == 1)
                ? Intents.Refuse(hearing, hearing.Heard.Original(condition[0].From, condition[^1].To)) : null;
        var then = hearing with { Tokens = deed };
        // "send him to the dock": who or what the condition is about.
        if (deed.Exists(token => token.Group("it") || token.Group("they")) && hearing.House.Things.FirstOrDefault(thing => thing.Id == occasion.Device) is { } subject && !hearing.Focus.Things.Contains(subject)) hearing.Focus.Things = [subject];
        var inner = Tell(hearing, condition, deed) ?? Both(then) ?? Broadcasts.Read(then) ?? Scenes.Read(then) ?? Reminders.Read(then) ?? Ordinary.Read(then);
        if (inner is null || inner.Outcome is not Outcome.Done) return inner?.Outcome == Outcome.Ask ? inner : Intents.Refuse(hearing, (inner?.Missing is [var part, ..] ? part : null) ?? hearing.Heard.Original(deed[0].From, deed[^1].To));
        if (occasion.Sun is not null) return inner with { Acts = [.. inner.Acts.Select(act => act with { When = new() { Event = occasion } })] };
        var rule = new Act { Kind = "rule", When = new() { Event = occasion }, Acts = inner.Acts };
        return new(Outcome.Confirm, [rule], hearing.Say($"Shall I always do that: {inner.Say}", $"以后都这样做吗：{inner.Say}"));
    }

    /// <summary>"... turn the hood off and tell everyone to get out": a deed and a message.</summary>
    private static Understood? Both(Hearing hearing)
    {
        var at = hearing.Tokens.ToList().FindIndex(token => token.Ask("broadcast"));
        if (at < 2 || !hearing.Tokens[at - 1].Group("and") && !hearing.Tokens[at - 1].Mark && !hearing.Tokens[at - 1].Group("then")) return null;
        var told = Broadcasts.Read(hearing with { Tokens = [.. hearing.Tokens.Skip(at)] });
        var done = Ordinary.Read(hearing with { Tokens = [.. hearing.Tokens.Take(at - 1)] });
        return told?.Outcome == Outcome.Done && done?.Outcome == Outcome.Done ? done with { Acts = [.. done.Acts, .. told.Acts], Say = $"{done.Say} {told.Say}" } : null;
    }

    /// <summary>"... tell me", "……提醒我": the news itself is the message.</summary>
    private static Understood? Tell(Hearing hearing, List<Token> condition, List<Token> deed)
    {
        var said = string.Concat(deed.Where(token => !token.Mark).Select(token => hearing.Text[token.From..token.To] + (Normal.IsHan(hearing.Text[token.From]) ? "" : " "))).Trim();
        return said is "告诉我" or "提醒我" or "通知我" or "广播" or "提醒一下" or "提醒我一下" or "告诉我一声" or "喊我" or "tell me" or "let me know" or "notify me" or "alert me" or "warn me" or "告诉大家" or "通知大家" or "send me a message"
            ? Intents.Done([new() { Kind = "broadcast", Text = hearing.Heard.Original(condition[0].From, condition[^1].To) }], hearing.Say("I will tell you.", "到时候告诉您。")) : null;
    }

    /// <summary>The tokens of the condition and those of the deed, whichever comes first.</summary>
    private static (List<Token> Condition, List<Token> Deed)? Split(Hearing hearing)
    {
        var tokens = hearing.Tokens;
        var (opens, closes) = (-1, -1);
        for (var index = 0; index < tokens.Count; index++)
        {
            if (opens < 0 && tokens[index].Group("if") && !tokens[index].Senses.Any(sense => sense.Role is Role.Name or Role.Question or Role.Part)) opens = index;
            if (closes < 0 && tokens[index].Group("then-if")) closes = index;
        }
        if (opens < 0 && closes <= 0) return Unmarked(hearing);
        if (closes > opens && (closes > 0 || opens >= 0))
        {
            var deed = tokens.Skip(closes + 1).SkipWhile(token => token.Mark || token.Group("then-if") || token.Group("then")).ToList();
            if (deed.Count > 0) return ([.. tokens.Take(closes).Where((_, index) => index != opens)], deed);
            // 开灯，有人回来的时候: the condition comes last.
            if (opens > 0) return ([.. tokens.Skip(opens + 1).Take(closes - opens - 1)], [.. tokens.Take(opens)]);
            return null;
        }
        if (opens < 0) return null;
        if (tokens.Take(opens).Any(token => token.Is(Role.Verb) && !token.Group("polite") || token.Ask("broadcast") || token.Is(Role.State, "off") || token.Is(Role.State, "on")) || opens > 1 && hearing.Text[tokens[opens - 1].From..tokens[opens - 1].To] is "in" or "out" && tokens.Take(opens).Any(token => token.Is(Role.Noun) || token.Is(Role.Name)))
            return ([.. tokens.Skip(opens + 1)], [.. tokens.Take(opens)]);
        var comma = -1;
        for (var index = opens + 1; index < tokens.Count && comma < 0; index++)
            if (tokens[index].Mark || tokens[index].Group("then")) comma = index;
        if (comma > 0 && comma + 1 < tokens.Count) return ([.. tokens.Skip(opens + 1).Take(comma - opens - 1)], [.. tokens.Skip(comma + 1)]);
        // No comma: the deed begins at the verb that comes after the condition is whole.
        for (var index = opens + 2; index < tokens.Count; index++)
        {
            var token = tokens[index];
            if (!token.Is(Role.Verb) && !token.Ask("broadcast") || token.Group("glue") && !token.Is(Role.Verb, "set") || token.Is(Role.Event)) continue;
            var before = tokens.Skip(opens + 1).Take(index - opens - 1).ToList();
            // "anyone unlocks the back door": that is what they do, not what is to be done.
            if (before.Count > 0 && before.TrueForAll(one => one.Is(Role.Person) || one.Is(Role.Event, "somebody") || one.Is(Role.Event, "nobody") || one.Group("glue")) && !token.Is(Role.Event)) continue;
            if (before.Exists(one => one.Is(Role.Event) || one.Is(Role.State) || one.Is(Role.Verb) || one.Is(Role.Person)) && before.Exists(one => one.Is(Role.Noun) || one.Is(Role.Name) || one.Is(Role.Room) || one.Is(Role.Person) || one.Is(Role.Event) || one.Is(Role.Trait)))
                return (before, [.. tokens.Skip(index)]);
        }
        return null;
    }

    /// <summary>空调再吹半小时就停: it runs on, and then ends.</summary>
    private static Understood? Ending(Hearing hearing, List<Token> condition, List<Token> deed)
    {
        if (!hearing.Chinese || hearing.Tokens.Any(token => token.Group("if")) || !deed.TrueForAll(token => token.Mark || token.Group("polite") || token.Is(Role.Verb, "stop") || token.Is(Role.Verb, "off") || token.Is(Role.Verb, "close"))) return null;
        var at = condition.FindIndex(token => token.IsNumber || token.Is(Role.Duration));
        if (at < 1 || Moments.Length(condition, at) is not { Tokens: > 0 } length || at + length.Tokens < condition.Count - 1) return null;
        var things = condition.Take(at).Where(token => token.Is(Role.Noun) || token.Is(Role.Name) || token.Is(Role.Room) || token.Is(Role.Part)).ToList();
        var off = Ordinary.Read(hearing with { Tokens = [.. things, deed[0] with { Senses = [new(Role.Verb, "off")] }] });
        return off is { Outcome: Outcome.Done, Missing: null } ? off with { Acts = [.. off.Acts.Select(act => act with { When = new() { AfterS = length.Seconds } })] } : null;
    }

    /// <summary>儿童房超过27度开空调, 门关上以后开灯: a condition without its "if".</summary>
    private static (List<Token> Condition, List<Token> Deed)? Unmarked(Hearing hearing)
    {
        if (!hearing.Chinese) return null;
        var tokens = hearing.Tokens.ToList();
        var after = tokens.FindIndex(token => token.Spell("later") && token.From > 0);
        if (after > 1 && after + 1 < tokens.Count && (tokens[after - 1].Is(Role.Verb) || tokens[after - 1].Is(Role.State)) && tokens.Take(after).Any(token => token.Is(Role.Noun) || token.Is(Role.Name)) && tokens.Skip(after).Any(token => token.Is(Role.Verb)))
            return (tokens[..after], tokens[(after + 1)..]);
        var turn = tokens.FindIndex(token => token.Is(Role.Event, "rises") || token.Is(Role.Event, "falls"));
        if (turn < 1 || !tokens.Take(turn).Any(token => token.Is(Role.Room) || token.Is(Role.Trait) || token.Is(Role.Name) || token.Is(Role.Noun))) return null;
        var number = tokens.FindIndex(turn, token => token.IsNumber);
        if (number < 0) number = tokens.FindIndex(token => token.IsNumber);
        var end = Math.Max(number, turn) + 1;
        if (number < 0 || Math.Abs(number - turn) > 2) return null;
        while (end < tokens.Count && (tokens[end].Is(Role.Unit) || tokens[end].Mark || tokens[end].Is(Role.Event, "rises") || tokens[end].Is(Role.Event, "falls") || tokens[end].Is(Role.Mode, "auto"))) end++;
        var deed = tokens[end..];
        return deed.Count > 0 && (deed[0].Is(Role.Verb) || deed[0].Ask("remind") || deed[0].Ask("broadcast") || hearing.Text[deed[0].From..] is "告诉我" || deed.Exists(token => token.Is(Role.Verb)) && deed.Exists(token => token.Is(Role.Noun) || token.Is(Role.Name))) && tokens.Take(turn).All(token => !token.Is(Role.Verb) || token.Is(Role.Noun) || token.Is(Role.Trait))
            ? (tokens[..end], deed) : null;
    }

    private static Occasion? Event(Hearing hearing, List<Token> tokens)
    {
        foreach (var token in tokens)
            if (token.Is(Role.Event, "sunset") || token.Is(Role.Event, "sunrise")) return new() { Sun = token.Is(Role.Event, "sunset") ? "sunset" : "sunrise" };
        // "when the front door locks": the word that is a thing and a deed is the deed at the end.
        if (tokens is [.., { } last] && last.Is(Role.Verb) && last.Is(Role.Noun) && tokens.SkipLast(1).Any(token => token.Is(Role.Noun) || token.Is(Role.Name) || token.Is(Role.Part)))
            tokens = [.. tokens.SkipLast(1), last with { Senses = [.. last.Senses.Where(sense => sense.Role is Role.Verb or Role.State or Role.Event)] }];
        var clauses = ClauseReader.Read(hearing.Recogniser, hearing.Text, tokens);
        if (clauses.Count == 0) return null;
        var clause = clauses[0];
        foreach (var other in clauses.Skip(1))
        {
            clause.Targets.AddRange(clause.Targets.Count == 0 ? other.Targets : []);
            clause.Values.AddRange(other.Values);
            clause.Events.AddRange(other.Events);
            clause.States.AddRange(other.States);
            clause.Verb ??= other.Verb;
            clause.Trait ??= other.Trait;
        }
        var someone = clause.People.Count > 0 || tokens.Exists(token => token.Is(Role.Person) || token.Is(Role.Event, "nobody") || token.Is(Role.Event, "somebody"));
        if (tokens.Exists(token => token.Is(Role.Event, "arrive") || token.Is(Role.Event, "leave")) | (someone && tokens.Exists(token => token.Is(Role.State, "home") || token.Is(Role.State, "away"))) && !tokens.Exists(token => token.Is(Role.State, "detected")) && clause.Targets.TrueForAll(target => !target.Headed))
            return Coming(hearing, tokens, clause);
        var number = clause.Values.Find(value => value.Role == Role.Number);
        var rises = clause.Events.Contains("rises") || clause.Direction == "up";
        var falls = clause.Events.Contains("falls") || clause.Direction == "down";
        if (number is not null && (rises || falls))
        {
            var trait = clause.Trait is "target-temperature" ? "temperature" : clause.Trait == "target-humidity" ? "humidity" : clause.Trait == "brightness" ? "illumination" : clause.Trait ?? (number.Id == "celsius" || number.Id == "" ? "temperature" : "humidity");
            var thing = Sensor(hearing, clause, trait);
            return thing is null ? null : rises ? new() { Device = thing.Id, Property = trait, Above = number.Number } : new() { Device = thing.Id, Property = trait, Below = number.Number };
        }
        var (property, value) = Becomes(clause);
        if (property is null) return null;
        var choosing = new Choosing(hearing);
        Thing? found = null;
        foreach (var name in Alike(property))
        {
            var things = clause.Targets.Count > 0 ? clause.Targets.SelectMany(target => choosing.Linked(target, thing => thing.Has(name))).Distinct().ToList()
                : [.. hearing.House.Things.Where(thing => thing.Has(name) && Told(clause, thing))];
            if (clause.Targets.TrueForAll(target => target.PlaceOnly)) things = [.. things.Where(thing => Told(clause, thing))];
            if (things.Count == 0) continue;
            found = things.Count == 1 ? things[0] : things.Find(thing => thing.Room == hearing.Room) ?? things[0];
            if (property == "open" && name == "locked" && value is bool open) value = !open;
            property = name;
            // An alarm that "goes off" has found something.
            if (name == "detected") value = true;
            break;
        }
        if (found is null) return null;
        if (property == "on" && value is true && found.Kind is "doorbell" or "button") property = "detected";
        return new() { Device = found.Id, Property = property, To = value };
    }

    private static string[] Alike(string property) => property switch
    {
        "open" => ["open", "on", "locked"],
        "on" => ["on", "open", "playing", "detected"],
        _ => [property],
    };

    internal static bool Told(Clause clause, Thing thing) => clause.States.Contains("wet") ? thing.Kind == "leak-sensor" : clause.States.Contains("smoke") ? thing.Kind == "smoke-sensor"
        : clause.States.Contains("gas") ? thing.Kind == "gas-sensor" : !clause.States.Contains("detected") || thing.Kind is "motion-sensor" or "occupancy-sensor" or "camera";

    private static (string? Property, object? Value) Becomes(Clause clause)
    {
        foreach (var state in clause.States)
            switch (state)
            {
                case "detected" or "wet" or "smoke" or "gas": return ("detected", true);
                case "locked": return ("locked", true);
                case "unlocked": return ("locked", false);
                case "opened": return ("open", true);
                case "closed": return ("open", false);
                case "on": return ("on", true);
                case "off": return ("on", false);
                case "playing": return ("playing", true);
            }
        return clause.Verb is "press" or "mute" ? ("detected", true) : Questions.Deed(clause.Verb);
    }

    private static Occasion? Coming(Hearing hearing, List<Token> tokens, Clause clause)
    {
        var home = tokens.Exists(token => token.Is(Role.Event, "arrive") || token.Is(Role.State, "home")) && !tokens.Exists(token => token.Is(Role.Event, "leave") || token.Is(Role.State, "away"));
        var person = clause.People.FirstOrDefault() ?? tokens.Find(token => token.Is(Role.Person))?.Find(Role.Person)?.Id;
        if (person is null && !tokens.Exists(token => token.Is(Role.Event, "nobody") || token.Is(Role.Event, "somebody"))) person = hearing.Person?.Id;
        if (tokens.Exists(token => token.Is(Role.Event, "nobody")) && tokens.Exists(token => token.Is(Role.State, "home")) && !tokens.Exists(token => token.Is(Role.Event, "arrive"))) home = false;
        return new() { Person = person ?? (home ? "anybody" : "everybody"), Property = "home", To = home };
    }

    internal static Thing? Sensor(Hearing hearing, Clause clause, string trait)
    {
        var choosing = new Choosing(hearing);
        var able = clause.Targets.Count > 0 && clause.Targets.Exists(target => target.Headed || target.Places.Count > 0)
            ? clause.Targets.SelectMany(target => choosing.Linked(target, thing => thing.Has(trait))).Distinct().ToList()
            : hearing.House.Things.Where(thing => thing.Has(trait) && (hearing.Room is null || thing.Room == hearing.Room)).ToList();
        if (able.Count == 0 && clause.Targets.Count == 0) able = [.. hearing.House.Things.Where(thing => thing.Has(trait))];
        return able.OrderBy(thing => Rank(thing, trait)).FirstOrDefault();
    }

    /// <summary>What tells a value best: a sensor for it, then what measures it beside its work.</summary>
    internal static int Rank(Thing thing, string trait) => thing.Kind == trait + "-sensor" ? 0 : thing.Kind.EndsWith("-sensor", StringComparison.Ordinal) ? 1 : thing.Kind is "thermostat" or "humidifier" or "air-purifier" ? 2 : thing.Kind == "air-conditioner" ? 3 : thing.Kind is "heater" ? 4 : 5;
}
