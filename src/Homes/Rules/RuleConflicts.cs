using Kith.Model.Ids;

namespace Kith.Homes.Rules;

/// <summary>Rules that the same trigger starts and that set the same property to different values: whichever acts last wins, which nobody meant.</summary>
internal static class RuleConflicts
{
    internal static IEnumerable<Problem> Of(Home home, RuleCheck check, RuleId? self)
    {
        var triggers = (check.Rule.When ?? []).ToHashSet();
        foreach (var other in home.Rules.All.Where(other => other.Kept.Id != self && other.Kept.Enabled && other.Kept.Rule.When.Any(triggers.Contains)))
            foreach (var (property, value) in check.Writes)
                if (value is { } ours && other.Check.Writes.Exists(write => write.Property == property && write.Value is { } theirs && theirs != ours))
                {
                    yield return new Problem("then", "rule.conflicts", $"{other.Kept.Rule.Name} has the same trigger and sets {property} to something else", IsWarning: true);
                    break;
                }
    }
}
