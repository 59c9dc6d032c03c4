using Kith.Assistant.Dialogue;
using Kith.Assistant.Households;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>Questions about the home: what a thing is like, whether, which, how many, since when, why, what was; and who is where.</summary>
internal static class Questions
{
    internal static Understood? Read(Hearing hearing)
    {
        var asking = Asking(hearing);
        var mark = hearing.Tokens.Any(token => token.Mark && hearing.Text[token.From] == '?');
        if (asking.Count == 0 && !Ended(hearing) && !(mark && !hearing.Tokens.Any(token => Requests(hearing, token)) && hearing.Tokens.Any(token => token.Is(Role.State) || token.Is(Role.Trait))) && !Bare(hearing) && !Follows(hearing)) return null;
        if (Polite(hearing, asking)) return null;
        var clauses = ClauseReader.Read(hearing.Recogniser, hearing.Text, hearing.Tokens, asking: true);
        if (clauses.Count == 0) return asking.Count > 1 ? Intents.Refuse(hearing, null) : null;
        var clause = clauses[0];
        foreach (var other in clauses.Skip(1))
        {
            clause.Targets.AddRange(other.Targets);
            clause.States.AddRange(other.States);
            clause.Questions.AddRange(other.Questions);
            clause.Values.AddRange(other.Values);
            clause.People.AddRange(other.People);
            clause.Unknown.AddRange(other.Unknown);
            clause.Moment.Join(other.Moment);
            clause.Verb ??= other.Verb;
            clause.Trait ??= other.Trait;
        }
        var asks = asking.SelectMany(token => token.Senses.Where(sense => sense.Role == Role.Question).Select(sense => sense.Id)).ToHashSet();
        if (asking.Exists(token => !token.Is(Role.Question))) asks.Add("what");
        if (Ended(hearing)) asks.Add("yesno");
        if (People.Read(hearing, clause, asks) is { } people) return people;
        // A question never acts: what cannot be answered is not understood.
        return Things(hearing, clause, asks) ?? (asking.Count > 0 && asking[0].Is(Role.Question) ? Intents.Refuse(hearing, hearing.Heard.Original(clause.From, clause.To)) : null);
    }

    /// <summary>English asks with its first word; Chinese with a word anywhere.</summary>
    private static List<Token> Asking(Hearing hearing)
    {
        // "how warm", "多少度" ask by themselves.
        var all = hearing.Tokens.Where(token => token.Is(Role.Question) || token.Is(Role.Trait) && hearing.Text[token.From..token.To] is var said && (said.StartsWith("how ", StringComparison.Ordinal) || said.AsSpan().IndexOfAny("多几不") >= 0 || said.StartsWith('在') || said.EndsWith('了'))).ToList();
        if (all.Count == 0 || all.Exists(token => Normal.IsHan(hearing.Text[token.From]))) return all;
        var opening = hearing.Tokens.FirstOrDefault(token => !token.Mark && !(token.Group("polite") && !Requests(hearing, token)) && !token.Group("and") && !token.Is(Role.Chat));
        if (opening is not null && Requests(hearing, opening) && !all.Exists(token => !token.Is(Role.Question, "yesno") && token.From <= opening.To + 9)) return [];
        var first = hearing.Tokens.FirstOrDefault(token => !token.Mark && !(token.Group("polite") && !token.Is(Role.Question)) && !token.Group("and") && !token.Group("then") && !token.Group("mean") && !token.Is(Role.Chat) && !token.Is(Role.Spell));
        // Or with the first word after a comma: "hey, quick one, is the hall light on".
        for (var index = 1; index < hearing.Tokens.Count; index++)
            if (hearing.Tokens[index - 1].Mark && hearing.Tokens[index].Is(Role.Question) && !hearing.Tokens.Take(index).Any(token => token.Is(Role.Verb) && !token.Group("polite") || token.Is(Role.Noun) || token.Is(Role.Name) || token.Is(Role.State, "on") || token.Is(Role.State, "off"))) return all;
        return all.Exists(token => !token.Is(Role.Question, "yesno") && !token.Is(Role.Question, "any") && token.From <= (first?.To ?? 0) + 1) || first?.Is(Role.Question) == true || all.Exists(token => token == first) || hearing.Text.Contains("tell me", StringComparison.Ordinal) ? all : [];
    }

