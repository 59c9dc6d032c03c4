namespace Kith.Assistant.Households;

/// <summary>The bounds of a property of one device: smallest, largest, step and unit as the device has them.</summary>
public sealed record Limits(double Min, double Max, double Step = 1, string? Unit = null);

/// <summary>A room or a floor with the names that people have for it.</summary>
public sealed record Place(string Id, string Name, IReadOnlyList<string> Aliases, string? Floor = null);

/// <summary>A scene, routine or list: something with a name.</summary>
public sealed record Named(string Id, string Name, IReadOnlyList<string> Aliases);

/// <summary>A person of the house. Role is owner, admin, member, adult, child or guest.</summary>
public sealed record Person(string Id, string Name, string Role, string? Room = null, IReadOnlyList<string>? Aliases = null);

/// <summary>Something that can be found and played.</summary>
public sealed record Medium(string Id, string Title, string? Class = null);

/// <summary>An entry of the policy: a device or a kind of device in its risky direction, or one property with one value.</summary>
public sealed record PolicyEntry(string Target, string? Property = null, object? Value = null);

/// <summary>What must be confirmed, what is for adults alone, and when the house is to be quiet.</summary>
public sealed record Policy(IReadOnlyList<PolicyEntry> Confirm, IReadOnlyList<PolicyEntry> Adult, TimeOnly? QuietFrom = null, TimeOnly? QuietTo = null)
{
    public static Policy None { get; } = new([], []);
}

/// <summary>A device as words see it: what it is called, of what kind it is, where it stands and what can be said to it.</summary>
public sealed record Thing(string Id, string Name, IReadOnlyList<string> Aliases, string Kind, string? Room)
{
    /// <summary>The properties that can be read or set by words, with their bounds where they are numbers.</summary>
    public IReadOnlyDictionary<string, Limits?> Traits { get; init; } = new Dictionary<string, Limits?>();

    /// <summary>The actions that can be called by words.</summary>
    public IReadOnlySet<string> Calls { get; init; } = new HashSet<string>();

    /// <summary>The modes that it has, by key; empty where any may be tried.</summary>
    public IReadOnlyList<string> Modes { get; init; } = [];

    /// <summary>Its place in the house's list of devices.</summary>
    public int Index { get; init; }

    /// <summary>Whether it only tells and never obeys.</summary>
    internal bool Sensor => Kind.EndsWith("-sensor", StringComparison.Ordinal) || Kind is "power-meter" or "battery" or "home-battery" or "doorbell";

    internal bool Has(string trait) => Traits.ContainsKey(trait);
    internal bool Can(string call) => Calls.Contains(call);
}

/// <summary>A home as words see it. Immutable: a change of the home makes another.</summary>
public sealed record House
{
    public required IReadOnlyList<Place> Floors { get; init; }
    public required IReadOnlyList<Place> Rooms { get; init; }
    public required IReadOnlyList<Thing> Things { get; init; }
    public IReadOnlyList<Named> Scenes { get; init; } = [];
    public IReadOnlyList<Person> People { get; init; } = [];
    public IReadOnlyList<Named> Lists { get; init; } = [];
    public IReadOnlyList<Medium> Media { get; init; } = [];
    public Policy Policy { get; init; } = Policy.None;

    /// <summary>The language in which the house is spoken to where a sentence does not tell: en or zh.</summary>
    public string Language { get; init; } = "en";

    public string? FloorOf(string? room) => room is null ? null : Rooms.FirstOrDefault(place => place.Id == room)?.Floor;
}
