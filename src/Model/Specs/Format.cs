using System.Text.Json.Serialization;

namespace Kith.Model.Specs;

/// <summary>A property's format, as in MIoT-Spec-V2; integers keep their width.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Format>))]
public enum Format : byte
{
#pragma warning disable CS1591 // The names are the formats.
    [JsonStringEnumMemberName("bool")] Bool,
    [JsonStringEnumMemberName("uint8")] UInt8,
    [JsonStringEnumMemberName("uint16")] UInt16,
    [JsonStringEnumMemberName("uint32")] UInt32,
    [JsonStringEnumMemberName("int8")] Int8,
    [JsonStringEnumMemberName("int16")] Int16,
    [JsonStringEnumMemberName("int32")] Int32,
    [JsonStringEnumMemberName("int64")] Int64,
    [JsonStringEnumMemberName("float")] Float,
    [JsonStringEnumMemberName("string")] String,
#pragma warning restore CS1591
}

/// <summary>What may be done with a property; none at all for an action's parameter.</summary>
[Flags]
[JsonConverter(typeof(AccessJson))]
public enum Access : byte
{
    /// <summary>Only a parameter of actions or events.</summary>
    None = 0,
    /// <summary>Can be asked for.</summary>
    Read = 1,
    /// <summary>Can be set.</summary>
    Write = 2,
    /// <summary>The device reports changes by itself.</summary>
    Notify = 4,
}

/// <summary>How a numeric property adds up over time.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Accumulation>))]
public enum Accumulation : byte
{
    /// <summary>A value of this moment: temperature, power. Chart min, max and mean.</summary>
    [JsonStringEnumMemberName("instant")] Instant,
    /// <summary>A meter that only rises until reset: energy. Chart the growth per interval.</summary>
    [JsonStringEnumMemberName("total")] Total,
    /// <summary>Each report covers the time since the last: energy of the last ten minutes. Chart the sum.</summary>
    [JsonStringEnumMemberName("interval")] Interval,
}

/// <summary>What goes wrong if the wrong person does it; decides who may and who must confirm.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Risk>))]
public enum Risk : byte
{
    /// <summary>A light at the wrong time.</summary>
    [JsonStringEnumMemberName("comfort")] Comfort,
    /// <summary>Money, water or wear: heating, valves, resets.</summary>
    [JsonStringEnumMemberName("cost")] Cost,
    /// <summary>Harm to people or house: locks, ovens, gas, alarm off.</summary>
    [JsonStringEnumMemberName("safety")] Safety,
    /// <summary>Somebody's private life: cameras, microphones, presence.</summary>
    [JsonStringEnumMemberName("privacy")] Privacy,
}

/// <summary>What a sensing property tells about people; decides who may see it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Sensing>))]
public enum Sensing : byte
{
    /// <summary>It senses nothing about people or surroundings.</summary>
    [JsonStringEnumMemberName("none")] None,
    /// <summary>Surroundings: temperature, light, air.</summary>
    [JsonStringEnumMemberName("environment")] Environment,
    /// <summary>Danger: smoke, gas, water, tamper.</summary>
    [JsonStringEnumMemberName("safety")] Safety,
    /// <summary>Consumption: power, energy, water.</summary>
    [JsonStringEnumMemberName("consumption")] Consumption,
    /// <summary>Whether and where somebody is: motion, doors, locks.</summary>
    [JsonStringEnumMemberName("presence")] Presence,
    /// <summary>Pictures.</summary>
    [JsonStringEnumMemberName("image")] Image,
    /// <summary>Sound.</summary>
    [JsonStringEnumMemberName("sound")] Sound,
    /// <summary>Bodies: weight, pulse, sleep.</summary>
    [JsonStringEnumMemberName("health")] Health,
}
