using System.Text.Json;
using System.Text.Json.Serialization;
using Kith.Model.Values;

namespace Kith.Model.Specs;

/// <summary>
/// A property as a file says it. In a library service it is complete; in a product document it is a name and what the product has
/// otherwise than the library (or everything, for a property that the library does not know).
/// </summary>
public sealed record PropertyDefinition
{
    /// <summary>The name within its service, a slug (dots allowed, as in pm2.5-density).</summary>
    public required string Name { get; init; }

    /// <summary>In a product: the library's property that this is, where the name differs (a second target-temperature).</summary>
    public string? Of { get; init; }

    /// <summary>MIoT's property instance id, 1 and up; null lets the library number it.</summary>
    public int? Piid { get; init; }

    /// <summary>What people call it.</summary>
    public LocalText? Title { get; init; }

    /// <summary>Its format.</summary>
    public Format? Format { get; init; }

    /// <summary>What may be done with it.</summary>
    public Access? Access { get; init; }

    /// <summary>The unit's name of the unit table.</summary>
    public string? Unit { get; init; }

    /// <summary>The allowed numbers.</summary>
    public ValueRange? Range { get; init; }

    /// <summary>The named numbers.</summary>
    public IReadOnlyList<Choice>? Choices { get; init; }

    /// <summary>Longest text in characters.</summary>
    public int? MaxLength { get; init; }

    /// <summary>How it adds up; every numeric property of the library says it.</summary>
    public Accumulation? Accumulation { get; init; }

    /// <summary>What setting it risks; comfort when not said.</summary>
    public Risk? Risk { get; init; }

    /// <summary>What reading it tells about people; none when not said.</summary>
    public Sensing? Sensing { get; init; }

    /// <summary>True where nothing ever tells it: what it is said to be is what was last asked for, as of a television behind an infrared blaster.</summary>
    public bool? Assumed { get; init; }

    /// <summary>In the library: whether every product with the service has it.</summary>
    public bool? Required { get; init; }

    /// <summary>MIoT's type: in the library 8 hexadecimal digits, after MIoT's own name and a colon where that differs; in an imported product the whole URN.</summary>
    public string? Miot { get; init; }

    /// <summary>What an imported MIoT document said beyond this, so that it can be written back without loss.</summary>
    public KeptFields? Kept { get; init; }

    /// <summary>Fields that nobody here knows; kept, and named by the linter.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>An action as a file says it.</summary>
public sealed record ActionDefinition
{
    /// <summary>The name within its service, a slug.</summary>
    public required string Name { get; init; }

    /// <summary>In a product: the library's action that this is, where the name differs.</summary>
    public string? Of { get; init; }

    /// <summary>MIoT's action instance id, 1 and up; null lets the library number it.</summary>
    public int? Aiid { get; init; }

    /// <summary>What people call it.</summary>
    public LocalText? Title { get; init; }

    /// <summary>Names of properties of the same service that it takes, in order.</summary>
    public IReadOnlyList<string>? In { get; init; }

    /// <summary>Names of properties of the same service that it gives back, in order.</summary>
    public IReadOnlyList<string>? Out { get; init; }

    /// <summary>What doing it risks; comfort when not said.</summary>
    public Risk? Risk { get; init; }

    /// <summary>In the library: whether every product with the service has it.</summary>
    public bool? Required { get; init; }

    /// <summary>MIoT's type: in the library 8 hexadecimal digits, after MIoT's own name and a colon where that differs; in an imported product the whole URN.</summary>
    public string? Miot { get; init; }

    /// <summary>What an imported MIoT document said beyond this.</summary>
    public KeptFields? Kept { get; init; }

    /// <summary>Fields that nobody here knows; kept, and named by the linter.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>An event as a file says it.</summary>
public sealed record EventDefinition
{
    /// <summary>The name within its service, a slug.</summary>
    public required string Name { get; init; }

    /// <summary>In a product: the library's event that this is, where the name differs.</summary>
    public string? Of { get; init; }

    /// <summary>MIoT's event instance id, 1 and up; null lets the library number it.</summary>
    public int? Eiid { get; init; }

    /// <summary>What people call it.</summary>
    public LocalText? Title { get; init; }

    /// <summary>Names of properties of the same service that come with it, in order.</summary>
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>What it tells about people; none when not said.</summary>
    public Sensing? Sensing { get; init; }

    /// <summary>In the library: whether every product with the service has it.</summary>
    public bool? Required { get; init; }

    /// <summary>MIoT's type: in the library 8 hexadecimal digits, after MIoT's own name and a colon where that differs; in an imported product the whole URN.</summary>
    public string? Miot { get; init; }

    /// <summary>What an imported MIoT document said beyond this.</summary>
    public KeptFields? Kept { get; init; }

    /// <summary>Fields that nobody here knows; kept, and named by the linter.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}
