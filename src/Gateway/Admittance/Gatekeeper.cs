using System.Net;
using System.Text;
using Kith.Gateway.Native;
using Kith.Gateway.Pairing;
using Kith.Homes;
using Kith.Homes.Credentials;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Microsoft.Extensions.Logging;

namespace Kith.Gateway.Admittance;

/// <summary>
/// Stands at the broker's door. A credential leads to exactly one home's wall; a pairing code leads to a wall with nobody else in it.
/// Wrong secrets are held back longer and longer; right ones are never delayed by somebody else's wrong ones.
/// </summary>
internal sealed partial class Gatekeeper(HomeHost homes, Pairings pairings, WaitingRoom waiting, GatewayOptions options, GatewayMetrics metrics, TimeProvider time, ILogger logger) : IAdmission
{
    private readonly Backoff _wrong = new(time, options.FreeTries, options.LongestDelay);
    private readonly Backoff _wrongCodes = new(time, options.FreeCodes, options.LongestCodeDelay);
    private readonly Backoff _unclaimed = new(time, options.FreeCodes, options.LongestCodeDelay);
    private long _pairingConnections;

    internal Presence Presence { get; } = new(homes);

    /// <summary>Set once, before the broker opens; these need the broker to answer.</summary>
    internal Uplink Uplink { get; set; } = null!;

    internal PairingDesk Desk { get; set; } = null!;

    internal static Wall WallOf(HomeId home) => new(home.ToString());

    /// <summary>A bridge may call itself as it likes, but never like a device.</summary>
    internal static string PrefixOf(CredentialKind kind, string subject) => kind is CredentialKind.Bridge ? $"{subject}/" : $"{subject}:";

    public async ValueTask<Admission> AdmitAsync(ConnectAttempt attempt, CancellationToken cancellationToken)
    {
        var certificate = ShownCertificate.Of(attempt.ClientCertificate);
        if (attempt.UserName is not { } name || (attempt.Password is null && certificate is null)) return Refuse(attempt, ReasonCode.BadUserNameOrPassword, "missing");
        if (name == "pair") return AdmitPairing(attempt, certificate);
        if (name == "setup") return AdmitWaiting(attempt, certificate);
        if (!CredentialId.TryParse(name, null, out var id)) return Refuse(attempt, ReasonCode.BadUserNameOrPassword, "unknown");
        var credential = await homes.CredentialAsync(id);
        if (credential is null) return Refuse(attempt, ReasonCode.BadUserNameOrPassword, "unknown");
        if (WrongIn(credential, attempt.Password, certificate) is { } wrong) return Refuse(attempt, ReasonCode.BadUserNameOrPassword, wrong);
        var principal = await PrincipalOfAsync(credential);
        if (principal.Fault is { } fault)
            // Not the device's fault: it must not take its credential for revoked because a home is busy.
            return fault.Error == ErrorCodes.ServerBusy ? Admission.Refuse(ReasonCode.ServerBusy) : Refuse(attempt, ReasonCode.NotAuthorized, "gone");
        _wrong.Forgive(AddressOf(attempt));
        await homes.UsedAsync(credential, certificate?.Until);
        return Admission.Admit(WallOf(credential.Home), principal.Value) with
        {
            ClientIdPrefix = PrefixOf(credential.Kind, credential.Subject),
            MaxPacketSize = principal.Value is BridgePrincipal ? options.BridgePacketSize : null,
            IsKept = true,
        };
    }

    public bool MayPublish(object principal, ReadOnlySpan<byte> topic) => ((Principal)principal).MayPublish(topic);

    public bool MaySubscribe(object principal, string filter) => ((Principal)principal).MaySubscribe(filter);

    public Routing Intercept(in InboundPublish publish)
    {
        switch (publish.Principal)
        {
            case DevicePrincipal device:
                Uplink.Take(device, publish);
                return Routing.Taken;
            case NewcomerPrincipal newcomer:
                Desk.Take(newcomer, publish);
                return Routing.Taken;
            default:
                return Routing.Deliver;
        }
    }

    public void Connected(object principal, string clientId)
    {
        if (principal is DevicePrincipal device)
        {
            Uplink.Open(device.Home);
            // Only an older connection is ever cut from here, so that two that come at once cannot wait for each other.
            if (Presence.Came(device) is { } older) Uplink.Cut(older);
            _ = RecheckAsync(device.Credential, device);
        }
        else if (principal is BridgePrincipal bridge) _ = RecheckAsync(bridge.Credential, bridge);
        else if (principal is WaitingPrincipal newcomer) Seat(newcomer);
    }

    public void Disconnected(object principal, string clientId, DisconnectCause cause)
    {
        if (principal is DevicePrincipal device) Presence.Went(device);
        else if (principal is NewcomerPrincipal newcomer)
        {
            if (newcomer is WaitingPrincipal waiter)
            {
                waiting.Leave(waiter);
                waiter.Patience?.Dispose();
            }
            Desk.Leave(newcomer);
        }
    }

