using Kith.Homes.Kept;
using Kith.Mqtt.Broker.Keeping;
using Kith.Mqtt.Broker.Walls;

namespace Kith.Gateway.Keeping;

/// <summary>The broker's memory is among the homes' records: it is copied, restored and erased with them.</summary>
public sealed class KeptWalls(KeptBytes kept) : IWallStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<KeptEntry>> ReadAsync(CancellationToken cancellationToken) =>
        [.. (await kept.ReadAsync(cancellationToken)).Select(row => new KeptEntry(new Wall(row.Home), row.Key, row.Value))];

    /// <inheritdoc/>
    public Task WriteAsync(IReadOnlyList<KeptEntry> entries, CancellationToken cancellationToken) =>
        kept.WriteAsync(entries.Select(entry => (entry.Wall.Name, entry.Key, entry.Value)), cancellationToken);
}
