using Kith.Model.Ids;

namespace Kith.Homes.Devices;

/// <summary>
/// The ids of removed devices. No other device gets one of them, because the history under it is not its own; the same thing, known by
/// its link and native id, gets it back.
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

    internal GoneDevice Oldest => _byId.Values.MinBy(gone => gone.Removed)!;

    internal void Remove(DeviceId id) => _byId.Remove(id);
}

/// <summary>A device that was removed, as kept.</summary>
/// <param name="Type">What it was, and where: what could take its place in rules; null for those removed before that was kept.</param>
public sealed record GoneDevice(DeviceId Id, string Via, string NativeId, DateTimeOffset Removed, string? Type = null, RoomId? Room = null);
