using Kith.Homes;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Model.Ids;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/rooms of a home.</summary>
internal static class RoomsApi
{
    internal static void MapRooms(this IEndpointRouteBuilder home)
    {
        var rooms = home.MapGroup("/rooms").WithTags("Rooms");
        rooms.MapGet("", async (Visit visit, HomeHost homes, int? limit, string? cursor) =>
                (Answer<Page<Room>>)Paging.Part(await homes.RoomsAsync(visit.Home, visit.Caller),
                    room => room.Id.ToString(), limit, cursor))
            .ForHome(Scopes.Read)
            .Described("listRooms", "The rooms of a home", "In their order; those you may see.");
        rooms.MapPost("", async (RoomForm form, Visit visit, HomeHost homes) =>
                (Made<Room>)await homes.AddRoomAsync(visit.Home, visit.Caller, form.Name, form.Floor, form.Icon)).ForHome(Scopes.Manage)
            .Described("createRoom", "Add a room", "At the end of the list.");
        rooms.MapPatch("/{room}", async (RoomId room, RoomChange form, Visit visit, HomeHost homes) =>
                (Answer<Room>)await homes.ChangeRoomAsync(visit.Home, visit.Caller, room, form.Name, form.Floor, form.Order, form.Icon))
            .ForHome(Scopes.Manage)
            .Described("changeRoom", "Rename, move or order a room", "What is absent stays.");
        rooms.MapDelete("/{room}", async (RoomId room, Visit visit, HomeHost homes) =>
                Done.Of(await homes.RemoveRoomAsync(visit.Home, visit.Caller, room)))
            .ForHome(Scopes.Manage)
            .Described("deleteRoom", "Remove a room", "Its devices stay, in no room.");
    }
}

/// <summary>A new room.</summary>
internal sealed record RoomForm(string Name, string? Floor = null, string? Icon = null);

/// <summary>Changes of a room; what is null stays.</summary>
internal sealed record RoomChange(string? Name = null, string? Floor = null, int? Order = null, string? Icon = null);
