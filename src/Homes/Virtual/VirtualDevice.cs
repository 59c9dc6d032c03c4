using Kith.Homes.Actor;
using Kith.Homes.Operations;
using Kith.Homes.Twins;
using Kith.Model.Ids;
using Kith.Model.Specs;

namespace Kith.Homes.Virtual;

/// <summary>
/// A device that is nothing but the home's own: a scene, a group, an alarm system. It has a twin and a spec like any other, so that app,
/// voice, rules and clouds need nothing special; its link is the home's loop itself.
/// </summary>
internal abstract class VirtualDevice(DeviceId id)
{
    /// <summary>How devices say that the home itself is their link.</summary>
    internal const string Via = "home";

    internal DeviceId Id { get; } = id;

    /// <summary>What it is made of, as kept.</summary>
    internal abstract VirtualRecord Record { get; }

    /// <summary>The devices whose values and presence it wants to hear of.</summary>
    internal abstract IEnumerable<DeviceId> Members { get; }

    /// <summary>A command came: answers it by <see cref="OperationFlow"/>, now or when its parts have ended.</summary>
    internal abstract void Do(Turn turn, Twin twin, PendingOperation pending);

    /// <summary>Something happened to one of its members.</summary>
    internal abstract void Heed(Turn turn, Twin twin, Happening happening);

    /// <summary>Whether it can be reached; what is made of nothing that could be away always can.</summary>
    internal virtual bool IsOnline(Home home) => true;

    /// <summary>Its members are others than before: what it says of them is made anew.</summary>
    internal virtual void Refresh(Turn turn, Twin twin)
    {
    }

    /// <summary>What it can do by what its members can now; null where that does not depend on them, or nothing is left.</summary>
    internal virtual IReadOnlyList<Service>? Services(Home home) => null;

    /// <summary>It was loaded from disk: takes up what it was at.</summary>
    /// <param name="fromMs">The earliest moment for what is due already: devices are back by then.</param>
    internal virtual void Awake(Turn turn, Twin twin, long fromMs)
    {
    }

    /// <summary>A member is no more; what is left of its record.</summary>
    internal abstract VirtualRecord Without(DeviceId member);
}
