using Kith.Homes.Actor;
using Kith.Homes.Modes;
using Kith.Homes.Rules.Expressions;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Triggers;

/// <summary>The home's mode becomes another.</summary>
/// <param name="To">This one; any when not said.</param>
/// <param name="From">From this one; any when not said.</param>
public sealed record ModeTrigger(Mode? To = null, Mode? From = null) : Trigger
{
    internal override Watch? Compile(RuleCheck check, string path)
    {
        check.Tells("value", Kind.Text);
        check.Tells("before", Kind.Text);
        return new ModeWatch(this);
    }

    private sealed class ModeWatch(ModeTrigger trigger) : Watch
    {
        internal override Edge Judge(Happening happening, Dictionary<string, Value> told)
        {
            if (happening is not ModeChanged its || (trigger.To is { } to && to != its.After) || (trigger.From is { } from && from != its.Before)) return Edge.None;
            told["value"] = Value.Of(ModeDeeds.Name(its.After));
            told["before"] = Value.Of(ModeDeeds.Name(its.Before));
            return Edge.Begun;
        }
    }
}
