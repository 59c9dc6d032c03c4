using Kith.Assistant.Dialogue;
using Kith.Assistant.Households;
using Kith.Assistant.Language;
using Kith.Assistant.Understanding;

namespace Kith.Assistant.Intents;

/// <summary>What the clauses of a sentence came to: acts, what is to be asked, what is missing, what is impossible.</summary>
internal sealed class Reading
{
    internal List<Act> Acts { get; } = [];
    internal List<string> Missing { get; } = [];
    internal List<string> About { get; } = [];
    internal List<Thing> Things { get; } = [];
    internal string? Hitch { get; set; }
    internal bool Ask { get; set; }
    internal bool Cancelled { get; set; }
    internal Clause? Last { get; set; }
}

/// <summary>Commands to devices: the largest part of what people say. Clauses lend each other what one of them leaves out.</summary>
internal sealed class Commands(Hearing hearing)
{
    private readonly Choosing _choosing = new(hearing);

    internal Reading Read(List<Clause> clauses)
    {
        var reading = new Reading();
        // "all lamps off, leave the desk lamp": what is not to be done to some is an exception of what is done to all.
        for (var index = clauses.Count - 1; index > 0; index--)
            if ((clauses[index] is { Not: true, Targets.Count: > 0 } || clauses[index] is { Keeps: true, Targets.Count: > 0 } && clauses[index].Verb is "on" or "open" or null && clauses[index].Values.Count == 0) && clauses[index] is var not && clauses[index - 1] is { Not: false, Acts: true, Targets.Count: > 0 } && not.Join is Join.Comma or Join.And or Join.Then)
            {
                clauses[index - 1].Excepts.AddRange(not.Targets);
                clauses.RemoveAt(index);
            }
        // "turn on all the lights, but not the bathroom light": what is left out of nothing is left out of what was said before.
        for (var index = clauses.Count - 1; index > 0; index--)
            if (clauses[index] is { Acts: false, Targets.Count: 0, Generic: null, Excepts.Count: > 0 } && clauses.Take(index).Any(clause => clause.Acts))
            {
                foreach (var clause in clauses.Take(index).Where(clause => clause.Acts && clause.Targets.Count > 0)) clause.Excepts.AddRange(clauses[index].Excepts);
                clauses.RemoveAt(index);
            }
        // "the light is still on, turn it off": what is, then what is to be.
        for (var index = clauses.Count - 2; index >= 0; index--)
            if (clauses[index] is { Generic: null, Not: false, Targets.Count: > 0 } told && clauses[index + 1].Targets is [{ It: true, Headed: false }] && hearing.Tokens.Any(token => token.From >= told.From && token.To <= told.To && token.Is(Role.Question, "yesno")))
            {
                clauses[index + 1].Targets.Clear();
                clauses[index + 1].Targets.AddRange(told.Targets);
                clauses.RemoveAt(index);
            }
        // "run for an hour and then stop": for an hour.
        for (var index = clauses.Count - 1; index > 0; index--)
            if (clauses[index] is { Verb: "stop" or "off", Targets.Count: 0, Moment.Empty: true } && clauses[index - 1].Moment.For is not null) clauses.RemoveAt(index);
        // "keep the lamp on, don't switch it off": nothing is to change.
        if (clauses.Exists(clause => clause.Not) && clauses.TrueForAll(clause => clause.Not || clause is { Keeps: true, Verb: "on" or "open" or null, Values.Count: 0, Direction: null })) { reading.Cancelled = true; return reading; }
        Lend(clauses);
        Moment? shared = null;
        for (var index = 0; index < clauses.Count; index++)
        {
            var clause = clauses[index];
            if (clause.Not) { reading.Cancelled = true; continue; }
            // "don't light the fire, the kids are playing there": a reason, not a wish.
            if (index > 0 && clauses[index - 1].Not && clause.Join == Join.Comma && (clause.Targets.TrueForAll(target => !target.Headed && !target.It) || clause.TargetFirst && clause.Verb == "play")) continue;
            // A time said before the first deed is for all of them.
            if (index == 0 && !clause.Moment.Empty && clause.From == clauses[0].From && Leading(clause)) shared = clause.Moment;
            else if (shared is not null && clause.Moment.Empty && clause.Join != Join.Stop) clause.Moment.Join(shared);
            One(clause, reading);
        }
        return reading;
    }