    /// <summary>在家不, 是关着的吧: a question by its last word.</summary>
    private static bool Ended(Hearing hearing) => hearing.Text.TrimEnd('.', ' ', '?') is { Length: > 2 } text && (text[^1] is '不' or '未' or '没' || text.EndsWith("的吧", StringComparison.Ordinal) && text.Contains('是', StringComparison.Ordinal))
        && hearing.Tokens.Any(token => token.Is(Role.State) || token.Is(Role.Person));

    private static bool Requests(Hearing hearing, Token token) => token.Group("polite") && hearing.Text[token.From..token.To] is var said
        && (said.Contains("you", StringComparison.Ordinal) || said.StartsWith("can ", StringComparison.Ordinal) || said.StartsWith("could ", StringComparison.Ordinal) || said.StartsWith("would ", StringComparison.Ordinal) || said.StartsWith("may ", StringComparison.Ordinal) || said.Contains("mind", StringComparison.Ordinal) || said is "please" or "lets" or "lemme" or "let me");

    // "kitchen temperature", "bedroom humidity?": a property alone asks for its value.
    private static bool Bare(Hearing hearing)
    {
        var bare = Intents.Bare(hearing.Tokens);
        return bare.Count > 0 && bare.Exists(token => token.Find(Role.Trait) is { } trait && hearing.Recogniser.Words.Traits[trait.Id].Data.TryGetProperty("read", out _) && !token.Is(Role.Noun) && !token.Is(Role.Verb))
            && bare.TrueForAll(token => token.Is(Role.Trait) || token.Is(Role.Room) || token.Is(Role.Name) || token.Is(Role.Noun) || token.Is(Role.Part) || token.Is(Role.Floor) || token.Group("here") || token.Group("glue"));
    }

    // After a question, "and the humidity", "and in the kitchen" ask on.
    private static bool Follows(Hearing hearing) => hearing.Focus.Question is not null && !hearing.Tokens.Any(token => token.Is(Role.Verb) && !token.Group("polite") && !token.Is(Role.State) && !token.Is(Role.Trait) || token.IsNumber)
        && hearing.Tokens.Any(token => token.Is(Role.Trait) || token.Group("and") || token.Group("too"));

    /// <summary>"can you turn it on?", "能开灯吗": a question in form only.</summary>
    private static bool Polite(Hearing hearing, List<Token> asking)
    {
        if (!asking.TrueForAll(token => token.Is(Role.Question, "yesno"))) return false;
        var first = hearing.Tokens.FirstOrDefault(token => !token.Mark);
        var asked = hearing.Tokens.Any(token => token.Group("polite") && hearing.Text[token.From..token.To] is "can you" or "could you" or "would you" or "will you" or "能" or "可以" or "能不能" or "可不可以" or "帮我" or "能帮我" or "你能" or "可以帮我" or "麻烦" or "请" or "能否" or "给我" or "帮忙" or "can we" or "can i" or "could we" or "please" or "想" or "要");
        return asked && hearing.Tokens.Any(token => token.Is(Role.Verb)) && !(first?.Is(Role.Question) == true) && !hearing.Tokens.Any(token => token.Is(Role.State) && !token.Is(Role.Verb) && !token.Group("glue"));
    }

