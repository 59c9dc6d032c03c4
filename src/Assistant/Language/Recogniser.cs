using Kith.Assistant.Households;

namespace Kith.Assistant.Language;

/// <summary>
/// A house and the standard words, compiled for reading: one tree of phrases, and for every word that can stand for devices the set of them.
/// Immutable; built again in the background when the home changes.
/// </summary>
internal sealed class Recogniser
{
    internal House House { get; }
    internal Trie Trie { get; } = new(Lexicon);
    internal Mishearing Mishearing { get; }
    internal Words Words { get; } = Words.Standard;

    // What every house has in common is made once.
    private static readonly Trie Lexicon = ReadLexicon();
    private static readonly List<(Concept Concept, List<string> Phrases)> NounPhrases = [.. Words.Standard.Nouns.Select(concept => (concept, concept.All.Select(Normal.Phrase).ToList()))];
    private static readonly Dictionary<string, string> NounOf = NounPhrases.SelectMany(noun => noun.Phrases.Select(phrase => (phrase, noun.Concept.Id))).DistinctBy(noun => noun.phrase).ToDictionary(noun => noun.phrase, noun => noun.Id, StringComparer.Ordinal);

    /// <summary>What each device is called, in normal form, by its index.</summary>
    private readonly List<List<string>> _names;
    private readonly Dictionary<string, Bits> _rooms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Bits> _floors = new(StringComparer.Ordinal);

    internal Recogniser(House house)
    {
        House = house;
        _names = [.. house.Things.Select(thing => thing.Aliases.Prepend(thing.Name).Select(Normal.Phrase).ToList())];
        Places();
        Nouns();
        Things();
        foreach (var scene in house.Scenes) Name(Role.Scene, scene.Id, scene.Name, scene.Aliases);
        foreach (var person in house.People)
            foreach (var name in (person.Aliases ?? []).Prepend(person.Name)) Trie.Add(Normal.Phrase(name), new(Role.Person, person.Id));
        foreach (var list in house.Lists) Name(Role.List, list.Id, list.Name, list.Aliases);
        Mishearing = new(house);
    }

    private static Trie ReadLexicon()
    {
        var lexicon = new Trie();
        foreach (var concept in Words.Standard.Concepts)
            if (concept.Role is not (Role.Noun or Role.Room or Role.Floor))
                foreach (var phrase in concept.All) lexicon.Add(Normal.Phrase(phrase), new(concept.Role, concept.Id, Plural: phrase.EndsWith("days", StringComparison.Ordinal) || concept.Role == Role.DayPart && phrase is "nights" or "mornings" or "evenings" or "afternoons"));
        return lexicon;
    }

