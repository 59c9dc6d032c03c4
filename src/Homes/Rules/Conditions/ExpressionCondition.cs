using Kith.Homes.Rules.Expressions;

namespace Kith.Homes.Rules.Conditions;

/// <summary>An expression is true: [bath/temperature-humidity-sensor.relative-humidity] > [hall/temperature-humidity-sensor.relative-humidity] + 10.</summary>
public sealed record ExpressionCondition(string That) : Condition
{
    internal override Test Compile(RuleCheck check, string path, int depth)
    {
        var node = check.Expression(That, Kind.Truth, $"{path}.that");
        return scope => node?.Eval(scope) is { } value && scope.Saw(path, value, value.AsBool());
    }
}
