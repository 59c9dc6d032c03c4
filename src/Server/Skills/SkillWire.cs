using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Server.Skills;

/// <summary>What a skill is asked, as it goes out (docs/skills.md): what was said, and of the home only what was granted.</summary>
/// <param name="Id">Of this question alone; the header webhook-id says it too.</param>
/// <param name="State">What the skill gave back with its question before.</param>
internal sealed record SkillQuestion(
    string Id, SkillId Skill, string Intent, string Text, string Language, IReadOnlyDictionary<string, SkillSlot> Slots, string? State, DateTimeOffset Now, string TimeZone,
    IReadOnlyList<SkillDevice> Devices);

/// <summary>A slot: the words, and what they are (a number, seconds, an id, or the words again).</summary>
internal sealed record SkillSlot(string Text, Value Value);

/// <summary>A granted device.</summary>
internal sealed record SkillDevice(DeviceId Id, string Name, string? Room, string Type, bool Online, IReadOnlyDictionary<string, Value> Values);

/// <summary>What a skill answers.</summary>
/// <param name="Acts">At most 10, each within the grant.</param>
/// <param name="Ask">Asked back; what is said next in the conversation comes with the state.</param>
/// <param name="State">At most 2,000 characters of its own, kept only as long as the conversation waits.</param>
internal sealed record SkillAnswer(LocalText? Say = null, IReadOnlyList<SkillAct>? Acts = null, LocalText? Ask = null, string? State = null);

/// <summary>Sets properties of a granted device, or calls an action of it.</summary>
internal sealed record SkillAct(DeviceId Device, IReadOnlyDictionary<string, Value>? Set = null, string? Call = null, IReadOnlyDictionary<string, Value>? In = null);
