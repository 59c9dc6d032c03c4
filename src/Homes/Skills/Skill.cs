using System.Text.Json.Serialization;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Skills;

/// <summary>
/// What somebody taught the assistant: phrases, and what they mean here. A phrase of the household and what was learned from a correction are
/// skills of one intent that runs other sentences; a maker's skill answers at its own address. docs/skills.md is its language.
/// </summary>
/// <param name="Id">What it is called in addresses and files.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Intents">What it can be asked; 1 to 20.</param>
/// <param name="Http">Where the intents that neither say nor run anything are answered: https, a public address.</param>
public sealed record Skill(
    [property: JsonPropertyOrder(-4)] SkillId Id,
    [property: JsonPropertyOrder(-3)] LocalText Name,
    IReadOnlyList<SkillIntent> Intents,
    string? Http = null);

/// <summary>One thing that can be asked, in the words that people have for it.</summary>
/// <param name="Phrases">Whole sentences; {slot} stands for what is said there.</param>
/// <param name="Slots">What stands in the braces, by name.</param>
/// <param name="Say">What the home answers; {slot} is filled.</param>
/// <param name="Run">Sentences that the home then hears as if they were said, in order; {slot} is filled.</param>
public sealed record SkillIntent(string Id, SkillWords Phrases, IReadOnlyDictionary<string, Slot>? Slots = null, LocalText? Say = null, IReadOnlyList<string>? Run = null)
{
    /// <summary>Answered here, without its maker.</summary>
    [JsonIgnore]
    public bool IsLocal => Say is not null || Run is { Count: > 0 };
}

/// <summary>Words in both languages; at least one in one of them.</summary>
public sealed record SkillWords(IReadOnlyList<string>? En = null, IReadOnlyList<string>? Zh = null)
{
    [JsonIgnore]
    internal IEnumerable<string> All => (En ?? []).Concat(Zh ?? []);
}

/// <summary>What may stand in a slot.</summary>
[JsonConverter(typeof(CamelEnum<SlotKind>))]
public enum SlotKind : byte
{
    /// <summary>Anything, at most 200 characters.</summary>
    Text,
    Number,
    /// <summary>A length of time; its value is in seconds.</summary>
    Duration,
    /// <summary>A device by its name; its value is the id.</summary>
    Device,
    /// <summary>A room by its name; its value is the id.</summary>
    Room,
    /// <summary>One of a list; its value is the choice's id.</summary>
    Choice,
}

/// <summary>A slot of a phrase.</summary>
/// <param name="Choices">What a choice can be.</param>
/// <param name="Ask">What is asked when nobody said it; without it the slot may be missing.</param>
public sealed record Slot(SlotKind Kind, IReadOnlyList<SlotChoice>? Choices = null, LocalText? Ask = null);

/// <summary>One of a list, with the words for it.</summary>
public sealed record SlotChoice(string Id, SkillWords Words);

/// <summary>What a skill that is answered elsewhere may see and do here. Never what touches safety or privacy, whatever is granted.</summary>
/// <param name="Devices">These devices.</param>
/// <param name="Rooms">What stands in these rooms, now and later.</param>
/// <param name="Services">Of them these services only (light, switch); null for all.</param>
public sealed record SkillGrant(IReadOnlyList<DeviceId>? Devices = null, IReadOnlyList<RoomId>? Rooms = null, IReadOnlyList<string>? Services = null)
{
    /// <summary>Whether a device where it stands is granted.</summary>
    public bool Covers(DeviceId device, RoomId? room) => Devices?.Contains(device) == true || (room is { } its && Rooms?.Contains(its) == true);

    /// <summary>Whether a service of a granted device is.</summary>
    public bool Covers(string service) => Services?.Contains(service) != false;
}

/// <summary>A skill as a home keeps it.</summary>
/// <param name="Secret">Signs what is sent to its address; null for one that is answered here.</param>
public sealed record KeptSkill(Skill Skill, SkillGrant Grant, byte[]? Secret, DateTimeOffset Added);

/// <summary>A skill as people see it; its secret was shown once.</summary>
public sealed record SkillView(Skill Skill, SkillGrant Grant, DateTimeOffset Added);
