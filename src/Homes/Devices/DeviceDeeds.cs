using Kith.Homes.Activity;
using Kith.Homes.Actor;
using Kith.Homes.Alarms;
using Kith.Homes.Credentials;
using Kith.Homes.Groups;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Twins;
using Kith.Homes.Virtual;
using Kith.Ledger.Facts;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.Devices;

/// <summary>A device that a link brings: what it is and what the link knows it by.</summary>
/// <param name="Name">What to call it until somebody renames it.</param>
/// <param name="Id">The id it should have; null for one out of its name.</param>
/// <param name="Spec">What it can do.</param>
/// <param name="Via">The link that reaches it.</param>
/// <param name="NativeId">Unique per link and home.</param>
/// <param name="Replaces">The device whose place it takes: that one's id, name, room, favourites and history become its own.</param>
public sealed record DeviceDraft(string Name, Spec Spec, string Via, string NativeId, RoomId? Room = null, DeviceId? Hub = null, DeviceId? Id = null, string? Icon = null,
    DeviceId? Replaces = null);

/// <summary>What people and links do with devices.</summary>
public static class DeviceDeeds
{
    /// <summary>The devices the caller may see, in their order.</summary>
    public static ValueTask<Result<IReadOnlyList<DeviceView>>> DevicesAsync(this HomeHost homes, HomeId home, Caller caller, RoomId? room = null) =>
        homes.AskAsync<IReadOnlyList<DeviceView>>(home, caller, (its, _, asker) => Rights.Check(asker, Deed.Enter) is { } denied
            ? denied
            : its.Twins.Values
                .Where(twin => (room is null || twin.Device.Room == room) && Rights.Check(asker, Deed.See, twin.Device.Room) is null)
                .OrderBy(twin => twin.Device.Order).ThenBy(twin => twin.Device.Name, StringComparer.OrdinalIgnoreCase)
                .Select(twin => DeviceView.Of(twin, asker)).ToList());

