using System.Security.Cryptography.X509Certificates;
using Kith.Gateway.Pairing;
using Kith.Homes;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Ledger;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Client;
using Kith.Mqtt.Codec;
using Kith.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kith.Gateway.Tests;

/// <summary>The whole way in: real MQTT on a free port, the gateway, homes and a ledger in a folder of their own, with one home and its owner.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Read once for all tests: the library does not change.
    private static readonly Library Standard = Library.Standard();

    private readonly ListeningBroker _broker;
    private readonly List<MqttClient> _clients = [];

    private TestGateway(ListeningBroker broker, string folder, SqliteLedger ledger, HomeHost host, DeviceGateway gateway, ShiftedTime time, AccountId account, HomeId home)
    {
        (_broker, Folder, Ledger, Host, Gateway, Time, Account, Home) = (broker, folder, ledger, host, gateway, time, account, home);
        Counted = new Counted(gateway.Metrics.Meter);
    }

    internal string Folder { get; }

    internal SqliteLedger Ledger { get; }

    internal HomeHost Host { get; }

    internal DeviceGateway Gateway { get; }

    internal ShiftedTime Time { get; }

    internal AccountId Account { get; }

    internal HomeId Home { get; }

    internal int Port => _broker.Port;

    internal Counted Counted { get; }

    internal Caller Owner => new(Account, Scopes.All, "test");

    /// <param name="clock">The gateway's; the homes keep the system's.</param>
    internal static async Task<TestGateway> StartAsync(GatewayOptions? options = null, HomesOptions? homes = null, BrokerOptions? broker = null, TimeProvider? clock = null)
    {
        var folder = Directory.CreateTempSubdirectory("kith-gateway-").FullName;
        var time = new ShiftedTime();
        var ledger = await SqliteLedger.OpenAsync(new LedgerOptions { Folder = folder }, HomeHost.Migrations, time, NullLogger.Instance);
        var host = new HomeHost(ledger, homes ?? new HomesOptions { CommandTimeout = Patience }, time, NullLogger<HomeHost>.Instance);
        var gateway = new DeviceGateway(host, Standard, options ?? new GatewayOptions(), broker ?? new BrokerOptions(), clock ?? time, NullLoggerFactory.Instance);
        var listening = await ListeningBroker.StartAsync(gateway.Broker, tls: TestCertificates.OfServer);
        var account = AccountId.New();
        var home = (await host.FoundAsync(account, "Ann", "Test home", "UTC")).Value.Id;
        return new TestGateway(listening, folder, ledger, host, gateway, time, account, home);
    }

    internal async Task<PairingView> OfferAsync(HomeId? home = null, Caller? caller = null) =>
        (await Gateway.Pairings.OfferAsync(home ?? Home, caller ?? Owner, null)).Value;

    /// <summary>Connects with whatever is given; the outcome is the test's to judge.</summary>
    internal async Task<(MqttClient Client, ConnectOutcome Outcome)> KnockAsync(MqttClientOptions options)
    {
        var client = new MqttClient(options with { Port = options.UseTls ? _broker.TlsPort : Port, ValidateServer = (_, shown, _, _) => TestCertificates.OfServer.Equals(shown) });
        lock (_clients) _clients.Add(client);
        return (client, await client.ConnectAsync().WaitAsync(Patience));
    }

    internal Task<(MqttClient Client, ConnectOutcome Outcome)> KnockWithCodeAsync(string code, ProtocolVersion version = ProtocolVersion.V5, string clientId = "new", X509Certificate2? certificate = null) =>
        KnockAsync(new MqttClientOptions { ClientId = clientId, UserName = "pair", Password = code, Version = version, UseTls = certificate is not null, ClientCertificate = certificate });

    /// <summary>Asks on a pairing connection; what comes back, as JSON.</summary>
    internal static async Task<System.Text.Json.JsonElement> AskAsync(MqttClient pairing, string request)
    {
        await pairing.SubscribeAsync("kith/pair/reply", Qos.AtLeastOnce);
        await pairing.PublishAsync("kith/pair/request", request);
        return TestDevice.Json(await pairing.Messages.ReadAsync(new CancellationTokenSource(Patience).Token));
    }

    /// <summary>The whole pairing, as a device does it.</summary>
    internal async Task<PairingReply> PairAsync(string id = "0001", string product = "kith-demo.colour-bulb", string? name = null, HomeId? home = null, Caller? caller = null)
    {
        var offer = await OfferAsync(home, caller);
        var (client, outcome) = await KnockWithCodeAsync(offer.Code);
        Assert.Equal(ReasonCode.Success, outcome.Reason);
        var reply = await AskAsync(client, $$"""{"id":"{{id}}","product":"{{product}}","name":"{{name ?? "Desk lamp"}}"}""");
        await client.DisconnectAsync();
        return new PairingReply(DeviceId.Parse(reply.GetProperty("device").GetString()!), reply.GetProperty("username").GetString()!, reply.GetProperty("password").GetString()!);
    }

    internal static MqttClientOptions OptionsOf(PairingReply paired, ProtocolVersion version = ProtocolVersion.V5, string clientId = "it") =>
        new() { ClientId = clientId, UserName = paired.Username, Password = paired.Password, Version = version };

    internal Task<TestDevice> ConnectAsync(PairingReply paired, ProtocolVersion version = ProtocolVersion.V5, string clientId = "it") =>
        ConnectAsync(paired, OptionsOf(paired, version, clientId));

    internal async Task<TestDevice> ConnectAsync(PairingReply paired, MqttClientOptions options)
    {
        var (client, outcome) = await KnockAsync(options);
        Assert.Equal((ReasonCode.Success, null), (outcome.Reason, outcome.Error));
        var device = new TestDevice(client, paired.Device);
        await client.SubscribeAsync($"kith/{paired.Device}/#", Qos.AtLeastOnce);
        return device;
    }

    internal async Task<TestDevice> PairAndConnectAsync(string id = "0001", string product = "kith-demo.colour-bulb", string? name = null, ProtocolVersion version = ProtocolVersion.V5) =>
        await ConnectAsync(await PairAsync(id, product, name), version);

    internal async Task<DeviceView> DeviceAsync(DeviceId device) => (await Host.DeviceAsync(Home, Owner, device)).Value;

    /// <summary>Until the home says that the device is there, or gone.</summary>
    internal async Task PresenceAsync(DeviceId device, bool online)
    {
        var follower = (await Host.FollowAsync(Home, Owner, null)).Value;
        if (follower.Snapshot!.Devices.Single(its => its.Id == device).Online != online)
            while (!(await follower.Changes.ReadAsync(new CancellationTokenSource(Patience).Token) is { Presence: { } presence } && presence.Any(change => change.D == device && change.Online == online))) { }
        await Host.LeaveAsync(Home, follower);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) await client.DisposeAsync();
        Counted.Dispose();
        await _broker.StopAsync();
        await Gateway.DisposeAsync();
        await _broker.DisposeAsync();
        await Host.DisposeAsync();
        await Ledger.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
