using Kith.Assistant.Dialogue;
using Kith.Assistant.Households;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>"I'm cold", "太亮了": a need is met by the best thing that the room has for it, judged by its present state.</summary>
internal static class Needs
{
    /// <summary>What meets a need, best first: the kinds, the property to step and its direction, or the switch to throw where it is off.</summary>
    private static readonly Dictionary<string, (string Kinds, string? Trait, string Direction, bool Start)[]> Table = new(StringComparer.Ordinal)
    {
        ["dark"] = [("light", "brightness", "up", true), ("curtain blind shade shutter", "open", "up", false)],
        ["bright"] = [("light", "brightness", "down", false), ("curtain blind shade shutter awning", "open", "down", false), ("light", "on", "down", false)],
        ["glare"] = [("curtain blind shade shutter awning", "open", "down", false), ("light", "brightness", "down", false)],
        ["cold"] = [("thermostat air-conditioner heater", "target-temperature", "up", true), ("heater electric-blanket", null, "up", true), ("fan", null, "down", false)],
        ["hot"] = [("air-conditioner", "target-temperature", "down", true), ("fan", null, "up", true), ("thermostat heater", "target-temperature", "down", false)],
        ["stuffy"] = [("air-purifier fan hood", null, "up", true), ("window", "open", "up", false)],
        ["dry"] = [("humidifier", null, "up", true)],
        ["humid"] = [("dehumidifier", null, "up", true), ("fan", null, "up", true), ("air-conditioner", null, "up", true)],
        ["loud"] = [("television speaker media-player", "volume", "down", false)],
        ["quiet"] = [("television speaker media-player", "volume", "up", false)],
        ["dirty"] = [("vacuum", "clean", "up", true)],
    };

    internal static Understood? Read(Hearing hearing)
    {
        if (hearing.Tokens.FirstOrDefault(token => token.Is(Role.Need)) is not { } word) return null;
        var need = word.Find(Role.Need)!.Id;
        // A command beside it says what to do; a question asks; "if" makes a rule.
        if (hearing.Tokens.Any(token => token != word && (token.Find(Role.Verb) is { } verb && !token.Group("polite") && !token.Group("glue") && verb.Id is not ("set" or "warmer" or "cooler" or "brighter" or "dimmer" or "up" or "down") && !token.Is(Role.Noun) && Deed(hearing, token)
            || token.Group("not") && token.From < word.From || token.IsNumber || token.Is(Role.Scene)))) return null;
        if (word.Find(Role.Verb) is not null && hearing.Tokens.Any(token => token != word && (token.Is(Role.Degree, "much") || token.Is(Role.Verb)) && token.From > word.From)) return null;
        if (word.Is(Role.Mode) && hearing.Tokens.Any(token => token.Is(Role.Trait, "mode"))) return null;
        var clause = ClauseReader.Read(hearing.Recogniser, hearing.Text, [.. hearing.Tokens.Where(token => token != word)]);
        var target = clause.SelectMany(one => one.Targets).FirstOrDefault();
        var rooms = target?.Rooms.ToList() is { Count: > 0 } said ? said : hearing.Room is { } room ? [room] : [];
        var choosing = new Choosing(hearing);
        var named = target is { Headed: true } ? choosing.Linked(target, _ => true).ToList() : [];
        foreach (var (kinds, trait, direction, start) in Table[need])
        {
            var list = kinds.Split(' ');
            var things = hearing.House.Things.Where(thing => list.Contains(thing.Kind) && (rooms.Count == 0 || rooms.Contains(thing.Room ?? ""))).ToList();
            if (need is "loud" or "quiet") things = Playing(hearing, things);
            if (named.Count > 0 && things.Exists(named.Contains)) things = [.. things.Where(named.Contains)];
            if (rooms.Count == 0 && list[0] != "vacuum" && things.Count > 1 && need is not ("loud" or "quiet")) things = things.Exists(hearing.Focus.Things.Contains) ? [.. things.Where(hearing.Focus.Things.Contains)] : [];
            // Several rooms could be meant: what would only help a little is not the answer.
            if (things.Count == 0 && rooms.Count == 0 && hearing.House.Things.Any(thing => list.Contains(thing.Kind))) break;
            if (things.Count == 0) continue;
            if (Meet(hearing, list.Select(kind => things.Where(thing => thing.Kind == kind).ToList()).First(some => some.Count > 0), trait, direction, start, rooms) is { Count: > 0 } acts)
            {
                hearing.Focus.Things = [.. hearing.House.Things.Where(thing => acts[0].Targets!.Contains(thing.Id))];
                hearing.Focus.Clause = null;
                return Intents.Done(acts, Answers.Done(hearing, acts));
            }
        }
        if (rooms.Count == 0) return new(Outcome.Ask, [], hearing.Say("In which room?", "哪个房间？"));
        return new(Outcome.Refuse, [], hearing.Say("There is nothing in this room that could help.", "这个房间没有能帮上忙的设备。"));
    }

    private static bool Deed(Hearing hearing, Token verb) => hearing.Tokens.Any(token => token != verb && (token.Is(Role.Noun) || token.Is(Role.Name)));

    private static List<Thing> Playing(Hearing hearing, List<Thing> things)
    {
        var playing = things.Where(thing => Equals(hearing.State.Read(thing, "playing"), true) || Equals(hearing.State.Read(thing, "on"), true)).ToList();
        return playing.Count > 0 ? playing : things;
    }

    private static List<Act> Meet(Hearing hearing, List<Thing> things, string? trait, string direction, bool start, List<string> rooms)
    {
        bool On(Thing thing) => hearing.State.Read(thing, "on") is not false;
        bool Running(Thing thing) => Equals(hearing.State.Read(thing, "on"), true) || !thing.Has("on") || thing.Kind is "thermostat" && hearing.State.Read(thing, "on") is null;
        if (trait == "clean") return [rooms.Count > 0 ? new() { Kind = "call", Targets = [things[0].Id], Action = "clean", Args = new(rooms) } : new() { Kind = "call", Targets = [things[0].Id], Action = "start" }];
        if (trait == "open")
        {
            var value = direction == "up";
            var covers = things.Where(thing => thing.Has("open") && !Equals(hearing.State.Read(thing, "open"), value)).ToList();
            return covers.Count == 0 ? [] : [new() { Kind = "set", Targets = Ids(covers), Property = "open", Value = value }];
        }
        if (trait == "on") return [new() { Kind = "set", Targets = Ids([.. things.Where(Running)]), Property = "on", Value = direction == "up" }];
        var running = things.Where(thing => trait is not null && thing.Has(trait) && (start ? Running(thing) && On(thing) : Running(thing))).ToList();
        if (trait == "volume") running = things;
        if (running.Count > 0 && trait is not null) return [new() { Kind = "step", Targets = Ids(running), Property = trait, Direction = direction }];
        var off = things.Where(thing => thing.Has("on") && !Equals(hearing.State.Read(thing, "on"), true)).ToList();
        if (start && direction is "up" or "down" && off.Count > 0 && start) return [new() { Kind = "set", Targets = Ids(off), Property = "on", Value = true }];
        if (trait is null && direction == "down") return things.Where(Running).ToList() is { Count: > 0 } on ? [new() { Kind = "set", Targets = Ids(on), Property = "on", Value = false }] : [];
        var level = things.Where(thing => thing.Has("fan-level")).ToList();
        return start && level.Count > 0 ? [new() { Kind = "step", Targets = Ids(level), Property = "fan-level", Direction = "up" }] : [];
    }

    private static List<string> Ids(List<Thing> things) => [.. things.Select(thing => thing.Id)];
}
