using Kith.Homes.Rules.Conditions;
using Kith.Homes.Rules.Steps;
using Kith.Homes.Rules.Triggers;
using Kith.Model.Errors;

namespace Kith.Homes.Rules;

/// <summary>A rule compiled against its home.</summary>
/// <param name="Watches">By the place of their trigger; null where one can never happen.</param>
internal sealed record RulePlan(IReadOnlyList<Watch?> Watches, Test If, IReadOnlyList<Instruction> Program)
{
    /// <summary>The plan, and in the check what is wrong with it; a plan with problems is not run.</summary>
    internal static (RulePlan Plan, RuleCheck Check) Of(Home home, Rule rule)
    {
        var check = new RuleCheck(home, rule);
        if (Names.Check(rule.Name) is { } wrong) check.Wrong("name", wrong);
        if (rule.Note is { Length: > RuleLimits.Text }) check.Wrong("note", ErrorCodes.RequestInvalid.Code, $"a note has at most {RuleLimits.Text} characters");
        if (rule.Limit is < 2 or > RuleLimits.Runs) check.Wrong("limit", ErrorCodes.ValueOutOfRange.Code, $"2 to {RuleLimits.Runs}");
        if (rule.Then is not { Count: > 0 }) check.Wrong("then", ErrorCodes.RequestInvalid.Code, "a rule does at least one thing");
        if (rule.When is { Count: > RuleLimits.Triggers }) check.Wrong("when", ErrorCodes.LimitReached.Code, $"a rule has at most {RuleLimits.Triggers} triggers");
        foreach (var (name, value) in rule.Variables ?? new Dictionary<string, Model.Values.Value>()) check.Variable(name, RuleCheck.KindOf(value), $"variables.{name}");

        var watches = new List<Watch?>();
        for (var place = 0; place < Math.Min(rule.When?.Count ?? 0, RuleLimits.Triggers); place++)
        {
            if (rule.When![place] is null) check.Wrong($"when.{place}", ErrorCodes.RequestInvalid.Code, "a trigger is null");
            watches.Add(rule.When[place]?.Compile(check, $"when.{place}"));
        }
        var test = rule.If.CompileAll(check, "if", 1);
        var program = new List<Instruction>();
        rule.Then.Compile(check, program, "then", 1);
        return (new RulePlan(watches, test, program), check);
    }
}
