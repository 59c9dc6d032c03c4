using System.Text.Json.Serialization;
using Kith.Homes.Rules.Conditions;
using Kith.Homes.Rules.Triggers;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Steps;

/// <summary>Waits until something holds, at once if it does already.</summary>
/// <param name="Until">All of these.</param>
/// <param name="AtMost">At most so long; 7 days when not said.</param>
/// <param name="Otherwise">What to do when the time is up.</param>
public sealed record WaitStep(IReadOnlyList<Condition> Until, TimeSpan? AtMost = null, Otherwise Otherwise = Otherwise.GoOn) : Step
{
    internal override void Compile(RuleCheck check, List<Instruction> program, string path, int depth)
    {
        Spans.Check(check, AtMost, $"{path}.atMost");
        if (Until is not { Count: > 0 }) check.Wrong($"{path}.until", "request.invalid", "say what it waits for");
        var test = Until.CompileAll(check, $"{path}.until", 1);
        program.Add(new Instruction(path, (run, scope) =>
        {
            var due = run.DueMs ??= scope.NowMs + (long)(AtMost ?? RuleLimits.Longest).TotalMilliseconds;
            if (test(scope)) run.Take(scope, path, "done");
            else if (scope.NowMs < due) return run.Watch();
            else
            {
                run.Take(scope, path, "timeUp");
                if (Otherwise is Otherwise.Stop) return Go.Stop;
            }
            return Go.On;
        }));
    }
}

/// <summary>What to do when a wait is over before what it waited for.</summary>
[JsonConverter(typeof(CamelEnum<Otherwise>))]
public enum Otherwise : byte
{
    /// <summary>Go on with the next step.</summary>
    GoOn,
    /// <summary>End the run.</summary>
    Stop,
}