    private static Understood? Things(Hearing hearing, Clause clause, HashSet<string> asks)
    {
        var (property, value) = State(clause);
        // "locked or unlocked?", 开着还是关着: which of both; 制冷还是制热: which mode.
        var choice = hearing.Text.Contains("还是", StringComparison.Ordinal) || hearing.Text.Contains(" or ", StringComparison.Ordinal);
        if (choice && clause.States.Distinct().Count() + (clause.Verb is null ? 0 : 1) > 1) value = null;
        if (choice && clause.Trait is null && clause.Values.Count(said => said.Role == Role.Mode) > 1) (clause.Trait, value) = ("mode", null);
        var named = clause.Targets is [var head, ..] && head.Words.TrueForAll(word => word.Is(Role.Noun)) && hearing.Tokens.FirstOrDefault(token => token.Is(Role.Question, "what")) is { } asked && head.From <= asked.To + 1 ? head : null;
        var what = asks.Contains("what") && (clause.Trait is not null || value is null || !asks.Contains("yesno"));
        var ask = asks.Contains("why") ? "why" : asks.Contains("count") ? "count" : asks.Contains("since") ? "since" : asks.Contains("which") && clause.Trait is not ("channel" or "mode" or "source" or "fan-level") ? "which" : asks.Contains("any") && !asks.Contains("what") ? "any"
            : what && value is bool && clause.Trait is null && !clause.Targets.Exists(target => target.Words.Exists(word => word.Is(Role.Name))) && asks.Contains("what") && !hearing.Chinese ? "which"
            : asks.Contains("what") && value is bool && clause.Trait is null && named is { Plural: true } && !hearing.Chinese ? "which"
            : asks.Contains("where") && value is bool && clause.Targets.TrueForAll(target => target.Plural || !target.Headed) ? "which" : asks.Contains("where") && clause.Targets.Count > 0 ? "value"
            : what || clause.Trait is "battery" or "volume" or "channel" or "mode" && value is null ? "value" : asks.Contains("yesno") ? "state" : "value";
        var trait = clause.Trait ?? property;
        if (hearing.Focus.Question is { } before && clause.Targets.Count == 0 | trait is null && asks.Count == 0 | asks.SetEquals(["what"]))
        {
            if (clause.Targets.Count == 0) clause.Targets.AddRange(before.Targets);
            if (trait is null) { trait = before.Trait ?? State(before).Property; value = State(before).Value; if (before.Questions.Count > 0 && asks.Count == 0) ask = before.Questions[0] switch { "yesno" => "state", "what" => "value", var kind => kind }; }
        }
        if (trait is "target-temperature" && ask is "value" && !Aimed(clause) && clause.Verb is null && clause.Direction is null && clause.Generic is null) trait = "target-temperature";
        if (trait == "temperature" && clause.Targets.Exists(target => target.Headed) && Set(hearing, clause)) trait = "target-temperature";
        if (clause.Moment.Timed && clause.Moment.At(hearing.Now) is { } past && ask is "value" && trait is not null && (clause.Moment.Day < 0 || past <= hearing.Now || clause.Moment.Clock is not null)) ask = "history";
        // "was the back door locked at midnight"
        if (ask == "state" && value is bool && clause.Moment.Clock is not null && hearing.Tokens.Any(token => hearing.Text[token.From..token.To] is "was" or "were" or "did" or "was the" or "were the")) ask = "history";
        if (clause.Moment.Ago && trait is not null) ask = "history";
        if (ask == "since" && value is null && trait is null or "on" or "open") value = true;
        if (trait is null && clause.Generic == "set" && clause.Targets.Count > 0 && value is null && ask is "value" or "state") (trait, ask) = ("target-temperature", "value");
        if (clause.Targets.Count == 0 && hearing.Focus.Things.Count > 0 && ask is "why" or "since" || clause.Targets.Count == 0 && hearing.Focus.Things.Count > 0 && trait is null && value is bool) clause.Targets.Add(new() { It = true });
        if (clause.Unknown.Count > 0 && (clause.Targets.Count == 0 || clause.Targets.TrueForAll(target => !target.Headed) && trait is null)) return Intents.Refuse(hearing, hearing.Spoken(clause.Unknown[0]));
        if (clause.Targets.Count == 0 && trait is null) return asks.Count > 0 && !asks.SetEquals(["yesno"]) ? Intents.Refuse(hearing, null) : null;
        if (trait is null && ask == "state")
        {
            // 门锁了没: a lock is asked whether it is locked.
            var locks = clause.Targets.SelectMany(target => new Choosing(hearing).Linked(target, _ => true)).ToList();
            if (locks.Count == 0 || !locks.TrueForAll(thing => thing.Kind == "lock")) return null;
            (trait, property, value) = ("locked", "locked", true);
        }
        if (trait is null && clause.Targets.TrueForAll(target => target.PlaceOnly)) return Intents.Refuse(hearing, hearing.Heard.Original(clause.From, clause.To));
        var choosing = new Choosing(hearing);
        var found = new List<Thing>();
        var properties = Alike(trait, hearing, clause);
        string? chosen = null;
        foreach (var name in properties)
        {
            found = Linked(hearing, clause, choosing, name);
            chosen = name;
            if (found.Count > 0) break;
        }
        if (found.Count == 0) return Intents.Refuse(hearing, clause.Targets.Count > 0 && clause.Targets[0].From >= clause.From && clause.Targets[0].To <= clause.To ? choosing.Said(clause.Targets[0]) : hearing.Heard.Original(clause.From, clause.To));
        if (chosen != property && property is "open" && value is bool flag && chosen == "locked") value = !flag;
        var target = clause.Targets.Count > 0 ? clause.Targets[0] : null;
        var many = target is not null && target.Words.Count > 0 && target.Words.TrueForAll(word => word.Is(Role.Noun)) && ask is "which" or "count" or "any" && !target.Device;
        if (ask == "state" && found.Count > 1 && target is not null) ask = target.All || asks.Contains("any") ? asks.Contains("any") ? "any" : "all" : target.Plural && asks.Contains("any") ? "any" : target.Plural ? "all" : hearing.Chinese ? Equals(value, false) ? "all" : "any" : "state";
        var about = About(hearing, found, chosen, value, ask);
        hearing.Focus.Things = [.. found];
        hearing.Focus.Question = clause;
        var scope = target?.Rooms.FirstOrDefault();
        var floor = target?.Floors.FirstOrDefault();
        var act = new Act
        {
            Kind = "query",
            Targets = [.. found.Select(thing => thing.Id)],
            Type = many ? target!.Noun is { } noun ? hearing.Recogniser.Words.Nouns.First(concept => concept.Id == noun).Names("kinds")[0] : null : null,
            Room = many ? scope : null,
            Floor = many ? floor : null,
            Property = chosen,
            Ask = ask,
            Value = ask is "value" or "why" || ask == "history" && value is not bool ? null : value,
            At = ask == "history" ? Past(hearing, clause.Moment) : null,
        };
        return new(Outcome.Answer, [act], QuestionAnswers.Say(hearing, found, chosen, value, ask, about)) { About = about };
    }

