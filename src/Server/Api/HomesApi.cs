using Kith.Homes;
using Kith.Homes.Feed;
using Kith.Homes.People;
using Kith.Homes.Rules.Clock;
using Kith.Model.Errors;
using Kith.Server.Accounts;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/homes and /homes/{home}: homes as a whole.</summary>
internal static class HomesApi
{
    internal static void MapHomes(this IEndpointRouteBuilder api)
    {
        var homes = api.MapGroup("/homes").WithTags("Homes");
        homes.MapGet("", async (Visitor visitor, HomeHost host, int? limit, string? cursor) =>
            {
                var all = (await host.HomesOfAsync(visitor.Who.Account)).Where(home => visitor.Who.Reaches(home.Id));
                return (Answer<Page<HomeView>>)Paging.Part([.. all], home => home.Id.ToString(), limit, cursor);
            }).ForAccount(Scopes.Read)
            .Described("listHomes", "The homes you are a person of", "For a token held to some homes: those.");
        homes.MapPost("", async (HomeForm form, Visitor visitor, HomeHost host, AccountStore accounts) =>
            {
                if (await accounts.FindAsync(visitor.Who.Account) is not { } account)
                    return (Made<HomeView>)new Fault(ErrorCodes.AuthRequired, "This account does not exist any more.");
                return await host.FoundAsync(account.Id, account.Name, form.Name, form.TimeZone);
            }).ForAccount(Scopes.Manage)
            .Described("createHome", "Make another home", "You become its owner. The time zone is an IANA name such as Europe/Berlin.");

        homes.MapGet("/{home}", (Visit visit) => (Answer<HomeView>)visit.View).ForHome(Scopes.Read)
            .Described("getHome", "One home", "With your role and which person of it you are.");
        homes.MapPatch("/{home}", async (HomeChange form, Visit visit, HomeHost host) =>
                (Answer<HomeView>)await host.ChangeHomeAsync(visit.Home, visit.Caller, form.Name, form.TimeZone, form.Location, form.LeaveAfter, form.AsksModel)).ForHome(Scopes.Manage)
            .Described("changeHome", "Rename a home or move it", "What is absent stays. The location is where the sun rises and sets for its rules; the city of its time zone while nobody says. leaveAfter (00:01:00 to 01:00:00) is how long after somebody left it counts. asksModel agrees that what the assistant does not understand goes to the server's language model.");
        homes.MapDelete("/{home}", async ([Microsoft.AspNetCore.Mvc.FromBody] HomeEnd form, Visit visit, HomeHost host) =>
                Done.Of(await host.DeleteHomeAsync(visit.Home, visit.Caller, form.Confirm))).ForHome(Scopes.Manage)
            .Described(
                "deleteHome", "Delete a home for ever",
                "With everything it had; the key that seals its history is destroyed. Confirm with the home's name. Owners only.");
        homes.MapGet("/{home}/snapshot", async (Visit visit, HomeHost host) =>
                (Answer<SnapshotView>)await host.SnapshotAsync(visit.Home, visit.Caller))
            .ForHome(Scopes.Read)
            .Described(
                "getSnapshot", "A home whole",
                "Rooms, people, devices with their values, their specs, and commands that wait. Its sequence is where the live feed goes on.");
    }
}

/// <summary>A new home.</summary>
internal sealed record HomeForm(string Name, string TimeZone);

/// <summary>Changes of a home; what is null stays.</summary>
internal sealed record HomeChange(string? Name = null, string? TimeZone = null, Location? Location = null, TimeSpan? LeaveAfter = null, bool? AsksModel = null);

/// <summary>The end of a home, confirmed with its name.</summary>
internal sealed record HomeEnd(string Confirm);
