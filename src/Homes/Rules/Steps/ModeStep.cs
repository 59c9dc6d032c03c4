using Kith.Homes.Modes;

namespace Kith.Homes.Rules.Steps;

/// <summary>Sets the home's mode.</summary>
public sealed record ModeStep(Mode To) : Step
{
    internal override void Compile(RuleCheck check, List<Instruction> program, string path, int depth) => program.Add(new Instruction(path, (run, scope) =>
    {
        ModeDeeds.Set(scope.Turn, To, run.Cause);
        run.Take(scope, path, "done", ModeDeeds.Name(To));
        return Go.On;
    }));
}
