using Kith.Homes.Virtual;
using Kith.Model.Ids;

namespace Kith.Homes.Groups;

/// <summary>What a group is made of.</summary>
internal sealed record GroupRecord(IReadOnlyList<DeviceId> Members) : VirtualRecord
{
    internal override string Kind => "group";

    internal override VirtualDevice Make(DeviceId id) => new Group(id, this);
}