    private bool Leading(Clause clause)
    {
        foreach (var token in hearing.Tokens)
        {
            if (token.From < clause.From) continue;
            if (token.Is(Role.Verb) || token.Is(Role.Noun) || token.Is(Role.Name)) return false;
            if (token.Is(Role.DayPart) || token.Is(Role.Day) || token.IsNumber || token.Is(Role.Duration) || token.Spell("in") || token.Spell("at") || token.Spell("every") || token.Spell("daily")) return true;
        }
        return false;
    }

    /// <summary>"the kitchen on, the hall too": what a clause lacks is taken from the one before, or from the next where it comes first.</summary>
    private void Lend(List<Clause> clauses)
    {
        for (var index = 0; index < clauses.Count; index++)
        {
            var clause = clauses[index];
            var before = index > 0 ? clauses[index - 1] : hearing.Focus.Clause;
            if (index > 0 && clause.Targets is [{ It: true, Headed: false, Places.Count: 0 }] && before!.Targets.Exists(target => target.Headed || target.Places.Count > 0))
            {
                clause.Targets.Clear();
                clause.Targets.AddRange(before.Targets);
            }
            // "more", "再来点": on in the direction of before.
            if (index == 0 && clause is { Direction: not null, Verb: null, Trait: null, Targets.Count: 0 } && before is { Direction: not null } && hearing.Text.AsSpan().TrimStart("and ").TrimStart("a bit ").TrimStart("even ") is "more" or "a little more" or "some more" or "a bit more" or "more please" or "bit more" or "再多点" or "多点")
                (clause.Direction, clause.Trait) = (before.Direction, before.Trait);
            if (!clause.Acts && clause.Targets.Count > 0 && clause.Unknown.Count == 0 && clause.Generic is null)
            {
                if (index == 0 && clauses.Count > 1 && clauses[1].Acts && clauses[1].Targets.Count == 0 && !clause.Too && clauses[1].Join != Join.Stop)
                {
                    clauses[1].Targets.AddRange(clause.Targets);
                    clauses.RemoveAt(0);
                    index--;
                    continue;
                }
                if (before is not null && (index > 0 || clause.Too || clause.Join == Join.None)) Copy(before, clause);
            }
            else if (clause.Values.Count > 0 && clause.Verb is null && clause.Direction is null && before is not null && (index > 0 && clause.Join != Join.Stop || clause.Too))
            {
                clause.Generic ??= before.Generic;
                if (clause.Targets.Count > 0 || clause.Join == Join.Mean) clause.Trait ??= Fits(clause, before) ? before.Trait : null;
                if (before.Direction is not null && clause.Targets.Count > 0 && clause.Values.TrueForAll(value => value.Numeric)) (clause.Direction, clause.Absolute) = (before.Direction, clause.Absolute || before.Absolute);
            }
            if (clause.Acts && clause.Targets.Count == 0 && index > 0 && clause.Join != Join.Stop && before is not null && Takes(clause)) clause.Targets.AddRange(before.Targets);
            if (clause.Acts && clause.Targets.Count == 0 && index + 1 < clauses.Count && index == 0 && clauses[1].Targets.Count > 0 && clauses[1].Join == Join.And && clause.Trait is null && clause.Values.Count == 0)
                clause.Targets.AddRange(clauses[1].Targets);
            if (clause.Join != Join.Mean || index == 0) continue;
            if (!clause.Acts && clause.Targets.Count == 0) continue;
            clauses.RemoveAt(--index);
        }
    }

    private static bool Fits(Clause clause, Clause before) => before.Values.Count == 0 || clause.Values.Exists(value => value.Role == before.Values[0].Role || value.Numeric && before.Values[0].Numeric);

    // Music is muted, not the lamp that was spoken of before.
    private static bool Takes(Clause clause) => clause.Verb is not ("clean" or "mow" or "arm" or "disarm" or "water" or "next" or "previous");

    internal static void Copy(Clause from, Clause to)
    {
        (to.Verb, to.Generic, to.Direction, to.Trait, to.Degree) = (from.Verb, from.Generic, from.Direction, to.Trait ?? from.Trait, from.Degree);
        (to.Absolute, to.Relative) = (from.Absolute, from.Relative);
        to.Values.AddRange(from.Values);
    }

