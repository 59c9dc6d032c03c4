using System.Globalization;
using Kith.Homes;
using Kith.Homes.Feed;
using Kith.Homes.People;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/live: a home's changes as Server-Sent Events (WHATWG HTML, 9.2).</summary>
internal static class LiveApi
{
    internal static void MapLive(this IEndpointRouteBuilder home) =>
        home.MapGet("/live", async (long? after, Visit visit, HomeHost homes, LiveStreams streams, HttpContext context) =>
            {
                var lastEvent = context.Request.Headers["Last-Event-ID"];
                var resume = long.TryParse(lastEvent, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : after;
                var followed = await homes.FollowAsync(visit.Home, visit.Caller, resume);
                return followed.Fault is { } fault ? (IResult)new Problem(fault) : new LiveStream(streams, visit, followed.Value, resume);
            }).ForHome(Scopes.Read).WithTags("Homes").Produces<ChangesView>(StatusCodes.Status200OK, LiveStream.ContentType)
            .Described("followHome", "Follow a home as it changes",
                "Server-Sent Events: `snapshot` first, unless Last-Event-ID (or after) can be resumed; then `changes` in order, each with its sequence as id. "
                + "`end` with an error code when the credential or the right ends. A comment every 15 seconds keeps the line open.");
}
