using Kith.Homes.Modes;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Conditions;

/// <summary>The home is in one of these modes.</summary>
public sealed record ModeCondition(IReadOnlyList<Mode> Is) : Condition
{
    internal override Test Compile(RuleCheck check, string path, int depth)
    {
        if (Is is not { Count: > 0 }) check.Wrong($"{path}.is", ErrorCodes.RequestInvalid.Code, "name at least one mode");
        return scope => scope.Saw(path, Value.Of(ModeDeeds.Name(scope.Home.Record.Mode.Now)), Is.Contains(scope.Home.Record.Mode.Now));
    }
}