    private void One(Clause clause, Reading reading)
    {
        Robot(clause);
        // "bath heater, twenty minutes": a thing and how long.
        if (!clause.Acts && clause.Targets.Count > 0 && clause.Moment.For is not null && clause.Unknown.Count == 0) clause.Verb = "on";
        // "make me a coffee", "coffee at seven": what is made by a machine of its own.
        if (!clause.Acts && clause.Unknown.Count == 0 && clause.Trait is null && clause.Others.Count == 0 && (hearing.Text.Contains("make", StringComparison.Ordinal) || !clause.Moment.Empty) && clause.Targets.Count > 0 && clause.Targets.TrueForAll(target => target.Noun is "coffee-machine" or "kettle")) clause.Verb = "on";
        // "the AC's fan to low": how fast it blows.
        foreach (var target in clause.Targets.Where(target => target is { Words.Count: > 1, Noun: "fan" } && _choosing.Linked(target, _ => true).Count == 0).ToList())
        {
            target.Words.RemoveAt(target.Words.Count - 1);
            clause.Trait ??= "fan-level";
        }
        // "let the fan swing", 空调左右摆风
        if (!clause.Acts && clause is { Trait: "swing", Targets.Count: > 0, Unknown.Count: 0 }) clause.Verb = "on";
        var whole = clause.Acts || clause.Excepts.Count > 0;
        if (!whole)
        {
            if (clause.Targets.Count > 0 || clause.Unknown.Count > 0 || clause.Generic is not null || clause.Trait is not null)
                reading.Missing.Add(clause.Unknown.Count > 0 ? Unknown(clause) : hearing.Heard.Original(clause.From, clause.To));
            return;
        }
        Unknowns(clause, reading);
        if (Strange(clause) is { } strange) { reading.Missing.Add(strange); return; }
        if (clause.Verb == "clean" && clause.Targets.Exists(target => target.Places.Exists(place => place.Exists(sense => sense.Id.Length == 0)))) { reading.Missing.Add(hearing.Heard.Original(clause.From, clause.To)); return; }
        if (clause.People.Count > 0 && clause.Targets.Count == 0 && !hearing.House.Things.Any(thing => hearing.Focus.Things.Contains(thing))) { reading.Missing.Add(hearing.Heard.Original(clause.From, clause.To)); return; }
        Hitch? hitch = null;
        bool Able(Thing thing)
        {
            var effects = Effects.Of(clause, thing, out var wrong);
            if (effects.Count == 0) hitch = wrong ?? hitch;
            return effects.Count > 0;
        }
        var chosen = Chosen(clause, Able, reading);
        // "打开阿哲房间的空调": which one cannot be asked where a name was said that nobody has here.
        if (reading.Ask && clause.Unknown.Count > 0) { (reading.Ask, chosen) = (false, null); reading.About.Clear(); reading.Missing.Add(Unknown(clause)); }
        if (chosen is null || chosen.Count == 0)
        {
            if (!reading.Ask && reading.Missing.Count == 0) reading.Missing.Add(hearing.Heard.Original(clause.From, clause.To));
            if (hitch is { Reason: "range" }) reading.Hitch = "range";
            return;
        }
        var acts = Acts(clause, chosen);
        var when = clause.Moment.When(hearing.Now);
        var lasting = Lasting(clause.Moment);
        reading.Acts.AddRange(acts.Select(act => act with { When = when, ForS = lasting }));
        reading.Things.Clear();
        reading.Things.AddRange(chosen);
        reading.Last = clause;
    }

    /// <summary>"Rosie, do the living room": a robot and a room are a wish to have it cleaned.</summary>
    private void Robot(Clause clause)
    {
        if (clause.Acts && !(clause.Verb == "start" && clause.Values.Count == 0) || clause.Targets.Count == 0 || !clause.Targets.Exists(target => target.Places.Count > 0)) return;
        var named = clause.Targets.Where(target => target.Headed).SelectMany(target => _choosing.Linked(Bare(target), _ => true)).ToList();
        if (named.Count > 0 && named.TrueForAll(thing => thing.Can("clean"))) (clause.Verb, clause.Generic) = ("clean", null);
    }

    private double? Lasting(Moment moment)
    {
        if (moment.For is { } seconds) return seconds;
        return moment.Until && moment.At(hearing.Now) is { } end ? (end - hearing.Now).TotalSeconds : null;
    }

