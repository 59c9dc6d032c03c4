using Kith.Homes.Actor;
using Kith.Homes.Rules.Expressions;
using Kith.Homes.Twins;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Triggers;

/// <summary>A property becomes a value, goes above or below one, or just changes. What was never known before does not count as a change.</summary>
/// <param name="Property">Which: hall-motion/motion-sensor.motion.</param>
/// <param name="Becomes">This value; a choice by its key or number.</param>
/// <param name="Above">More than this, in the property's unit, after it was not.</param>
/// <param name="Below">Less than this, in the property's unit, after it was not. Together with above: within both.</param>
/// <param name="Hysteresis">How far back it must go before it counts again, in the property's unit; 0 when not said.</param>
/// <param name="For">How long it must stay so; at once when not said. At most 7 days.</param>
public sealed record PropertyTrigger(PropertyRef Property, Value? Becomes = null, double? Above = null, double? Below = null, double? Hysteresis = null, TimeSpan? For = null) : Trigger
{
    internal override Watch? Compile(RuleCheck check, string path)
    {
        Spans.Check(check, For, $"{path}.for");
        if (check.Read(Property, $"{path}.property") is not { Property: var property }) return null;
        if (Becomes is not null && (Above ?? Below) is not null) check.Wrong($"{path}.becomes", ErrorCodes.RequestInvalid.Code, "either becomes, or above and below");
        if ((Above ?? Below) is not null) check.NeedNumber(property, path);
        if (Hysteresis is < 0) check.Wrong($"{path}.hysteresis", ErrorCodes.ValueOutOfRange.Code, "it is 0 or more");
        if (For is not null && Becomes is null && (Above ?? Below) is null) check.Wrong($"{path}.for", ErrorCodes.RequestInvalid.Code, "a change does not last; say what it becomes");
        var value = Becomes is { } wanted ? check.Fit(property, wanted, $"{path}.becomes") : default;
        check.Tells("value", RuleCheck.KindOf(property));
        check.Tells("before", RuleCheck.KindOf(property));
        check.Tells("device", Kind.Text);
        return new PropertyWatch(this, value);
    }
}

internal sealed class PropertyWatch(PropertyTrigger trigger, Value becomes) : Watch
{
    private readonly double _back = trigger.Hysteresis ?? 0;
    private bool? _isSo;

    internal override DeviceId? Device => trigger.Property.Device;

    internal override TimeSpan For => trigger.For ?? TimeSpan.Zero;

    internal override bool IsKept => For > TimeSpan.Zero || _back > 0;

    private bool IsChange => becomes.IsNone && trigger.Above is null && trigger.Below is null;

    internal override Edge Judge(Happening happening, Dictionary<string, Value> told)
    {
        if (happening is not ValueChanged change || change.Property.Address != trigger.Property.Address) return Edge.None;
        var edge = EdgeOf(change);
        if (edge is not Edge.Begun) return edge;
        told["value"] = change.After;
        told["before"] = change.Before;
        return edge;
    }

    private Edge EdgeOf(ValueChanged change)
    {
        if (IsChange) return change.Before.IsNone ? Edge.None : Edge.Begun;
        var before = _isSo ?? (!change.Before.IsNone && IsSo(change.Before, 0));
        var now = IsSo(change.After, before ? _back : 0);
        _isSo = now;
        if (now == before) return Edge.None;
        return now ? change.Before.IsNone ? Edge.None : Edge.Begun : Edge.Over;
    }

    internal override bool WouldHave(HistoryCame past, Dictionary<string, Value> told)
    {
        if (past.Property.Address != trigger.Property.Address || (!IsChange && !IsSo(past.Value, 0))) return false;
        told["value"] = past.Value;
        return true;
    }

    internal override bool IsSo(Home home)
    {
        var now = home.Twins.TryGetValue(trigger.Property.Device, out var twin) && twin.Spec.FindProperty(trigger.Property.Address) is { } property
            && !twin[property].Value.IsNone && IsSo(twin[property].Value, _back);
        _isSo = now;
        return now;
    }

    private bool IsSo(Value value, double back) => !becomes.IsNone
        ? value == becomes
        : (trigger.Above is not { } above || value.AsDouble() > above - back) && (trigger.Below is not { } below || value.AsDouble() < below + back);
}
