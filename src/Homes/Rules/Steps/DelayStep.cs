using Kith.Homes.Rules.Triggers;

namespace Kith.Homes.Rules.Steps;

/// <summary>Waits so long; goes on after a restart of the server, with what is left.</summary>
/// <param name="For">0 seconds to 7 days.</param>
public sealed record DelayStep(TimeSpan For) : Step
{
    internal override void Compile(RuleCheck check, List<Instruction> program, string path, int depth)
    {
        Spans.Check(check, For, $"{path}.for");
        program.Add(new Instruction(path, (run, scope) =>
        {
            var due = run.DueMs ??= scope.NowMs + (long)For.TotalMilliseconds;
            if (scope.NowMs < due) return Go.Later;
            run.Take(scope, path, scope.NowMs - due > RuleLimits.Grace.TotalMilliseconds ? "late" : "done", null, (long)For.TotalMilliseconds);
            return Go.On;
        }));
    }
}
