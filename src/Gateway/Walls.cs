using System.Collections.Concurrent;
using Kith.Gateway.Admittance;
using Kith.Model.Ids;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Local;

namespace Kith.Gateway;

/// <summary>Kith's own client in each home's wall, made when first needed.</summary>
internal sealed class Walls(MqttBroker broker)
{
    private readonly ConcurrentDictionary<HomeId, Lazy<LocalClient>> _clients = new();

    internal LocalClient In(HomeId home) => _clients.GetOrAdd(home, id => new Lazy<LocalClient>(() => broker.Attach(Gatekeeper.WallOf(id), "kith"))).Value;

    /// <summary>Null where nothing of Kith's was ever needed, or the home is gone.</summary>
    internal LocalClient? Find(HomeId home) => _clients.TryGetValue(home, out var client) ? client.Value : null;

    internal void Remove(HomeId home)
    {
        _clients.TryRemove(home, out _);
        broker.RemoveWall(Gatekeeper.WallOf(home));
    }
}
