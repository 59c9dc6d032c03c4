using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Bridges;
using Kith.Gateway.Pairing;
using Kith.Homes;
using Kith.Homes.Bridges;
using Kith.Homes.Credentials;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Server.Composition;
using Kith.Server.Errors;
using Microsoft.AspNetCore.Mvc;

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
                if (BridgeHost.FindKind(form.Kind) is not { } kind)
                    return (Made<BridgeMade>)new Fault(ErrorCodes.RequestInvalid, $"The kinds of bridges are: {string.Join(", ", BridgeHost.Kinds.Select(its => its.Name))}.", "kind");
                if (kind.Check(form.Settings) is { } wrong) return wrong;
                var topic = form.BaseTopic ?? await FreeTopicAsync(visit, homes, kind.Topic ?? kind.Name);
                var added = await homes.AddBridgeAsync(visit.Home, visit.Caller, form.Kind, form.Name, topic, form.Settings);
                return added.Fault is { } fault
                    ? (Made<BridgeMade>)fault
                    : new BridgeMade(Line(visit, added.Value.Bridge, host, address), kind.Topic is null ? null : added.Value.Credential.Password);
            }).ForHome(Scopes.Manage)
            .Described(
                "createBridge", "Add a bridge",
                "What to enter in its program: host, port, user name, base topic, and the password, shown this once.");
        bridges.MapDelete("/{bridge}", async (DeviceId bridge, Visit visit, HomeHost homes) =>
                Done.Of(await homes.RemoveBridgeAsync(visit.Home, visit.Caller, bridge)))
            .ForHome(Scopes.Manage)
            .Described("removeBridge", "Remove a bridge", "With its credential and its devices; their history stays.");
        bridges.MapPost("/{bridge}/credential", async (DeviceId bridge, Visit visit, HomeHost homes) =>
                (Made<IssuedCredential>)await homes.IssueBridgeAsync(visit.Home, visit.Caller, bridge)).ForHome(Scopes.Manage)
            .Described("rotateBridgeCredential", "Give a bridge's program a new password", "Shown this once; the credential before stops working within 5 seconds.");
        bridges.MapPut("/{bridge}/certificate", async (DeviceId bridge, CertificateForm form, Visit visit, HomeHost homes) =>
                (Answer<CredentialView>)await homes.TrustBridgeAsync(visit.Home, visit.Caller, bridge, form.Certificate)).ForHome(Scopes.Manage)
            .Described("putBridgeCertificate", "Let a bridge's program prove itself by a certificate", "As putCertificate does for devices.");
        bridges.MapPut("/{bridge}/settings", async (DeviceId bridge, JsonElement settings, Visit visit, HomeHost homes, BridgeHost host, Pairings address) =>
            {
                var all = await homes.BridgesAsync(visit.Home, visit.Caller);
                if (all.Fault is { } fault) return (Answer<BridgeLine>)fault;
                if (all.Value.FirstOrDefault(its => its.Id == bridge) is not { } its) return Missing(bridge);
                if (BridgeHost.FindKind(its.Kind)?.Check(settings) is { } wrong) return wrong;
                var changed = await homes.ChangeBridgeAsync(visit.Home, visit.Caller, bridge, settings);
                return changed.Fault is { } refused ? (Answer<BridgeLine>)refused : Line(visit, changed.Value, host, address);
            }).ForHome(Scopes.Manage)
            .Described("changeBridge", "Give a bridge other settings", "What a kind lets choose stands in its page of the documentation; it starts anew with them.");
        bridges.MapPost("/{bridge}/deeds/{deed}", async (DeviceId bridge, string deed, JsonElement arguments, Visit visit, HomeHost homes, BridgeHost host, CancellationToken cancel) =>
            {
                // The home says who may; a bridge of another home is unknown here.
                var all = await homes.BridgesAsync(visit.Home, visit.Caller);
                if (all.Fault is { } fault) return (Answer<JsonNode>)fault;
                if (all.Value.All(its => its.Id != bridge)) return Missing(bridge);
                var done = await host.DoAsync(visit.Home, bridge, deed, arguments, cancel);
                return done.Fault is { } refused ? (Answer<JsonNode>)refused : done.Value;
            }).ForHome(Scopes.Manage)
            .WithMetadata(new RequestSizeLimitAttribute(KithOptions.FileLimit))
            .Described("doWithBridge", "Ask something of a bridge itself", "permit-join {seconds}, adopt {address}, ...: the documentation of its kind names them and what they answer.");
    }

    private static Fault Missing(DeviceId bridge) => new(ErrorCodes.NotFound, $"There is no bridge {bridge} in this home.");

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
        var status = host.StateOf(visit.Home, bridge.Id);
        return new(
            bridge.Id, bridge.Kind, bridge.Name, (status?.State ?? BridgeLink.Waiting).ToString().ToLowerInvariant(),
            status?.Devices ?? 0, bridge.Created, BridgeHost.FindKind(bridge.Kind)?.Topic is null ? null : new(address.Address.Host, address.Address.Port, bridge.Username, bridge.BaseTopic),
            status?.Newcomers ?? [], status?.Version, status?.JoiningUntil, status?.LastError, status?.Malformed ?? 0,
            status?.Details, bridge.Settings);
    }
}

/// <summary>A new bridge.</summary>
/// <param name="BaseTopic">What its program publishes under; its usual one when absent.</param>
/// <param name="Settings">What its kind lets choose.</param>
internal sealed record BridgeForm(string Kind, string Name, string? BaseTopic = null, JsonElement? Settings = null);

/// <summary>What a bridge's program connects with; its password was shown once.</summary>
internal sealed record BridgeAccess(string Host, int Port, CredentialId Username, string BaseTopic);

/// <summary>A bridge and how it is doing.</summary>
/// <param name="State">waiting, online or offline.</param>
/// <param name="Mqtt">What its program connects with; null where none does.</param>
/// <param name="Newcomers">Devices that it knows and that are not in the home yet, and why.</param>
/// <param name="JoiningUntil">Until when its network is open.</param>
/// <param name="LastError">The last thing that went wrong, in the words of whoever said so.</param>
/// <param name="Malformed">Messages of its programs since the start that could not be read.</param>
/// <param name="Details">What else its kind tells of itself.</param>
internal sealed record BridgeLine(
    DeviceId Id, string Kind, string Name, string State, int Devices, DateTimeOffset Created, BridgeAccess? Mqtt,
    IReadOnlyList<Newcomer> Newcomers, string? Version, DateTimeOffset? JoiningUntil, string? LastError, long Malformed, JsonNode? Details, JsonElement? Settings);

/// <summary>A new bridge and, this once, its password; none where no program of it comes to the broker.</summary>
internal sealed record BridgeMade(BridgeLine Bridge, string? Password);
