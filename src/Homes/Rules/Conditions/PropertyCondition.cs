using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Conditions;

/// <summary>A property is a value, or above or below one. What is not known does not hold.</summary>
/// <param name="Property">Which: hall/illumination-sensor.illumination.</param>
/// <param name="Is">This value; a choice by its key or number.</param>
/// <param name="Above">More than this, in the property's unit.</param>
/// <param name="Below">Less than this, in the property's unit. Together with above: within both.</param>
public sealed record PropertyCondition(PropertyRef Property, Value? Is = null, double? Above = null, double? Below = null) : Condition
{
    internal override Test Compile(RuleCheck check, string path, int depth)
    {
        if (check.Read(Property, $"{path}.property") is not { Property: var property }) return _ => false;
        if (Is is null == (Above ?? Below) is null) check.Wrong(path, ErrorCodes.RequestInvalid.Code, "say what it is, or what it is above or below");
        if ((Above ?? Below) is not null) check.NeedNumber(property, path);
        var value = Is is { } wanted ? check.Fit(property, wanted, $"{path}.is") : default;
        return scope =>
        {
            var now = scope.Read(Property);
            return scope.Saw(path, now, !now.IsNone && (Is is not null ? now == value : (Above is not { } above || now.AsDouble() > above) && (Below is not { } below || now.AsDouble() < below)));
        };
    }
}