    private static string? Past(Hearing hearing, Moment moment)
    {
        if (moment.Ago && moment.Delay is { } seconds) return Moment.Iso(hearing.Now.AddSeconds(-seconds));
        if (moment.At(hearing.Now) is not { } at) return null;
        // What was can only be asked of the past.
        if (at > hearing.Now) at = at.AddHours(-12) is var earlier && earlier <= hearing.Now && moment.Part is null && !moment.Exact ? earlier : at.AddDays(-1);
        return Moment.Iso(at);
    }

    private static bool Set(Hearing hearing, Clause clause) => hearing.Text.Contains("set", StringComparison.Ordinal) || hearing.Text.Contains("target", StringComparison.Ordinal) || hearing.Text.Contains("目标", StringComparison.Ordinal) || hearing.Text.Contains('设', StringComparison.Ordinal) || hearing.Text.Contains('调', StringComparison.Ordinal) || clause.Generic is not null;

    private static bool Aimed(Clause clause) => clause.Generic is not null;

    private static List<Thing> Linked(Hearing hearing, Clause clause, Choosing choosing, string? name)
    {
        bool Able(Thing thing) => name is null || thing.Has(name);
        if (clause.Targets.Count == 0 || clause.Targets.TrueForAll(target => !target.Headed && (!target.It || target.Places.Count > 0)))
        {
            if (name is null) return [];
            var things = clause.Targets.Count == 0 ? hearing.House.Things.Where(Able) : clause.Targets.SelectMany(target => target.Places.Count == 0 ? hearing.House.Things.Where(thing => Able(thing) && (!target.Here || hearing.Room is null || thing.Room == hearing.Room)) : choosing.Linked(target, Able));
            var list = things.Distinct().ToList();
            if (clause.Targets.Count == 0 && hearing.Room is { } room && list.Exists(thing => thing.Room == room) && name is not ("open" or "locked" or "detected")) list = [.. list.Where(thing => thing.Room == room)];
            if (name == "detected") list = [.. list.Where(thing => Conditions.Told(clause, thing))];
            if (name is "power" or "energy" && list.Exists(thing => thing.Kind == "power-meter") && !clause.Questions.Contains("which")) list = [.. list.Where(thing => thing.Kind == "power-meter")];
            if (name is "temperature" or "humidity" or "pm25" or "co2" or "air-quality" or "illumination" && list.Count > 1)
            {
                var rank = list.Min(thing => Conditions.Rank(thing, name));
                list = [.. list.Where(thing => Conditions.Rank(thing, name) == rank)];
                if (clause.Targets.Exists(target => target.Places.Count > 0) || clause.Targets.Count == 0 || clause.Targets.Exists(target => target.Here)) list = [list[0]];
            }
            return list;
        }
        var found = new List<Thing>();
        foreach (var target in clause.Targets)
        {
            if (target.It && !target.Headed) { found.AddRange(hearing.Focus.Things.Where(Able)); continue; }
            // A door is locked by its lock.
            if (name == "locked" && target.Noun == "door" && target.Words.TrueForAll(word => !word.Is(Role.Name) && (!word.Is(Role.Part) || word.Is(Role.Noun))))
            {
                found.AddRange(hearing.House.Things.Where(thing => thing.Kind == "lock" && target.Places.TrueForAll(place => place.Exists(sense => sense.Things?.Has(thing.Index) == true))));
                continue;
            }
            var linked = choosing.Linked(target, Able);
            if (linked.Count > 1 && target.Places.Count == 0 && !target.All && !target.Plural && hearing.Room is { } here && linked.Any(thing => thing.Room == here)
                && !clause.Questions.Exists(question => question is "which" or "count" or "any")) linked = [.. linked.Where(thing => thing.Room == here)];
            found.AddRange(linked.Where(thing => !found.Contains(thing)));
        }
        return found;
    }

