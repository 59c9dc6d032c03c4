using System.Text.Json.Serialization;
using Kith.Model.Errors;
using Kith.Model.Values;

namespace Kith.Model.Specs;

/// <summary>The allowed numbers of a property, in its unit.</summary>
/// <param name="Min">The least, included.</param>
/// <param name="Max">The greatest, included.</param>
/// <param name="Step">The distance of neighbours, above 0; what lies between is rounded, not refused.</param>
[JsonConverter(typeof(ValueRangeJson))]
public sealed record ValueRange(double Min, double Max, double Step);

/// <summary>One of a property's named numbers.</summary>
/// <param name="Value">The number on the wire.</param>
/// <param name="Key">Its stable English key, a slug unique within the list: cool, go-charging.</param>
/// <param name="Name">What people call it.</param>
public sealed record Choice(long Value, string Key, LocalText Name);

/// <summary>Something a service has or knows.</summary>
public sealed class Property
{
    /// <summary>Longest text a string property takes when its spec says nothing: 1,024 characters.</summary>
    public const int DefaultMaxLength = 1024;

    /// <summary>The name within its service, a slug (dots allowed, as in pm2.5-density).</summary>
    public required string Name { get; init; }

    /// <summary>The address within the device: service.property. Set when the spec is made.</summary>
    public string Address { get; internal set; } = "";

    /// <summary>The place within the spec's properties, 0 and up. Set when the spec is made.</summary>
    [JsonIgnore]
    public int Index { get; internal set; }

    /// <summary>MIoT's property instance id; unique within the service.</summary>
    public int Piid { get; init; }

    /// <summary>What people call it.</summary>
    public required LocalText Title { get; init; }

    /// <summary>Its format.</summary>
    public required Format Format { get; init; }

    /// <summary>What may be done with it.</summary>
    public Access Access { get; init; }

    /// <summary>The unit's name of the unit table: celsius, percent; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>The allowed numbers; null for no bound but the format's.</summary>
    public ValueRange? Range { get; init; }

    /// <summary>The named numbers; null when any number goes.</summary>
    public IReadOnlyList<Choice>? Choices { get; init; }

    /// <summary>Longest text in characters; null for <see cref="DefaultMaxLength"/>.</summary>
    public int? MaxLength { get; init; }

    /// <summary>How it adds up.</summary>
    public Accumulation Accumulation { get; init; }

    /// <summary>What setting it risks.</summary>
    public Risk Risk { get; init; }

    /// <summary>What reading it tells about people.</summary>
    public Sensing Sensing { get; init; }

    /// <summary>True where nothing ever tells it: its value is what was last asked for. Null for what its device reports.</summary>
    public bool? Assumed { get; init; }

    /// <summary>
    /// The value in this property's format: 1 and 0 become truths for bool, whole floats become integers, numbers are rounded to the step.
    /// Fails with value.wrong_type or value.out_of_range.
    /// </summary>
    public Result<Value> Take(Value value) => PropertyRule.Take(this, value);
}

/// <summary>Something a service can be told to do.</summary>
public sealed class SpecAction
{
    /// <summary>The name within its service, a slug.</summary>
    public required string Name { get; init; }

    /// <summary>The address within the device: service.action. Set when the spec is made.</summary>
    public string Address { get; internal set; } = "";

    /// <summary>MIoT's action instance id; unique within the service, apart from properties.</summary>
    public int Aiid { get; init; }

    /// <summary>What people call it.</summary>
    public required LocalText Title { get; init; }

    /// <summary>Names of properties of the same service that it takes, in order.</summary>
    public IReadOnlyList<string> In { get; init => field = value ?? []; } = [];

    /// <summary>Names of properties of the same service that it gives back, in order.</summary>
    public IReadOnlyList<string> Out { get; init => field = value ?? []; } = [];

    /// <summary>What doing it risks.</summary>
    public Risk Risk { get; init; }
}

/// <summary>Something a service tells once.</summary>
public sealed class SpecEvent
{
    /// <summary>The name within its service, a slug.</summary>
    public required string Name { get; init; }

    /// <summary>The address within the device: service.event. Set when the spec is made.</summary>
    public string Address { get; internal set; } = "";

    /// <summary>MIoT's event instance id; unique within the service.</summary>
    public int Eiid { get; init; }

    /// <summary>What people call it.</summary>
    public required LocalText Title { get; init; }

    /// <summary>Names of properties of the same service that come with it, in order.</summary>
    public IReadOnlyList<string> Arguments { get; init => field = value ?? []; } = [];

    /// <summary>What it tells about people.</summary>
    public Sensing Sensing { get; init; }
}
