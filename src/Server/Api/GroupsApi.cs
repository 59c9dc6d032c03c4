using Kith.Homes;
using Kith.Homes.Groups;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/groups of a home: who is in them. Each is a device too, of the same id: it is controlled, renamed and removed as one.</summary>
internal static class GroupsApi
{
    internal static void MapGroups(this IEndpointRouteBuilder home)
    {
        var groups = home.MapGroup("/groups").WithTags("Groups");
        groups.MapGet("", async (Visit visit, HomeHost homes, int? limit, string? cursor) =>
                (Answer<Page<GroupView>>)Paging.Part(await homes.GroupsAsync(visit.Home, visit.Caller), group => group.Id.ToString(), limit, cursor))
            .ForHome(Scopes.Read)
            .Described("listGroups", "The groups of a home", "Devices of one type that are one tile; those of which you may see all members.");
        groups.MapPost("", async (GroupForm form, Visit visit, HomeHost homes) =>
                (Made<GroupView>)await homes.AddGroupAsync(visit.Home, visit.Caller, form.Name, form.Icon, form.Members)).ForHome(Scopes.Manage)
            .Described(
                "createGroup", "Make one of several devices",
                "Of one type. Its device can what all of them can; a command goes to each, and is done when all have done it. It is where all of them are, or in no room.");
        groups.MapGet("/{device}", async (DeviceId device, Visit visit, HomeHost homes) =>
                (Answer<GroupView>)await homes.GroupAsync(visit.Home, visit.Caller, device)).ForHome(Scopes.Read)
            .Described("getGroup", "One group", "With its members.");
        groups.MapPut("/{device}", async (DeviceId device, GroupChange form, Visit visit, HomeHost homes) =>
                (Answer<GroupView>)await homes.ChangeGroupAsync(visit.Home, visit.Caller, device, form.Members)).ForHome(Scopes.Manage)
            .Described("changeGroup", "Give a group other members", "Name and icon are its device's; remove the device to ungroup.");
    }
}

/// <summary>A new group.</summary>
/// <param name="Members">Two devices at least, of one type.</param>
internal sealed record GroupForm(string Name, IReadOnlyList<DeviceId> Members, string? Icon = null);

/// <summary>Who is in a group from now on.</summary>
internal sealed record GroupChange(IReadOnlyList<DeviceId> Members);
