using Kith.Assistant.Dialogue;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>"who is home?", "is Emma in?", "where is dad?"</summary>
internal static class People
{
    internal static Understood? Read(Hearing hearing, Clause clause, HashSet<string> asks)
    {
        var named = hearing.Tokens.Where(token => token.Is(Role.Person)).Select(token => token.Find(Role.Person)!.Id).Distinct().ToList();
        var home = hearing.Tokens.Any(token => token.Is(Role.State, "home") || token.Is(Role.Event, "arrive"));
        var away = hearing.Tokens.Any(token => token.Is(Role.State, "away") || token.Is(Role.Event, "leave"));
        var who = asks.Contains("who") || hearing.Tokens.Any(token => token.Is(Role.Event, "nobody") || token.Is(Role.Event, "somebody"));
        home |= who && clause.Targets.TrueForAll(target => target.Places.Count == 0) && (hearing.Text.Contains('家', StringComparison.Ordinal) || hearing.Text.Contains("house", StringComparison.Ordinal) || hearing.Tokens.Any(token => token.Group("here")));
        // "is anyone in the kitchen?": what sees people there.
        if (who && !home && !away && named.Count == 0 && clause.Targets is [{ PlaceOnly: true, Places.Count: > 0 } place])
        {
            var seeing = hearing.House.Things.Where(thing => thing.Kind is "motion-sensor" or "occupancy-sensor" or "camera" && place.Places.TrueForAll(one => one.Exists(sense => sense.Things?.Has(thing.Index) == true))).OrderBy(thing => thing.Kind == "camera" ? 1 : 0).Take(1).ToList();
            if (seeing.Count == 0) return Intents.Refuse(hearing, null) with { Say = hearing.Say("Nothing there can tell.", "那里没有能感应人的设备。") };
            return new(Outcome.Answer, [new() { Kind = "query", Targets = [seeing[0].Id], Property = "detected", Ask = "state", Value = true }], QuestionAnswers.Say(hearing, seeing, "detected", true, "state", [seeing[0].Id])) { About = [seeing[0].Id] };
        }
        if (clause.Targets.Exists(target => target.Headed || target.Places.Count > 0)) return null;
        if (named.Count == 0 && asks.Contains("count") && hearing.Tokens.Any(token => hearing.Text[token.From..token.To] is "us" or "people" or "人" or "of us" or "几个人" or "多少人" or "几位")) return Answer(hearing, [], "home", "count", true);
        if (named.Count > 0 && asks.Count == 0 && !home && !away && hearing.Tokens.Any(token => token.Group("too"))) return Answer(hearing, named, hearing.Focus.Trait == "place" ? "place" : "home", hearing.Focus.Trait == "place" ? "value" : "state", hearing.Focus.Trait == "place" ? null : true);
        // "are the kids home?": all people of that role.
        if (named.Count == 0 && hearing.Tokens.Any(token => hearing.Text[token.From..token.To] is "kids" or "children" or "孩子们" or "娃" or "孩子")) named = [.. hearing.House.People.Where(person => person.Role == "child").Select(person => person.Id)];
        if (named.Count > 1 && (home || away) && !named.TrueForAll(id => hearing.Tokens.Any(token => token.Is(Role.Person, id)))) return Answer(hearing, named, "home", "all", home || !away);
        if (named.Count > 0 && (asks.Contains("where") || asks.Contains("which")) && !hearing.Tokens.Any(token => token.Is(Role.Event, "arrive") || token.Is(Role.State, "away")))
            return Answer(hearing, named, "place", "value", null);
        if (named.Count > 0 && (home || away) && (asks.Count > 0 || hearing.Tokens.Any(token => token.Mark)))
            return Answer(hearing, named, "home", asks.Contains("since") ? "since" : "state", home || !away);
        if (who && (home || away || hearing.Tokens.Any(token => token.Group("all") && token.From > 0) && clause.Targets.Count > 0))
        {
            var wanted = (!away || home) && !hearing.Text.Contains("not", StringComparison.Ordinal) && !hearing.Text.Contains('不', StringComparison.Ordinal) && !hearing.Text.Contains('没', StringComparison.Ordinal) && !hearing.Text.Contains("isnt", StringComparison.Ordinal) || hearing.Text.Contains("有没有", StringComparison.Ordinal);
            var any = hearing.Tokens.Any(token => hearing.Text[token.From..token.To] is "anyone" or "anybody" or "is anyone" or "is anybody" or "有人" or "有没有人" or "有人没有" or "anyone else" or "is someone" or "is somebody" or "没人");
            var all = hearing.Tokens.Any(token => token.Is(Role.Event, "nobody")) && !asks.Contains("which") && !hearing.Text.Contains('谁', StringComparison.Ordinal) && !hearing.Text.Contains("who", StringComparison.Ordinal);
            return Answer(hearing, [], "home", any ? "any" : all && !asks.Contains("who") ? "all" : asks.Contains("count") ? "count" : "which", wanted);
        }
        if (asks.Contains("count") && home) return Answer(hearing, [], "home", "count", true);
        return null;
    }

    private static Understood Answer(Hearing hearing, List<string> named, string property, string ask, bool? value)
    {
        (hearing.Focus.Trait, hearing.Focus.Question) = (property, new(Join.None));
        var people = hearing.House.People.Where(person => named.Count == 0 || named.Contains(person.Id)).ToList();
        var about = named.Count > 0 ? named : [.. people.Where(person => hearing.State.IsHome(person) == value).Select(person => person.Id)];
        var names = string.Join(hearing.Say(", ", "、"), hearing.House.People.Where(person => about.Contains(person.Id)).Select(person => person.Name));
        var say = property == "place" ? hearing.Say($"{names}: {people.Select(person => hearing.State.PlaceOf(person) ?? (hearing.State.IsHome(person) == true ? "at home" : "I don't know")).FirstOrDefault()}.", $"{names}：{people.Select(person => hearing.State.PlaceOf(person) ?? (hearing.State.IsHome(person) == true ? "在家" : "不清楚")).FirstOrDefault()}。")
            : named.Count > 0 ? hearing.Say($"{names} is {(hearing.State.IsHome(people[0]) switch { true => "at home", false => "away", _ => "who knows where" })}.", $"{names}{(hearing.State.IsHome(people[0]) switch { true => "在家", false => "不在家", _ => "在哪不清楚" })}。")
            : about.Count == 0 ? hearing.Say("Nobody.", "没有人。") : ask == "count" ? hearing.Say($"{about.Count}: {names}.", $"{about.Count}个：{names}。") : hearing.Say($"{names}.", $"{names}。");
        return new(Outcome.Answer, [new() { Kind = "query", Targets = [.. people.Select(person => person.Id)], Type = named.Count > 0 ? null : "person", Property = property, Ask = ask, Value = value }], say) { About = about };
    }
}
