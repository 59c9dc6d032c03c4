using System.Text.Json;
using Kith.Gateway.Admittance;
using Kith.Gateway.Native;
using Kith.Homes;
using Kith.Homes.Credentials;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Kith.Mqtt.Broker;
using Kith.Mqtt.Codec;
using Microsoft.Extensions.Logging;

namespace Kith.Gateway.Pairing;

/// <summary>
/// A device that connected with a pairing code says who it is, and gets its id and its own credential: once, over this connection only.
/// A device that was in the home before keeps its id, name and history; its old credential ends.
/// </summary>
internal sealed partial class PairingDesk(HomeHost homes, MqttBroker broker, Pairings pairings, Library library, GatewayOptions options, ILogger logger)
{
    internal void Take(PairingPrincipal principal, in InboundPublish publish) => _ = AnswerAsync(principal, publish.Payload.ToArray(), publish.Acknowledgement);

    /// <summary>The connection is over, and so is its wall.</summary>
    internal void Leave(PairingPrincipal principal)
    {
        principal.HasLeft = true;
        broker.RemoveWall(principal.Wall);
    }

    private async Task AnswerAsync(PairingPrincipal principal, byte[] payload, Acknowledgement acknowledgement)
    {
        var taken = await TakeInAsync(principal, payload);
        using (var local = broker.Attach(principal.Wall, "kith"))
        {
            if (taken.Fault is { } fault) local.Publish(PairingPrincipal.Reply, ErrorPayload.Of(fault), Qos.AtLeastOnce);
            else local.Publish(PairingPrincipal.Reply, JsonSerializer.SerializeToUtf8Bytes(taken.Value, PairingJson.Default.PairingReply), Qos.AtLeastOnce);
        }
        acknowledgement.Complete(taken.Ok ? ReasonCode.Success : ReasonCode.PayloadFormatInvalid);
        // Attaching made the wall anew if the device had left meanwhile.
        if (principal.HasLeft) broker.RemoveWall(principal.Wall);
    }

    private async ValueTask<Result<PairingReply>> TakeInAsync(PairingPrincipal principal, byte[] payload)
    {
        if (pairings.Find(principal.Pairing) is not { } offer || !pairings.Claim(offer, options.PairingTries))
            return new Fault(ErrorCodes.PairingExpired, "this code was used, cancelled or is too old");
        Result<PairingReply> taken;
        try
        {
            taken = await TakeInAsync(offer, payload);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The connection's edge: the code must not stay claimed for ever.
            LogFailed(logger, failure);
            taken = new Fault(ErrorCodes.Unexpected, "something went wrong on our side; ask again");
        }
        Pairings.Settle(offer, taken);
        return taken;
    }

    private async ValueTask<Result<PairingReply>> TakeInAsync(PairingOffer offer, byte[] payload)
    {
        var read = PairingRequest.Read(payload, library);
        if (read.Fault is { } wrong) return wrong;
        var (request, spec) = read.Value;
        var house = Caller.House("pairing");
        var device = await homes.TakeInAsync(offer.Home, house, new DeviceDraft(request.Name ?? spec.Name.En, spec, NativeLink.Via, request.NativeId(spec), offer.Room, Replaces: offer.Replaces));
        if (device.Fault is { } refused) return refused;
        var credential = await homes.IssueAsync(offer.Home, house, device.Value.Id);
        if (credential.Fault is { } failed) return failed;
        return new PairingReply(device.Value.Id, credential.Value.Username.ToString(), credential.Value.Password);
    }

    [LoggerMessage(3001, LogLevel.Error, "A pairing request could not be answered")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
