using System.Text.Json.Serialization;

namespace Kith.Assistant.Understanding;

/// <summary>When an act is due: after a while, at a time, again and again, or when something happens.</summary>
public sealed record When
{
    public double? AfterS { get; init; }
    public string? At { get; init; }
    public IReadOnlyList<string>? Every { get; init; }
    public double? EveryS { get; init; }
    public Occasion? Event { get; init; }
}

/// <summary>What happens: the sun, or a property of a device (or a person) becoming a value or crossing one.</summary>
public sealed record Occasion
{
    public string? Sun { get; init; }
    public string? Device { get; init; }
    public string? Person { get; init; }
    public string? Property { get; init; }
    [JsonConverter(typeof(SpokenValue))] public object? To { get; init; }
    public double? Above { get; init; }
    public double? Below { get; init; }
}

/// <summary>Which timer was meant, by what was said of it.</summary>
public sealed record TimerRef(string? Name = null, double? Seconds = null, string? Room = null);

/// <summary>More about a call: the rooms or the floor that it is for.</summary>
public sealed record CallArgs(IReadOnlyList<string>? Rooms = null, string? Floor = null);

/// <summary>
/// One thing to do or to tell, as docs/understand-format.md says it. Numbers are in the property's own unit; targets are device ids.
/// </summary>
public sealed record Act
{
    [JsonPropertyName("act")] public required string Kind { get; init; }
    public IReadOnlyList<string>? Targets { get; init; }
    public string? Property { get; init; }
    [JsonConverter(typeof(SpokenValue))] public object? Value { get; init; }
    public string? Direction { get; init; }
    public double? Amount { get; init; }
    public string? Action { get; init; }
    public CallArgs? Args { get; init; }
    public string? Scene { get; init; }
    public bool? On { get; init; }
    public string? Type { get; init; }
    public string? Room { get; init; }
    public string? Floor { get; init; }
    public string? Ask { get; init; }
    public string? At { get; init; }
    public double? AfterS { get; init; }
    public IReadOnlyList<string>? Every { get; init; }
    public double? EveryS { get; init; }
    public double? Seconds { get; init; }
    public string? Name { get; init; }
    public TimerRef? Timer { get; init; }
    public bool? All { get; init; }
    public string? Schedule { get; init; }
    public string? Text { get; init; }
    public string? List { get; init; }
    public string? Item { get; init; }
    public string? Query { get; init; }
    public string? Class { get; init; }
    public string? Place { get; init; }
    public When? When { get; init; }
    public double? ForS { get; init; }
    public IReadOnlyList<Act>? Acts { get; init; }
}
