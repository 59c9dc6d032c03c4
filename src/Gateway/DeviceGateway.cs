using Kith.Gateway.Admittance;
using Kith.Gateway.Keeping;
using Kith.Gateway.Native;
using Kith.Gateway.Pairing;
using Kith.Gateway.Watching;
using Kith.Homes;
using Kith.Homes.Credentials;
using Kith.Homes.People;
using Kith.Homes.Watching;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Walls;
using Microsoft.Extensions.Logging;

namespace Kith.Gateway;

/// <summary>
/// Where native devices come in:  credential -> wall (Admittance), what they say -> home (Native/Uplink), commands -> them (Native/NativeLink),
/// and how a new one gets its credential (Pairing). Listeners hand their connections to <see cref="Broker"/>.
/// </summary>
public sealed class DeviceGateway : IAsyncDisposable
{
    private readonly Gatekeeper _gatekeeper;
    private readonly HomeHost _homes;

    /// <summary>Ready for connections once made and <see cref="RestoreAsync"/> is over.</summary>
    public DeviceGateway(HomeHost homes, Library library, GatewayOptions options, BrokerOptions broker, TimeProvider time, ILoggerFactory logs)
    {
        _homes = homes;
        var logger = logs.CreateLogger<DeviceGateway>();
        Pairings = new Pairings(homes, options, time);
        var waiting = new WaitingRoom(options);
        _gatekeeper = new Gatekeeper(homes, Pairings, waiting, options, Metrics, time, logger);
        Broker = new MqttBroker(broker, _gatekeeper, time, logs.CreateLogger<MqttBroker>(), new KeptWalls(homes.BrokerMemory));
        var walls = new Walls(Broker);
        _gatekeeper.Uplink = new Uplink(homes, Broker, walls, new Adoption(homes, walls, library, options, logger), Metrics);
        _gatekeeper.Desk = new PairingDesk(homes, Broker, Pairings, waiting, library, options, logger);
        Pairings.Claimed += _gatekeeper.Desk.LetIn;
        homes.AddLink(NativeLink.Via, new NativeLink(walls, _gatekeeper.Presence, options));
        homes.CredentialEnded += Cut;
        homes.Deleted += walls.Remove;
        homes.Deleted += Pairings.Forget;
    }

    internal GatewayMetrics Metrics { get; } = new();

    /// <summary>The broker; its walls are homes.</summary>
    public MqttBroker Broker { get; }

    /// <summary>Pairing codes.</summary>
    public Pairings Pairings { get; }

    /// <summary>The wall of a home, for bridges.</summary>
    public static Wall WallOf(HomeId home) => Gatekeeper.WallOf(home);

    /// <summary>Who is at the broker of a home, and whose session waits there.</summary>
    public IReadOnlyList<HomeClient> ClientsOf(HomeId home) => [.. Broker.ClientsOf(WallOf(home)).Select(HomeClient.Of)];

    /// <summary>
    /// What a device or a program of a bridge says and hears from now on; that somebody watches is told to the home first. limit.reached when as many
    /// watch there as may.
    /// </summary>
    public async ValueTask<Result<HomeTail>> WatchAsync(HomeId home, Caller caller, Watched watched)
    {
        if (Broker.Tail(WallOf(home), Gatekeeper.PrefixOf(watched.Kind, watched.Subject), watched.Child is { } child ? $"kith/{child}/" : "") is not { } tail)
            return new Fault(ErrorCodes.LimitReached, $"{Broker.Options.MaxTailsPerWall} people watch devices of this home already");
        var told = await _homes.TellWatchedAsync(home, caller, watched);
        if (told.Ok) return new HomeTail(tail, watched);
        tail.Dispose();
        return told.Fault!;
    }

    /// <summary>Revocation bites at once: the connections of the old credential end before this returns.</summary>
    private void Cut(HomeId home, CredentialKind kind, string subject, CredentialId? except)
    {
        CutAll(home, kind, subject, except);
        // None is left: it is not to come back, and what it retained is nobody's any more.
        if (except is null) Broker.Forget(WallOf(home), Gatekeeper.PrefixOf(kind, subject));
    }

    private void CutAll(HomeId home, CredentialKind kind, string subject, CredentialId? except) => _gatekeeper.Uplink.Cut(principal => principal switch
    {
        DevicePrincipal device => kind is CredentialKind.Device && device.Home == home && device.Device.ToString() == subject && device.Credential != except,
        BridgePrincipal bridge => kind is CredentialKind.Bridge && bridge.Home == home && bridge.Bridge == subject && bridge.Credential != except,
        _ => false,
    });

    /// <summary>Sessions and retained messages that outlived the process before. Once, before bridges and listeners.</summary>
    public Task RestoreAsync(CancellationToken cancel = default) => Broker.RestoreAsync(cancel);

    /// <summary>Ends all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        Metrics.Dispose();
    }
}
