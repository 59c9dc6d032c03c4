using Kith.Assistant.Households;

namespace Kith.Assistant.Language;

/// <summary>
/// A house and the standard words, compiled for reading: one tree of phrases, and for every word that can stand for devices the set of them.
/// Immutable; built again in the background when the home changes.
/// </summary>
internal sealed class Recogniser
{
    internal House House { get; }
    internal Trie Trie { get; } = new();
    internal Mishearing Mishearing { get; }
    internal Words Words { get; } = Words.Standard;

    private readonly Dictionary<string, Bits> _rooms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Bits> _floors = new(StringComparer.Ordinal);

    internal Recogniser(House house)
    {
        House = house;
        foreach (var concept in Words.Concepts)
            if (concept.Role is not (Role.Noun or Role.Room or Role.Floor))
                foreach (var phrase in concept.All) Trie.Add(Normal.Phrase(phrase), new(concept.Role, concept.Id, Plural: phrase.EndsWith("days", StringComparison.Ordinal) || concept.Role == Role.DayPart && phrase is "nights" or "mornings" or "evenings" or "afternoons"));
        Places();
        var nouns = Nouns();
        Things(nouns);
        foreach (var scene in house.Scenes) Name(Role.Scene, scene.Id, scene.Name, scene.Aliases);
        foreach (var person in house.People)
            foreach (var name in (person.Aliases ?? []).Prepend(person.Name)) Trie.Add(Normal.Phrase(name), new(Role.Person, person.Id));
        foreach (var list in house.Lists) Name(Role.List, list.Id, list.Name, list.Aliases);
        Mishearing = new(Words, house);
    }

    internal Bits None => new(House.Things.Count);

    internal Bits Of(Func<Thing, bool> which)
    {
        var bits = None;
        foreach (var thing in House.Things) if (which(thing)) bits.Add(thing.Index);
        return bits;
    }

    /// <summary>The devices of a room or floor; empty for one that is unknown.</summary>
    internal Bits In(string? room) => room is not null && _rooms.TryGetValue(room, out var bits) ? bits : None;

    internal Bits On(string? floor) => floor is not null && _floors.TryGetValue(floor, out var bits) ? bits : None;

    private void Name(Role role, string id, string name, IReadOnlyList<string> aliases)
    {
        foreach (var phrase in aliases.Prepend(name))
            foreach (var variant in Variants.Of(phrase)) Trie.Add(variant, new(role, id));
    }

    private void Places()
    {
        var rooms = House.Rooms.ToDictionary(room => room.Id, room => room.Aliases.Prepend(room.Name).Select(Normal.Phrase).ToList(), StringComparer.Ordinal);
        foreach (var (id, names) in rooms)
        {
            _rooms[id] = Of(thing => thing.Room == id || thing.Room is null && names.Exists(name => Starts(Normal.Phrase(thing.Name), name)));
            var room = House.Rooms.First(place => place.Id == id);
            foreach (var name in room.Aliases.Prepend(room.Name).SelectMany(Variants.Of)) Trie.Add(name, new(Role.Room, id, _rooms[id]));
            // "yoga light": a word of a room's name that no other place and no thing is called by.
            foreach (var word in room.Aliases.Prepend(room.Name).Select(Normal.Phrase).Where(name => !name.Any(Normal.IsHan)).SelectMany(name => name.Split(' ')))
                if (word.Length > 2 && Trie.Find(word) is null && !Words.Nouns.Exists(noun => noun.English.Contains(word)) && !Words.Rooms.Exists(place => place.English.Any(name => name.Split(' ').Contains(word)))) Trie.Add(word, new(Role.Part, "in " + id, _rooms[id]));
            // "Lily's lamp" is the lamp of Lily's room.
            foreach (var owner in Owners(room.Aliases.Prepend(room.Name))) { Trie.Add(owner, new(Role.Part, "of " + owner, _rooms[id])); Trie.Add(owner + "s", new(Role.Part, "of " + owner, _rooms[id])); }
        }
        foreach (var concept in Words.Rooms)
        {
            var phrases = concept.All.Select(Normal.Phrase).ToList();
            // A room that is called by one of a concept's words is meant by all of them, unless a word is another room's own name.
            var meant = rooms.Where(room => room.Value.Exists(phrases.Contains)).Select(room => room.Key).ToList();
            if (meant.Count == 0) meant = [.. rooms.Where(room => room.Value.Exists(name => phrases.Exists(phrase => phrase.Length > 1 && Ends(name, phrase)))).Select(room => room.Key)];
            foreach (var phrase in phrases)
            {
                if (rooms.Values.Any(names => names.Contains(phrase)) || House.Floors.Any(floor => floor.Aliases.Prepend(floor.Name).Select(Normal.Phrase).Contains(phrase))) continue;
                if (meant.Count == 0 && phrase is "outside" or "master" or "den" or "bath" or "deck" or "landing" or "storage" or "laundry") continue;
                var things = None;
                foreach (var id in meant) things = things.Or(_rooms[id]);
                foreach (var variant in Variants.Of(phrase)) Trie.Add(variant, new(Role.Room, string.Join('|', meant), things, Plural: meant.Count > 1));
            }
        }
        for (var index = 0; index < House.Floors.Count; index++)
        {
            var floor = House.Floors[index];
            var things = _floors[floor.Id] = Of(thing => House.FloorOf(thing.Room) == floor.Id);
            foreach (var name in floor.Aliases.Prepend(floor.Name).SelectMany(Variants.Of)) Trie.Add(name, new(Role.Floor, floor.Id, things));
        }
        foreach (var concept in Words.Floors)
        {
            var phrases = concept.All.Select(Normal.Phrase).ToList();
            var known = House.Floors.Where(floor => floor.Aliases.Prepend(floor.Name).Select(Normal.Phrase).Any(phrases.Contains)).Select(floor => floor.Id).ToList();
            if (known.Count == 0 && House.Floors.Count > 1) known = Spoken(concept.Id);
            if (known.Count == 0) continue;
            var things = None;
            foreach (var id in known) things = things.Or(_floors[id]);
            foreach (var phrase in phrases)
                if (Trie.Find(phrase)?.Any(sense => sense.Role == Role.Floor) != true) Trie.Add(phrase, new(Role.Floor, string.Join('|', known), things));
        }
    }

