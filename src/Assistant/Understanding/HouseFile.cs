using System.Text.Json;
using Kith.Assistant.Dialogue;
using Kith.Assistant.Households;
using Kith.Assistant.Language;

namespace Kith.Assistant.Understanding;

/// <summary>A house out of a file, as docs/understand-format.md says it.</summary>
public sealed class HouseFile
{
    public House House { get; }

    /// <summary>What the file says of its devices, by device id and property.</summary>
    public IReadOnlyDictionary<(string Device, string Property), object> State { get; }
    public IReadOnlyDictionary<string, (bool? Home, string? Place)> People { get; }
    public IReadOnlyList<RunningTimer> Timers { get; }
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Lists { get; }

    private HouseFile(JsonElement file)
    {
        var state = new Dictionary<(string, string), object>();
        var things = new List<Thing>();
        foreach (var device in Items(file, "devices")) things.Add(Device(device, things.Count, state));
        State = state;
        var lists = Items(file, "lists").ToList();
        var people = Items(file, "people").ToList();
        House = new()
        {
            Floors = [.. Items(file, "floors").Select(Place)],
            Rooms = [.. Items(file, "rooms").Select(Place)],
            Things = things,
            Scenes = [.. Items(file, "scenes").Concat(Items(file, "routines")).Select(Named)],
            People = [.. people.Select(person => new Person(Text(person, "id")!, Text(person, "name") ?? "", Text(person, "role") ?? "member", Text(person, "room"), Texts(person, "aliases")))],
            Lists = [.. lists.Select(Named)],
            Media = [.. Items(file, "media").Select(medium => new Medium(Text(medium, "id")!, Text(medium, "title") ?? "", Text(medium, "class")))],
            Policy = file.TryGetProperty("policy", out var policy) ? Policy(policy) : Households.Policy.None,
            Language = Text(file, "language") ?? "en",
        };
        People = people.ToDictionary(person => Text(person, "id")!, person => (person.TryGetProperty("home", out var home) && home.ValueKind is JsonValueKind.True or JsonValueKind.False ? (bool?)home.GetBoolean() : null, Text(person, "place")), StringComparer.Ordinal);
        Timers = [.. Items(file, "timers").Select(timer => new RunningTimer(Text(timer, "id") ?? "", Text(timer, "name"), Number(timer, "seconds") ?? 0, Number(timer, "left") ?? 0, Text(timer, "room"), timer.TryGetProperty("paused", out var paused) && paused.ValueKind == JsonValueKind.True))];
        Lists = lists.ToDictionary(list => Text(list, "id")!, list => (IReadOnlyList<string>)Texts(list, "items"), StringComparer.Ordinal);
    }

    /// <summary>Reads a file; throws <see cref="JsonException"/> where it is no house.</summary>
    public static HouseFile Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object ? new(document.RootElement) : throw new JsonException("A house is a JSON object.");
    }

    private static IEnumerable<JsonElement> Items(JsonElement of, string name) => of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object && Text(item, "id") is not null) : [];

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null : null;

    private static double? Number(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static List<string> Texts(JsonElement of, string name) => of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)] : [];

    private static Place Place(JsonElement place) => new(Text(place, "id")!, Text(place, "name") ?? "", Texts(place, "aliases"), Text(place, "floor"));

    private static Named Named(JsonElement named) => new(Text(named, "id")!, Text(named, "name") ?? "", Texts(named, "aliases"));

    private static Thing Device(JsonElement device, int index, Dictionary<(string, string), object> state)
    {
        var id = Text(device, "id")!;
        var kind = Kinds.Of(Text(device, "type") ?? "device");
        var (traits, calls) = Kinds.Default(kind);
        foreach (var service in Texts(device, "services")) Kinds.Add(service, traits, calls);
        if (device.TryGetProperty("state", out var states) && states.ValueKind == JsonValueKind.Object)
            foreach (var value in states.EnumerateObject())
            {
                var property = Kinds.Property(value.Name);
                if (Value(value.Value) is not { } now) continue;
                state[(id, property)] = now;
                if (property == "position" && now is double part) state.TryAdd((id, "open"), part > 0);
                if (Words.Standard.Traits.ContainsKey(property)) traits.TryAdd(property, Kinds.Bounds(property));
            }
        if (device.TryGetProperty("ranges", out var ranges) && ranges.ValueKind == JsonValueKind.Object)
            foreach (var range in ranges.EnumerateObject().Where(range => range.Value.ValueKind == JsonValueKind.Object))
            {
                var property = Kinds.Property(range.Name);
                var usual = Kinds.Bounds(property);
                traits[property] = new(Number(range.Value, "min") ?? usual?.Min ?? 0, Number(range.Value, "max") ?? usual?.Max ?? 100, Number(range.Value, "step") ?? 1, Text(range.Value, "unit"));
            }
        return new(id, Text(device, "name") ?? id, Texts(device, "aliases"), kind, Text(device, "room")) { Traits = traits, Calls = calls, Index = index };
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => value.GetString(),
        _ => null,
    };

    private static Policy Policy(JsonElement policy)
    {
        var quiet = policy.TryGetProperty("quiet", out var hours) && hours.ValueKind == JsonValueKind.Object;
        return new(Entries(policy, "confirm"), Entries(policy, "adult"),
            quiet && TimeOnly.TryParse(Text(hours, "from"), out var from) ? from : null, quiet && TimeOnly.TryParse(Text(hours, "to"), out var to) ? to : null);
    }

    private static List<PolicyEntry> Entries(JsonElement policy, string name)
    {
        var entries = new List<PolicyEntry>();
        if (!policy.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array) return entries;
        foreach (var entry in list.EnumerateArray())
            if (entry.ValueKind == JsonValueKind.String) entries.Add(new(entry.GetString()!));
            else if (entry.ValueKind == JsonValueKind.Object && Text(entry, "target") is { } target)
                entries.Add(new(target, Text(entry, "property"), entry.TryGetProperty("value", out var value) ? Value(value) : null));
        return entries;
    }
}
