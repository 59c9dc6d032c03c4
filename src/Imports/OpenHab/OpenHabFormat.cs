using Kith.Imports.Planning;
using Kith.Imports.Uploads;

namespace Kith.Imports.OpenHab;

/// <summary>
/// openHAB: items, things and rules as text (*.items, *.things, *.rules) and as its own database keeps them (jsondb). Rooms are groups with a
/// location's tag; a device is a thing, named by the equipment's group or its own label. Rules come as far as they are plain triggers and commands.
/// </summary>
internal sealed class OpenHabFormat : HomeFormat
{
    private static readonly string[] Files = ["org.openhab.core.items.Item.json", "org.openhab.core.thing.Thing.json", "org.openhab.core.thing.link.ItemChannelLink.json", "automation_rules.json"];

    internal override string Name => "openhab";

    internal override bool Wants(string path) => path.EndsWith(".items", StringComparison.Ordinal) || path.EndsWith(".things", StringComparison.Ordinal) || path.EndsWith(".rules", StringComparison.Ordinal) || Files.Contains(Upload.NameOf(path));

    internal override bool IsIn(Upload upload) => upload.Paths.Any(path => path.EndsWith(".items", StringComparison.Ordinal) || path.EndsWith(".things", StringComparison.Ordinal) || Upload.NameOf(path) == Files[0] || Upload.NameOf(path) == Files[1]);

    internal override Foreign Read(Upload upload, Report report)
    {
        var foreign = new Foreign();
        var things = upload.Ending(".things").SelectMany(file => ThingFile.Read(file.Text)).Concat(Database.Things(upload.Text(Files[1]))).DistinctBy(thing => thing.Uid).ToList();
        var links = Database.Links(upload.Text(Files[2])).ToLookup(link => link.Item, link => link.Channel);
        var items = upload.Ending(".items").SelectMany(file => ItemFile.Read(file.Text)).Concat(Database.Items(upload.Text(Files[0])))
            .DistinctBy(item => item.Name).Select(item => item with { Channels = [.. item.Channels, .. links[item.Name]] }).ToList();
        var byName = items.ToDictionary(item => item.Name, StringComparer.Ordinal);

        var rooms = items.Where(item => item.IsRoom).ToList();
        foreach (var room in rooms) foreign.Rooms.Add(new ForeignRoom(room.Name, room.Label ?? Words.Name(room.Name), Above(room).FirstOrDefault(group => group.IsFloor)?.Label));
        foreach (var thing in things)
        {
            var its = items.Where(item => item.Channels.Any(channel => channel.StartsWith($"{thing.Uid}:", StringComparison.Ordinal))).ToList();
            var groups = its.SelectMany(Above).ToList();
            var room = (groups.Find(group => group.IsRoom) ?? rooms.Find(one => one.Label is { } label && label.Equals(thing.Location, StringComparison.OrdinalIgnoreCase)))?.Name;
            if (room is null && thing.Location is { } place)
            {
                room = $"@{place}";
                if (foreign.Rooms.All(one => one.Key != room)) foreign.Rooms.Add(new ForeignRoom(room, place, null));
            }
            foreign.Things.Add(new ForeignThing(thing.Uid, groups.Find(group => group.IsEquipment)?.Label ?? thing.Label ?? its.Select(item => item.Label).FirstOrDefault(label => label is not null) ?? thing.Uid, room, thing.KnownAs));
            foreach (var item in its) foreign.Entities[item.Name] = new ForeignEntity(item.Name, thing.Uid, item.Facet, Words.Of(item.Channels));
        }
        foreach (var item in items.Where(item => !foreign.Entities.ContainsKey(item.Name))) foreign.Entities[item.Name] = new ForeignEntity(item.Name, null, null, []);
        foreach (var (_, text) in upload.Ending(".rules")) RuleFile.Read(foreign, text);
        RuleDatabase.Read(foreign, report, upload.Text(Files[3]));
        return foreign;

        // The groups that an item is in, from the nearest outwards.
        IEnumerable<Item> Above(Item item)
        {
            var (found, next) = (new List<Item>(), new Queue<string>(item.Groups));
            while (next.TryDequeue(out var name) && found.Count < 50)
                if (byName.TryGetValue(name, out var group) && !found.Contains(group))
                {
                    found.Add(group);
                    foreach (var outer in group.Groups) next.Enqueue(outer);
                }
            return found;
        }
    }
}

/// <summary>A thing as openHAB knows it.</summary>
/// <param name="Uid">binding:type:bridge:id.</param>
internal sealed record Thing(string Uid, string? Label, string? Location, IReadOnlyList<string> KnownAs);

/// <summary>An item or a group of items.</summary>
internal sealed record Item(string Type, string Name, string? Label, IReadOnlyList<string> Groups, IReadOnlyList<string> Tags, IReadOnlyList<string> Channels)
{
    private static readonly string[] Floors = ["Floor", "GroundFloor", "FirstFloor", "SecondFloor", "ThirdFloor", "Basement", "Attic"];
    private static readonly string[] Rooms = ["Room", "Bathroom", "Bedroom", "BoilerRoom", "Cellar", "DiningRoom", "Entry", "FamilyRoom", "GuestRoom", "Kitchen", "LaundryRoom", "LivingRoom", "Office", "Veranda",
        "Corridor", "Garage", "Garden", "Patio", "Porch", "Terrace", "Driveway", "Carport", "Shed", "Outdoor"];

    private bool IsGroup => Type.StartsWith("Group", StringComparison.Ordinal);

    internal bool IsRoom => IsGroup && Tags.Any(Rooms.Contains);

    internal bool IsFloor => IsGroup && Tags.Any(Floors.Contains);

    /// <summary>A group with a tag that is neither: Lightbulb, PowerOutlet, Sensor.</summary>
    internal bool IsEquipment => IsGroup && !IsRoom && !IsFloor && Tags.Count > 0 && !Tags.Contains("Location") && !Tags.Contains("Indoor") && !Tags.Contains("Building") && !Tags.Contains("House");

    /// <summary>What it is, by its type and by the property that its tags name; facet and aspect in one.</summary>
    internal string? Facet => (Type.Split(':')[0], Type.Split(':').ElementAtOrDefault(1), Tags) switch
    {
        ("Color", _, _) => "light.color",
        ("Dimmer", _, var tags) when tags.Contains("ColorTemperature") => null,
        ("Dimmer", _, _) => "light.brightness",
        ("Rollershutter", _, _) => "cover.position",
        ("Contact", _, _) => "contact.state",
        ("Player", _, _) => "media.state",
        ("Switch", _, var tags) when tags.Contains("Presence") || tags.Contains("Motion") => "motion.state",
        ("Switch", _, var tags) when tags.Contains("Water") => "leak.state",
        ("Switch", _, var tags) when tags.Contains("Smoke") => "smoke.state",
        ("Switch", _, var tags) when tags.Contains("Light") || tags.Contains("Lighting") => "light.state",
        ("Switch", _, var tags) when tags.Contains("Lock") => "lock.state",
        ("Switch", _, _) => "switch.state",
        ("Number", "Temperature", var tags) => tags.Contains("Setpoint") ? "climate.target" : "temperature.state",
        ("Number", _, var tags) when tags.Contains("Humidity") => "humidity.state",
        ("Number", "Illuminance", _) => "illuminance.state",
        ("Number", "Power", _) => "power.state",
        ("Number", "Energy", _) => "energy.state",
        ("Number", "Pressure", _) => "pressure.state",
        _ => null,
    };
}
