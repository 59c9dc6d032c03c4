using System.Net;
using Kith.Gateway;
using Kith.Homes;
using Kith.Homes.Bridges;
using Kith.Homes.Credentials;
using Kith.Homes.Devices;
using Kith.Mqtt.Codec;
using Kith.Server.Errors;
using Kith.Homes.People;

namespace Kith.Server.Api;

/// <summary>/connections of a home: who is at its broker, and whose session waits.</summary>
internal static class ConnectionsApi
{
    internal static void MapConnections(this IEndpointRouteBuilder home)
    {
        home.MapGet("/connections", async (Visit visit, HomeHost homes, DeviceGateway gateway, int? limit, string? cursor) =>
            {
                // The home says who may see them.
                var bridges = await homes.BridgesAsync(visit.Home, visit.Caller);
                if (bridges.Fault is { } denied) return (Answer<Page<ConnectionLine>>)denied;
                var devices = await homes.DevicesAsync(visit.Home, visit.Caller);
                if (devices.Fault is { } fault) return fault;
                var names = bridges.Value.Select(bridge => (bridge.Id, bridge.Name)).Concat(devices.Value.Select(device => (device.Id, device.Name))).ToDictionary(row => row.Id.ToString(), row => row.Name);
                return Paging.Part([.. gateway.ClientsOf(visit.Home).Select(client => Line(client, names.GetValueOrDefault(client.Subject)))], line => line.Id, limit, cursor);
            }).ForHome(Scopes.Manage).WithTags("Devices")
            .Described("listConnections", "Who is connected over MQTT", "Devices and programs of bridges, with their subscriptions; those that are away and whose session waits for them, too.");
        home.MapGet("/connections/use", async (Visit visit, HomeHost homes, DeviceGateway gateway) =>
            {
                var bridges = await homes.BridgesAsync(visit.Home, visit.Caller);
                return bridges.Fault is { } denied ? (Answer<BrokerUse>)denied : BrokerUse.Of(gateway.Broker.FiguresOf(DeviceGateway.WallOf(visit.Home)), gateway.Broker.Options);
            }).ForHome(Scopes.Manage).WithTags("Devices")
            .Described("getBrokerUse", "How much of the broker the home uses", "Connections, sessions, retained and waiting messages, what was said and heard; and the home's share of each.");
    }

    private static ConnectionLine Line(HomeClient its, string? name) => new(
        its.Client.ClientId, its.Kind is CredentialKind.Device ? "device" : "bridge", its.Subject, name, its.Name, its.Client.IsConnected,
        its.Client.Address is IPEndPoint address ? new IPEndPoint(address.Address.IsIPv4MappedToIPv6 ? address.Address.MapToIPv4() : address.Address, address.Port).ToString() : null,
        its.Client.IsEncrypted, its.Client.Version switch { ProtocolVersion.V5 => "5.0", ProtocolVersion.V311 => "3.1.1", _ => null },
        its.Client.Filters, its.Client.Waiting, its.Client.Until);
}

/// <summary>A client of the home's broker.</summary>
/// <param name="Id">Unique in the home.</param>
/// <param name="Kind">device or bridge.</param>
/// <param name="Subject">Id of the device or of the bridge.</param>
/// <param name="Name">Its name in the home; null for one that is not there any more.</param>
/// <param name="Client">What it calls itself.</param>
/// <param name="Address">Where it is, with its port; null while it is away.</param>
/// <param name="Encrypted">By TLS.</param>
/// <param name="Protocol">3.1.1 or 5.0; null while it is away.</param>
/// <param name="Waiting">Messages that wait for it.</param>
/// <param name="Until">When its session ends unless it comes back.</param>
internal sealed record ConnectionLine(
    string Id, string Kind, string Subject, string? Name, string Client, bool Online, string? Address, bool Encrypted, string? Protocol,
    IReadOnlyList<string> Subscriptions, int Waiting, DateTimeOffset? Until);
