using Kith.Homes.Rules.Conditions;
using Kith.Model.Errors;

namespace Kith.Homes.Rules.Steps;

/// <summary>Does steps again and again. Exactly one of times, while and until says how often; never more than 1,000 times.</summary>
/// <param name="Do">What.</param>
/// <param name="Times">So often, 1 to 1,000.</param>
/// <param name="While">As long as all of these hold, looked at before each round.</param>
/// <param name="Until">Until all of these hold, looked at after each round.</param>
public sealed record RepeatStep(IReadOnlyList<Step> Do, int? Times = null, IReadOnlyList<Condition>? While = null, IReadOnlyList<Condition>? Until = null) : Step
{
    internal override void Compile(RuleCheck check, List<Instruction> program, string path, int depth)
    {
        if ((Times is null ? 0 : 1) + (While is null ? 0 : 1) + (Until is null ? 0 : 1) != 1) check.Wrong(path, ErrorCodes.RequestInvalid.Code, "say one of times, while and until");
        if (Times is < 1 or > RuleLimits.Rounds) check.Wrong($"{path}.times", ErrorCodes.ValueOutOfRange.Code, $"1 to {RuleLimits.Rounds}");
        if (Do is not { Count: > 0 }) check.Wrong($"{path}.do", ErrorCodes.RequestInvalid.Code, "name at least one step");
        Test? before = While is null ? null : While.CompileAll(check, $"{path}.while", 1), after = Until is null ? null : Until.CompileAll(check, $"{path}.until", 1);
        var most = Times ?? RuleLimits.Rounds;

        program.Add(new Instruction(path, (run, _) =>
        {
            run.Rounds[path] = 0;
            return Go.On;
        }));
        var head = program.Reserve();
        Do.Compile(check, program, $"{path}.do", depth + 1);
        program.Add(new Instruction(path, (_, scope) => after?.Invoke(scope) == true ? Go.On : Go.To(head)));
        var end = program.Count;
        program[head] = new Instruction(path, (run, scope) =>
        {
            var round = run.Rounds.GetValueOrDefault(path);
            if (round >= most || before?.Invoke(scope) == false) return Go.To(end);
            run.Rounds[path] = round + 1;
            return Go.On;
        });
    }
}
