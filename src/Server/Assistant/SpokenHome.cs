using System.Text;
using Kith.Assistant.Households;
using Kith.Assistant.Understanding;
using Kith.Homes.Feed;
using Kith.Model.Ids;
using Person = Kith.Assistant.Households.Person;
using Place = Kith.Assistant.Households.Place;

namespace Kith.Server.Assistant;

/// <summary>A home as words see it, made of what one of its people may see: nothing else can be named, asked or done.</summary>
internal sealed class SpokenHome
{
    /// <summary>The list that every home has beside that of the shopping, which words know by themselves.</summary>
    private static readonly Named[] Lists = [new("todo", "to-do list", ["待办清单"])];

    private readonly Dictionary<string, SpokenDevice> _devices = new(StringComparer.Ordinal);

    internal SpokenHome(SnapshotView home)
    {
        Shape = ShapeOf(home);
        foreach (var device in home.Devices.Where(device => device.Type != "scene"))
            _devices[device.Id.ToString()] = new(device, home.Specs[device.Spec], _devices.Count);
        House = new()
        {
            Floors = [.. home.Rooms.Select(room => room.Floor).OfType<string>().Distinct(StringComparer.Ordinal).Select(floor => new Place(floor, floor, []))],
            Rooms = [.. home.Rooms.Select(room => new Place(room.Id.ToString(), room.Name, [], room.Floor))],
            Things = [.. _devices.Values.Select(device => device.Thing)],
            Scenes = [.. home.Devices.Where(device => device.Type == "scene").Select(scene => new Named(scene.Id.ToString(), scene.Name, []))],
            People = [.. home.People.Select(person => new Person(person.Id.ToString(), person.Name, person.Role.ToString().ToLowerInvariant()))],
            Lists = Lists,
        };
    }

    /// <summary>All that a listener is made of: equal shapes have equal listeners.</summary>
    internal string Shape { get; }

    internal House House { get; }

    internal SpokenDevice? Find(string id) => _devices.GetValueOrDefault(id);

    /// <summary>What an act is about, as people call it.</summary>
    internal IEnumerable<string> NamesIn(Act act) => [
        .. (act.Targets ?? []).Select(id => Find(id)?.Thing.Name).OfType<string>(),
        .. House.Scenes.Where(scene => scene.Id == act.Scene).Select(scene => scene.Name),
        .. (act.Acts ?? []).SelectMany(NamesIn),
    ];

    internal Person? Of(PersonId? person) => person is { } id ? House.People.FirstOrDefault(one => one.Id == id.ToString()) : null;

    internal static string ShapeOf(SnapshotView home)
    {
        var shape = new StringBuilder();
        foreach (var room in home.Rooms) shape.Append(room.Id).Append('\n').Append(room.Name).Append('\n').Append(room.Floor).Append('\n');
        foreach (var device in home.Devices) shape.Append(device.Id).Append('\n').Append(device.Name).Append('\n').Append(device.Room).Append('\n').Append(device.Spec).Append('\n');
        foreach (var person in home.People) shape.Append(person.Id).Append('\n').Append(person.Name).Append('\n').Append(person.Role).Append('\n');
        return shape.ToString();
    }

    /// <summary>What the devices are like in a snapshot. Of one that is offline nothing is known.</summary>
    internal IState StateIn(SnapshotView home) => new State(this, home);

    private sealed class State(SpokenHome spoken, SnapshotView home) : IState
    {
        private readonly Dictionary<string, Kith.Homes.Devices.DeviceView> _views = home.Devices.ToDictionary(device => device.Id.ToString(), StringComparer.Ordinal);

        public object? Read(Thing thing, string trait) =>
            spoken.Find(thing.Id)?.Reads(trait) is var (binding, property) && _views[thing.Id] is { Online: true } view && view.Values.TryGetValue(property.Address, out var now)
                ? SpokenAs.Said(binding, property, now.V) : null;

        public bool? IsHome(Person person) => home.People.FirstOrDefault(one => one.Id.ToString() == person.Id)?.At switch
        {
            Kith.Homes.Whereabouts.Place.Home => true,
            Kith.Homes.Whereabouts.Place.Away => false,
            _ => null,
        };

        public string? PlaceOf(Person person) => null;
    }
}
