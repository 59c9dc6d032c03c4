using Kith.Homes.Devices;
using Kith.Homes.Notices;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Model.Ids;

namespace Kith.Homes.Feed;

/// <summary>What of a home's changes one of its people may see.</summary>
internal static class Visibility
{
    /// <summary>True for people who do not see everything: children and guests, and whoever is held to rooms.</summary>
    internal static bool IsLimited(Asker asker) => asker.Person is { } person && (person.Role is Role.Child or Role.Guest || person.Rooms is not null);

    internal static bool Sees(Home home, Asker asker, DeviceId device) =>
        home.Twins.TryGetValue(device, out var twin) && Rights.Check(asker, Deed.See, twin.Device.Room) is null;

    internal static bool Sees(Home home, Asker asker, DeviceId device, string address) =>
        Sees(home, asker, device) && home.Twins[device].Spec.FindProperty(address) is { } property && Rights.Senses(asker, property.Sensing);

    /// <summary>What a child or guest did not ask for themselves is another's doing; they see only what came of it.</summary>
    internal static bool Sees(Home home, Asker asker, Operation operation) =>
        Sees(home, asker, operation.Device) && (!IsLimited(asker) || operation.Cause.Actor == asker.Person!.Id.ToString());

    /// <summary>Another's doings are not a child's or guest's to read.</summary>
    internal static bool SeesActivityOf(Asker asker, string? person) => !IsLimited(asker) || person == asker.Person!.Id.ToString();

    internal static ChangesView Of(Home home, ChangesView changes, Asker asker)
    {
        var view = changes.Home is null || asker.Person is not { } me
            ? changes
            : changes with { Home = changes.Home with { Role = me.Role, Me = me.Id, Mode = Rights.LearnsOfPeople(me.Role) ? changes.Home.Mode : null, Location = Rights.LearnsOfPeople(me.Role) ? changes.Home.Location : null } };
        if (asker.Person is { } viewer && changes.Arrangements?.GetValueOrDefault(viewer.Id) is { } theirs) view = view with { Arrangement = theirs.SeenBy(home, asker) };
        if (asker.Person is { } reader && changes.Readers?.Contains(reader.Id) == true)
            view = view with
            {
                Notices = Some(changes.Told?.Where(notice => notice.To.Contains(reader.Id)).Select(notice => NoticeView.Of(notice, reader.Id))),
                Unread = home.Board.UnreadOf(reader.Id),
            };
        if (!IsLimited(asker)) return view;
        var hidden = (view.Devices ?? []).Where(device => !Sees(home, asker, device.Id)).Select(device => device.Id);
        return view with
        {
            Values = Some(view.Values?.Where(change => Sees(home, asker, change.D, change.P))),
            Devices = Some(view.Devices?.Where(device => Sees(home, asker, device.Id)).Select(device => DeviceView.Of(home.Twins[device.Id], asker))),
            Removed = Some((view.Removed ?? []).Concat(hidden)),
            Presence = Some(view.Presence?.Where(change => Sees(home, asker, change.D))),
            Operations = Some(view.Operations?.Where(operation => Sees(home, asker, operation))),
            Specs = view.Specs?.Where(spec => view.Devices!.Any(device => device.Spec == spec.Key && Sees(home, asker, device.Id))).ToDictionary(),
            Rules = null,
            // These come whole, so that none is news too.
            Rooms = view.Rooms?.Where(room => Rights.Check(asker, Deed.See, room.Id) is null).ToList(),
            People = view.People?.Where(person => person.Id == asker.Person!.Id).ToList(),
            Events = Some(view.Events?.Where(change => Sees(home, asker, change.D)
                && home.Twins[change.D].Spec.FindEvent(change.E) is { } happening && Rights.Senses(asker, happening.Sensing))),
            Moves = Some(view.Moves?.Where(move => move.P == asker.Person!.Id)),
            Activity = Some(view.Activity?.Where(line => SeesActivityOf(asker, line.Person))),
        };
    }

    private static List<T>? Some<T>(IEnumerable<T>? items)
    {
        var list = items?.ToList();
        return list is { Count: > 0 } ? list : null;
    }
}
