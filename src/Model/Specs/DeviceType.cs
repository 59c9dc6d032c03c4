using System.Text.Json;
using System.Text.Json.Serialization;
using Kith.Model.Values;

namespace Kith.Model.Specs;

/// <summary>Where a device stands among the others of a home.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Category>))]
public enum Category : byte
{
#pragma warning disable CS1591 // The names say it.
    [JsonStringEnumMemberName("other")] Other,
    [JsonStringEnumMemberName("light")] Light,
    [JsonStringEnumMemberName("climate")] Climate,
    [JsonStringEnumMemberName("security")] Security,
    [JsonStringEnumMemberName("energy")] Energy,
    [JsonStringEnumMemberName("entertainment")] Entertainment,
    [JsonStringEnumMemberName("appliance")] Appliance,
    [JsonStringEnumMemberName("sensor")] Sensor,
    [JsonStringEnumMemberName("network")] Network,
#pragma warning restore CS1591
}

/// <summary>A device type of the library: one file of spec/types.</summary>
public sealed record DeviceType
{
    /// <summary>The name, a slug, as the file is called: light, air-conditioner.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public required LocalText Title { get; init; }

    /// <summary>One of the icons that spec/README.md lists.</summary>
    public required string Icon { get; init; }

    /// <summary>Where it stands among the others.</summary>
    public required Category Category { get; init; }

    /// <summary>MIoT's type as a URN, where MIoT has this device.</summary>
    public string? Miot { get; init; }

    /// <summary>Services that every device of the type has; empty for a device of any services.</summary>
    public IReadOnlyList<string>? Required { get; init; }

    /// <summary>Services that it often has.</summary>
    public IReadOnlyList<string>? Optional { get; init; }

    /// <summary>What its tile does and shows.</summary>
    public Tile? Tile { get; init; }

    /// <summary>Fields that nobody here knows; named by the linter.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What the tile of a device does and shows; service types, not ids: the first service of that type counts.</summary>
public sealed record Tile
{
    /// <summary>The writable truth that a tap turns over: light.on. Null for a tile that only opens the device.</summary>
    public string? Toggle { get; init; }

    /// <summary>The action that a tap does where there is nothing to turn over: gate.toggle. Null for most.</summary>
    public string? Run { get; init; }

    /// <summary>The properties that it shows, most telling first; those that a product lacks are left out.</summary>
    public IReadOnlyList<string>? Show { get; init; }
}
