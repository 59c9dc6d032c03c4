using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Homes.Whereabouts;

namespace Kith.Homes.Feed;

/// <summary>A home whole, for one of its people.</summary>
internal static class Snapshots
{
    internal static SnapshotView Of(Home home, Asker asker)
    {
        var twins = home.Twins.Values.Where(twin => Rights.Check(asker, Deed.See, twin.Device.Room) is null)
            .OrderBy(twin => twin.Device.Order).ThenBy(twin => twin.Device.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var limited = Visibility.IsLimited(asker);
        return new SnapshotView(
            home.Sequence,
            ViewOf(home, asker),
            [.. home.Rooms.Values.Where(room => Rights.Check(asker, Deed.See, room.Id) is null).OrderBy(room => room.Order)],
            [.. home.People.Values.Where(person => !limited || person.Id == asker.Person!.Id).Select(person => PersonView.Of(person, asker.Now, Moves.Of(home, person.Id)))],
            [.. twins.Select(twin => DeviceView.Of(twin, asker))],
            twins.DistinctBy(twin => twin.Device.Spec).ToDictionary(twin => twin.Device.Spec, twin => twin.Spec),
            [.. twins.SelectMany(twin => twin.Pending).Select(pending => pending.Operation).Where(operation => Visibility.Sees(home, asker, operation))],
            Arrangement.Of(home, asker),
            asker.Person is { } me ? home.Board.UnreadOf(me.Id) : 0);
    }

    internal static HomeView ViewOf(Home home, Asker asker) =>
        new(home.Id, home.Record.Name, home.Record.TimeZone, asker.Person?.Role ?? Role.Owner, asker.Person?.Id,
            Rights.LearnsOfPeople(asker.Person?.Role) ? home.Record.Mode : null, Rights.LearnsOfPeople(asker.Person?.Role) ? home.Record.Location : null, Moves.After(home), home.Record.AsksModel ? true : null);
}
