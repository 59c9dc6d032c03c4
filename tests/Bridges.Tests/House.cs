using Kith.Gateway;
using Kith.Homes;
using Kith.Homes.Bridges;
using Kith.Homes.People;
using Kith.Ledger;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Mqtt.Broker;
using Kith.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Bridges.Tests;

/// <summary>A whole Kith without its API: ledger, homes, gateway with a listening broker, bridges; in a folder of its own, and restartable.</summary>
internal sealed class House : IAsyncDisposable
{
    internal static readonly Library Library = Library.Standard();
    private readonly string _folder = Directory.CreateTempSubdirectory("kith-bridges-").FullName;
    private SqliteLedger _ledger = null!;
    private ListeningBroker _broker = null!;

    internal HomeHost Homes { get; private set; } = null!;

    internal DeviceGateway Gateway { get; private set; } = null!;

    internal BridgeHost Bridges { get; private set; } = null!;

    internal int Port { get; } = FreePort.Next();

    internal static async Task<House> StartAsync()
    {
        var house = new House();
        await house.OpenAsync();
        return house;
    }

    /// <summary>A home with its owner and one zigbee2mqtt bridge.</summary>
    internal async Task<TestHome> AddHomeAsync(string name = "Home", string baseTopic = "zigbee2mqtt")
    {
        var owner = new Caller(AccountId.New(), Scopes.All, "test", Confirmed: true);
        var home = (await Homes.FoundAsync(owner.Account!.Value, "Ann", name, "UTC")).Value.Id;
        var bridge = (await Homes.AddBridgeAsync(home, owner, "zigbee2mqtt", "Zigbee2MQTT", baseTopic)).Value;
        return new TestHome(home, owner, bridge);
    }

    internal async Task<HomeWatch> WatchAsync(TestHome home) => new(home.Id, (await Homes.FollowAsync(home.Id, home.Owner, null)).Value);

    internal LocalClient Inside(TestHome home, string name = "test") => Gateway.Broker.Attach(DeviceGateway.WallOf(home.Id), name);

    /// <summary>Stops all of it; <see cref="ResumeAsync"/> starts it again on the same port and folder.</summary>
    internal Task StopAsync() => CloseAsync();

    internal Task ResumeAsync() => OpenAsync();

    private async Task OpenAsync()
    {
        _ledger = await SqliteLedger.OpenAsync(new LedgerOptions { Folder = _folder }, HomeHost.Migrations, TimeProvider.System, NullLogger.Instance);
        Homes = new HomeHost(_ledger, new HomesOptions(), TimeProvider.System, NullLogger<HomeHost>.Instance);
        Gateway = new DeviceGateway(Homes, Library, new GatewayOptions(), new BrokerOptions(), TimeProvider.System, NullLoggerFactory.Instance);
        Bridges = new BridgeHost(Homes, Gateway.Broker, DeviceGateway.WallOf, Library, Path.Combine(_folder, "bridges"), TimeProvider.System, NullLoggerFactory.Instance);
        await Bridges.StartAsync();
        _broker = await ListeningBroker.StartAsync(Gateway.Broker, Port);
    }

    private async Task CloseAsync()
    {
        await Bridges.DisposeAsync();
        await Gateway.DisposeAsync();
        await _broker.DisposeAsync();
        await Homes.DisposeAsync();
        await _ledger.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A home of the house, its owner, and the bridge with the credential that was shown once.</summary>
internal sealed record TestHome(HomeId Id, Caller Owner, AddedBridge Bridge);