    /// <summary>A credential that was revoked while its connection was being admitted does not get through the gap.</summary>
    private async Task RecheckAsync(CredentialId id, Principal principal)
    {
        try
        {
            if (await homes.CredentialAsync(id) is not null) return;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The connection's edge: who cannot be looked up again does not stay.
            LogRecheckFailed(logger, failure);
        }
        Uplink.Cut(principal);
    }

    private async ValueTask<Result<Principal>> PrincipalOfAsync(Credential credential)
    {
        if (credential.Kind is CredentialKind.Bridge) return new BridgePrincipal(credential.Home, credential.Subject, credential.Id);
        var device = DeviceId.Parse(credential.Subject);
        var children = await homes.ChildrenAsync(credential.Home, Caller.House("gateway"), device);
        return children.Fault is { } fault ? fault : new DevicePrincipal(credential.Home, device, credential.Id, children.Value);
    }

    /// <summary>
    /// The user name says whose credential is meant, and that one's proof is asked for, no other: a certificate beside a right password changes
    /// nothing, a password beside a right certificate is somebody else's.
    /// </summary>
    private string? WrongIn(Credential credential, ReadOnlyMemory<byte>? password, ShownCertificate? certificate)
    {
        if (credential.Proof is CredentialProof.Password) return credential.Matches(password.GetValueOrDefault().Span) ? null : "wrong";
        if (certificate is null || password is { IsEmpty: false }) return "wrong";
        if (!credential.MatchesCertificate(certificate.Fingerprint)) return "certificate";
        return certificate.IsValid(time.GetUtcNow()) ? null : "expired";
    }

    private Admission AdmitPairing(ConnectAttempt attempt, ShownCertificate? certificate)
    {
        var address = AddressOf(attempt);
        var code = attempt.Password.GetValueOrDefault().Span;
        if (_wrongCodes.WaitOf(address) > TimeSpan.Zero) return Refuse(attempt, ReasonCode.ConnectionRateExceeded, "pairing_rate");
        if (pairings.Find(code) is { } offer)
        {
            var wall = WallOfNewcomer();
            return Admission.Admit(wall, new PairingPrincipal(offer.Id, wall) { Certificate = certificate });
        }
        _wrongCodes.Count(address);
        return Refuse(attempt, ReasonCode.BadUserNameOrPassword, "pairing_code");
    }

    /// <summary>A code that nobody has claimed is not wrong; but who tries many is looking for one that somebody has.</summary>
    private Admission AdmitWaiting(ConnectAttempt attempt, ShownCertificate? certificate)
    {
        var address = AddressOf(attempt);
        var secret = attempt.Password.GetValueOrDefault().Span;
        if (_unclaimed.WaitOf(address) > TimeSpan.Zero) return Refuse(attempt, ReasonCode.ConnectionRateExceeded, "setup_rate");
        var isCode = SetupCode.TryParse(Encoding.ASCII.GetString(secret), out var code);
        if (!isCode || !pairings.IsClaimed(code)) _unclaimed.Count(address);
        if (!isCode) return Refuse(attempt, ReasonCode.BadUserNameOrPassword, "setup_code");
        if (!waiting.HasRoom(address))
        {
            metrics.Refused("setup_full");
            return Admission.Refuse(ReasonCode.ServerBusy);
        }
        var wall = WallOfNewcomer();
        return Admission.Admit(wall, new WaitingPrincipal(code, address, wall) { Certificate = certificate }) with { MaxPacketSize = options.WaitingPacketSize };
    }

    private void Seat(WaitingPrincipal device)
    {
        device.Patience = time.CreateTimer(_ =>
        {
            // It was as patient as one may be: no guesser.
            _unclaimed.GiveBack(device.Address);
            Uplink.Cut(device);
        }, null, options.WaitingLife, Timeout.InfiniteTimeSpan);
        if (!waiting.Enter(device)) Uplink.Cut(device);
        // It may have gone before it had a seat.
        if (device.HasLeft) waiting.Leave(device);
    }

    /// <summary>A colon cannot stand in a home's id, so no home has this wall.</summary>
    private Wall WallOfNewcomer() => new($"pair:{Interlocked.Increment(ref _pairingConnections)}");

    private Admission Refuse(ConnectAttempt attempt, ReasonCode reason, string why)
    {
        var address = AddressOf(attempt);
        _wrong.Count(address);
        metrics.Refused(why);
        LogRefused(logger, address, why);
        return Admission.Refuse(reason, _wrong.WaitOf(address));
    }

    /// <summary>Of IPv6 the network alone: one subscriber has 2^64 addresses to guess from.</summary>
    private static string AddressOf(ConnectAttempt attempt)
    {
        if (attempt.RemoteEndPoint is not IPEndPoint { Address: var address }) return "local";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.GetAddressBytes() is { Length: 16 } bytes ? Convert.ToHexStringLower(bytes.AsSpan(0, 8)) : address.ToString();
    }

    [LoggerMessage(3000, LogLevel.Information, "A connection from {Address} was refused: {Why}")]
    private static partial void LogRefused(ILogger logger, string address, string why);

    [LoggerMessage(3003, LogLevel.Error, "A credential could not be looked up again after its connection was admitted; it is cut")]
    private static partial void LogRecheckFailed(ILogger logger, Exception failure);
}
