using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Gateway;
using Kith.Homes;
using Kith.Homes.Bridges;
using Kith.Homes.People;
using Kith.Ledger;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Local;
using Kith.Mqtt.Client;
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

    /// <summary>The one door that its broker has.</summary>
    internal Door Door { get; private init; }

    internal string Address => Door switch
    {
        Door.Tls => $"mqtts://127.0.0.1:{Port}",
        Door.WebSocket => $"ws://127.0.0.1:{Port}/mqtt",
        Door.SecureWebSocket => $"wss://127.0.0.1:{Port}/mqtt",
        _ => $"mqtt://127.0.0.1:{Port}",
    };

    internal static async Task<House> StartAsync(Door door = Door.Tcp)
    {
        var house = new House { Door = door };
        await house.OpenAsync();
        return house;
    }

    /// <summary>A home with its owner and one bridge.</summary>
    internal async Task<TestHome> AddHomeAsync(string name = "Home", string baseTopic = "zigbee2mqtt", string kind = "zigbee2mqtt", object? settings = null)
    {
        var owner = new Caller(AccountId.New(), Scopes.All, "test", Confirmed: true);
        var home = (await Homes.FoundAsync(owner.Account!.Value, "Ann", name, "UTC")).Value.Id;
        var bridge = (await Homes.AddBridgeAsync(home, owner, kind, kind, baseTopic, settings is null ? null : JsonSerializer.SerializeToElement(settings))).Value;
        return new TestHome(home, owner, bridge);
    }

    internal async Task<HomeWatch> WatchAsync(TestHome home) => new(home.Id, (await Homes.FollowAsync(home.Id, home.Owner, null)).Value);

    internal LocalClient Inside(TestHome home, string name = "test") => Gateway.Broker.Attach(DeviceGateway.WallOf(home.Id), name);

    /// <summary>What a person asks of a home's bridge.</summary>
    internal Task<Result<JsonNode>> DoAsync(TestHome home, string deed, object arguments) =>
        Bridges.DoAsync(home.Id, home.Bridge.Bridge.Id, deed, JsonSerializer.SerializeToElement(arguments));

    internal BridgeStatus Status(TestHome home) => Bridges.StateOf(home.Id, home.Bridge.Bridge.Id)!;

    /// <summary>A bridge's status is asked for, not told: waits until it is so.</summary>
    internal async Task<BridgeStatus> StatusAsync(TestHome home, Func<BridgeStatus, bool> holds)
    {
        using var patience = new CancellationTokenSource(HomeWatch.Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (; ; await look.WaitForNextTickAsync(patience.Token))
            if (Status(home) is var status && holds(status)) return status;
    }

    /// <summary>After a restart of Kith: its program has come back and listens. Until then what it said before stands.</summary>
    internal async Task ListensAsync(TestHome home)
    {
        using var patience = new CancellationTokenSource(HomeWatch.Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!Gateway.ClientsOf(home.Id).Any(program => program.Client is { IsConnected: true, Filters.Count: > 0 }))
            await look.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>A program that connects with the credential of a home's bridge.</summary>
    internal async Task<MqttClient> ConnectAsync(TestHome home, MqttClientOptions? options = null)
    {
        var credential = home.Bridge.Credential;
        var client = new MqttClient((options ?? new MqttClientOptions()) with { Port = Port, UserName = credential.Username.ToString(), Password = credential.Password });
        Assert.True((await client.ConnectAsync()).IsConnected);
        return client;
    }

    /// <summary>Stops all of it; <see cref="ResumeAsync"/> starts it again on the same port and folder.</summary>
    internal Task StopAsync() => CloseAsync();

    internal Task ResumeAsync() => OpenAsync();

    private async Task OpenAsync()
    {
        _ledger = await SqliteLedger.OpenAsync(new LedgerOptions { Folder = _folder }, HomeHost.Migrations, TimeProvider.System, NullLogger.Instance);
        Homes = new HomeHost(_ledger, new HomesOptions { CommandTimeout = HomeWatch.Patience }, TimeProvider.System, NullLogger<HomeHost>.Instance);
        Gateway = new DeviceGateway(Homes, Library, new GatewayOptions(), new BrokerOptions(), TimeProvider.System, NullLoggerFactory.Instance);
        Bridges = new BridgeHost(Homes, Gateway.Broker, DeviceGateway.WallOf, Library, Path.Combine(_folder, "bridges"), new LocalNetwork(thisMachineToo: true), TimeProvider.System, NullLoggerFactory.Instance);
        await Gateway.RestoreAsync();
        await Bridges.StartAsync();
        _broker = await ListeningBroker.StartAsync(Gateway.Broker, Port, Door);
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
