using Kith.Homes.Devices;
using Kith.Homes.Operations;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Twins;

/// <summary>When something was so, and by whose clock: the device's or the house's.</summary>
/// <param name="AtMs">Unix milliseconds.</param>
internal readonly record struct Moment(long AtMs, bool ByDevice);

/// <summary>What the home knows of one property; 24 bytes, so the clock is a bit of the time.</summary>
internal readonly struct Known(Value value, Moment at)
{
    private readonly long _stamp = (at.AtMs << 1) | (at.ByDevice ? 1L : 0);

    /// <summary>None until first reported.</summary>
    internal Value Value { get; } = value;

    /// <summary>When it was so, Unix milliseconds; 0 for never.</summary>
    internal long AtMs => _stamp >> 1;

    internal bool ByDevice => (_stamp & 1) != 0;
}

/// <summary>The home's picture of a device: under 600 bytes for four properties, the shared spec not counted.</summary>
internal sealed class Twin(Device device, Spec spec)
{
    private Known[] _known = new Known[spec.Properties.Count];
    private List<PendingOperation>? _pending;

    internal Device Device { get; set; } = device;

    internal Spec Spec { get; private set; } = spec;

    internal bool Online { get; set; }

    /// <summary>When it was last heard, Unix milliseconds; 0 for never.</summary>
    internal long SeenMs { get; set; }

    internal ref Known this[Property property] => ref _known[property.Index];

    /// <summary>Commands handed to the device and not yet answered, oldest first.</summary>
    internal IReadOnlyList<PendingOperation> Pending => (IReadOnlyList<PendingOperation>?)_pending ?? [];

    internal void Await(PendingOperation operation) => (_pending ??= []).Add(operation);

    internal void Settle(PendingOperation operation)
    {
        _pending?.Remove(operation);
        if (_pending?.Count == 0) _pending = null;
    }

    /// <summary>The device speaks another version now: values keep their addresses.</summary>
    internal void Adopt(Spec spec)
    {
        var known = new Known[spec.Properties.Count];
        foreach (var property in spec.Properties)
            if (Spec.FindProperty(property.Address) is { } old) known[property.Index] = _known[old.Index];
        (_known, Spec) = (known, spec);
    }
}
