using System.Text.Json.Serialization;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Steps;

/// <summary>Switches another rule on or off, or itself.</summary>
public sealed record RuleStep(RuleId Rule, RuleDoing Does) : Step
{
    internal override void Compile(RuleCheck check, List<Instruction> program, string path, int depth)
    {
        check.Other(Rule, $"{path}.rule");
        program.Add(new Instruction(path, (run, scope) =>
        {
            var its = scope.Home.Rules.Find(Rule);
            its?.Switch(scope.Turn, Does is RuleDoing.Enable, run.Cause);
            run.Take(scope, path, its is null ? ErrorCodes.NotFound.Code : "done", its?.Kept.Rule.Name);
            return Go.On;
        }));
    }
}

/// <summary>What is done to a rule.</summary>
[JsonConverter(typeof(CamelEnum<RuleDoing>))]
public enum RuleDoing : byte
{
    /// <summary>It acts upon its triggers from now on.</summary>
    Enable,
    /// <summary>It does not any more.</summary>
    Disable,
}
