using Kith.Bridges.Zigbee2Mqtt;
using Kith.Homes;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Mqtt.Broker;
using Microsoft.Extensions.Logging;

namespace Kith.Bridges;

/// <summary>
/// Other people's devices, one folder and one property here per kind of bridge. Make it after the gateway, start it before the
/// listeners open, dispose it before the broker.
/// </summary>
/// <param name="wallOf">The broker's wall of a home.</param>
public sealed class BridgeHost(HomeHost homes, MqttBroker broker, Func<HomeId, Wall> wallOf, Library library, TimeProvider time, ILoggerFactory logs) : IAsyncDisposable
{
    /// <summary>zigbee2mqtt, connected to Kith's own broker.</summary>
    public ZigbeeBridges Zigbee { get; } = new(homes, broker, wallOf, library, time, logs.CreateLogger<ZigbeeBridges>());

    /// <summary>Serves the bridges that the homes have, and from now on those they add.</summary>
    public Task StartAsync() => Zigbee.StartAsync();

    /// <summary>Leaves the broker; the bridges' devices are offline.</summary>
    public ValueTask DisposeAsync() => Zigbee.DisposeAsync();
}
