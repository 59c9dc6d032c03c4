using Kith.Assistant.Dialogue;
using Kith.Assistant.Households;
using Kith.Assistant.Language;

namespace Kith.Assistant.Intents;

/// <summary>Which devices were chosen; or, where several fit and one was meant, which to ask for; or what could not be found.</summary>
internal sealed record Chosen(IReadOnlyList<Thing> Things, bool Ask = false, string? Missing = null);

/// <summary>
/// From what was said of devices to the devices: a name wins; then the room that was said, the room of the speaker, what was spoken of last,
/// and the one that the deed would change. Several are all of them where a place or "all" was said, else a question.
/// </summary>
internal sealed class Choosing(Hearing hearing)
{
    private readonly Linker _linker = new(hearing.Recogniser);
    private static readonly string[] NeverAll = ["lock", "door", "garage-door", "gate", "alarm-panel", "camera", "fridge", "valve", "computer", "button"];

    internal Chosen Choose(Clause clause, Target target, Func<Thing, bool> able, Func<Thing, bool>? changes = null) => Picked(Fitting(clause, target, able, changes));

    private Chosen Picked(Chosen chosen) => chosen.Ask && chosen.Things.Intersect(hearing.Focus.Picked).ToList() is { Count: > 0 } picked ? new(picked) : chosen;

    private Chosen Fitting(Clause clause, Target target, Func<Thing, bool> able, Func<Thing, bool>? changes)
    {
        if (target.There && hearing.Focus.Things is [{ Room: { } last }, ..]) { target.Places.Add([new(Role.Room, last, hearing.Recogniser.In(last))]); target.There = false; }
        if (target is { Both: true, Headed: false, Here: false, Places.Count: 0 } && hearing.Focus.Things.Where(able).ToList() is { Count: > 0 } spoken && clause.Excepts.Count == 0) return new(spoken);
        if (target.It && !target.Headed)
        {
            if (hearing.Focus.Things.Count > 0)
            {
                var fitting = hearing.Focus.Things.Where(able).ToList();
                if (fitting.Count > 0 && target.Places.Count == 0) return new(fitting);
            }
            if (!target.All && target.Places.Count == 0) return new([], Missing: Said(target));
        }
        if (target.Other && hearing.Focus.Things.Count > 0 && !target.All && clause.Excepts.Count == 0)
        {
            var kinds = hearing.Focus.Things.Select(thing => thing.Kind).ToHashSet();
            var rest = (target.Headed ? Linked(target, able) : hearing.House.Things.Where(able)).Where(thing => !hearing.Focus.Things.Contains(thing) && (target.Headed || kinds.Contains(thing.Kind))).ToList();
            var near = rest.Where(thing => hearing.Focus.Things.Any(last => last.Room == thing.Room)).ToList();
            if ((near.Count > 0 ? near : rest) is { Count: > 0 } some)
            {
                // Its counterpart shares the most words with what was spoken of: the right bedside lamp, not the ceiling.
                int Shared(Thing thing) => hearing.Focus.Things.Max(last => Words(last).Intersect(Words(thing)).Count());
                var most = some.Max(Shared);
                return new([.. some.Where(thing => Shared(thing) == most)]);
            }
        }
        if (!target.Headed) return Places(clause, target, able, changes);
        var (found, exact, _) = _linker.Link(target, able);
        if (!found.Any)
        {
            var (anyway, named, _) = _linker.Link(target, hearing.Recogniser.All);
            return new([], Missing: anyway.Any && (named || anyway.Count == 1) ? "!" + Name(anyway) : Said(target));
        }
        var things = Things(found);
        // "the right one": of the kind that was spoken of.
        if (target.It && things.Count > 1 && things.Where(thing => hearing.Focus.Things.Any(last => last.Kind == thing.Kind)).ToList() is { Count: > 0 } alike) things = alike;
        if (target.Device) things = [.. things.Where(thing => !NeverAll.Contains(thing.Kind) && (thing.Has("on") || clause.Verb is not ("on" or "off" or "open" or "close")))];
        if (target.Here && !exact) things = InRoom(things, hearing.Room) is { Count: > 0 } here ? here : things;
        if (target.Other && clause.Excepts.Count == 0) things = [.. things.Where(thing => !hearing.Focus.Things.Contains(thing))];
        if (things.Count == 1 || target.All || target.Count == things.Count) return new(things);
        if (target.Count is { } count && count < things.Count && !exact && InRoom(things, hearing.Room).Count == count) return new(InRoom(things, hearing.Room));
        if (target.Places.Count > 0 && !exact) return new(things);
        if (InRoom(things, hearing.Room) is { Count: > 0 } beside && (beside.Count == 1 || !exact)) return new(beside);
        if (target.Plural && !exact) return new(things);
        if (target.Places.Count > 0) return new(things);
        if (exact && target.Plural) return new(things);
        if (changes is not null && things.Where(changes).ToList() is { Count: 1 } one && !exact && Changing(clause)) return new(one);
        return new(things, Ask: true);
    }