    /// <summary>One device.</summary>
    public static ValueTask<Result<DeviceView>> DeviceAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId id) =>
        homes.AskAsync<DeviceView>(home, caller, (its, _, asker) => its.Find(id, asker) is var twin && twin.Fault is { } fault ? fault : DeviceView.Of(twin.Value, asker));

    /// <summary>The spec of one device.</summary>
    public static ValueTask<Result<Spec>> SpecAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId id) =>
        homes.AskAsync<Spec>(home, caller, (its, _, asker) => its.Find(id, asker) is var twin && twin.Fault is { } fault ? fault : twin.Value.Spec);

    /// <summary>The devices that a hub speaks for; device.unknown when the hub itself is not (any more) of this home.</summary>
    public static ValueTask<Result<IReadOnlyList<DeviceId>>> ChildrenAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId hub) =>
        homes.AskAsync<IReadOnlyList<DeviceId>>(home, caller, (its, _, asker) => its.Find(hub, asker).Fault is { } unknown
            ? unknown
            : its.Twins.Values.Where(twin => twin.Device.Hub == hub).Select(twin => twin.Device.Id).ToList());

    /// <summary>Whether a link's device is in the home already.</summary>
    public static async ValueTask<bool> HasAsync(this HomeHost homes, HomeId home, string via, string nativeId) =>
        (await homes.AskAsync<bool>(home, Caller.House(via), (its, _, _) => its.Twins.Values.Any(twin => twin.Device.Via == via && twin.Device.NativeId == nativeId))) is { Ok: true, Value: true };

    /// <summary>
    /// Adds a device, or finds it again by link and native id: then its spec is brought up to date and its name, room and history stay.
    /// </summary>
    public static ValueTask<Result<DeviceView>> TakeInAsync(this HomeHost homes, HomeId home, Caller caller, DeviceDraft draft) =>
        homes.AskAsync<DeviceView>(home, caller, (_, turn, asker) => TakeIn(homes, turn, asker, draft) is var taken && taken.Fault is { } fault ? fault : DeviceView.Of(taken.Value, asker));

    internal static Result<Twin> TakeIn(HomeHost homes, Turn turn, Asker asker, DeviceDraft draft)
    {
        var its = turn.Home;
        if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
        var (spec, json) = homes.Specs.Put(draft.Spec);
        var specId = string.Intern($"{spec.Product}:{spec.Version}");
        var twin = its.Twins.Values.FirstOrDefault(twin => twin.Device.Via == draft.Via && twin.Device.NativeId == draft.NativeId);
        if (draft.Replaces is { } old && twin?.Device.Id != old)
        {
            if (twin is not null) return new Fault(ErrorCodes.Conflict, $"it is in this home already, as {twin.Device.Name}; remove that first");
            if (!its.Twins.TryGetValue(old, out twin)) return Home.Unknown(old);
            if (twin.Spec.Type != spec.Type) return new Fault(ErrorCodes.Conflict, $"a {spec.Type} cannot take the place of a {twin.Spec.Type}");
            if (IsOtherwise(its, specId, spec, except: twin)) return SpecTaken(specId);
            if (Guard.Keeps(its, twin) is { } kept) return kept;
            Replace(turn, twin, spec, specId, draft);
            VirtualDeeds.Respec(homes, turn, asker, twin.Device.Id);
            Tell(turn, asker, twin, new Said("replaced", twin.Device.Name, $"{spec.Product} {spec.Version}"));
        }
        else if (twin is not null)
        {
            if (ReferenceEquals(twin.Spec, spec)) return twin;
            if (IsOtherwise(its, specId, spec, except: twin)) return SpecTaken(specId);
            var before = twin.Device.Spec;
            twin.Adopt(spec);
            twin.Device = twin.Device with { Spec = specId };
            DropUnused(its, turn, before);
            Tell(turn, asker, twin, draft.Via == VirtualDevice.Via ? new Said("changed", twin.Device.Name) : new Said("updated", twin.Device.Name, $"{spec.Product} {spec.Version}"));
            VirtualDeeds.Respec(homes, turn, asker, twin.Device.Id);
        }
        else
        {
            if (Names.Check(draft.Name) is { } wrong) return wrong;
            if (its.Twins.Count >= its.Options.Devices) return new Fault(ErrorCodes.LimitReached, $"a home has at most {its.Options.Devices} devices");
            if (draft.Room is { } room && !its.Rooms.ContainsKey(room)) return new Fault(ErrorCodes.NotFound, $"there is no room {room} in this home", "room");
            if (Names.CheckText(draft.Icon, "icon") is { } bad) return bad;
            if (IsOtherwise(its, specId, spec, except: null)) return SpecTaken(specId);
            if (draft.Via != VirtualDevice.Via && its.Gone.Await(draft.NativeId) is { } awaited)
            {
                its.Gone.Remove(awaited.Id);
                turn.Record(HomeRecords.DropGone, HomeRecords.Row(its.Id, awaited.Id.ToString()));
                draft = draft with { Name = awaited.Name ?? draft.Name, Room = draft.Room ?? (awaited.Room is { } place && its.Rooms.ContainsKey(place) ? place : null), Id = draft.Id ?? awaited.Id };
            }
            var id = FreeId(its, turn, draft);
            var order = its.Twins.Count == 0 ? 0 : its.Twins.Values.Max(other => other.Device.Order) + 1;
            twin = new Twin(new Device(id, draft.Name.Trim(), draft.Room, specId, draft.Via, draft.NativeId, draft.Hub, draft.Icon, order, turn.Now), spec);
            its.Twins[id] = twin;
            Tell(turn, asker, twin, new Said("added", twin.Device.Name));
        }
        turn.Record(HomeRecords.PutSpec, HomeRecords.Row(its.Id, specId, json));
        Put(its, turn, asker, twin);
        return twin;
    }

    /// <summary>Renames, moves, orders or gives an icon; null leaves as it is.</summary>
    /// <param name="room">Outer null leaves the room; an empty inner value takes the device out of its room.</param>
    public static ValueTask<Result<DeviceView>> ChangeDeviceAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId id, string? name, Change<RoomId?>? room, string? icon, int? order) =>
        homes.AskAsync<DeviceView>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (!its.Twins.TryGetValue(id, out var twin)) return Home.Unknown(id);
            if ((Names.CheckOptional(name, "name") ?? Names.CheckText(icon, "icon")) is { } wrong) return wrong;
            if (room?.To is { } to && !its.Rooms.ContainsKey(to)) return new Fault(ErrorCodes.NotFound, $"there is no room {to} in this home", "room");
            var before = twin.Device;
            if (room is not null && its.Virtual.Find(id) is Group) return new Fault(ErrorCodes.Conflict, "a group is where all of its members are; move them", "room");
            twin.Device = before with
            {
                Name = name?.Trim() ?? before.Name,
                Room = room is { } change ? change.To : before.Room,
                Icon = icon ?? before.Icon,
                Order = order ?? before.Order,
            };
            if (twin.Device.Name != before.Name) Tell(turn, asker, twin, new Said("renamed", before.Name, twin.Device.Name));
            else if (twin.Device.Room != before.Room) Tell(turn, asker, twin, new Said("moved", before.Name));
            else Tell(turn, asker, twin, new Said("changed", before.Name));
            return Put(its, turn, asker, twin);
        });

    /// <summary>Removes a device, and with a hub those it speaks for: credentials end, commands end, what was reported stays in the history.</summary>
    public static ValueTask<Result<bool>> RemoveDeviceAsync(this HomeHost homes, HomeId home, Caller caller, DeviceId id) =>
        homes.AskAsync<bool>(home, caller, (its, turn, asker) =>
        {
            if (Rights.Check(asker, Deed.Arrange) is { } denied) return denied;
            if (!its.Twins.TryGetValue(id, out var twin)) return Home.Unknown(id);
            List<Twin> all = [.. its.Twins.Values.Where(other => other.Device.Hub == id), twin];
            if (all.Select(one => Guard.Keeps(its, asker, one)).FirstOrDefault(kept => kept is not null) is { } kept) return kept;
            foreach (var one in all) Remove(homes, its, turn, asker, one);
            return true;
        });

    /// <summary>
    /// Another thing behind the same id: all that refers to the device, and its history, goes on. What waited for the old one ends; its
    /// credential ends when the new one is issued. A bridge is told to let the old one go; a native device is not: what is sent to its
    /// topic may reach the new one, which has the same.
    /// </summary>
    private static void Replace(Turn turn, Twin twin, Spec spec, string specId, DeviceDraft draft)
    {
        var (before, home) = (twin.Device, turn.Home);
        OperationFlow.Forsake(turn, twin);
        if (before.Via != draft.Via) turn.Forgotten.Add(before);
        twin.Adopt(spec);
        twin.Device = before with { Spec = specId, Via = draft.Via, NativeId = draft.NativeId, Hub = draft.Hub };
        DropUnused(home, turn, before.Spec);
    }

    internal static void Remove(HomeHost homes, Home home, Turn turn, Asker asker, Twin twin)
    {
        var id = twin.Device.Id;
        foreach (var alarm in home.Virtual.Of(id).OfType<Alarm>()) alarm.Misses(turn, twin);
        home.Twins.Remove(id);
        OperationFlow.Forsake(turn, twin);
        foreach (var sql in (string[])[HomeRecords.DropDevice, HomeRecords.DropOnline]) turn.Record(sql, HomeRecords.Row(home.Id, id.ToString()));
        DropUnused(home, turn, twin.Device.Spec);
        Bury(home, turn, twin.Device, twin.Spec.Type);
        CredentialDeeds.End(homes, turn, CredentialKind.Device, id.ToString());
        Tell(turn, asker, twin, new Said("removed", twin.Device.Name));
        VirtualDeeds.Forget(homes, turn, asker, id);
        turn.Removed(id);
        turn.Forgotten.Add(twin.Device);
    }

    internal static void Bury(Home home, Turn turn, Device device, string type)
    {
        if (home.Gone.Count >= GoneDevices.Limit)
        {
            var oldest = home.Gone.Oldest.Id;
            home.Gone.Remove(oldest);
            turn.Record(HomeRecords.DropGone, HomeRecords.Row(home.Id, oldest.ToString()));
        }
        var gone = new GoneDevice(device.Id, device.Via, device.NativeId, turn.Now, type, device.Room);
        home.Gone.Add(gone);
        turn.Record(HomeRecords.PutGone, HomeRecords.Row(home.Id, gone));
    }

    /// <summary>The id it had when it was here before, the one wished for, or one out of its name.</summary>
    private static DeviceId FreeId(Home home, Turn turn, DeviceDraft draft)
    {
        if (home.Gone.Find(draft.Via, draft.NativeId) is { } back)
        {
            home.Gone.Remove(back.Id);
            turn.Record(HomeRecords.DropGone, HomeRecords.Row(home.Id, back.Id.ToString()));
            return back.Id;
        }
        bool IsTaken(DeviceId id) => home.Twins.ContainsKey(id) || home.Gone.Has(id);
        return draft.Id is { } wished && !IsTaken(wished) ? wished : Names.Free(draft.Id?.ToString() ?? draft.Name, DeviceId.FromName, IsTaken);
    }

    /// <summary>Other devices here have this version with other content: taking it would change what they can do, and what that risks.</summary>
    private static bool IsOtherwise(Home home, string specId, Spec spec, Twin? except) =>
        home.Twins.Values.Any(other => other != except && other.Device.Spec == specId && !ReferenceEquals(other.Spec, spec));

    private static Fault SpecTaken(string specId) =>
        new(ErrorCodes.Conflict, $"another device of this home has {specId} with other content; give the changed spec a higher version", "spec");

    internal static void DropUnused(Home home, Turn turn, string specId)
    {
        if (home.Twins.Values.All(other => other.Device.Spec != specId)) turn.Record(HomeRecords.DropSpec, HomeRecords.Row(home.Id, specId));
    }

    internal static DeviceView Put(Home home, Turn turn, Asker asker, Twin twin)
    {
        turn.Record(HomeRecords.PutDevice, HomeRecords.Row(home.Id, twin.Device));
        turn.Changed(twin.Device.Id);
        turn.Happened(new DeviceMoved(twin));
        return DeviceView.Of(twin, asker);
    }

    internal static void Tell(Turn turn, Asker asker, Twin twin, Said said) => turn.Fact(
        FactKind.Device, twin.Device.Id.ToString(), twin.Device.Id.ToString(),
        ActivityDetail.By(asker, said) with { Room = twin.Device.Room?.ToString(), DeviceName = twin.Device.Name });
}

/// <summary>A wish to change something to a value that may itself be nothing.</summary>
public readonly record struct Change<T>(T To);
