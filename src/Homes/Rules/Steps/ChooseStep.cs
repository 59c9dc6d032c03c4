using Kith.Homes.Rules.Conditions;

namespace Kith.Homes.Rules.Steps;

/// <summary>Does one thing or another.</summary>
/// <param name="If">When all of these hold,</param>
/// <param name="Then">this;</param>
/// <param name="Else">else this, or nothing.</param>
public sealed record ChooseStep(IReadOnlyList<Condition> If, IReadOnlyList<Step> Then, IReadOnlyList<Step>? Else = null) : Step
{
    internal override void Compile(RuleCheck check, List<Instruction> program, string path, int depth)
    {
        if (If is not { Count: > 0 }) check.Wrong($"{path}.if", "request.invalid", "say what decides");
        var test = If.CompileAll(check, $"{path}.if", 1);
        var fork = program.Reserve();
        Then.Compile(check, program, $"{path}.then", depth + 1);
        var skip = program.Reserve();
        var otherwise = program.Count;
        Else.Compile(check, program, $"{path}.else", depth + 1);
        var end = program.Count;
        program[fork] = new Instruction(path, (run, scope) =>
        {
            scope.Trace = run.Seen;
            var held = test(scope);
            scope.Trace = null;
            return held ? Go.On : Go.To(otherwise);
        });
        program[skip] = new Instruction(path, (_, _) => Go.To(end));
    }
}
