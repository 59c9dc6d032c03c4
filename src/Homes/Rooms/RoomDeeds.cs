using Kith.Homes.Activity;
using Kith.Homes.Actor;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Homes.Satellites;
using Kith.Ledger.Facts;
using Kith.Model.Errors;
using Kith.Model.Ids;

namespace Kith.Homes.Rooms;

/// <summary>What people do with rooms.</summary>
public static class RoomDeeds
{
    /// <summary>The rooms the caller may see, in their order.</summary>
    public static ValueTask<Result<IReadOnlyList<Room>>> RoomsAsync(this HomeHost homes, HomeId home, Caller caller) =>
        homes.AskAsync<IReadOnlyList<Room>>(home, caller, (its, _, asker) => Rights.Check(asker, Deed.Enter) is { } denied
            ? denied
            : its.Rooms.Values.Where(room => Rights.Check(asker, Deed.See, room.Id) is null).OrderBy(room => room.Order).ToList());

    /// <summary>Whether the caller may arrange this home, and whether the room, if named, is one of it.</summary>
    public static ValueTask<Result<bool>> MayArrangeAsync(this HomeHost homes, HomeId home, Caller caller, RoomId? room) =>
        homes.AskAsync<bool>(home, caller, (its, _, asker) =>
            Rights.Check(asker, Deed.Arrange) is { } denied ? denied
            : room is { } named && !its.Rooms.ContainsKey(named) ? Unknown(named)
            : true);

    /// <summary>Adds a room at the end.</summary>
    public static ValueTask<Result<Room>> AddRoomAsync(this HomeHost homes, HomeId home, Caller caller, string name, string? floor = null, string? icon = null) =>
        homes.AskAsync<Room>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if ((Names.Check(name) ?? Names.CheckText(floor, "floor") ?? Names.CheckText(icon, "icon")) is { } wrong) return wrong;
            if (its.Rooms.Count >= its.Options.Rooms) return new Fault(ErrorCodes.LimitReached, $"a home has at most {its.Options.Rooms} rooms");
            var order = its.Rooms.Count == 0 ? 0 : its.Rooms.Values.Max(other => other.Order) + 1;
            var room = new Room(Names.Free(name, RoomId.FromName, its.Rooms.ContainsKey), name.Trim(), floor?.Trim(), order, icon);
            return Put(its, turn, asker, room, "added");
        });

    /// <summary>Changes what is not null.</summary>
    public static ValueTask<Result<Room>> ChangeRoomAsync(this HomeHost homes, HomeId home, Caller caller, RoomId id, string? name, string? floor, int? order, string? icon) =>
        homes.AskAsync<Room>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (!its.Rooms.TryGetValue(id, out var room)) return Unknown(id);
            if ((Names.CheckOptional(name, "name") ?? Names.CheckText(floor, "floor") ?? Names.CheckText(icon, "icon")) is { } wrong) return wrong;
            return Put(its, turn, asker, room with { Name = name?.Trim() ?? room.Name, Floor = floor ?? room.Floor, Order = order ?? room.Order, Icon = icon ?? room.Icon }, "changed");
        });

    /// <summary>Removes a room; its devices stay, in no room.</summary>
    public static ValueTask<Result<bool>> RemoveRoomAsync(this HomeHost homes, HomeId home, Caller caller, RoomId id) =>
        homes.AskAsync<bool>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            return Remove(its, turn, asker, id) is { } unknown ? unknown : true;
        });

    internal static Fault? Remove(Home its, Turn turn, Asker asker, RoomId id)
    {
        if (!its.Rooms.Remove(id, out var room)) return Unknown(id);
        foreach (var twin in its.Twins.Values.Where(twin => twin.Device.Room == id))
        {
            twin.Device = twin.Device with { Room = null };
            turn.Happened(new DeviceMoved(twin));
            turn.Record(HomeRecords.PutDevice, HomeRecords.Row(its.Id, twin.Device));
            turn.Changed(twin.Device.Id);
        }
        foreach (var satellite in its.Satellites.Values.Where(satellite => satellite.Room == id).ToList()) SatelliteDeeds.Keep(its, turn, satellite with { Room = null });
        // A later room of the same name gets the same id: whoever was held to this one must not find themselves in that.
        foreach (var person in its.People.Values.Where(person => person.Rooms?.Contains(id) == true).ToList())
        {
            its.People[person.Id] = person with { Rooms = [.. person.Rooms!.Where(held => held != id)] };
            turn.Record(HomeRecords.PutPerson, HomeRecords.Row(its.Id, its.People[person.Id]));
            turn.PeopleChanged();
        }
        turn.Record(HomeRecords.DropRoom, HomeRecords.Row(its.Id, id.ToString()));
        turn.Fact(FactKind.Room, "", id.ToString(), By(asker, new Said("removed", room.Name), id));
        turn.RoomsChanged();
        return null;
    }

    internal static Room Put(Home home, Turn turn, Asker asker, Room room, string what)
    {
        home.Rooms[room.Id] = room;
        turn.Record(HomeRecords.PutRoom, HomeRecords.Row(home.Id, room));
        turn.Fact(FactKind.Room, "", room.Id.ToString(), By(asker, new Said(what, room.Name), room.Id));
        turn.RoomsChanged();
        return room;
    }

    private static ActivityDetail By(Asker asker, Said said, RoomId room) => ActivityDetail.By(asker, said) with { Room = room.ToString() };

    private static Fault Unknown(RoomId id) => new(ErrorCodes.NotFound, $"there is no room {id} in this home");
}
