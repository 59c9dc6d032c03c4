using System.Collections.Frozen;
using Kith.Bridges.Products;
using Kith.Model.Specs;

namespace Kith.Bridges.HomeAssistant.Mapping;

/// <summary>A slot that is a property of the device, and the entity it is a part of.</summary>
internal sealed record BoundSlot(Entity Entity, Slot Slot, Binding Binding);

/// <summary>A slot that is an action.</summary>
internal sealed record BoundPress(Entity Entity, Slot Slot);

/// <summary>A slot whose messages are events, by their words.</summary>
internal sealed record BoundEvents(Entity Entity, Slot Slot, IReadOnlyDictionary<string, string> Addresses);

/// <summary>What a device is for a home, and how each part of it is said over MQTT. Immutable.</summary>
internal sealed class HaMapping(Spec spec, IReadOnlyList<BoundSlot> slots, IReadOnlyDictionary<string, BoundPress> presses, IReadOnlyList<BoundEvents> events, HaTally tally)
{
    private readonly FrozenDictionary<string, BoundSlot> _byAddress = slots.ToFrozenDictionary(slot => slot.Binding.Address);

    internal Spec Spec { get; } = spec;

    internal IReadOnlyList<BoundSlot> Slots { get; } = slots;

    internal IReadOnlyList<BoundEvents> Events { get; } = events;

    internal HaTally Tally { get; } = tally;

    internal BoundSlot? Find(string address) => _byAddress.GetValueOrDefault(address);

    internal BoundPress? FindPress(string address) => presses.GetValueOrDefault(address);
}

/// <summary>How well the slots of a device are understood.</summary>
/// <param name="Typed">Became a property, action or event of the library.</param>
/// <param name="Open">Became an open one.</param>
/// <param name="Dropped">Beyond the limits of a spec.</param>
internal sealed record HaTally(int Typed, int Open, int Dropped);
