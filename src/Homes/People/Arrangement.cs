using Kith.Homes.Rules.Templates;
using Kith.Model.Ids;

namespace Kith.Homes.People;

/// <summary>
/// How one person likes to see the home; nobody else's concern, and no right: what is hidden here can still be found and used.
/// Ids only, in the person's order; what is not named follows in the home's own order. Names and icons are the home's, for everybody.
/// </summary>
/// <param name="Favourites">Devices on top of the home page.</param>
/// <param name="Rooms">The order of rooms.</param>
/// <param name="Devices">The order of devices within their rooms.</param>
/// <param name="Hidden">Devices that stay out of the way; dangers are shown all the same.</param>
/// <param name="Rules">The order of rules.</param>
/// <param name="Answered">Ready rules that were proposed to this person, by id, with when they said yes or no: they are not proposed again.</param>
/// <param name="Speak">False where what was spoken is not to be answered aloud.</param>
public sealed record Arrangement(
    IReadOnlyList<DeviceId>? Favourites = null,
    IReadOnlyList<RoomId>? Rooms = null,
    IReadOnlyList<DeviceId>? Devices = null,
    IReadOnlyList<DeviceId>? Hidden = null,
    IReadOnlyList<RuleId>? Rules = null,
    IReadOnlyDictionary<string, DateTimeOffset>? Answered = null,
    bool? Speak = null)
{
    /// <summary>Devices and rooms that it names.</summary>
    internal int Count => (Favourites?.Count ?? 0) + (Rooms?.Count ?? 0) + (Devices?.Count ?? 0) + (Hidden?.Count ?? 0);

    /// <summary>Without what is gone or not this person's to see, and with nothing twice.</summary>
    internal Arrangement SeenBy(Home home, Asker asker)
    {
        List<DeviceId> Seen(IReadOnlyList<DeviceId>? ids) =>
            [.. (ids ?? []).Distinct().Where(id => home.Twins.TryGetValue(id, out var twin) && Rights.Check(asker, Deed.See, twin.Device.Room) is null)];
        return new Arrangement(
            Seen(Favourites),
            [.. (Rooms ?? []).Distinct().Where(id => home.Rooms.ContainsKey(id) && Rights.Check(asker, Deed.See, id) is null)],
            Seen(Devices), Seen(Hidden),
            [.. (Rules ?? []).Distinct().Where(id => home.Rules.Find(id) is not null && Rights.Check(asker, Deed.SetMode) is null)],
            (Answered ?? new Dictionary<string, DateTimeOffset>()).Where(answer => RuleTemplate.Find(answer.Key) is not null).ToDictionary(),
            Speak);
    }

    internal static Arrangement Of(Home home, Asker asker) =>
        (asker.Person is { } me ? home.Arrangements.GetValueOrDefault(me.Id, None) : None).SeenBy(home, asker);

    private static readonly Arrangement None = new();
}
