using Kith.Gateway;
using Kith.Gateway.Watching;
using Kith.Homes;
using Kith.Homes.People;
using Kith.Homes.Watching;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/devices/DEVICE/traffic and /bridges/BRIDGE/traffic: what somebody says and hears over MQTT, as it happens.</summary>
internal static class TrafficApi
{
    private const string How = "Server-Sent Events, each `traffic` a message it says or hears, or its coming or going. Secrets and pictures are replaced. "
        + "For owners and admins; that it is watched stands in the home's activity. `end` after ten minutes, or with an error code when the right ends.";

    internal static void MapTraffic(this IEndpointRouteBuilder home)
    {
        home.MapGet("/devices/{device}/traffic", async (DeviceId device, Visit visit, HomeHost homes, DeviceGateway gateway, LiveStreams streams) =>
                await WatchAsync(visit, () => homes.TrafficOfDeviceAsync(visit.Home, visit.Caller, device), gateway, streams))
            .ForHome(Scopes.Manage).WithTags("Devices").Produces<TrafficView>(StatusCodes.Status200OK, LiveStream.ContentType)
            .Described("watchDevice", "Watch what a device says and hears", How);
        home.MapGet("/bridges/{bridge}/traffic", async (DeviceId bridge, Visit visit, HomeHost homes, DeviceGateway gateway, LiveStreams streams) =>
                await WatchAsync(visit, () => homes.TrafficOfBridgeAsync(visit.Home, visit.Caller, bridge), gateway, streams))
            .ForHome(Scopes.Manage).WithTags("Bridges").Produces<TrafficView>(StatusCodes.Status200OK, LiveStream.ContentType)
            .Described("watchBridge", "Watch what the program of a bridge says and hears", How);
    }

    private static async Task<IResult> WatchAsync(Visit visit, Func<ValueTask<Result<Watched>>> find, DeviceGateway gateway, LiveStreams streams)
    {
        var watched = await find();
        if (watched.Fault is { } denied) return new Problem(denied);
        var tail = await gateway.WatchAsync(visit.Home, visit.Caller, watched.Value);
        return tail.Fault is { } fault ? new Problem(fault) : new TrafficStream(tail.Value, async () => (await find()).Fault, streams);
    }
}
