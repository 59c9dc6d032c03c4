namespace Kith.Assistant.Language;

/// <summary>Reads one noun phrase from a place on: names, kinds, parts of names, places, "all", "it", "here".</summary>
internal sealed class TargetReader(Recogniser recogniser, IReadOnlyList<Token> tokens, int start, Clause clause)
{
    internal int End { get; private set; }

    /// <summary>Whether a noun phrase may begin with this: asked first, because most words begin none.</summary>
    internal static bool May(IReadOnlyList<Token> tokens, int at) => Begins(tokens[at]) || Glue(tokens[at]) && at + 1 < tokens.Count && Begins(tokens[at + 1]);

    private static bool Begins(Token token) => Thinglike(token) || Place(token) || token.Is(Role.Person) || token.Is(Role.Group)
        && (token.Group("all") || token.Group("here") || token.Group("other") || token.Group("they") || token.Group("there") || token.Group("it") || token.Group("whose"));

    internal Target? Read()
    {
        var target = new Target();
        var found = false;
        for (var at = start; at < tokens.Count; at++)
        {
            var token = tokens[at];
            if (Take(target, at))
            {
                found = true;
                End = at + 1;
                continue;
            }
            // "kitchen and hall lights", "厨房和客厅的灯": places that stand beside each other are one place.
            if (found && (token.Group("and") || token.Mark) && target.Words.Count == 0 && Places(target, at)) continue;
            if (found && token.Group("and") && target.Words.Count > 0 && target.Places.Count > 0 && After(at) is { } more && Place(more) && !Heads(at + 1) && Trailing(target, at)) { AddPlace(target, more, join: true); at = IndexOf(more); End = at + 1; continue; }
            if (!found && at > start || !Glue(token)) break;
            if (!found && !Glue(token)) break;
        }
        return found ? target : null;
    }

    private bool Places(Target target, int at) => target.Places.Count > 0 && After(at) is { } next && Place(next) && (_join = true);

    private bool _join;

    private Token? After(int at)
    {
        for (var next = at + 1; next < tokens.Count; next++)
            if (!Glue(tokens[next])) return tokens[next];
        return null;
    }

    private int IndexOf(Token token)
    {
        for (var index = 0; index < tokens.Count; index++)
            if (ReferenceEquals(tokens[index], token)) return index;
        return -1;
    }

    private static bool Place(Token token) => token.Is(Role.Room) || token.Is(Role.Floor);

    // The last word before the join was a place: "lights in the kitchen and the hall".
    private bool Trailing(Target target, int at)
    {
        for (var before = at - 1; before >= start; before--)
            if (!Glue(tokens[before])) return Place(tokens[before]) && !tokens[before].Is(Role.Noun) && !ReferenceEquals(target.Words[^1], tokens[before]);
        return false;
    }

    /// <summary>Whether a place is followed by a device of its own: "the kitchen fan".</summary>
    private bool Heads(int at)
    {
        for (var next = at; next < tokens.Count; next++)
        {
            if (Glue(tokens[next]) || Place(tokens[next])) continue;
            return tokens[next].Senses.Any(sense => sense.Role is Role.Noun or Role.Name or Role.Part) && !(tokens[next].Is(Role.Verb) || tokens[next].IsNumber);
        }
        return false;
    }

    private static bool Glue(Token token) => token.Group("glue") && !(token.Is(Role.Verb) || token.Is(Role.State) || token.Is(Role.Degree) || token.Is(Role.Question) || token.Is(Role.Trait));

    private bool Next(int at, Func<Token, bool> which) => After(at) is { } next && which(next);

    private static bool Thinglike(Token token) => token.Is(Role.Noun) || token.Is(Role.Name) || token.Is(Role.Part);

    private bool Take(Target target, int at)
    {
        var token = tokens[at];
        if (token.Is(Role.Scene) && !Thinglike(token)) return false;
        if (token.Group("all") && !token.Is(Role.Name))
        {
            target.All = true;
            // 都 alone is all of what was spoken of.
            target.Both |= token.Is(Role.Event, "nobody") && token.To - token.From == 1;
            target.Cover(token);
            return true;
        }
        if (token.Group("here")) { target.Here = true; target.Cover(token); return true; }
        if (token.Group("other")) { target.Other = true; target.Cover(token); return true; }
        if (token.Group("they")) { (target.It, target.Plural) = (true, true); target.Cover(token); return true; }
        if (token.Group("there")) { target.There = true; target.Cover(token); return true; }
        if (token.Group("it") && !Thinglike(token)) { if (!Next(at, Thinglike)) target.It = true; target.Cover(token); return true; }
        if (!Thinglike(token) && !Place(token)) return Whose(target, token, at);
        // A person is part of a name only beside more of it: "Sarah's lamp", not "is Sarah in".
        if (token.Is(Role.Person) && !token.Is(Role.Name) && !token.Is(Role.Noun) && !Place(token) && !Next(at, next => Thinglike(next) || Place(next)) && !target.Headed) return false;
        var verb = token.Is(Role.Verb);
        if (verb && !token.Is(Role.Name) && Acting(target, token, at)) return false;
        if (token.Is(Role.Trait) && !token.Is(Role.Name) && !Next(at, Thinglike) && Named(target)) return false;
        // A word of a name that is also a value ("red", "low", "left") belongs to the name only before or after more of it.
        if (!token.Is(Role.Noun) && !token.Is(Role.Name) && token.Is(Role.Part) && token.Senses.Any(sense => sense.Role is not (Role.Part or Role.Room or Role.Floor or Role.Person))
            && !Next(at, next => Thinglike(next) && !(next.Is(Role.Verb) && !next.Is(Role.Noun)) || next.Group("it") && next.To - next.From == 3) && !Turned(target, token)) return false;
        if (Place(token) && !(token.Is(Role.Name) && !Next(at, Thinglike)) && !Precise(token, at)) AddPlace(target, token, _join);
        else { target.Words.Add(token); if (token.Senses.Any(sense => sense.Role == Role.Noun && sense.Plural)) target.Plural = true; }
        _join = false;
        target.Cover(token);
        return true;
    }

