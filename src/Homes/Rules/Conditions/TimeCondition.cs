using System.Globalization;
using Kith.Homes.Rules.Clock;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Conditions;

/// <summary>
/// A stretch of the day where the home stands, over midnight when it ends before it begins; the hours after midnight then belong to the day on which it began.
/// </summary>
/// <param name="After">From here on; from midnight when not said.</param>
/// <param name="Before">Up to here, not included; to midnight when not said.</param>
/// <param name="Days">On which days; every day when not said.</param>
public sealed record TimeCondition(ClockTime? After = null, ClockTime? Before = null, DayFilter? Days = null) : Condition
{
    internal override Test Compile(RuleCheck check, string path, int depth)
    {
        Days?.Check(check, $"{path}.days");
        if (After is null && Before is null && Days is null) check.Wrong(path, ErrorCodes.RequestInvalid.Code, "say after, before or days");
        var (after, before) = (After?.Time ?? TimeOnly.MinValue, Before?.Time);
        return scope =>
        {
            var local = scope.Now;
            var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
            var isOver = before is { } end && end <= after;
            var isIn = isOver ? time >= after || time < before : time >= after && (before is not { } until || time < until);
            if (isIn && isOver && time < before) day = day.AddDays(-1);
            return scope.Saw(path, Value.Of(local.ToString("ddd HH:mm:ss", CultureInfo.InvariantCulture)), isIn && Days?.IsOn(day) != false);
        };
    }
}
