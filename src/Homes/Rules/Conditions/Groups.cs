namespace Kith.Homes.Rules.Conditions;

/// <summary>All of these hold.</summary>
public sealed record AllCondition(IReadOnlyList<Condition> Of) : Condition
{
    internal override Test Compile(RuleCheck check, string path, int depth) => Of.CompileAll(check, $"{path}.of", depth + 1);
}

/// <summary>At least one of these holds.</summary>
public sealed record AnyCondition(IReadOnlyList<Condition> Of) : Condition
{
    internal override Test Compile(RuleCheck check, string path, int depth)
    {
        var tests = Of.CompileEach(check, $"{path}.of", depth + 1);
        return scope => Array.Exists(tests, test => test(scope));
    }
}

/// <summary>None of these holds.</summary>
public sealed record NotCondition(IReadOnlyList<Condition> Of) : Condition
{
    internal override Test Compile(RuleCheck check, string path, int depth)
    {
        var tests = Of.CompileEach(check, $"{path}.of", depth + 1);
        return scope => !Array.Exists(tests, test => test(scope));
    }
}
