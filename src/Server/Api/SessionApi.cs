using Kith.Homes;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Server.Accounts;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/session: who is signed in, signing in and out.</summary>
internal static class SessionApi
{
    internal static void MapSession(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Sign-in");
        session.MapGet("", async (Visitor visitor, SessionViews views) => await views.OfAsync(visitor.Who)).ForAccount(Scopes.Read)
            .Described("getSession", "Who is signed in", "The account, the homes it is a person of, and the scopes of a token.");
        session.MapPost("", async (PasswordForm form, Arrival arrival, HttpContext context, SignIn signIn, SessionViews views) =>
            {
                var (result, wait) = await signIn.WithPasswordAsync(form, arrival);
                return wait > TimeSpan.Zero ? new Problem(result.Fault!, wait) : await views.EnterAsync(context, result);
            }).Public().RequireRateLimiting(RateLimits.Passwords)
            .Described(
                "signIn", "Sign in with a password",
                "Sets the session cookie. An account with a second factor needs its code too (auth.code_needed). After a few wrong tries each further one must wait longer (429 and Retry-After).");
        session.MapPost("/link", async (LinkForm form, Arrival arrival, HttpContext context, SignIn signIn, SessionViews views) =>
                await views.EnterAsync(context, await signIn.WithLinkAsync(form.Token, arrival)))
            .Public().RequireRateLimiting(RateLimits.Links)
            .Described("signInByLink", "Sign in with a one-time link", "The token is the last part of the link. It works once.");
        session.MapDelete("", async (Visitor visitor, HttpContext context, Sessions sessions) =>
            {
                if (visitor.Who.Way is not SignInWay.Cookie)
                    return (Done)new Fault(ErrorCodes.RequestInvalid, "A token is not signed out but revoked.");
                await sessions.EndAsync(visitor.Who.Account, visitor.Who.Credential);
                Credentials.Drop(context);
                return Done.Ok;
            }).ForAccount(Scopes.Read)
            .Described("signOut", "Sign out", "Ends this session; its live feeds end within 5 seconds.");
    }
}

/// <summary>The account as its owner sees it.</summary>
internal sealed record AccountView(AccountId Id, string Name, string User, string Language)
{
    internal static AccountView Of(Account account) => new(account.Id, account.Name, account.User, account.Language);
}

/// <summary>A home of the account.</summary>
internal sealed record HomeLine(HomeId Id, string Name, Role Role, PersonId? PersonId);

/// <summary>Who is signed in.</summary>
/// <param name="Via">cookie or token.</param>
/// <param name="Kind">A person's browser, or a panel.</param>
internal sealed record SessionView(
    AccountView Account, IReadOnlyList<HomeLine> Homes, string Via,
    [property: System.Text.Json.Serialization.JsonConverter(typeof(ScopesJson))] Scopes Scopes, SessionKind Kind, bool ForgotPassword);

/// <summary>Tells who is signed in, with what else the app needs to begin.</summary>
internal sealed class SessionViews(AccountStore accounts, HomeHost homes)
{
    internal async Task<Answer<SessionView>> OfAsync(SignedIn who) => await accounts.FindAsync(who.Account) is { } account
        ? await ViewAsync(account, who)
        : new Fault(ErrorCodes.AuthRequired, "This account does not exist any more.");

    /// <summary>The end of every way to sign in: the cookie and the same answer.</summary>
    internal async Task<Answer<SessionView>> EnterAsync(HttpContext context, Result<Entered> entered)
    {
        if (entered.Fault is { } fault) return fault;
        Credentials.Keep(context, entered.Value);
        return await ViewAsync(entered.Value.Account, entered.Value.Who);
    }

    private async Task<SessionView> ViewAsync(Account account, SignedIn who)
    {
        var lines = (await homes.HomesOfAsync(account.Id)).Where(home => who.Reaches(home.Id))
            .Select(home => new HomeLine(home.Id, home.Name, home.Role, home.Me));
        return new(AccountView.Of(account), [.. lines], who.Way is SignInWay.Cookie ? "cookie" : "token", who.Scopes, who.Kind, who.ForgotPassword);
    }
}
