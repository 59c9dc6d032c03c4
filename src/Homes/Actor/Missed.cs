using Kith.Homes.Twins;
using Kith.Model.Ids;

namespace Kith.Homes.Actor;

/// <summary>
/// What a home that was dropped from memory after a failed commit must not forget: that its devices are still connected, and which of
/// them came or went in what could not be written. Bounded by the devices of the partition's homes.
/// </summary>
internal sealed class Missed
{
    private readonly Dictionary<HomeId, Dictionary<DeviceId, bool>> _presence = [];

    internal bool IsEmpty => _presence.Count == 0;

    internal List<HomeId> Homes => [.. _presence.Keys];

    /// <summary>When to try to write it again, Unix milliseconds.</summary>
    internal long RetryMs { get; set; }

    /// <summary>True for a home that was in memory when a commit failed: what its record says of presence is true still.</summary>
    internal bool Knows(HomeId home) => _presence.ContainsKey(home);

    internal void Dropped(HomeId home) => _presence.TryAdd(home, []);

    internal void Add(PresenceMail mail)
    {
        Dropped(mail.Home);
        _presence[mail.Home][mail.Device] = mail.Online;
    }

    /// <summary>Applies it to the home as it was loaded again.</summary>
    internal void Apply(Turn turn)
    {
        foreach (var (device, online) in _presence[turn.Home.Id])
            if (turn.Home.Twins.TryGetValue(device, out var twin)) Reports.Presence(turn, twin, online);
    }

    /// <summary>It is on disk, or the home is gone.</summary>
    internal void Kept(HomeId home) => _presence.Remove(home);
}
