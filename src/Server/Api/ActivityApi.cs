using Kith.Homes;
using Kith.Homes.Activity;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/activity: what happened in a home.</summary>
internal static class ActivityApi
{
    internal static void MapActivity(this IEndpointRouteBuilder home) =>
        home.MapGet("/activity", async (RoomId? room, DeviceId? device, PersonId? person, string? cause, string? kind, long? before,
            int? limit, Visit visit, HomeHost homes) =>
                (Answer<ActivityLines>)await homes.ActivityAsync(visit.Home, visit.Caller, new ActivityQuery(
                    room, device, person, cause, kind?.Split(',', StringSplitOptions.RemoveEmptyEntries), before, limit ?? Usual)))
            .ForHome(Scopes.Read).WithTags("History")
            .Described(
                "listActivity", "Who did what, and what happened",
                "Newest first. Kinds may be several, with commas. Pass next as before for the page after. Children and guests see their own doings.");

    private const int Usual = 50;
}
