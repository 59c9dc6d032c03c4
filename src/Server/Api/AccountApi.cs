using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Server.Accounts;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/account, /sessions, /account/sign-ins, /tokens: what belongs to the account itself.</summary>
internal static class AccountApi
{
    internal static void MapAccount(this IEndpointRouteBuilder api)
    {
        api.MapPatch("/account", async (AccountForm form, Visitor visitor, SignIn signIn) =>
            {
                var changed = await signIn.ChangeAsync(visitor.Who, form);
                return changed.Fault is { } refused ? (Answer<AccountView>)refused : AccountView.Of(changed.Value);
            }).ForAccount(Scopes.Manage).WithTags("Account")
            .Described(
                "changeAccount", "Change name, language or password",
                "A new password needs the old one, but within an hour after a link of the server's keeper, and ends all other sessions.");

        var sessions = api.MapGroup("/sessions").WithTags("Account");
        sessions.MapGet("", async (Visitor visitor, Sessions store, int? limit, string? cursor) =>
                (Answer<Page<SessionItem>>)Paging.Part(await store.ListAsync(visitor.Who), item => item.Id.ToString(), limit, cursor))
            .ForAccount(Scopes.Manage)
            .Described("listSessions", "Where the account is signed in", "Browsers and panels, last used first.");
        sessions.MapDelete("/{id}", async (CredentialId id, Visitor visitor, Sessions store) =>
                (Done)await store.EndAsync(visitor.Who.Account, id))
            .ForAccount(Scopes.Manage)
            .Described("endSession", "End a session", "It is refused everywhere within 5 seconds.");
        sessions.MapDelete("", async (Visitor visitor, Sessions store) =>
            {
                await store.EndOthersAsync(visitor.Who.Account, visitor.Who.Credential);
                return Done.Ok;
            }).ForAccount(Scopes.Manage)
            .Described("endOtherSessions", "End all other sessions", "Panels too. The one that asks goes on.");
        api.MapGet("/account/sign-ins", async (Visitor visitor, SignInLog log, int? limit, string? cursor) =>
                (Answer<Page<SignInItem>>)Paging.Part(await log.ListAsync(visitor.Who.Account), item => $"{item.Id}", limit, cursor))
            .ForAccount(Scopes.Manage).WithTags("Account")
            .Described("listSignIns", "The last tries to sign in", "The right and the wrong ones, newest first: when, from where, by which way.");

        var tokens = api.MapGroup("/tokens").WithTags("Account");
        tokens.MapGet("", async (Visitor visitor, Tokens store, int? limit, string? cursor) =>
                (Answer<Page<TokenItem>>)Paging.Part(await store.ListAsync(visitor.Who.Account), item => item.Id.ToString(), limit, cursor))
            .ForAccount(Scopes.Manage)
            .Described("listTokens", "The account's personal tokens", "Never their secrets.");
        tokens.MapPost("", async (TokenForm form, Visitor visitor, Tokens store) =>
            {
                var made = await store.CreateAsync(visitor.Who.Account, form.Name, form.Scopes, form.Homes, form.Expires, form.Agent);
                return made.Fault is { } refused
                    ? (Made<TokenMade>)refused
                    : new TokenMade(Tokens.Prefix + made.Value.Ticket, made.Value.Item);
            }).ForAccount(Scopes.Manage)
            .Described(
                "createToken", "Make a personal token",
                "The whole token is shown this once. Control includes read; manage includes both. One with agent opens /homes/{home}/mcp and nothing else.");
        tokens.MapDelete("/{id}", async (CredentialId id, Visitor visitor, Tokens store) =>
                (Done)await store.RevokeAsync(visitor.Who.Account, id))
            .ForAccount(Scopes.Manage)
            .Described("revokeToken", "Revoke a token", "It is refused everywhere within 5 seconds, live feeds included.");
    }
}

/// <summary>A new token and, this once, its secret.</summary>
internal sealed record TokenMade(string Token, TokenItem Item);
