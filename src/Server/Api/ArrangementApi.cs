using Kith.Homes;
using Kith.Homes.People;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/arrangement: how the caller likes to see the home.</summary>
internal static class ArrangementApi
{
    internal static void MapArrangement(this IEndpointRouteBuilder home)
    {
        home.MapGet("/arrangement", async (Visit visit, HomeHost homes) =>
                (Answer<Arrangement>)await homes.ArrangementAsync(visit.Home, visit.Caller))
            .ForHome(Scopes.Read).WithTags("Arrangement")
            .Described("getArrangement", "How you like to see the home", "Your favourites, your order of rooms and devices, what you hid. Everybody has their own.");
        home.MapPut("/arrangement", async (Arrangement form, Visit visit, HomeHost homes) =>
                (Answer<Arrangement>)await homes.ArrangeAsync(visit.Home, visit.Caller, form))
            .ForHome(Scopes.Control).WithTags("Arrangement")
            .Described(
                "putArrangement", "Arrange how you see the home",
                "Replaces the whole; ids that are not of this home are dropped. Your other screens hear of it in the live feed.");
    }
}
