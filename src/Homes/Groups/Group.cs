using Kith.Homes.Actor;
using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Homes.Twins;
using Kith.Homes.Virtual;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Groups;

/// <summary>
/// Devices of one type as one. A command goes to each of them; a value is made of theirs. It stands in the room in which all of them
/// are, or in none: so whoever may not see one of them does not see the group, and can neither learn of it nor steer it that way.
/// </summary>
internal sealed class Group(DeviceId id, GroupRecord record) : VirtualDevice(id)
{
    internal override VirtualRecord Record => record;

    internal override IEnumerable<DeviceId> Members => record.Members;

    internal override bool IsOnline(Home home) => Twins(home).Any(twin => twin.Online);

    internal override void Do(Turn turn, Twin twin, PendingOperation pending)
    {
        var operation = pending.Operation;
        Parts.Begin(turn, twin, pending, [.. record.Members.Select(member => operation.Kind is OperationKind.Set
            ? new Part(member, operation.Values)
            : new Part(member, operation.In, operation.Address))]);
    }

    internal override void Heed(Turn turn, Twin twin, Happening happening)
    {
        if (happening is DeviceMoved) Stand(turn, twin);
        else if (happening is PresenceChanged) Refresh(turn, twin);
        else if (happening is ValueChanged change)
        {
            if (change.Property.Name == "on") Refresh(turn, twin);
            else if (twin.Spec.FindProperty(change.Property.Address) is { } property) Derive(turn, twin, property);
        }
    }

    internal override IReadOnlyList<Service>? Services(Home home) => Twins(home).Select(twin => twin.Spec).ToList() is { Count: > 0 } specs && CommonSpec.Of(specs) is { Count: > 0 } common ? common : null;

    internal override VirtualRecord Without(DeviceId member) => new GroupRecord([.. record.Members.Where(other => other != member)]);

    /// <summary>Where its members are, whether they are there, and how they are.</summary>
    internal override void Refresh(Turn turn, Twin twin)
    {
        Stand(turn, twin);
        Reports.Presence(turn, twin, IsOnline(turn.Home), cause: "system");
        foreach (var property in twin.Spec.Properties) Derive(turn, twin, property);
    }

    /// <summary>The room that all of them are in; null when there is none.</summary>
    internal static RoomId? RoomOf(IEnumerable<Twin> members) => members.Select(member => member.Device.Room).Distinct().ToList() is [var only] ? only : null;

    private IEnumerable<Twin> Twins(Home home) => record.Members.Select(member => home.Twins.GetValueOrDefault(member)).OfType<Twin>();

    private void Stand(Turn turn, Twin twin)
    {
        var room = RoomOf(Twins(turn.Home));
        if (twin.Device.Room == room) return;
        twin.Device = twin.Device with { Room = room };
        turn.Record(HomeRecords.PutDevice, HomeRecords.Row(turn.Home.Id, twin.Device));
        turn.Changed(twin.Device.Id);
    }

    private void Derive(Turn turn, Twin twin, Property property)
    {
        if ((property.Access & (Access.Read | Access.Notify)) == 0) return;
        var value = Of(turn.Home, property);
        if (!value.IsNone && property.Take(value) is { Ok: true } taken && twin[property].Value != taken.Value) Reports.Take(turn, twin, property, taken.Value, turn.Arrival, by: null);
    }

    /// <summary>
    /// On when one of them is on, locked when all are; numbers are the mean of those that are on, and what has no mean is the first one's.
    /// Who is away does not count while somebody is there, and who is off does not while somebody is on.
    /// </summary>
    private Value Of(Home home, Property property)
    {
        var there = Prefer(Twins(home).ToList(), twin => twin.Online);
        if (property.Name != "on") there = Prefer(there, twin => twin.Spec.FindProperty($"{property.Address[..property.Address.LastIndexOf('.')]}.on") is { } on && !twin[on].Value.IsNone && twin[on].Value.AsBool());
        var values = there.Select(twin => twin.Spec.FindProperty(property.Address) is { } its ? twin[its].Value : default).Where(value => !value.IsNone).ToList();
        if (values.Count == 0) return default;
        if (property.Format is Format.Bool) return Value.Of(property.Name == "locked" ? values.All(value => value.AsBool()) : values.Any(value => value.AsBool()));
        if (property.Format is Format.String || property.Choices is not null || property.Name == "color") return values[0];
        var mean = values.Average(value => value.AsDouble());
        return property.Format is Format.Float ? Value.Of(mean) : Value.Of((long)Math.Round(mean));
    }

    private static List<Twin> Prefer(List<Twin> twins, Func<Twin, bool> which) => twins.Where(which).ToList() is { Count: > 0 } some ? some : twins;
}
