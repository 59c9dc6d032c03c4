using System.Text.Json.Serialization;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Conditions;

/// <summary>Another rule is on, off, or running.</summary>
public sealed record RuleCondition(RuleId Rule, RuleIs Is) : Condition
{
    internal override Test Compile(RuleCheck check, string path, int depth)
    {
        check.Other(Rule, $"{path}.rule");
        return scope =>
        {
            if (scope.Home.Rules.Find(Rule) is not { } its) return scope.Saw(path, Value.Of("gone"), false);
            var now = its.IsRunning ? "running" : its.Kept.Enabled ? "enabled" : "disabled";
            return scope.Saw(path, Value.Of(now), Is switch { RuleIs.Running => its.IsRunning, RuleIs.Enabled => its.Kept.Enabled, _ => !its.Kept.Enabled });
        };
    }
}

/// <summary>How a rule stands.</summary>
[JsonConverter(typeof(CamelEnum<RuleIs>))]
public enum RuleIs : byte
{
    /// <summary>It acts upon its triggers.</summary>
    Enabled,
    /// <summary>It was switched off.</summary>
    Disabled,
    /// <summary>A run of it has begun and not ended.</summary>
    Running,
}