    /// <summary>Of several players the one that plays; else, in the room, the one for music.</summary>
    private List<Thing> Player(List<Thing> players)
    {
        if (players.Count < 2 || !players[0].Can("play")) return players;
        var near = InRoom(players, hearing.Room) is { Count: > 0 } here ? here : players;
        if (near.Where(thing => Equals(hearing.State.Read(thing, "playing"), true)).ToList() is { Count: > 0 } playing) return playing;
        if (near.Count < players.Count && near.Where(thing => thing.Kind == "speaker").ToList() is { Count: 1 } music) return music;
        if (near.Where(thing => Equals(hearing.State.Read(thing, "on"), true)).ToList() is { Count: > 0 } lit && near.Count < players.Count) return [lit[0]];
        foreach (var trait in new[] { "playing", "on" })
            if (players.Where(thing => Equals(hearing.State.Read(thing, trait), true)).ToList() is { Count: 1 } busy && hearing.Room is null) return busy;
        return near.Where(thing => thing.Kind == "speaker").ToList() is { Count: 1 } speaker ? speaker : near;
    }

    private static bool Changing(Clause clause) => clause.Verb is "off" or "close" or "stop" or "pause" or "mute" or "dock" or "resume" or "unmute" || clause.Direction is not null;

    internal IReadOnlyList<Thing> Linked(Target target, Func<Thing, bool> able) => Things(_linker.Link(target, able).Found);

    private List<Thing> Things(Bits bits) => [.. bits.All().Select(index => hearing.House.Things[index])];

    private static IEnumerable<string> Words(Thing thing) => Normal.Phrase(thing.Name) is var name && name.Any(Normal.IsHan) ? name.Select(letter => letter.ToString()) : name.Split(' ');

    private static List<Thing> InRoom(IEnumerable<Thing> things, string? room) => room is null ? [] : [.. things.Where(thing => thing.Room == room)];

    private string Name(Bits bits) => hearing.House.Things[bits.All().First()].Name;

    internal string Said(Target target) => hearing.Heard.Original(target.From, target.To);

    /// <summary>A place alone: the things of that place that the deed usually means there.</summary>
    private Chosen Places(Clause clause, Target target, Func<Thing, bool> able, Func<Thing, bool>? changes)
    {
        var there = hearing.House.Things.Where(thing => Within(thing, target) && (!target.Here || target.Places.Count > 0 || hearing.Room is null || thing.Room == hearing.Room) && able(thing)).ToList();
        if (target.Here && target.Places.Count == 0) there = InRoom(there, hearing.Room) is { Count: > 0 } here ? here : hearing.Room is null ? there : [];
        // 老人房的也关上: what was spoken of, there.
        if (hearing.Focus.Things.Count > 0 && !target.All && target.Places.Count > 0 && (clause.Too || clause.Join == Join.Mean || hearing.Text.AsSpan(Math.Min(target.To, hearing.Text.Length)).StartsWith("的") || target.It)
            && there.Where(thing => hearing.Focus.Things.Any(last => last.Kind == thing.Kind)).ToList() is { Count: > 0 } alike) return new(alike);
        // "everything off": what can be on and off; doors, curtains and robots stay as they are.
        if (target.All && clause.Verb is "on" or "off" or "open" or "close") there = [.. there.Where(thing => thing.Has("on"))];
        if (target.All && clause.Verb is not null) return new([.. there.Where(thing => !NeverAll.Contains(thing.Kind) || clause.Verb is "lock" or "unlock")], Missing: there.Count == 0 ? Said(target) : null);
        var usual = Usual(clause, there);
        return usual.Count > 0 ? new(usual) : new([], Missing: Said(target));
    }

    private static bool Within(Thing thing, Target target) => target.Places.TrueForAll(place => place.Exists(sense => sense.Things?.Has(thing.Index) == true));

    /// <summary>What a deed means where no device is named: lights for brightness, the player for volume, the climate device for degrees.</summary>
    internal static List<Thing> Usual(Clause clause, List<Thing> things)
    {
        foreach (var kinds in KindsOf(clause, things))
            if (things.Where(thing => kinds.Contains(thing.Kind)).ToList() is { Count: > 0 } some) return some;
        // Whatever takes degrees, where nothing is there for them: a wine cooler.
        return clause.Values.Exists(value => value.Id is "celsius" or "fahrenheit") ? [.. things.Where(thing => thing.Has("target-temperature"))] : [];
    }

