using Kith.Homes.People;
using Kith.Homes.Twins;
using Kith.Homes.Virtual;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Groups;

/// <summary>A group as people see it. Its device of the same id is controlled, renamed and removed like any.</summary>
/// <param name="Room">Where all members are; null when they are in several.</param>
public sealed record GroupView(DeviceId Id, string Name, RoomId? Room, string? Icon, int Order, string Type, IReadOnlyList<DeviceId> Members);

/// <summary>What people do with groups.</summary>
public static class GroupDeeds
{
    /// <summary>The groups the caller may see, in their order.</summary>
    public static ValueTask<Result<IReadOnlyList<GroupView>>> GroupsAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<IReadOnlyList<GroupView>>(home, caller, (its, _, asker) => Rights.Check(asker, Deed.Enter) is { } denied
            ? denied
            : its.Virtual.All.OfType<Group>().Select(group => its.Twins[group.Id])
                .Where(twin => Rights.Check(asker, Deed.See, twin.Device.Room) is null)
                .OrderBy(twin => twin.Device.Order).Select(twin => ViewOf(its, twin)).ToList());

    /// <summary>One group.</summary>
    public static ValueTask<Result<GroupView>> GroupAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId id) =>
        homes.AskAsync<GroupView>(home, caller, (its, _, asker) => its.Find(id, asker) is { Ok: true } twin && its.Virtual.Find(id) is Group ? ViewOf(its, twin.Value) : Unknown(id));

    /// <summary>Makes one of devices of one type.</summary>
    public static ValueTask<Result<GroupView>> AddGroupAsync(this HomeHost homes, HomeId home, Caller caller, string name, string? icon, IReadOnlyList<DeviceId> members) =>
        homes.PutAsync(home, caller, null, name, icon, members);

    /// <summary>Other members from now on; its name and icon are its device's.</summary>
    public static ValueTask<Result<GroupView>> ChangeGroupAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId id, IReadOnlyList<DeviceId> members) =>
        homes.PutAsync(home, caller, id, null, null, members);

    private static ValueTask<Result<GroupView>> PutAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId? id, string? name, string? icon, IReadOnlyList<DeviceId> members) =>
        homes.AskAsync<GroupView>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (id is { } known)
            {
                if (its.Virtual.Find(known) is not Group) return Unknown(known);
                name = its.Twins[known].Device.Name;
            }
            var taken = Take(its, members);
            if (taken.Fault is { } fault) return fault;
            var twins = taken.Value;
            var services = CommonSpec.Of([.. twins.Select(twin => twin.Spec)]);
            if (services.Count == 0) return new Fault(ErrorCodes.RequestInvalid, "these devices have nothing in common that a group could do", "members");
            var put = VirtualDeeds.Put(homes, turn, asker, id, name!, Group.RoomOf(twins), icon, new GroupRecord([.. twins.Select(twin => twin.Device.Id)]), twins[0].Spec.Type, services);
            if (put.Fault is { } refused) return refused;
            its.Virtual.Find(put.Value.Device.Id)!.Refresh(turn, put.Value);
            return ViewOf(its, put.Value);
        });

    private static Result<IReadOnlyList<Twin>> Take(Home home, IReadOnlyList<DeviceId> members)
    {
        var twins = new List<Twin>();
        foreach (var member in members.Distinct())
        {
            if (!home.Twins.TryGetValue(member, out var twin)) return Home.Unknown(member) with { Field = "members" };
            if (home.Virtual.Find(member) is not null) return new Fault(ErrorCodes.RequestInvalid, $"{twin.Device.Name} is the home's own; a group is made of devices", "members");
            if (twins.Count > 0 && twins[0].Spec.Type != twin.Spec.Type)
                return new Fault(ErrorCodes.RequestInvalid, $"{twin.Device.Name} is a {twin.Spec.Type} and {twins[0].Device.Name} a {twins[0].Spec.Type}; a group is of one type", "members");
            twins.Add(twin);
        }
        if (twins.Count < 2) return new Fault(ErrorCodes.RequestInvalid, "a group has at least two members", "members");
        return twins.Count > home.Options.GroupMembers ? new Fault(ErrorCodes.LimitReached, $"a group has at most {home.Options.GroupMembers} members", "members") : twins;
    }

    private static GroupView ViewOf(Home home, Twin twin) => new(
        twin.Device.Id, twin.Device.Name, twin.Device.Room, twin.Device.Icon, twin.Device.Order, twin.Spec.Type, ((GroupRecord)home.Virtual.Find(twin.Device.Id)!.Record).Members);

    private static Fault Unknown(DeviceId id) => new(ErrorCodes.NotFound, $"there is no group {id} in this home");
}
