using System.Text.Json;
using Kith.Gateway.Admittance;
using Kith.Gateway.Pairing;
using Kith.Homes;
using Kith.Homes.Actor;
using Kith.Homes.Devices;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Specs;
using Microsoft.Extensions.Logging;
using Kith.Mqtt.Codec;

namespace Kith.Gateway.Native;

/// <summary>A hub brings the devices behind it: kith/HUB/adopt, answered on kith/HUB/adopted. They have no credential; the hub speaks for them.</summary>
internal sealed partial class Adoption(HomeHost homes, Walls walls, Library library, GatewayOptions options, ILogger logger)
{
    internal async Task TakeAsync(DevicePrincipal hub, byte[] payload, UplinkReceipt receipt)
    {
        try
        {
            var adopted = await AdoptAsync(hub, payload);
            if (adopted.Ok) walls.In(hub.Home).Publish($"kith/{hub.Device}/adopted", JsonSerializer.SerializeToUtf8Bytes(adopted.Value, PairingJson.Default.AdoptionReply), Qos.AtLeastOnce);
            receipt.Settle(adopted.Fault is { } fault ? ReportVerdict.Refused(fault) : new ReportVerdict(1, null));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The connection's edge: the hub hears of it and asks again.
            LogFailed(logger, failure);
            receipt.Settle(ReportVerdict.Refused(new Fault(ErrorCodes.Unexpected, "the child could not be adopted; ask again")));
        }
    }

    private async ValueTask<Result<AdoptionReply>> AdoptAsync(DevicePrincipal hub, byte[] payload)
    {
        var read = PairingRequest.Read(payload, library);
        if (read.Fault is { } wrong) return wrong;
        var (request, spec) = read.Value;
        var nativeId = $"{hub.Device}/{request.NativeId(spec)}";
        if (hub.Children.Count >= options.ChildrenPerHub && !await homes.HasAsync(hub.Home, NativeLink.Via, nativeId))
            return new Fault(ErrorCodes.LimitReached, $"a hub speaks for at most {options.ChildrenPerHub} devices");
        var child = await homes.TakeInAsync(hub.Home, Caller.House("hub"), new DeviceDraft(request.Name ?? spec.Name.En, spec, NativeLink.Via, nativeId, Hub: hub.Device));
        if (child.Fault is { } refused) return refused;
        hub.Children[child.Value.Id.ToString()] = child.Value.Id;
        hub.Wake(child.Value.Id);
        homes.Presence(hub.Home, child.Value.Id, online: true);
        return new AdoptionReply(request.Id, child.Value.Id);
    }

    [LoggerMessage(3002, LogLevel.Error, "A hub's child could not be adopted")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
