using Kith.Model.Errors;

namespace Kith.Homes.Rules.Triggers;

/// <summary>Times that rules wait.</summary>
internal static class Spans
{
    internal static void Check(RuleCheck check, TimeSpan? span, string path)
    {
        if (span is { } given && (given < TimeSpan.Zero || given > RuleLimits.Longest))
            check.Wrong(path, ErrorCodes.ValueOutOfRange.Code, $"0 seconds to {RuleLimits.Longest.TotalDays:0} days");
    }
}
