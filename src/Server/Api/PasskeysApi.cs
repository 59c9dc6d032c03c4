using System.Text.Json.Nodes;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Server.Accounts;
using Kith.Server.Errors;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Api;

/// <summary>/account/passkeys and /session/passkey: making, listing, renaming, removing and using passkeys.</summary>
internal static class PasskeysApi
{
    internal static void MapPasskeys(this IEndpointRouteBuilder api)
    {
        var own = api.MapGroup("/account/passkeys").WithTags("Account");
        own.MapGet("", async (Visitor visitor, PasskeyStore store, int? limit, string? cursor) =>
                (Answer<Page<PasskeyItem>>)Paging.Part(await store.ListAsync(visitor.Who.Account), item => item.Id.ToString(), limit, cursor))
            .ForAccount(Scopes.Manage)
            .Described("listPasskeys", "The account's passkeys", "Oldest first.");
        own.MapPost("/begin", async (PasswordProof form, Visitor visitor, SignIn signIn, Passkeys passkeys, HttpContext context) =>
            {
                var proved = await signIn.ProveAsync(visitor.Who, form.Password);
                return proved.Fault is { } unproved ? unproved : CeremonyView.Of(await passkeys.BeginMakingAsync(visitor.Who, proved.Value, context));
            }).ForAccount(Scopes.Manage).RequireRateLimiting(RateLimits.Passwords)
            .Described("beginPasskey", "Begin to make a passkey", "Give `options` to navigator.credentials.create, and what it says to createPasskey, within 5 minutes.");
        own.MapPost("", async (PasskeyForm form, Visitor visitor, AccountStore accounts, Passkeys passkeys, HttpContext context) =>
                await accounts.FindAsync(visitor.Who.Account) is { } account
                    ? (Made<PasskeyItem>)await passkeys.MakeAsync(visitor.Who, account, form.Ceremony, form.Name, form.Credential.ToJsonString(), context)
                    : new Fault(ErrorCodes.NotFound, "This account does not exist any more."))
            .ForAccount(Scopes.Manage)
            .Described("createPasskey", "Keep a new passkey", "With what the browser made of the options, and a name of one's own for it.");
        own.MapPatch("/{id}", async (CredentialId id, PasskeyName form, Visitor visitor, PasskeyStore store) =>
            {
                if (Account.CheckName(form.Name) is { } nameless) return nameless;
                await store.RenameAsync(visitor.Who.Account, id, form.Name.Trim());
                return (await store.ListAsync(visitor.Who.Account)).FirstOrDefault(item => item.Id == id) is { } renamed
                    ? (Answer<PasskeyItem>)renamed
                    : new Fault(ErrorCodes.NotFound, "There is no such passkey.");
            }).ForAccount(Scopes.Manage)
            .Described("renamePasskey", "Give a passkey another name", "What it is called protects nothing, so the password is not asked for.");
        own.MapDelete("/{id}", async (CredentialId id, [FromBody] PasswordProof form, Visitor visitor, SignIn signIn, PasskeyStore store) =>
            {
                if ((await store.ListAsync(visitor.Who.Account)).All(item => item.Id != id)) return (Done)new Fault(ErrorCodes.NotFound, "There is no such passkey.");
                var proved = await signIn.ProveAsync(visitor.Who, form.Password);
                if (proved.Fault is { } unproved) return unproved;
                await store.RemoveAsync(visitor.Who.Account, id);
                return Done.Ok;
            }).ForAccount(Scopes.Manage).RequireRateLimiting(RateLimits.Passwords)
            .Described("removePasskey", "Remove a passkey", "It signs in no more; sessions that it began go on.");

        var session = api.MapGroup("/session/passkey").WithTags("Sign-in");
        session.MapPost("/begin", async (Passkeys passkeys, HttpContext context) => CeremonyView.Of(await passkeys.BeginUsingAsync(context)))
            .Public().RequireRateLimiting(RateLimits.Links)
            .Described("beginPasskeySignIn", "Begin to sign in with a passkey", "Give `options` to navigator.credentials.get, and what it says to signInByPasskey.");
        session.MapPost("", async (PasskeyUse form, Passkeys passkeys, SignIn signIn, SessionViews views, Arrival arrival, HttpContext context) =>
            {
                var used = await passkeys.UseAsync(form.Ceremony, form.Credential.ToJsonString(), context);
                return await views.EnterAsync(context, used.Fault is { } fault ? fault : await signIn.WithPasskeyAsync(used.Value, arrival));
            }).Public().RequireRateLimiting(RateLimits.Links)
            .Described("signInByPasskey", "Sign in with a passkey", "Sets the session cookie. No code is asked: the device itself has verified its owner.");
    }
}

/// <summary>A ceremony that began.</summary>
/// <param name="Ceremony">To come back with; works once.</param>
/// <param name="Options">For navigator.credentials, as JSON (WebAuthn 5.1.8).</param>
internal sealed record CeremonyView(string Ceremony, JsonNode Options)
{
    internal static Answer<CeremonyView> Of(Result<Ceremony> begun) =>
        begun.Fault is { } fault ? fault : new CeremonyView(begun.Value.Ticket, JsonNode.Parse(begun.Value.OptionsJson)!);
}

/// <summary>A new passkey.</summary>
/// <param name="Credential">What navigator.credentials.create gave, as JSON.</param>
internal sealed record PasskeyForm(string Ceremony, string Name, JsonObject Credential);

/// <summary>Another name for a passkey.</summary>
internal sealed record PasskeyName(string Name);

/// <summary>Signing in with a passkey.</summary>
/// <param name="Credential">What navigator.credentials.get gave, as JSON.</param>
internal sealed record PasskeyUse(string Ceremony, JsonObject Credential);