    /// <summary>"lamp reading": the words of a name the other way round.</summary>
    private static bool Turned(Target target, Token token) => target.Words is [.., { } head] && head.Find(Role.Noun)?.Things is { } heads && token.Find(Role.Part)?.Things is { } parts && parts.Meets(heads);

    /// <summary>A place word that is better read as a part of a name: with the noun after it, it names a device that stands elsewhere.</summary>
    private bool Precise(Token token, int at)
    {
        if (token.Find(Role.Part) is not { Things: { } parts } || After(at)?.Senses.FirstOrDefault(sense => sense.Role == Role.Noun)?.Things is not { } heads) return false;
        var room = token.Senses.First(sense => sense.Role is Role.Room or Role.Floor).Things;
        return parts.Meets(heads) && (room is null || !room.Meets(heads));
    }

    private bool Named(Target target) => target.Headed || clause.Targets.Count > 0 || tokens[start].Is(Role.Trait);

    /// <summary>A word that is a thing and a deed ("lock", "fan", "light", "vacuum") is the deed before a thing, where nothing else says what to do.</summary>
    private bool Acting(Target target, Token token, int at)
    {
        // "let Robbie vacuum"
        if (token.Is(Role.Verb, "clean") && target.Words is [.., { } who] && who.Find(Role.Name)?.Things is { } named && clause.Generic is not null && recogniser.House.Things.Any(thing => named.Has(thing.Index) && thing.Can("clean"))) return true;
        if (target.Words.Count > 0 || target.Places.Count > 0) return token.Is(Role.Verb) && !token.Is(Role.Noun) && !token.Is(Role.Room);
        if (clause.Verb is not null) return false;
        if (!token.Is(Role.Noun) && !token.Is(Role.Name) && !Place(token)) return true;
        if (Next(at, next => next.Group("they") || next.Group("it") && !Thinglike(next)) && clause.Generic is null) return true;
        return (clause.Targets.Count == 0 || clause.Targets.TrueForAll(known => known.PlaceOnly)) && Next(at, next => Thinglike(next) || Place(next) || next.Group("it") || next.Group("all") || next.Group("they") || next.Group("up"))
            && clause.Generic is null;
    }

    private bool Whose(Target target, Token token, int at)
    {
        // "it's Emma's bedtime, her light off": hers is in her room; where nobody was named, in the room that was spoken of.
        if (recogniser.House.People.Count > 0 && token.Senses.All(sense => sense.Role == Role.Group) && token.Group("whose") && Next(at, Thinglike))
        {
            var owner = tokens.Take(at).LastOrDefault(before => before.Is(Role.Person))?.Find(Role.Person)?.Id;
            if (recogniser.House.People.FirstOrDefault(known => known.Id == owner)?.Room is { } hers) target.Places.Add([new(Role.Room, hers, recogniser.In(hers))]);
            else target.There = true;
            target.Cover(token);
            return true;
        }
        // "Emma's lamp": the lamp of her room.
        if (token.Find(Role.Person) is not { } person || !Next(at, next => Thinglike(next) || Place(next) || next.Group("here"))) return false;
        if (recogniser.House.People.FirstOrDefault(known => known.Id == person.Id)?.Room is not { } room)
        {
            // A room that nobody has here.
            if (!Next(at, next => next.Group("here"))) return false;
            target.Places.Add([new(Role.Room, "", recogniser.None)]);
            target.Cover(token);
            return true;
        }
        if (Next(at, Place)) return false;
        target.Places.Add([new(Role.Room, room, recogniser.In(room))]);
        target.Cover(token);
        return true;
    }

    private static void AddPlace(Target target, Token token, bool join)
    {
        var sense = token.Senses.First(known => known.Role is Role.Room or Role.Floor);
        // A room within a floor narrows it; rooms joined by "and" widen each other.
        if (join && target.Places.Count > 0) target.Places[^1].Add(sense);
        else target.Places.Add([sense]);
        target.Cover(token);
    }
}