    private List<string> Spoken(string concept) => concept switch
    {
        "up" => [House.Floors[^1].Id],
        "down" => [House.Floors[0].Id],
        _ => [],
    };

    private List<(Concept Concept, string Phrase)> Nouns()
    {
        var phrases = Words.Nouns.SelectMany(concept => concept.All.Select(phrase => (concept, Phrase: Normal.Phrase(phrase)))).ToList();
        foreach (var concept in Words.Nouns)
        {
            var (kinds, also) = (concept.Names("kinds"), concept.Names("also"));
            var every = kinds is ["*"];
            // A device whose name ends in one of the words is one of the things, whatever its kind: a switch called "hall light".
            var words = concept.All.Select(Normal.Phrase).Where(phrase => phrase.Length > 1 || phrase.Length == 1 && Normal.IsHan(phrase[0])).ToList();
            var things = Of(thing => every || kinds.Contains(thing.Kind)
                || (!Sensor(thing) || also.Contains(thing.Kind)) && thing.Aliases.Prepend(thing.Name).Select(Normal.Phrase).Any(name => words.Exists(word => Ends(name, word)) && Head(name, phrases) == concept.Id));
            var second = Of(thing => also.Contains(thing.Kind));
            foreach (var phrase in concept.All)
            {
                // "spots", "chandelier" are the lamps that are called so, where some are; "lights" are all.
                var called = Normal.Phrase(phrase).TrimEnd('s');
                var narrow = concept.Id == "light" && called is not ("light" or "lighting" or "灯" or "灯光" or "lamp" or "照明" or "电灯") ? Of(thing => things.Has(thing.Index) && thing.Aliases.Prepend(thing.Name).Any(name => Normal.Phrase(name).Contains(called, StringComparison.Ordinal))) : null;
                foreach (var variant in Variants.Of(phrase))
                    Trie.Add(variant, new(Role.Noun, concept.Id, narrow is { Any: true } ? narrow : things, second, variant.EndsWith('s')));
            }
        }
        return phrases;
    }

    private bool Sensor(Thing thing) => Words.Kinds.TryGetValue(thing.Kind, out var kind) && kind.Data.TryGetProperty("sensor", out _);

    /// <summary>The thing that a name's last words say: the longest noun that it ends with.</summary>
    private static string? Head(string name, List<(Concept Concept, string Phrase)> nouns)
    {
        (Concept Concept, string Phrase)? best = null;
        foreach (var noun in nouns)
            if (Ends(name, noun.Phrase) && (best is null || noun.Phrase.Length > best.Value.Phrase.Length)) best = noun;
        return best?.Concept.Id;
    }

