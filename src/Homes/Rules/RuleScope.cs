using Kith.Homes.Actor;
using Kith.Homes.Rules.Clock;
using Kith.Homes.Rules.Expressions;
using Kith.Model.Values;

namespace Kith.Homes.Rules;

/// <summary>What conditions and expressions see: the home as it is at this moment, and the variables of the run.</summary>
internal sealed class RuleScope(Turn turn, IReadOnlyDictionary<string, Value> variables) : IScope
{
    internal Home Home => turn.Home;

    internal Turn Turn => turn;

    /// <summary>The moment by which it is asked, Unix milliseconds: now, or when what is asked about was reported to be so.</summary>
    internal long NowMs { get; init; } = turn.NowMs;

    /// <summary>What conditions saw; null while nobody wants to know.</summary>
    internal List<Seen>? Trace { get; set; }

    public DateTime Now => LocalDays.Local(Home.Zone, NowMs);

    public Value Read(PropertyRef property) =>
        Home.Twins.TryGetValue(property.Device, out var twin) && twin.Spec.FindProperty(property.Address) is { } its ? twin[its].Value : default;

    public Value Read(string variable) => variables.GetValueOrDefault(variable);

    internal bool Saw(string path, Value value, bool held)
    {
        if (Trace is { Count: < RuleLimits.TraceSteps }) Trace.Add(new Seen(path, held, value.IsNone ? null : value));
        return held;
    }
}
