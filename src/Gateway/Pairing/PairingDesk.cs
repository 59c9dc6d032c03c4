using System.Text.Json;
using Kith.Gateway.Admittance;
using Kith.Gateway.Native;
using Kith.Homes;
using Kith.Homes.Credentials;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Specs;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Codec;
using Microsoft.Extensions.Logging;

namespace Kith.Gateway.Pairing;

/// <summary>
/// A device that connected with a pairing code says who it is, and gets its id and its own credential: once, over this connection only.
/// A device that was in the home before keeps its id, name and history; its old credential ends.
/// </summary>
internal sealed partial class PairingDesk(
    HomeHost homes, MqttBroker broker, Pairings pairings, WaitingRoom waiting, Library library, GatewayOptions options, ILogger logger)
{
    internal void Take(NewcomerPrincipal principal, in InboundPublish publish)
    {
        var payload = publish.Payload.ToArray();
        if (principal is WaitingPrincipal device)
        {
            device.Ask(payload);
            publish.Acknowledgement.Complete(ReasonCode.Success);
            _ = LetInAsync(device);
        }
        else _ = AnswerAsync((PairingPrincipal)principal, payload, publish.Acknowledgement);
    }

    /// <summary>The connection is over, and so is its wall.</summary>
    internal void Leave(NewcomerPrincipal principal)
    {
        principal.HasLeft = true;
        broker.RemoveWall(principal.Wall);
    }

    /// <summary>A device's code was claimed: the one that waits with it, if one does, is answered now.</summary>
    internal void LetIn(PairingOffer offer)
    {
        foreach (var device in waiting.With(offer.Code)) _ = LetInAsync(device);
    }

    /// <summary>Answers what a waiting device asked, if somebody has claimed it. Comes with each question and each claim, so neither need be first.</summary>
    private async Task LetInAsync(WaitingPrincipal device)
    {
        // What a stranger sent is not read before somebody wants it.
        while (device.Asked is { } asked && pairings.IsClaimed(device.Code)
            && PairingRequest.IdentityOf(asked) is var identity && pairings.FindClaim(device.Code, identity) is { } offer)
        {
            if (Rivals(device, offer, identity))
            {
                Pairings.Complain(offer, new Fault(ErrorCodes.Conflict, "two devices say that this code is theirs; none was taken in"));
                return;
            }
            if (!device.Take(asked)) return;
            if (pairings.Claim(offer, options.PairingTries))
            {
                Tell(device, await SettleAsync(offer, asked, device.Certificate));
                return;
            }
            // Somebody else was faster; there may be another claim.
            device.PutBack(asked);
        }
    }

    /// <summary>Only its own code tells a device from another: where two have the same, nobody can know whose it is. The same one come again is no rival.</summary>
    private bool Rivals(WaitingPrincipal device, PairingOffer offer, DeviceIdentity identity) => waiting.With(device.Code)
        .Any(other => other.Asked is { } asked && PairingRequest.IdentityOf(asked) is var its && its != identity && offer.Label!.Fits(its));

    private async Task AnswerAsync(PairingPrincipal principal, byte[] payload, Acknowledgement acknowledgement)
    {
        var taken = await TakeInAsync(principal, payload);
        Tell(principal, taken);
        acknowledgement.Complete(taken.Ok ? ReasonCode.Success : ReasonCode.PayloadFormatInvalid);
    }

    private void Tell(NewcomerPrincipal principal, Result<PairingReply> taken)
    {
        using (var local = broker.Attach(principal.Wall, "kith"))
        {
            if (taken.Fault is { } fault) local.Publish(NewcomerPrincipal.Reply, ErrorPayload.Of(fault), Qos.AtLeastOnce);
            else local.Publish(NewcomerPrincipal.Reply, JsonSerializer.SerializeToUtf8Bytes(taken.Value, PairingJson.Default.PairingReply), Qos.AtLeastOnce);
        }
        // Attaching made the wall anew if the device had left meanwhile.
        if (principal.HasLeft) broker.RemoveWall(principal.Wall);
    }

    private async ValueTask<Result<PairingReply>> TakeInAsync(PairingPrincipal principal, byte[] payload)
    {
        if (pairings.Find(principal.Pairing) is not { } offer || !pairings.Claim(offer, options.PairingTries))
            return new Fault(ErrorCodes.PairingExpired, "this code was used, cancelled or is too old");
        return await SettleAsync(offer, payload, principal.Certificate);
    }

    private async ValueTask<Result<PairingReply>> SettleAsync(PairingOffer offer, byte[] payload, ShownCertificate? certificate)
    {
        Result<PairingReply> taken;
        try
        {
            taken = await TakeInAsync(offer, payload, certificate);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The connection's edge: the code must not stay claimed for ever.
            LogFailed(logger, failure);
            taken = new Fault(ErrorCodes.Unexpected, "something went wrong on our side; ask again");
        }
        pairings.Settle(offer, taken);
        return taken;
    }

    private async ValueTask<Result<PairingReply>> TakeInAsync(PairingOffer offer, byte[] payload, ShownCertificate? certificate)
    {
        var read = PairingRequest.Read(payload, library);
        if (read.Fault is { } wrong) return wrong;
        var (request, spec) = read.Value;
        if (request.Certificate && certificate is null) return new Fault(ErrorCodes.RequestInvalid, "this connection showed no certificate; it takes TLS", "certificate");
        var house = Caller.House("pairing");
        var device = await homes.TakeInAsync(offer.Home, house, new DeviceDraft(request.Name ?? spec.Name.En, spec, NativeLink.Via, request.NativeId(spec), offer.Room, Replaces: offer.Replaces));
        if (device.Fault is { } refused) return refused;
        return request.Certificate ? await TrustAsync(offer.Home, house, device.Value.Id, certificate!) : await IssueAsync(offer.Home, house, device.Value.Id);
    }

    private async ValueTask<Result<PairingReply>> IssueAsync(HomeId home, Caller house, DeviceId device)
    {
        var issued = await homes.IssueAsync(home, house, device);
        return issued.Fault is { } fault ? fault : new PairingReply(device, issued.Value.Username.ToString(), issued.Value.Password);
    }

    private async ValueTask<Result<PairingReply>> TrustAsync(HomeId home, Caller house, DeviceId device, ShownCertificate certificate)
    {
        var trusted = await homes.TrustAsync(home, house, device, Convert.ToHexString(certificate.Fingerprint));
        return trusted.Fault is { } fault ? fault : new PairingReply(device, trusted.Value.Id.ToString(), null);
    }

    [LoggerMessage(3001, LogLevel.Error, "A pairing request could not be answered")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
