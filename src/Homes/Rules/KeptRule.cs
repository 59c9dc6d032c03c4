using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules;

/// <summary>A rule, as kept.</summary>
/// <param name="Enabled">It acts upon its triggers.</param>
/// <param name="Halted">Why the house itself switched it off: the chain of a loop. Null when it did not.</param>
/// <param name="Changed">When somebody last changed it.</param>
/// <param name="Spoken">Somebody asked for it in words; null for one that was written.</param>
/// <param name="Marks">What its triggers remember over a restart, by their place: since when something is so (negative once it started the rule), or when the next time is due. Unix milliseconds.</param>
internal sealed record KeptRule(RuleId Id, Rule Rule, bool Enabled, int Order, DateTimeOffset Created, DateTimeOffset Changed, string? Halted = null, IReadOnlyDictionary<int, long>? Marks = null, Spoken? Spoken = null);

/// <summary>A run that waits, as kept: all there is to it.</summary>
/// <param name="Place">Where in the rule's program it stands.</param>
/// <param name="DueMs">When its wait is over, Unix milliseconds; null while it waits for devices alone.</param>
/// <param name="Open">Commands whose outcome it waits for.</param>
internal sealed record KeptRun(
    Guid Id,
    RuleId Rule,
    int Place,
    RuleTrace Trace,
    long? DueMs = null,
    IReadOnlyList<OperationId>? Open = null,
    IReadOnlyDictionary<string, int>? Rounds = null,
    IReadOnlyDictionary<string, Value>? Variables = null,
    IReadOnlyList<RuleId>? Chain = null);
