using Kith.Mqtt.Broker.Walls;

namespace Kith.Mqtt.Broker.Keeping;

/// <summary>
/// Where a broker keeps what must outlive its process: bytes by wall and key. The broker alone knows what they mean; the store need only be
/// true to its word.
/// </summary>
public interface IWallStore
{
    /// <summary>Everything kept, a wall after the other, keys of a wall in the order of their bytes. Called once, before any write.</summary>
    Task<IReadOnlyList<KeptEntry>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>All of it, in order, or nothing; complete when it is on disk. Called by one caller at a time.</summary>
    Task WriteAsync(IReadOnlyList<KeptEntry> entries, CancellationToken cancellationToken);
}

/// <summary>One thing to remember, or to forget.</summary>
/// <param name="Wall">Whose it is.</param>
/// <param name="Key">Empty: everything of the wall (to forget).</param>
/// <param name="Value">Null: forget it.</param>
public readonly record struct KeptEntry(Wall Wall, byte[] Key, byte[]? Value);
