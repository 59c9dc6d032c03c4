using System.Collections.Frozen;
using Kith.Bridges.Products;
using Kith.Model.Specs;

namespace Kith.Bridges.Zigbee2Mqtt.Mapping;

/// <summary>What a device is for a home, and how each part of it is said in zigbee2mqtt's JSON. Immutable.</summary>
internal sealed class DeviceMapping(Spec spec, IReadOnlyList<Binding> bindings, IReadOnlyList<Press> presses, IReadOnlyList<Happenings> happenings, Tally tally, string? question = null)
{
    private readonly FrozenDictionary<string, Binding> _byAddress = bindings.ToFrozenDictionary(binding => binding.Address);
    private readonly FrozenDictionary<string, Press> _presses = presses.ToFrozenDictionary(press => press.Address);

    internal Spec Spec { get; } = spec;

    internal IReadOnlyList<Binding> Bindings { get; } = bindings;

    internal IReadOnlyList<Happenings> Happenings { get; } = happenings;

    internal Tally Tally { get; } = tally;

    /// <summary>What to ask the device for so that zigbee2mqtt says its whole state: its first function that can be asked for.</summary>
    internal string? Question { get; } = question;

    internal Binding? Find(string address) => _byAddress.GetValueOrDefault(address);

    internal Press? FindPress(string address) => _presses.GetValueOrDefault(address);
}

/// <summary>What became of a feature.</summary>
internal enum Fate
{
    Typed,
    Open,
    /// <summary>Beyond the limits of a spec, wholly or in part.</summary>
    Dropped,
}

/// <summary>How well a definition is understood.</summary>
/// <param name="Features">What it exposes.</param>
/// <param name="Typed">Of these, what became a service of the library.</param>
/// <param name="Open">What became an open property, action or event.</param>
/// <param name="Dropped">What is beyond the limits of a spec.</param>
internal sealed record Tally(int Features, int Typed, int Open, int Dropped);
