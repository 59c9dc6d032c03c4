using Kith.Homes;
using Kith.Server.Accounts;
using Kith.Server.Errors;

namespace Kith.Server.Api;

/// <summary>/setup and /invitations: how accounts come to be.</summary>
internal static class SetupApi
{
    internal static void MapSetup(this IEndpointRouteBuilder api)
    {
        api.MapGet("/setup", async (AccountStore accounts) => (Answer<SetupView>)new SetupView(await accounts.IsEmptyAsync()))
            .Public().WithTags("Sign-in")
            .Described(
                "getSetup", "Whether this server waits to be set up",
                "True until the first account is made with the link that the server printed at its start.");
        api.MapPost("/setup", async (SetupForm form, Arrival arrival, HttpContext context, SignIn signIn, HomeHost homes, SessionViews views) =>
                await views.EnterAsync(context, await signIn.SetUpAsync(form, homes, arrival)))
            .Public().WithTags("Sign-in").RequireRateLimiting(RateLimits.Links)
            .Described("setUp", "Make the first account and its home", "Needs the token of the setup link. Signs in at once.");
        api.MapPost("/password/check", (PasswordDraft form) =>
                (Answer<PasswordVerdict>)new PasswordVerdict(PasswordRule.WeaknessOf(form.Password, Account.Fold(form.User))))
            .Public().WithTags("Sign-in").RequireRateLimiting(RateLimits.Drafts)
            .Described("checkPassword", "Whether a password would do", "The one rule, asked while somebody types. Nothing is kept, and no list of leaked passwords is needed.");
        api.MapPost("/invitations/accept", async (InvitationForm form, Arrival arrival, HttpContext context, SignIn signIn, HomeHost homes,
            SessionViews views) =>
                await views.EnterAsync(context, await signIn.AcceptAsync(form, homes, arrival)))
            .Public().WithTags("Sign-in").RequireRateLimiting(RateLimits.Links)
            .Described(
                "acceptInvitation", "Become a person of a home",
                "Makes an account, or joins with an existing one when its user name and password are given. Signs in at once.");
    }
}

/// <summary>Whether the first account is still to be made.</summary>
internal sealed record SetupView(bool Needed);
