using Kith.Bridges;
using Kith.Bridges.Zigbee2Mqtt;
using Kith.Gateway.Pairing;
using Kith.Homes;
using Kith.Homes.Bridges;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/bridges of a home: other people's programs that bring their devices in.</summary>
internal static class BridgesApi
{
    internal static void MapBridges(this IEndpointRouteBuilder home)
    {
        var bridges = home.MapGroup("/bridges").WithTags("Bridges");
        bridges.MapGet("", async (Visit visit, HomeHost homes, BridgeHost host, Pairings address, int? limit, string? cursor) =>
            {
                var all = await homes.BridgesAsync(visit.Home, visit.Caller);
                return all.Fault is { } fault
                    ? (Answer<Page<BridgeLine>>)fault
                    : Paging.Part([.. all.Value.Select(bridge => Line(visit, bridge, host, address))],
                        bridge => bridge.Id.ToString(), limit, cursor);
            }).ForHome(Scopes.Manage)
            .Described(
                "listBridges", "The bridges of a home",
                "Whether each is connected, what it brought, and what has joined but is not in the home yet.");
        bridges.MapPost("", async (BridgeForm form, Visit visit, HomeHost homes, BridgeHost host, Pairings address) =>
            {
                if (form.Kind != ZigbeeBridges.Kind)
                    return (Made<BridgeMade>)new Fault(ErrorCodes.RequestInvalid, $"The kinds of bridges are: {ZigbeeBridges.Kind}.",
                        "kind");
                var topic = form.BaseTopic ?? await FreeTopicAsync(visit, homes, form.Kind);
                var added = await homes.AddBridgeAsync(visit.Home, visit.Caller, form.Kind, form.Name, topic);
                return added.Fault is { } fault
                    ? (Made<BridgeMade>)fault
                    : new BridgeMade(Line(visit, added.Value.Bridge, host, address), added.Value.Credential.Password);
            }).ForHome(Scopes.Manage)
            .Described(
                "createBridge", "Add a bridge",
                "What to enter in its program: host, port, user name, base topic, and the password, shown this once.");
        bridges.MapDelete("/{bridge}", async (DeviceId bridge, Visit visit, HomeHost homes) =>
                Done.Of(await homes.RemoveBridgeAsync(visit.Home, visit.Caller, bridge)))
            .ForHome(Scopes.Manage)
            .Described("removeBridge", "Remove a bridge", "With its credential and its devices; their history stays.");
        bridges.MapPost("/{bridge}/permit-join", async (DeviceId bridge, JoinForm form, Visit visit, HomeHost homes, BridgeHost host,
            CancellationToken cancel) =>
                await AllowedAsync(visit, homes, host, bridge) is { } fault
                    ? (Begun)fault
                    : (await host.Zigbee.PermitJoinAsync(visit.Home, bridge, form.Seconds, cancel)).Fault)
            .ForHome(Scopes.Manage)
            .Described("permitJoin", "Let new devices join a bridge's network", "For 1 to 254 seconds.");
        bridges.MapDelete("/{bridge}/permit-join", async (DeviceId bridge, Visit visit, HomeHost homes, BridgeHost host,
            CancellationToken cancel) =>
                await AllowedAsync(visit, homes, host, bridge) is { } fault
                    ? (Done)fault
                    : Done.Of(await host.Zigbee.StopJoinAsync(visit.Home, bridge, cancel)))
            .ForHome(Scopes.Manage)
            .Described("stopJoin", "Close a bridge's network again", "Devices that are in stay in.");
    }

    /// <summary>The home says who may; a bridge of another home is unknown here, and one that is not connected is not waited for.</summary>
    private static async Task<Fault?> AllowedAsync(Visit visit, HomeHost homes, BridgeHost host, DeviceId bridge)
    {
        var all = await homes.BridgesAsync(visit.Home, visit.Caller);
        if (all.Fault is { } fault) return fault;
        if (all.Value.All(its => its.Id != bridge)) return new Fault(ErrorCodes.NotFound, $"There is no bridge {bridge} in this home.");
        return host.Zigbee.StateOf(visit.Home, bridge)?.State is BridgeLink.Online
            ? null
            : new Fault(ErrorCodes.DeviceOffline, "The bridge's program is not connected.");
    }

    private static async Task<string> FreeTopicAsync(Visit visit, HomeHost homes, string kind)
    {
        var all = await homes.BridgesAsync(visit.Home, visit.Caller);
        var taken = all.Ok ? all.Value.Select(bridge => bridge.BaseTopic).ToHashSet() : [];
        var topic = kind;
        for (var number = 2; taken.Contains(topic); number++) topic = $"{kind}-{number}";
        return topic;
    }

    private static BridgeLine Line(Visit visit, Bridge bridge, BridgeHost host, Pairings address)
    {
        var status = host.Zigbee.StateOf(visit.Home, bridge.Id);
        return new(
            bridge.Id, bridge.Kind, bridge.Name, (status?.State ?? BridgeLink.Waiting).ToString().ToLowerInvariant(),
            status?.Devices ?? 0, bridge.Created, new(address.Address.Host, address.Address.Port, bridge.Username, bridge.BaseTopic),
            status?.Newcomers ?? [], status?.Version, status?.JoiningUntil, status?.LastError);
    }
}

/// <summary>A new bridge.</summary>
/// <param name="BaseTopic">What its program publishes under; its usual one when absent.</param>
internal sealed record BridgeForm(string Kind, string Name, string? BaseTopic = null);

/// <summary>For how long new devices may join.</summary>
internal sealed record JoinForm(int Seconds);

/// <summary>What a bridge's program connects with; its password was shown once.</summary>
internal sealed record BridgeAccess(string Host, int Port, CredentialId Username, string BaseTopic);

/// <summary>A bridge and how it is doing.</summary>
/// <param name="State">waiting, online or offline.</param>
/// <param name="Newcomers">Devices that joined its network and are not in the home yet, and why.</param>
/// <param name="JoiningUntil">Until when its network is open.</param>
internal sealed record BridgeLine(
    DeviceId Id, string Kind, string Name, string State, int Devices, DateTimeOffset Created, BridgeAccess Mqtt,
    IReadOnlyList<Newcomer> Newcomers, string? Version, DateTimeOffset? JoiningUntil, string? LastError);

/// <summary>A new bridge and, this once, its password.</summary>
internal sealed record BridgeMade(BridgeLine Bridge, string Password);
