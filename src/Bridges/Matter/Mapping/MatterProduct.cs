using System.Collections.Frozen;
using Kith.Bridges.Matter.Nodes;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Bridges.Matter.Mapping;

/// <summary>A property of the product and the endpoint and row behind it.</summary>
/// <param name="Choices">Numbers of the library's choices by key; null for what has none.</param>
internal sealed record MatterBinding(string Address, int Endpoint, Row Row, IReadOnlyDictionary<string, long>? Choices)
{
    /// <summary>False when the endpoint says nothing of it now.</summary>
    internal bool TryRead(MatterEndpoint endpoint, out Value value)
    {
        value = Row.Read(endpoint);
        if (Choices is not null) value = value.AsText() is { } key && Choices.TryGetValue(key, out var number) ? Value.Of(number) : default;
        return !value.IsNone;
    }

    internal MatterWish? Wish(MatterEndpoint endpoint, Value value)
    {
        if (Choices is null) return Row.Set!(endpoint, value);
        return Choices.FirstOrDefault(row => row.Value == value.AsInteger()).Key is { } key ? Row.Set!(endpoint, Value.Of(key)) : null;
    }

    /// <summary>Whether what the device says is what was asked for.</summary>
    internal bool Same(Value asked, Value told)
    {
        if (asked == told) return true;
        if (Row.IsColor) return Near(16) && Near(8) && Near(0);
        return Row.Near > 0 && Math.Abs(asked.AsDouble() - told.AsDouble()) <= Row.Near;

        // A light keeps a colour in its own coordinates and says the nearest it can shine.
        bool Near(int channel) => Math.Abs(((asked.AsInteger() >> channel) & 255) - ((told.AsInteger() >> channel) & 255)) <= 12;
    }

    /// <summary>The attributes out of which it is read, to be asked for after a command.</summary>
    internal IEnumerable<AttributePath> Paths => [new(Endpoint, Row.Cluster, Row.Attribute), .. Row.Also.Select(attribute => new AttributePath(Endpoint, Row.Cluster, attribute))];
}

/// <summary>What a Matter device is for a home, and where each part of it stands. Immutable.</summary>
internal sealed class MatterProduct(Spec spec, IReadOnlyList<MatterBinding> bindings, IReadOnlyDictionary<string, (int Endpoint, Press Press)> presses, IReadOnlyDictionary<int, string> buttons)
{
    private readonly FrozenDictionary<string, MatterBinding> _byAddress = bindings.ToFrozenDictionary(binding => binding.Address);

    internal Spec Spec { get; } = spec;

    internal IReadOnlyList<MatterBinding> Bindings { get; } = bindings;

    internal MatterBinding? Find(string address) => _byAddress.GetValueOrDefault(address);

    internal (int Endpoint, Press Press)? FindPress(string address) => presses.TryGetValue(address, out var press) ? press : null;

    /// <summary>The service of the button at an endpoint; null for none.</summary>
    internal string? ButtonAt(int endpoint) => buttons.GetValueOrDefault(endpoint);
}
