using Kith.Homes.Importing;
using Kith.Model.Ids;

namespace Kith.Homes.Devices;

/// <summary>
/// The ids of devices that are not here: of removed ones, and of those that are expected because somebody brought their names from another
/// system. No other device gets one of them, because the history under it is not its own; the same thing, known by its link and native id, does.
/// </summary>
internal sealed class GoneDevices
{
    /// <summary>Remembered per home (about 200 kB); the first forgotten are those removed longest ago.</summary>
    internal const int Limit = 1000;

    private readonly Dictionary<DeviceId, GoneDevice> _byId = [];

    internal int Count => _byId.Count;

    internal bool Has(DeviceId id) => _byId.ContainsKey(id);

    internal void Add(GoneDevice gone) => _byId[gone.Id] = gone;

    internal GoneDevice? Find(DeviceId id) => _byId.GetValueOrDefault(id);

    internal GoneDevice? Find(string via, string nativeId) => _byId.Values.FirstOrDefault(gone => gone.Via == via && gone.NativeId == nativeId);

    internal IEnumerable<GoneDevice> Expected => _byId.Values.Where(gone => gone.KnownAs is not null);

    /// <summary>The one that was expected to come under a native id, whatever its link.</summary>
    internal GoneDevice? Await(string nativeId) =>
        NativeIds.Of(nativeId).ToList() is { Count: > 0 } known ? Expected.FirstOrDefault(gone => gone.KnownAs!.Any(known.Contains)) : null;

    internal GoneDevice Oldest => _byId.Values.MinBy(gone => gone.Removed)!;

    internal void Remove(DeviceId id) => _byId.Remove(id);
}

/// <summary>A device that was removed or is expected, as kept.</summary>
/// <param name="Type">What it was, and where: what could take its place in rules; null for those removed before that was kept.</param>
/// <param name="Name">What to call one that is expected.</param>
/// <param name="KnownAs">What one that is expected may be known by (<see cref="NativeIds"/>); null for a removed one.</param>
public sealed record GoneDevice(
    DeviceId Id, string Via, string NativeId, DateTimeOffset Removed, string? Type = null, RoomId? Room = null, string? Name = null, IReadOnlyList<string>? KnownAs = null);
