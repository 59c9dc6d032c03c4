using System.Text.Json.Serialization;
using Kith.Homes;
using Kith.Homes.People;
using Kith.Homes.Whereabouts;
using Kith.Model.Ids;
using Kith.Server.Accounts;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/people of a home and their invitations.</summary>
internal static class PeopleApi
{
    internal static void MapPeople(this IEndpointRouteBuilder home)
    {
        var people = home.MapGroup("/people").WithTags("People");
        people.MapGet("", async (Visit visit, HomeHost homes, int? limit, string? cursor) =>
                (Answer<Page<PersonView>>)Paging.Part(await homes.PeopleAsync(visit.Home, visit.Caller),
                    person => person.Id.ToString(), limit, cursor))
            .ForHome(Scopes.Read)
            .Described("listPeople", "The people of a home", "Children and guests see themselves only.");
        home.MapGet("/roles", (Visit _) => (Answer<Page<RoleView>>)new Page<RoleView>(RoleView.All)).ForHome(Scopes.Read).WithTags("People")
            .Described("listRoles", "What each role may do", "The server's own table of rights, asked role by role.");
        people.MapPost("", async (PersonForm form, Visit visit, HomeHost homes, Links links, HttpRequest request) =>
            {
                var added = await homes.AddPersonAsync(visit.Home, visit.Caller,
                    new PersonDraft(form.Name, form.Role, form.From, form.Until, form.Rooms));
                return added.Fault is { } fault
                    ? (Made<PersonInvited>)fault
                    : new PersonInvited(added.Value, await InviteAsync(links, visit, added.Value.Id, request));
            }).ForHome(Scopes.Manage)
            .Described(
                "addPerson", "Add a person and invite them",
                "The invitation is shown this once and works once, for 7 days. Only an owner adds an owner.");
        people.MapPatch("/{person}", async (PersonId person, PersonChange form, Visit visit, HomeHost homes) =>
                (Answer<PersonView>)await homes.ChangePersonAsync(visit.Home, visit.Caller, person, form.On)).ForHome(Scopes.Manage)
            .Described(
                "changePerson", "Change a person's name, role, time or rooms",
                "What is absent stays; null clears from, until and rooms. It bites at once.");
        people.MapDelete("/{person}", async (PersonId person, Visit visit, HomeHost homes) =>
                Done.Of(await homes.RemovePersonAsync(visit.Home, visit.Caller, person)))
            .ForHome(Scopes.Read)
            .Described(
                "removePerson", "Remove a person",
                "They lose this home at once. Anybody may remove themselves; the last owner stays.");
        people.MapPut("/{person}/presence", async (PersonId person, PresenceForm form, Visit visit, HomeHost homes) =>
                (Answer<PersonView>)await homes.MoveAsync(visit.Home, visit.Caller, person, form.At))
            .ForHome(Scopes.Control)
            .Described(
                "putPresence", "Say that somebody is at home, or leaves",
                "home or away. For phones and routers, with a token of the person (docs/presence.md); owners and admins may for everybody. "
                + "Coming counts at once, leaving after 5 minutes without coming back.");
        people.MapPost("/{person}/invitation", async (PersonId person, Visit visit, HomeHost homes, Links links, HttpRequest request) =>
            {
                var allowed = await homes.InvitableAsync(visit.Home, visit.Caller, person);
                return allowed.Fault is { } fault ? (Made<InvitationView>)fault : await InviteAsync(links, visit, person, request);
            }).ForHome(Scopes.Manage)
            .Described("invitePerson", "Invite a person again", "A new link; the one before stops working.");
    }

    private static async Task<InvitationView> InviteAsync(Links links, Visit visit, PersonId person, HttpRequest request)
    {
        var (ticket, expires) = await links.MakeAsync(LinkKind.Invitation, null, visit.Home, person);
        var path = $"/#/invite/{ticket}";
        // The address by which the asker reaches this server; a phone in the same house reaches it by the same.
        return new(path, expires, QrPicture.Of($"{request.Scheme}://{request.Host}{path}"));
    }
}

/// <summary>A new person.</summary>
/// <param name="From">Start of a guest's time; absent for at once.</param>
/// <param name="Until">End of a guest's time; absent for no end.</param>
/// <param name="Rooms">The rooms they are held to; absent for all.</param>
internal sealed record PersonForm(string Name, Role Role, DateTimeOffset? From = null, DateTimeOffset? Until = null,
    IReadOnlyList<RoomId>? Rooms = null);

/// <summary>Changes of a person; what is absent stays.</summary>
internal sealed record PersonChange(
    string? Name = null,
    Role? Role = null,
    [property: JsonConverter(typeof(PatchJson<DateTimeOffset?>))] Patch<DateTimeOffset?> From = default,
    [property: JsonConverter(typeof(PatchJson<DateTimeOffset?>))] Patch<DateTimeOffset?> Until = default,
    [property: JsonConverter(typeof(PatchJson<IReadOnlyList<RoomId>>))] Patch<IReadOnlyList<RoomId>> Rooms = default)
{
    internal PersonDraft On(PersonDraft person) =>
        new(Name ?? person.Name, Role ?? person.Role, From.Or(person.From), Until.Or(person.Until), Rooms.Or(person.Rooms));
}

/// <summary>Where somebody is.</summary>
internal sealed record PresenceForm(Place At);

/// <summary>Where an invited person begins.</summary>
/// <param name="Url">Path and fragment on this server.</param>
/// <param name="Qr">The whole link as a picture (SVG).</param>
internal sealed record InvitationView(string Url, DateTimeOffset Expires, string Qr);

/// <summary>A new person and their invitation.</summary>
internal sealed record PersonInvited(PersonView Person, InvitationView Invitation);
