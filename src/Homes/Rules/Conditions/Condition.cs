using System.Text.Json.Serialization;

namespace Kith.Homes.Rules.Conditions;

/// <summary>Something that must hold for a rule to go on. A new kind is a file beside this one and a row here.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AllCondition), "all")]
[JsonDerivedType(typeof(AnyCondition), "any")]
[JsonDerivedType(typeof(NotCondition), "not")]
[JsonDerivedType(typeof(PropertyCondition), "property")]
[JsonDerivedType(typeof(DeviceCondition), "device")]
[JsonDerivedType(typeof(TimeCondition), "time")]
[JsonDerivedType(typeof(SunCondition), "sun")]
[JsonDerivedType(typeof(PersonCondition), "person")]
[JsonDerivedType(typeof(ModeCondition), "mode")]
[JsonDerivedType(typeof(RuleCondition), "rule")]
[JsonDerivedType(typeof(ExpressionCondition), "expression")]
public abstract record Condition
{
    /// <summary>Checks it, and makes what tests it.</summary>
    internal abstract Test Compile(RuleCheck check, string path, int depth);
}

/// <summary>Tests a condition now; tells the scope's trace what it saw.</summary>
internal delegate bool Test(RuleScope scope);

internal static class ConditionList
{
    /// <summary>All of them; the trace has each up to the first that does not hold.</summary>
    internal static Test CompileAll(this IReadOnlyList<Condition>? conditions, RuleCheck check, string path, int depth)
    {
        var tests = conditions.CompileEach(check, path, depth);
        return scope => Array.TrueForAll(tests, test => test(scope));
    }

    internal static Test[] CompileEach(this IReadOnlyList<Condition>? conditions, RuleCheck check, string path, int depth)
    {
        var tests = new List<Test>();
        for (var place = 0; place < (conditions?.Count ?? 0); place++)
        {
            var at = $"{path}.{place}";
            check.Count(at, isStep: false, depth);
            if (conditions![place] is not { } condition) check.Wrong(at, "request.invalid", "a condition is null");
            else if (depth <= RuleLimits.Depth) tests.Add(condition.Compile(check, at, depth));
        }
        return [.. tests];
    }
}
