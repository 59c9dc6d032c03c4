using Kith.Homes.Rules.Triggers;
using Kith.Model.Ids;
using Kith.Model.Values;

namespace Kith.Homes.Rules.Conditions;

/// <summary>A device is there, or not.</summary>
public sealed record DeviceCondition(DeviceId Device, Going Is) : Condition
{
    internal override Test Compile(RuleCheck check, string path, int depth)
    {
        check.Device(Device, $"{path}.device");
        return scope => scope.Home.Twins.TryGetValue(Device, out var twin) && scope.Saw(path, Value.Of(twin.Online ? "online" : "offline"), twin.Online == Is is Going.Online);
    }
}
