using Kith.Homes.Actor;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Homes.Rules;
using Kith.Model.Ids;

namespace Kith.Homes.Importing;

/// <summary>Takes one imported thing back; false for one that is gone or that somebody made their own since.</summary>
internal static class Undo
{
    internal static bool Rule(Home its, Turn turn, Asker asker, RuleId id)
    {
        if (its.Rules.Find(id) is not { } live) return false;
        its.Rules.Remove(turn, live);
        RuleDeeds.Tell(turn, asker, live, "removed");
        return true;
    }

    internal static bool Scene(HomeHost homes, Home its, Turn turn, Asker asker, DeviceId id)
    {
        if (its.Virtual.Find(id) is not Scenes.Scene || !its.Twins.TryGetValue(id, out var twin)) return false;
        DeviceDeeds.Remove(homes, its, turn, asker, twin);
        return true;
    }

    internal static bool Name(Home its, Turn turn, Asker asker, RenamedDevice renamed)
    {
        if (!its.Twins.TryGetValue(renamed.Device, out var twin) || twin.Device.Name != renamed.NameAfter || twin.Device.Room != renamed.RoomAfter || Names.Check(renamed.NameBefore) is not null) return false;
        twin.Device = twin.Device with { Name = renamed.NameBefore.Trim(), Room = renamed.RoomBefore is { } room && its.Rooms.ContainsKey(room) ? room : null };
        DeviceDeeds.Tell(turn, asker, twin, new Activity.Said("renamed", renamed.NameAfter, twin.Device.Name));
        DeviceDeeds.Put(its, turn, asker, twin);
        return true;
    }

    /// <summary>Only an empty one.</summary>
    internal static bool Room(Home its, Turn turn, Asker asker, RoomId id)
    {
        if (!its.Rooms.ContainsKey(id) || its.Twins.Values.Any(twin => twin.Device.Room == id) || its.Satellites.Values.Any(satellite => satellite.Room == id)) return false;
        return RoomDeeds.Remove(its, turn, asker, id) is null;
    }
}