    /// <summary>All devices; not to be added to.</summary>
    internal Bits All => field ??= Of(_ => true);

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
        var floors = House.Rooms.ToDictionary(room => room.Id, room => room.Floor, StringComparer.Ordinal);
        for (var index = 0; index < House.Floors.Count; index++)
        {
            var floor = House.Floors[index];
            var things = _floors[floor.Id] = Of(thing => thing.Room is not null && floors.GetValueOrDefault(thing.Room) == floor.Id);
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

    private void Nouns()
    {
        var heads = _names.ConvertAll(names => names.ConvertAll(Head));
        var sensors = House.Things.Select(Sensor).ToList();
        foreach (var (concept, phrases) in NounPhrases)
        {
            var (kinds, also) = (concept.Names("kinds"), concept.Names("also"));
            var every = kinds is ["*"];
            // A device whose name ends in one of the words is one of the things, whatever its kind: a switch called "hall light".
            var words = phrases.Where(phrase => phrase.Length > 1 || phrase.Length == 1 && Normal.IsHan(phrase[0])).ToList();
            var things = Of(thing => every || kinds.Contains(thing.Kind)
                || (!sensors[thing.Index] || also.Contains(thing.Kind)) && heads[thing.Index].Contains(concept.Id) && _names[thing.Index].Where((_, at) => heads[thing.Index][at] == concept.Id).Any(name => words.Exists(word => Ends(name, word))));
            var second = Of(thing => also.Contains(thing.Kind));
            foreach (var phrase in concept.All)
            {
                // "spots", "chandelier" are the lamps that are called so, where some are; "lights" are all. So are "radiator" and 毛巾架 of the heaters.
                var called = Normal.Phrase(phrase).TrimEnd('s');
                var narrow = (concept.Id == "light" || concept.Id is "heater" or "fan" or "speaker" && called.Length > 2 | Normal.IsHan(called[0]) && called != phrases[0] && !phrases[0].EndsWith(called, StringComparison.Ordinal)) && called is not ("light" or "lighting" or "灯" or "灯光" or "lamp" or "照明" or "电灯") ? Of(thing => things.Has(thing.Index) && _names[thing.Index].Exists(name => name.Contains(called, StringComparison.Ordinal))) : null;
                foreach (var variant in Variants.Of(phrase))
                    Trie.Add(variant, new(Role.Noun, concept.Id, narrow is { Any: true } ? narrow : things, second, variant.EndsWith('s')));
            }
        }
    }

    private bool Sensor(Thing thing) => Words.Kinds.TryGetValue(thing.Kind, out var kind) && kind.Data.TryGetProperty("sensor", out _);

    /// <summary>The thing that a name's last words say: the longest noun that it ends with.</summary>
    private static string? Head(string name)
    {
        var nouns = NounOf.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at < name.Length; at++)
            if ((at == 0 || name[at - 1] == ' ' || Normal.IsHan(name[at])) && nouns.TryGetValue(name.AsSpan(at), out var noun)) return noun;
        return null;
    }

    private void Things()
    {
        // What a name is made of is read before any whole name is known.
        var parts = _names.ConvertAll(names => names.SelectMany(Parts).ToList());
        var rooms = House.Rooms.DistinctBy(room => room.Id).ToDictionary(room => room.Id, room => room.Aliases.Prepend(room.Name).Select(Normal.Phrase).ToList(), StringComparer.Ordinal);
        foreach (var thing in House.Things)
        {
            var self = None.Add(thing.Index);
            foreach (var owner in Owners(thing.Aliases.Prepend(thing.Name))) Trie.Add(owner, new(Role.Part, "of " + owner, self));
            foreach (var part in parts[thing.Index]) Trie.Add(part, new(Role.Part, part, self));
            // "Sweepy's battery"
            foreach (var name in _names[thing.Index]) if (name.Length > 2 && name.All(char.IsAsciiLetter) && !NounOf.ContainsKey(name)) Trie.Add(name + "s", new(Role.Name, name, self));
            var room = rooms.GetValueOrDefault(thing.Room ?? "");
            foreach (var name in _names[thing.Index])
            {
                // "living room lights" are all lights there, even where one is called "living room light".
                var plain = room is not null && room.Exists(place => Starts(name, place) && name.Length > place.Length && NounOf.ContainsKey(name[place.Length..].Trim()));
                foreach (var variant in Variants.Of(name))
                    if (!plain || !(variant.EndsWith('s') && variant.Length > name.Length)) Trie.Add(variant, new(Role.Name, variant, self));
                // Within its room nobody says the room: "kitchen ceiling light" is the ceiling light.
                if (room is null) continue;
                foreach (var place in room)
                    if (Starts(name, place) && name.Length > place.Length + 1)
                    {
                        var rest = name[place.Length..].TrimStart('的', ' ');
                        if (rest.Length > 0 && !NounOf.ContainsKey(rest))
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
        {
            // "front door lock" is meant by "the front door" too.
            if (tokens.Count > 1 && tokens[^1].Is(Role.Noun) && name.LastIndexOf(' ') is > 0 and var last && !tokens[0].Is(Role.Room)) parts.Add(name[..last]);
            foreach (var token in tokens)
            {
                var text = name[token.From..token.To];
                if (token.Senses.Any(sense => sense.Role is Role.Room or Role.Floor) && !token.Is(Role.Noun) || token.Group("glue") || token.Mark || token.Is(Role.Noun) && token.To == name.Length) continue;
                parts.Add(text);
                if (text.Contains(' ', StringComparison.Ordinal)) parts.AddRange(text.Split(' '));
            }
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