    private static List<string?> Alike(string? trait, Hearing hearing, Clause clause) => trait switch
    {
        null => ["status", "on", "open", "locked", "playing", "temperature", "armed", "detected", "battery"],
        "on" => ["on", "open", "playing", "detected", "armed", "status"],
        "open" => ["open", "on", "armed", "locked"],
        "mode" => ["mode", "armed"],
        "illumination" => ["illumination", "brightness"],
        "temperature" => ["temperature", "target-temperature"],
        "target-temperature" when clause.Direction is not null || !Set(hearing, clause) => ["temperature", "target-temperature"],
        "target-humidity" => Set(hearing, clause) ? ["target-humidity", "humidity"] : ["humidity", "target-humidity"],
        "status" => ["status", "armed", "on", "open", "locked"],
        "brightness" => ["brightness", "illumination"],
        "air-quality" => ["air-quality", "pm25", "co2"],
        "energy" => ["energy", "power"],
        "power" => ["power", "energy"],
        "fan-level" => ["fan-level", "mode"],
        _ => [trait],
    };

    internal static (string? Property, object? Value) State(Clause clause)
    {
        if (clause.States.Contains("charging") && clause.Targets.Exists(target => target.Noun == "ev-charger")) return ("on", true);
        foreach (var state in clause.States)
            switch (state)
            {
                case "closed": return ("open", false);
                case "opened" or "open": return ("open", true);
                case "close": return ("open", false);
                case "on": return ("on", true);
                case "off": return ("on", false);
                case "locked" or "lock": return ("locked", true);
                case "unlocked" or "unlock": return ("locked", false);
                case "playing" or "play": return ("playing", true);
                case "cleaning" or "charging": return ("status", state);
                case "detected" or "wet" or "smoke" or "gas": return ("detected", true);
                case "armed": return ("armed", true);
            }
        // "is the awning out": a thing that is out is open, one that is in is closed.
        if (clause.Targets.Exists(target => target.Headed) && clause.States.Contains("away")) return ("open", true);
        if (clause.Direction is not null && clause.Trait is null) return ("open", clause.Direction == "up");
        return clause.Verb switch
        {
            "arm" => ("armed", true),
            "disarm" => ("armed", false),
            "mute" => ("mute", true),
            "clean" => ("on", true),
            var verb => Deed(verb) is { Property: not null } deed ? deed : (clause.Trait, null),
        };
    }

    /// <summary>The property that a deed changes, and what it makes of it.</summary>
    internal static (string? Property, object? Value) Deed(string? verb) => verb switch
    {
        "open" => ("open", true),
        "close" => ("open", false),
        "on" or "start" => ("on", true),
        "off" or "stop" => ("on", false),
        "lock" => ("locked", true),
        "unlock" => ("locked", false),
        "play" => ("playing", true),
        _ => (null, null),
    };

    private static List<string> About(Hearing hearing, List<Thing> found, string? property, object? value, string ask)
    {
        if (ask is "value" or "state" or "why" or "since" or "history" || property is null || value is null) return [.. found.Select(thing => thing.Id)];
        return [.. found.Where(thing => Equals(hearing.State.Read(thing, property), value)).Select(thing => thing.Id)];
    }
}
