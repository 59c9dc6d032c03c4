using System.Text.Json.Serialization;
using Kith.Homes.Rules.Conditions;
using Kith.Homes.Rules.Steps;
using Kith.Homes.Rules.Triggers;
using Kith.Model.Values;

namespace Kith.Homes.Rules;

/// <summary>A rule as people write it: when any of these happens, only if all of this is so, then this in order. docs/rules.md is its language.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="When">Any of these starts it; 0 (it is then only run by hand) to 50.</param>
/// <param name="Then">What it does, in order; at least one.</param>
/// <param name="If">All of these must hold at that moment; none for always.</param>
/// <param name="Mode">What happens when it starts while it runs.</param>
/// <param name="Limit">Runs at once (parallel) or waiting (queued), 2 to 20; 10 when not said.</param>
/// <param name="Variables">Values that its expressions know by name, as they are at each start: numbers, truths, texts.</param>
/// <param name="Note">What its people want to remember of it, up to 1,000 characters.</param>
public sealed record Rule(
    [property: JsonPropertyOrder(-4)] string Name,
    [property: JsonPropertyOrder(-3)] IReadOnlyList<Trigger> When,
    [property: JsonPropertyOrder(-1)] IReadOnlyList<Step> Then,
    [property: JsonPropertyOrder(-2)] IReadOnlyList<Condition>? If = null,
    RunMode Mode = RunMode.Single,
    int? Limit = null,
    IReadOnlyDictionary<string, Value>? Variables = null,
    string? Note = null);

/// <summary>What happens when a rule starts while it runs.</summary>
[JsonConverter(typeof(CamelEnum<RunMode>))]
public enum RunMode : byte
{
    /// <summary>The start is left out, and its trace says so.</summary>
    Single,
    /// <summary>The run at hand is ended, and the new one begins.</summary>
    Restart,
    /// <summary>It begins when those before it have ended.</summary>
    Queued,
    /// <summary>Both go on side by side.</summary>
    Parallel,
}
