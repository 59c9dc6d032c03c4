using Kith.Model.Ids;

namespace Kith.Homes.Rules;

/// <summary>A rule as people see it.</summary>
/// <param name="Rule">Its document.</param>
/// <param name="Halted">Why the house switched it off by itself: the chain of a loop.</param>
/// <param name="Problems">What is wrong with it now; with one that is no warning it does not run.</param>
/// <param name="Running">Runs of it that are not at their end.</param>
/// <param name="Next">When a trigger by the clock comes next.</param>
/// <param name="Last">What became of its last start; null since the server started.</param>
/// <param name="Devices">Devices that it names.</param>
public sealed record RuleView(
    RuleId Id, Rule Rule, bool Enabled, int Order, DateTimeOffset Created, DateTimeOffset Changed, string? Halted, IReadOnlyList<Problem>? Problems, int Running,
    DateTimeOffset? Next, RuleTrace? Last, IReadOnlyList<DeviceId> Devices)
{
    internal static RuleView Of(LiveRule rule) => new(
        rule.Kept.Id, rule.Kept.Rule, rule.Kept.Enabled, rule.Kept.Order, rule.Kept.Created, rule.Kept.Changed, rule.Kept.Halted,
        rule.Problems is { Count: > 0 } problems ? problems : null, rule.Runs.Count,
        rule.NextMs is { } next ? DateTimeOffset.FromUnixTimeMilliseconds(next) : null, rule.Last, [.. rule.Check.Devices]);
}

/// <summary>What a look at a document found.</summary>
/// <param name="Problems">What is wrong, and what is odd.</param>
/// <param name="Next">When its triggers by the clock would come next, at most the first of each.</param>
public sealed record RuleVerdict(IReadOnlyList<Problem> Problems, IReadOnlyList<DateTimeOffset> Next);

/// <summary>A rule's traces, newest first.</summary>
/// <param name="Running">Runs that are not at their end.</param>
/// <param name="Skipped">Starts that came to nothing since the server started, newest first; not all of them are among the items.</param>
/// <param name="Next">What to ask before for the page after this; null at the end.</param>
public sealed record RuleTraces(IReadOnlyList<RuleTrace> Items, IReadOnlyList<RuleTrace> Running, IReadOnlyList<RuleTrace> Skipped, long? Next);
