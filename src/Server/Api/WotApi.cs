using System.Text.Json.Nodes;
using Kith.Clouds.Wot;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Model.Interchange;
using Kith.Model.Values;
using Kith.Server.Errors;
using Microsoft.AspNetCore.Http.Features;

namespace Kith.Server.Api;

/// <summary>/things of a home: its devices as W3C Web of Things, with forms that any client of that standard reads, writes, invokes and follows.</summary>
internal static class WotApi
{
    internal static void MapWot(this IEndpointRouteBuilder home)
    {
        var things = home.MapGroup("/things").WithTags("Web of Things");
        things.MapGet("", async (Visit visit, WotDoor door, HttpRequest request) =>
            {
                var all = await door.ThingsAsync(visit.Home, visit.Caller, ThingsAt(request, visit.Home));
                return all.Fault is { } fault ? (Answer<JsonArray>)fault : new JsonArray([.. all.Value]);
            }).ForHome(Scopes.Read)
            .Described("listThings", "The devices of a home as things", "A W3C Thing Description (1.1) each; those you may see. docs/wot.md says how clients use them.");
        var thing = things.MapGroup("/{device}");
        thing.MapGet("", async (DeviceId device, Visit visit, WotDoor door, HttpRequest request) =>
            {
                var found = await door.ThingAsync(visit.Home, visit.Caller, device, ThingsAt(request, visit.Home));
                return found.Fault is { } fault ? (IResult)new Problem(fault) : TypedResults.Text(found.Value.ToJsonString(), WotThing.DescriptionMediaType);
            }).ForHome(Scopes.Read).Produces<JsonObject>(StatusCodes.Status200OK, WotThing.DescriptionMediaType)
            .Described("getThing", "One device as a thing", "Its W3C Thing Description (1.1), with forms for everything it has.");
        thing.MapGet("/properties/{address}", async (DeviceId device, string address, Visit visit, WotDoor door) => Told(await door.ReadAsync(visit.Home, visit.Caller, device, address)))
            .ForHome(Scopes.Read).Produces<JsonNode>().Described("readThingProperty", "A property's value", "As JSON, in the unit of its description; null while it is not known.");
        thing.MapPut("/properties/{address}", async (DeviceId device, string address, Value value, Visit visit, WotDoor door) => (Done)await door.WriteAsync(visit.Home, visit.Caller, device, address, value))
            .ForHome(Scopes.Control).Described("writeThingProperty", "Set a property", "The value as JSON. Answers when the device says it is so. What touches safety or privacy needs the header X-Kith-Confirm: 1.");
        thing.MapGet("/properties/{address}/changes", async (DeviceId device, string address, Visit visit, WotDoor door, LiveStreams streams) =>
                Followed(await door.ObserveAsync(visit.Home, visit.Caller, device, address), streams))
            .ForHome(Scopes.Read).Produces<JsonNode>(StatusCodes.Status200OK, LiveStream.ContentType).Described("observeThingProperty", "Follow a property", "Server-Sent Events: the value now, then each that it gets.");
        thing.MapPost("/actions/{address}", async (DeviceId device, string address, Dictionary<string, Value>? input, Visit visit, WotDoor door) => Told(await door.InvokeAsync(visit.Home, visit.Caller, device, address, input)))
            .ForHome(Scopes.Control).Produces<JsonNode>().Described("invokeThingAction", "Run an action", "Its arguments by name; answers what it gives back by name, null for nothing.");
        thing.MapGet("/events/{address}", async (DeviceId device, string address, Visit visit, WotDoor door, LiveStreams streams) =>
                Followed(await door.SubscribeAsync(visit.Home, visit.Caller, device, address), streams))
            .ForHome(Scopes.Read).Produces<JsonNode>(StatusCodes.Status200OK, LiveStream.ContentType).Described("followThingEvent", "Follow an event", "Server-Sent Events: its arguments by name, each time that it happens.");
    }

    private static Uri ThingsAt(HttpRequest request, HomeId home) => new($"{request.Scheme}://{request.Host}/api/v1/homes/{home}/things/");

    private static IResult Told(Result<JsonNode?> result) => result.Fault is { } fault ? new Problem(fault) : TypedResults.Text(result.Value?.ToJsonString() ?? "null", "application/json");

    private static IResult Followed(Result<WotStream> result, LiveStreams streams) => result.Fault is { } fault ? new Problem(fault) : new Following(result.Value, streams);

    private sealed class Following(WotStream stream, LiveStreams streams) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, streams.Stopping);
            await using var _ = stream;
            httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            httpContext.Response.ContentType = LiveStream.ContentType;
            httpContext.Response.Headers.CacheControl = "no-store";
            streams.Metrics.FeedOpened();
            try
            {
                await stream.WriteAsync(httpContext.Response.Body, () => streams.Gate.RecheckAsync(httpContext), LiveStream.Recheck, streams.Time, stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The reader went away or the server stops.
            }
            finally
            {
                streams.Metrics.FeedClosed();
            }
        }
    }
}
