using Kith.Bridges;
using Kith.Gateway;
using Kith.Homes;
using Kith.Homes.Credentials;
using Kith.Homes.Whereabouts;
using Kith.Ledger;
using Kith.Model.Specs;
using Kith.Mqtt.Transports;
using Kith.Server.Accounts;

namespace Kith.Server.Composition;

/// <summary>The rooms of the house, made in the order in which they need each other and left in the reverse.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly ILoggerFactory _logging;
    private readonly LocalNetwork _network;
    private ExpiryWatch? _expiry;

    private House(KithOptions options, SqliteLedger ledger, TimeProvider time, ILoggerFactory logging)
    {
        (_logging, _network) = (logging, options.Network);
        Ledger = ledger;
        Homes = new HomeHost(ledger, options.Homes, time, logging.CreateLogger<HomeHost>());
        Gateway = new DeviceGateway(Homes, Library, new GatewayOptions(), options.Broker with { MaxConnections = Descriptors.Half(options.Broker.MaxConnections) }, time, logging);
        Bridges = new BridgeHost(Homes, Gateway.Broker, DeviceGateway.WallOf, Library, Path.Combine(options.Data, "bridges"), options.Network, time, logging);
    }

    internal SqliteLedger Ledger { get; }

    internal Library Library { get; } = Library.Standard();

    internal HomeHost Homes { get; }

    internal DeviceGateway Gateway { get; }

    internal BridgeHost Bridges { get; }

    /// <exception cref="LedgerException">The folder is in use, of a newer version, or damaged.</exception>
    internal static async Task<House> OpenAsync(KithOptions options, TimeProvider time, ILoggerFactory logging, CancellationToken cancel)
    {
        // Names, rooms and password hashes are nobody else's on this machine.
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(options.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var ledger = await SqliteLedger.OpenAsync(new LedgerOptions { Folder = options.Data }, Migrations, time,
            logging.CreateLogger<SqliteLedger>(), cancel);
        var house = new House(options, ledger, time, logging);
        await house.Homes.FinishDeletionsAsync();
        await house.Homes.AwaitLeavingsAsync();
        await house.Gateway.RestoreAsync(cancel);
        await house.Bridges.StartAsync();
        await house.Homes.AwakeAsync();
        house._expiry = new ExpiryWatch(house.Homes, time, logging.CreateLogger<ExpiryWatch>());
        return house;
    }

    /// <summary>Of every room that keeps records.</summary>
    internal static IReadOnlyList<Kith.Ledger.Records.Migration> Migrations => [.. HomeHost.Migrations, .. AccountsSql.Migrations, Push.PushSubscriptions.Migration, Delivery.Webhooks.Migration, Delivery.Webhooks.EndMigration];

    /// <summary>Makes everything that handlers ask for known to them.</summary>
    internal void AddTo(IServiceCollection services) => services
        .AddSingleton(Ledger).AddSingleton(Library).AddSingleton(Homes).AddSingleton(Gateway).AddSingleton(Gateway.Pairings).AddSingleton(Bridges).AddSingleton(_network);

    /// <summary>Says goodbye to devices and bridges: what they do from now on waits for the next start.</summary>
    internal async ValueTask CloseDoorsAsync()
    {
        await Bridges.DisposeAsync();
        await Gateway.DisposeAsync();
    }

    /// <summary>After the doors are closed and the last request is answered.</summary>
    public async ValueTask DisposeAsync()
    {
        _expiry?.Dispose();
        await Homes.DisposeAsync();
        await Ledger.DisposeAsync();
        _logging.Dispose();
    }
}