    private static IEnumerable<string[]> KindsOf(Clause clause, List<Thing> things)
    {
        string[] light = ["light"], player = ["speaker", "media-player", "television"], climate = ["air-conditioner", "thermostat", "heater"], cover = ["curtain", "blind", "shade", "shutter", "awning", "window"];
        var unit = clause.Values.FirstOrDefault(value => value.Role == Role.Number)?.Id;
        switch (clause.Trait)
        {
            case "brightness" or "color" or "color-temperature" or "illumination": return [light];
            case "volume" or "mute": return [player];
            case "target-temperature" or "temperature": return [climate, ["water-heater"]];
            case "fan-level" or "swing": return [["fan"], ["air-conditioner"], ["air-purifier", "hood"]];
            case "target-humidity" or "humidity": return [["humidifier", "dehumidifier"]];
            case "position" or "tilt": return [cover];
            case "channel" or "source": return [["television"], ["media-player", "projector"]];
            case "mode": return [["air-conditioner"], ["thermostat", "fan", "air-purifier"]];
        }
        switch (clause.Verb)
        {
            case "pause" or "resume" or "stop" when clause.States.Contains("cleaning"): return [["vacuum", "mower"]];
            case "mute" or "unmute" or "next" or "previous" or "pause" or "resume" or "play": return [player, ["vacuum"]];
            case "clean" or "dock" or "locate": return [["vacuum"], ["mower"]];
            case "mow": return [["mower"]];
            case "water": return [["sprinkler"], ["valve"]];
            case "arm" or "disarm": return [["alarm-panel"]];
            case "lock" or "unlock": return [["lock"]];
            case "stop": return [player, cover, ["vacuum", "mower"]];
            case "open" or "close" when things.Exists(thing => thing.Kind == "garage-door"): return [["garage-door"]];
            case "open" or "close" when clause.Latin: return [cover, ["gate", "door", "lock"], ["valve"], light];
            case "open" or "close": return [light, cover, ["garage-door", "gate", "door", "lock"], ["valve"]];
        }
        if (clause.Values.Exists(value => value.Role is Role.Color or Role.White)) return [light];
        if (unit is "celsius" or "fahrenheit") return [climate, ["water-heater"], ["fridge"], ["kettle", "oven"]];
        if (clause.Direction is not null && clause.Trait is null && things.Exists(thing => thing.Kind == "garage-door")) return [["garage-door"]];
        // A bare number that a thermostat would show is one: "make it 18 in the lounge".
        if (unit == "" && clause.Trait is null && clause.Values.Exists(value => value.Role == Role.Number && value.Number is >= 15 and <= 30) && things.Exists(thing => climate.Contains(thing.Kind))) return [climate];
        if (unit == "kelvin") return [light];
        if (unit == "level") return [["fan"], ["air-conditioner"]];
        if (clause.Values.Exists(value => value.Role == Role.Mode)) return [["air-conditioner"], ["thermostat", "fan", "air-purifier"], ["alarm-panel"]];
        return [light, ["switch", "fan", "outlet", "air-conditioner", "heater", "thermostat", "television", "speaker"]];
    }

    /// <summary>Nothing was named at all: the usual devices in the speaker's room, those spoken of last, the one that is running, the only one.</summary>
    internal Chosen Implied(Clause clause, Func<Thing, bool> able, Func<Thing, bool>? changes) => Picked(Unnamed(clause, able, changes));

    private Chosen Unnamed(Clause clause, Func<Thing, bool> able, Func<Thing, bool>? changes)
    {
        // What lets somebody in or something out is never meant where nothing is named.
        var fitting = hearing.House.Things.Where(thing => able(thing) && (clause.Verb is not null || thing.Kind is not ("garage-door" or "gate" or "door" or "lock" or "valve"))).ToList();
        if (clause.Verb is not ("clean" or "mow" or "arm" or "disarm") && hearing.Focus.Things.Where(able).ToList() is { Count: > 0 } last && clause.Join != Join.Then) return new(last);
        var usual = Usual(clause, fitting);
        if (clause.Verb is "next" or "previous" or "pause" or "resume" or "play" or "stop" or "mute" or "unmute" || clause.Trait == "volume") usual = Player(usual);
        if (clause.Verb is "on" or "off" or "open" or "close" or "start" or "toggle" or "press" && clause.Trait is null && clause.Values.Count == 0) return new([]);
        var running = changes is null ? [] : usual.Where(changes).ToList();
        if (InRoom(usual, hearing.Room) is { Count: > 0 } here) return new(here.Count > 1 && running.Intersect(here).Any() && Changing(clause) ? [.. here.Intersect(running)] : here);
        if (running.Count == 1) return new(running);
        if (usual.Count == 1) return new(usual);
        if (usual.Count == 0 && Usual(clause, [.. fitting]) is { Count: 0 }) return new([]);
        return new(usual, Ask: usual.Count > 1);
    }
}