    private void Things(List<(Concept Concept, string Phrase)> nouns)
    {
        // What a name is made of is read before any whole name is known.
        var parts = House.Things.Select(thing => thing.Aliases.Prepend(thing.Name).SelectMany(alias => Parts(Normal.Phrase(alias))).ToList()).ToList();
        foreach (var thing in House.Things)
        {
            var self = None.Add(thing.Index);
            foreach (var owner in Owners(thing.Aliases.Prepend(thing.Name))) Trie.Add(owner, new(Role.Part, "of " + owner, self));
            foreach (var part in parts[thing.Index]) Trie.Add(part, new(Role.Part, part, self));
            var room = House.Rooms.FirstOrDefault(place => place.Id == thing.Room);
            foreach (var alias in thing.Aliases.Prepend(thing.Name))
            {
                var name = Normal.Phrase(alias);
                // "living room lights" are all lights there, even where one is called "living room light".
                var plain = room is not null && room.Aliases.Prepend(room.Name).Select(Normal.Phrase).Any(place => Starts(name, place) && name.Length > place.Length && nouns.Exists(noun => noun.Phrase == name[place.Length..].Trim()));
                foreach (var variant in Variants.Of(name))
                    if (!plain || !(variant.EndsWith('s') && variant.Length > name.Length)) Trie.Add(variant, new(Role.Name, variant, self));
                // Within its room nobody says the room: "kitchen ceiling light" is the ceiling light.
                if (room is null) continue;
                foreach (var place in room.Aliases.Prepend(room.Name).Select(Normal.Phrase))
                    if (Starts(name, place) && name.Length > place.Length + 1)
                    {
                        var rest = name[place.Length..].TrimStart('的', ' ');
                        if (rest.Length > 0 && !nouns.Exists(noun => noun.Phrase == rest))
                            foreach (var variant in Variants.Of(rest)) Trie.Add(variant, new(Role.Name, variant, self));
                    }
            }
        }
    }

    /// <summary>The words of a name that neither a thing nor a place says by itself: what tells it from its likes.</summary>
    private List<string> Parts(string name)
    {
        var parts = new List<string>();
        var tokens = Scanner.Scan(name, Trie);
        if (name.Any(Normal.IsHan))
        {
            // 主卧床头灯: between the room in front and the thing at the end.
            var (from, to) = (0, name.Length);
            var (first, last) = (0, tokens.Count - 1);
            while (first < last && (tokens[first].Is(Role.Room) || tokens[first].Is(Role.Floor) || first > 0 && tokens[first].Group("glue"))) from = tokens[first++].To;
            if (last > first && tokens[last].Is(Role.Noun)) to = tokens[last].From;
            var middle = name[from..to].Trim(' ', '的');
            parts.Add(middle);
            if (middle.Length > 1)
            {
                if ("左右前后大小东西南北主副".Contains(middle[0])) { parts.Add(middle[..1]); parts.Add(middle[1..].TrimStart('边', '侧', '的')); }
                if ("左右前后东西南北".Contains(middle[^1])) { parts.Add(middle[^1..]); parts.Add(middle[..^1]); }
                if (middle[^1] is '边' or '侧') parts.Add(middle[..^1]);
            }
            foreach (var token in tokens) if (token.Is(Role.Noun) && token.To < name.Length && token.From > 0) parts.Add(name[token.From..token.To]);
            parts.AddRange(middle.Split(' '));
        }
        else
            foreach (var token in tokens)
            {
                var text = name[token.From..token.To];
                if (token.Senses.Any(sense => sense.Role is Role.Room or Role.Floor) && !token.Is(Role.Noun) || token.Group("glue") || token.Mark || token.Is(Role.Noun) && token.To == name.Length) continue;
                parts.Add(text);
                if (text.Contains(' ', StringComparison.Ordinal)) parts.AddRange(text.Split(' '));
            }
        return parts.Where(part => part.Length > 0 && part != name).Distinct().ToList();
    }

    /// <summary>Whose a name says it is: "Lily's room", "小雨的台灯".</summary>
    private static IEnumerable<string> Owners(IEnumerable<string> names)
    {
        foreach (var name in names)
            if (name.IndexOfAny(['\'', '’']) is > 0 and var mark && mark + 1 < name.Length && name[mark + 1] is 's') yield return Normal.Phrase(name[..mark]);
    }

    private static bool Starts(string name, string start) => name.StartsWith(start, StringComparison.Ordinal) && (name.Length == start.Length || Normal.IsHan(start[^1]) || name[start.Length] == ' ');

    private static bool Ends(string name, string end) => name.EndsWith(end, StringComparison.Ordinal)
        && (name.Length == end.Length || Normal.IsHan(end[0]) || name[^(end.Length + 1)] == ' ');
}
