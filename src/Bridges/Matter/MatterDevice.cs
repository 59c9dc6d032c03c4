using Kith.Bridges.Matter.Mapping;
using Kith.Bridges.Matter.Nodes;
using Kith.Model.Values;

namespace Kith.Bridges.Matter;

/// <summary>One device of a node: what it is, and what it was asked for last. Everything is read and written under the gate of <see cref="MatterDevices"/>.</summary>
internal sealed class MatterDevice(BridgedDevice its)
{
    private readonly Dictionary<string, (Value Asked, bool Seen)> _asked = new(StringComparer.Ordinal);

    internal BridgedDevice Its { get; } = its;

    internal MatterNode? Node { get; set; }

    internal MatterPart? Part { get; set; }

    internal MatterProduct? Product { get; set; }

    /// <summary>What it was called by its node; while the home calls it so too, the home follows.</summary>
    internal string? Label { get; set; }

    internal bool IsThere => Node is { IsAvailable: true } && Part is { IsReachable: true };

    internal void Asked(string address, Value value) => _asked[address] = (value, false);

    /// <summary>Its values; all, or those that an attribute is part of.</summary>
    internal List<KeyValuePair<string, Value>> Values(Func<MatterBinding, bool>? of = null)
    {
        var values = new List<KeyValuePair<string, Value>>();
        if (Product is not { } product || Node is not { } node) return values;
        foreach (var binding in product.Bindings)
        {
            if (of is not null && !of(binding)) continue;
            if (node.Find(binding.Endpoint) is { } endpoint && binding.TryRead(endpoint, out var value)) values.Add(new(binding.Address, AsAsked(binding, value)));
        }
        return values;
    }

    /// <summary>2,700 kelvin is 370 mired and would come back as 2,703: while the device says the nearest it can, it is what was asked for.</summary>
    private Value AsAsked(MatterBinding binding, Value value)
    {
        if (!_asked.TryGetValue(binding.Address, out var asked)) return value;
        if (binding.Same(asked.Asked, value))
        {
            _asked[binding.Address] = asked with { Seen = true };
            return asked.Asked;
        }
        if (asked.Seen) _asked.Remove(binding.Address);
        return value;
    }
}