    private List<Thing>? Chosen(Clause clause, Func<Thing, bool> able, Reading reading)
    {
        var (deed, targets) = (clause, clause.Targets);
        if (clause.Verb == "clean" && targets.TrueForAll(target => !target.Headed)) targets = [];
        bool Changes(Thing thing) => Effects.Of(deed, thing, out _).Any(effect => Different(thing, effect));
        var found = new List<Thing>();
        if (targets.Count == 0 && clause.Excepts.Count == 0)
        {
            var implied = _choosing.Implied(clause, able, Changes);
            if (implied.Ask) { reading.Ask = true; reading.About.AddRange(implied.Things.Select(thing => thing.Id)); return null; }
            return [.. implied.Things];
        }
        foreach (var target in targets.Count == 0 ? [Besides(clause.Excepts)] : targets)
        {
            var wanted = clause.Verb == "clean" && target.Headed ? Bare(target) : target;
            // "the kitchen light and fan": the fan of the kitchen, where there is one.
            if (targets.IndexOf(target) is > 0 and var index && target.Places.Count == 0 && targets[index - 1].Places.Count > 0)
            {
                var near = target.Joined(new());
                near.Places.AddRange(targets[index - 1].Places);
                if (_choosing.Linked(near, able).Count > 0) wanted = near;
            }
            // "the cinema AC and lights", 影音室空调和灯都关了: in the room of the one that was named before.
            else if (targets.IndexOf(target) > 0 && target.Places.Count == 0 && target.Headed && (!target.All || target.Both) && !target.Here && found.Count > 0 && found[0].Room is { } shared && found.TrueForAll(thing => thing.Room == shared)
                && target.Words.TrueForAll(word => word.Is(Role.Noun) && !word.Is(Role.Name)))
            {
                var near = target.Joined(new());
                near.Places.Add([new(Role.Room, shared, hearing.Recogniser.In(shared))]);
                if (_choosing.Linked(near, able).Count > 0) wanted = near;
            }
            if (clause.Excepts.Count > 0) wanted.All = true;
            var chosen = _choosing.Choose(clause, wanted, able, Changes);
            // Without a place of its own it is where the one before was: 客厅的电视关了空调关了.
            if (chosen.Ask && reading.Things.Count > 0 && chosen.Things.Where(thing => reading.Things.Exists(last => last.Room is not null && last.Room == thing.Room)).ToList() is { Count: > 0 } beside) chosen = new(beside);
            if (chosen.Ask) { reading.Ask = true; reading.About.AddRange(chosen.Things.Select(thing => thing.Id)); }
            else if (chosen.Things.Count == 0)
            {
                if (chosen.Missing is ['!', ..]) reading.Hitch ??= "cannot";
                reading.Missing.Add((chosen.Missing ?? _choosing.Said(target)).TrimStart('!'));
            }
            else found.AddRange(chosen.Things.Where(thing => !found.Contains(thing)));
        }
        if (reading.Ask) return null;
        foreach (var except in clause.Excepts) Without(found, except);
        return found;
    }

    /// <summary>除了厨房的灯都关掉: all others of their kind.</summary>
    private static Target Besides(List<Target> excepts)
    {
        var rest = new Target { All = true };
        if (excepts.Exists(except => except.Words.Count > 0 && except.Words[^1].Is(Role.Noun) && (except.Places.Count > 0 || except.Words.Count > 1))) rest.Words.Add(excepts.First(except => except.Words.Count > 0 && except.Words[^1].Is(Role.Noun)).Words[^1]);
        return rest;
    }

    private void Without(List<Thing> found, Target except)
    {
        var spared = except.PlaceOnly ? hearing.House.Things.Where(thing => except.Places.TrueForAll(place => place.Exists(sense => sense.Things?.Has(thing.Index) == true))).ToList()
            : _choosing.Linked(except, found.Contains) is { Count: > 0 } among ? [.. among] : _choosing.Linked(except, _ => true).ToList();
        if (except.Here && except.Places.Count == 0) spared = [.. hearing.House.Things.Where(thing => thing.Room == hearing.Room)];
        if (spared.Exists(found.Contains)) found.RemoveAll(spared.Contains);
    }

    // For cleaning the place says where to clean, not where the robot stands.
    private static Target Bare(Target target)
    {
        var bare = new Target { All = target.All, From = target.From, To = target.To };
        bare.Words.AddRange(target.Words);
        return bare;
    }

    private bool Different(Thing thing, Effect effect) => hearing.State.Read(thing, effect.Name is "stop" or "pause" ? "playing" : effect.Name) is { } now
        && (effect.Kind == "step" ? !Equals(hearing.State.Read(thing, "on"), false) : effect.Kind == "call" ? Equals(now, true) : !Equals(now, effect.Value));

