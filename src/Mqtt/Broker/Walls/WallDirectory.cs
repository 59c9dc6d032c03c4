using System.Collections.Concurrent;

namespace Kith.Mqtt.Broker.Walls;

/// <summary>The walls by name; each is made when its first client enters.</summary>
internal sealed class WallDirectory(BrokerContext context, CancellationToken stopping)
{
    private readonly ConcurrentDictionary<Wall, WallState> _walls = new();

    /// <summary>Cancelled when the broker stops.</summary>
    public CancellationToken Stopping => stopping;

    public WallState Get(Wall wall) => _walls.GetOrAdd(wall, static (name, context) => new WallState(name, context), context);

    public IEnumerable<WallState> All => _walls.Select(pair => pair.Value);

    public WallState? Find(Wall wall) => _walls.GetValueOrDefault(wall);

    public WallState? Take(Wall wall) => _walls.TryRemove(wall, out var state) ? state : null;
}
