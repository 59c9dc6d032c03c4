namespace Kith.Assistant.Language;

/// <summary>What a span of words is for. A span may have several senses; the sentence around it decides.</summary>
internal enum Role : byte
{
    Unknown, Break, Verb, Noun, Name, Part, Room, Floor, Scene, Person, List,
    Trait, Color, White, Mode, Level, Extreme, Fraction, Degree, Number, Unit, Minutes,
    Group, Question, State, Event, Ask, Chat, Need, Time, Weekday, Month, Ordinal, DayPart, Day, TimeUnit, Spell, Duration,
}

/// <summary>One meaning of a span: its role, which of its kind (an index into the lexicon's list of that role), and the devices it may stand for.</summary>
internal sealed record Sense(Role Role, string Id, Bits? Things = null, Bits? Also = null, bool Plural = false);
