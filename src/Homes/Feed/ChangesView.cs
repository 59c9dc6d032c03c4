using Kith.Homes.Activity;
using Kith.Homes.Devices;
using Kith.Homes.Notices;
using Kith.Homes.Operations;
using Kith.Homes.People;
using Kith.Homes.Rooms;
using Kith.Homes.Whereabouts;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Model.Values;

namespace Kith.Homes.Feed;

/// <summary>One property has a new value.</summary>
/// <param name="D">The device.</param>
/// <param name="P">The property address.</param>
/// <param name="V">The value.</param>
/// <param name="T">Since when.</param>
/// <param name="O">The operation that made it so, if one did.</param>
public sealed record ValueChange(DeviceId D, string P, Value V, DateTimeOffset T, OperationId? O);

/// <summary>A device came or went.</summary>
public sealed record PresenceChange(DeviceId D, bool Online, DateTimeOffset T);

/// <summary>A device told something once.</summary>
/// <param name="E">The event address.</param>
public sealed record EventChange(DeviceId D, string E, IReadOnlyDictionary<string, Value>? Args, DateTimeOffset T);

/// <summary>
/// What changed in a home from one commit to the next; the only stream that app, rules, voice and clouds follow.
/// Lists that did not change are null; rooms, people and home come whole.
/// </summary>
/// <param name="Sequence">The last fact in it; the point from which a follower resumes.</param>
public sealed record ChangesView(long Sequence)
{
    public IReadOnlyList<ValueChange>? Values { get; init; }
    public IReadOnlyList<DeviceView>? Devices { get; init; }
    public IReadOnlyList<DeviceId>? Removed { get; init; }
    public IReadOnlyDictionary<string, Spec>? Specs { get; init; }
    public IReadOnlyList<PresenceChange>? Presence { get; init; }
    public IReadOnlyList<Operation>? Operations { get; init; }
    public IReadOnlyList<Room>? Rooms { get; init; }
    public IReadOnlyList<PersonView>? People { get; init; }
    public HomeView? Home { get; init; }
    public IReadOnlyList<EventChange>? Events { get; init; }
    public IReadOnlyList<ActivityView>? Activity { get; init; }

    /// <summary>Rules that came, changed, ran or went; fetch them anew.</summary>
    public IReadOnlyList<RuleId>? Rules { get; init; }

    /// <summary>The viewer's own, when they arranged something on another screen.</summary>
    public Arrangement? Arrangement { get; init; }

    /// <summary>Who came and who left.</summary>
    public IReadOnlyList<PersonMove>? Moves { get; init; }

    /// <summary>What the viewer was told.</summary>
    public IReadOnlyList<NoticeView>? Notices { get; init; }

    /// <summary>How many of the viewer's notices are new, when that changed.</summary>
    public int? Unread { get; init; }

    /// <summary>All notices, before it is known who looks.</summary>
    internal IReadOnlyList<Notice>? Told { get; init; }

    /// <summary>Whose number of new notices changed.</summary>
    internal IReadOnlySet<PersonId>? Readers { get; init; }

    /// <summary>Everybody's, before it is known who looks.</summary>
    internal IReadOnlyDictionary<PersonId, Arrangement>? Arrangements { get; init; }
}

/// <summary>A home whole, as one of its people sees it.</summary>
/// <param name="Sequence">The last fact in it.</param>
/// <param name="Specs">The specs of its devices by id.</param>
/// <param name="Operations">Those still waiting for their device.</param>
/// <param name="Arrangement">How the viewer likes to see it.</param>
/// <param name="Unread">Notices that the viewer has not looked at.</param>
public sealed record SnapshotView(
    long Sequence,
    HomeView Home,
    IReadOnlyList<Room> Rooms,
    IReadOnlyList<PersonView> People,
    IReadOnlyList<DeviceView> Devices,
    IReadOnlyDictionary<string, Spec> Specs,
    IReadOnlyList<Operation> Operations,
    Arrangement Arrangement,
    int Unread);
