using Kith.Model.Specs;

namespace Kith.Bridges.Products;

/// <summary>How a feature's value becomes the property's.</summary>
internal enum As
{
    /// <summary>Its own form: a number in its unit, a truth, a choice by <see cref="MappingRow.Choices"/>, a text.</summary>
    Plain,
    /// <summary>A truth turned round.</summary>
    Opposite,
    /// <summary>0 to its maximum as 1 to 100 percent.</summary>
    Level,
    /// <summary>Mired as kelvin.</summary>
    Mired,
    /// <summary>Colour object as 0xRRGGBB.</summary>
    Color,
    /// <summary>A mode with off as on and off.</summary>
    OnOff,
    /// <summary>0xRRGGBB as a text: #FF8800.</summary>
    Hex,
}

/// <summary>One row of a mapping: a feature of zigbee2mqtt is a property of a service of the library. Rows of a feature are tried in order.</summary>
/// <param name="Feature">zigbee2mqtt's name without endpoint; composite/name for a part of a composite.</param>
/// <param name="Service">The library's service.</param>
/// <param name="Property">Its property.</param>
internal sealed record MappingRow(string Feature, string Service, string Property, As As = As.Plain)
{
    /// <summary>Only inside this group (light, climate, ...); null for features of no group.</summary>
    internal string? In { get; init; }

    /// <summary>Their value and our choice's key in the library; values that are not here become choices of their own.</summary>
    internal IReadOnlyList<(string Theirs, string Ours)>? Choices { get; init; }

    /// <summary>The device must have one of these features (or groups).</summary>
    internal IReadOnlyList<string>? With { get; init; }

    /// <summary>The device must have none of these.</summary>
    internal IReadOnlyList<string>? Without { get; init; }

    /// <summary>Only when the definition's unit is this.</summary>
    internal string? Unit { get; init; }

    /// <summary>The unit that is meant where the definition names none.</summary>
    internal string? Assume { get; init; }

    /// <summary>The words of a mode that mean off, for <see cref="As.OnOff"/>.</summary>
    internal IReadOnlyList<string> Off { get; init; } = ["off"];

    /// <summary>Only for a device whose description has this word.</summary>
    internal string? Described { get; init; }

    /// <summary>Only what can be set: a service whose whole point is to be told something.</summary>
    internal bool MustSet { get; init; }

    /// <summary>Only where the device has the service already, by an earlier row: a setting does not make a light.</summary>
    internal bool Joins { get; init; }

    /// <summary>A second property out of the same feature: it is tried as well when an earlier row took the feature.</summary>
    internal bool Also { get; init; }

    /// <summary>What of the feature's access the property has; null for all of it.</summary>
    internal Access? Only { get; init; }

    /// <summary>The state names the property that says when this one means nothing: a light's colour while it shines white.</summary>
    internal Unless? Unless { get; init; }

    /// <summary>Takes longer than a command may wait: the first sign of it counts as accepted.</summary>
    internal bool IsSlow { get; init; }
}

/// <summary>The value means nothing while another property of the state (with the same endpoint) has one of these values.</summary>
internal sealed record Unless(string Property, IReadOnlyList<string> Values);
