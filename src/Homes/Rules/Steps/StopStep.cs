namespace Kith.Homes.Rules.Steps;

/// <summary>Ends the run.</summary>
public sealed record StopStep : Step
{
    internal override void Compile(RuleCheck check, List<Instruction> program, string path, int depth) => program.Add(new Instruction(path, (_, _) => Go.Stop));
}
