using Kith.Bridges.Products.Codecs;
using Kith.Model.Values;

namespace Kith.Bridges.Products;

/// <summary>What kind of value a feature has.</summary>
internal enum FeatureKind
{
    Number,
    Truth,
    Choice,
    Text,
    /// <summary>The colour of a light: {x, y} or {hue, saturation}.</summary>
    Color,
    /// <summary>A list, or a composite too deep to take apart: one text of JSON.</summary>
    Json,
}

/// <summary>One leaf of a definition's exposes: a value in the state, a value in a set message, or both.</summary>
/// <param name="Name">zigbee2mqtt's name of what it is, without the endpoint: state, brightness.</param>
/// <param name="Path">Where its value stands in the state and in a set message: state_left, or color_options and execute_if_off.</param>
internal sealed record Feature(FeatureKind Kind, string Name, IReadOnlyList<string> Path)
{
    /// <summary>The composite-like expose it belongs to: light, switch, cover, climate, lock, fan; null for none.</summary>
    internal string? Group { get; init; }

    /// <summary>left, l1, 2; null for a device with one of it.</summary>
    internal string? Endpoint { get; init; }

    internal string Label { get; init; } = "";

    internal bool Published { get; init; }

    internal bool Settable { get; init; }

    /// <summary>The device can be asked for it.</summary>
    internal bool Gettable { get; init; }

    /// <summary>A setting rather than a function.</summary>
    internal bool IsConfig { get; init; }

    /// <summary>About the device's own health.</summary>
    internal bool IsDiagnostic { get; init; }

    internal string? Unit { get; init; }

    internal double? Min { get; init; }

    internal double? Max { get; init; }

    internal double? Step { get; init; }

    internal Value On { get; init; }

    internal Value Off { get; init; }

    /// <summary>The values of a choice.</summary>
    internal IReadOnlyList<Value> Values { get; init; } = [];

    /// <summary>Nothing ever tells it: its value is what was last asked for.</summary>
    internal bool IsAssumed { get; init; }

    /// <summary>What an open property of it is called, a slug; null for its path.</summary>
    internal string? Word { get; init; }

    /// <summary>How its value is said, where neither kind nor row tells: a position that counts backwards.</summary>
    internal Codec? Own { get; init; }

    internal bool Offers(string value) => Values.Any(its => its.AsText() == value);
}