    /// <summary>"the hall light and the lava lamp": of several things the strange ones are left out and named.</summary>
    private void Unknowns(Clause clause, Reading reading)
    {
        if (clause.Unknown.Count == 0 || clause.Targets.Count == 0) return;
        foreach (var token in clause.Unknown.ToList())
        {
            var after = clause.Targets.FindIndex(target => token.To <= target.From && hearing.Text[token.To..target.From].Trim(' ', '的').Length == 0);
            if (after > 0)
            {
                reading.Missing.Add(hearing.Heard.Original(token.From, clause.Targets[after].To));
                clause.Targets.RemoveAt(after);
                clause.Unknown.Remove(token);
            }
            else if (after < 0 && clause.Targets.FindLast(target => target.To <= token.From) is { Headed: true } before && hearing.Tokens.Any(join => join.From >= before.To && join.To <= token.From && (join.Group("and") || join.Mark)))
            {
                reading.Missing.Add(hearing.Spoken(token));
                clause.Unknown.Remove(token);
            }
        }
    }

    /// <summary>Words that nothing explains, where they would have named the device or the value: then nothing may be done.</summary>
    private string? Strange(Clause clause)
    {
        // "vacuum under the table in the kitchen": where it is to be cleaned is said.
        if (clause.Verb == "clean" && clause.Targets.Exists(target => target.Places.Count > 0)) return null;
        foreach (var token in clause.Unknown)
        {
            var before = clause.Targets.Count == 0 || clause.Targets.Exists(target => token.To <= target.From && hearing.Text[token.To..target.From].Trim(' ', '的').Length == 0);
            var placed = clause.Targets.Exists(target => target.PlaceOnly && target.To <= token.From) || clause.Targets.TrueForAll(target => target.PlaceOnly) && !Normal.IsHan(hearing.Text[token.From]);
            var valued = clause.Values.Count == 0 && clause.Verb is null && clause.Direction is null;
            var han = Normal.IsHan(hearing.Text[token.From]) && clause.Targets.Exists(target => token.From == target.To);
            if (before || placed || valued || han) return Unknown(clause);
        }
        return null;
    }

    private string Unknown(Clause clause)
    {
        var (from, to) = (clause.Unknown[0].From, clause.Unknown[0].To);
        foreach (var token in clause.Unknown.Skip(1)) if (token.From <= to + 1) to = token.To;
        return hearing.Heard.Original(from, to);
    }

    private List<Act> Acts(Clause clause, List<Thing> things)
    {
        var acts = new List<(Effect Effect, List<string> Targets)>();
        foreach (var thing in things)
            foreach (var effect in Effects.Of(clause, thing, out _))
            {
                var same = acts.FindIndex(act => act.Effect == effect);
                if (same >= 0) acts[same].Targets.Add(thing.Id);
                else acts.Add((effect, [thing.Id]));
            }
        return [.. acts.Select(act => Act(clause, act.Effect, act.Targets))];
    }

    private Act Act(Clause clause, Effect effect, List<string> targets) => effect.Kind switch
    {
        "set" => new() { Kind = "set", Targets = targets, Property = effect.Name, Value = effect.Value },
        "step" => new() { Kind = "step", Targets = targets, Property = effect.Name, Direction = effect.Direction, Amount = effect.Amount },
        _ when effect.Name == "clean" => Clean(clause, targets),
        _ => new() { Kind = "call", Targets = targets, Action = effect.Name },
    };

    private Act Clean(Clause clause, List<string> targets)
    {
        if (clause.Excepts.Count > 0)
        {
            var spared = clause.Excepts.SelectMany(except => except.Rooms).ToHashSet();
            var within = clause.Targets.SelectMany(target => target.Floors).ToHashSet();
            return new() { Kind = "call", Targets = targets, Action = "clean", Args = new([.. hearing.House.Rooms.Where(room => !spared.Contains(room.Id) && (within.Count == 0 || within.Contains(room.Floor ?? ""))).Select(room => room.Id)]) };
        }
        var rooms = clause.Targets.SelectMany(target => target.Rooms).Distinct().ToList();
        var floors = clause.Targets.SelectMany(target => target.Floors).Distinct().ToList();
        return rooms.Count > 0 ? new() { Kind = "call", Targets = targets, Action = "clean", Args = new(rooms) }
            : floors.Count > 0 ? new() { Kind = "call", Targets = targets, Action = "clean", Args = new(null, floors[0]) }
            : new() { Kind = "call", Targets = targets, Action = "start" };
    }
}
