using Kith.Homes;
using Kith.Homes.People;
using Kith.Model.Errors;
using Kith.Model.Ids;
using Kith.Server.Accounts;
using Kith.Server.Errors;
using Kith.Server.Observability;

namespace Kith.Server.Api;

/// <summary>
/// The one authorization path of the API; nothing of a request but its path and headers is looked at before.
/// (1) the route says what it belongs to, and a change that another site's page asks for is refused  (2) the credential is looked up, and a change by cookie must come from our own page
/// (3) its scopes must cover the route  (4) the token must reach the home  (5) the home itself must know the account.
/// Whoever fails at 4 or 5 gets the same 404 as for a home that does not exist.
/// </summary>
internal sealed class Gate(Credentials credentials, HomeHost homes, ServerMetrics metrics)
{
    internal async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        // Anything else is the router's own answer: 405, 415.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(context);
            return;
        }
        var access = endpoint.Metadata.GetMetadata<Access>()
            ?? throw new InvalidOperationException($"{endpoint.DisplayName} does not say what it belongs to.");
        if (OtherSite.Refuses(context.Request, access.Door is Door.Public) is { } elsewhere)
        {
            metrics.Refused(elsewhere.Error.Code);
            await new Problem(elsewhere).ExecuteAsync(context);
            return;
        }
        if (access.Door is not Door.Public)
        {
            var passed = await CheckAsync(context, access);
            if (passed.Fault is { } fault)
            {
                metrics.Refused(fault.Error.Code);
                await new Problem(fault).ExecuteAsync(context);
                return;
            }
            context.Features.Set(passed.Value);
        }
        await next(context);
    }

    /// <summary>The same question again, for a stream that goes on: is this request still allowed?</summary>
    internal async Task<Fault?> RecheckAsync(HttpContext context) =>
        (await CheckAsync(context, context.GetEndpoint()!.Metadata.GetRequiredMetadata<Access>())).Fault;

    private async Task<Result<Passed>> CheckAsync(HttpContext context, Access access)
    {
        var found = await credentials.FindAsync(context.Request);
        if (found.Fault is { } unknown) return unknown;
        var who = found.Value;
        if (who.IsAgent && !access.IsForAgents) return new Fault(ErrorCodes.ScopeMissing, "This token is for agents: it opens /homes/{home}/mcp and nothing else.");
        if (!who.Scopes.HasFlag(access.Scope))
            return new Fault(ErrorCodes.ScopeMissing, $"This needs a token with the scope {ScopesJson.NameOf(access.Scope)}.");
        if (access.Door is Door.Account)
        {
            // A token held to some homes must not reach the others by way of the account: no wider token, no password, no sessions.
            return who.Homes is not null && access.Scope is not Scopes.Read
                ? new Fault(ErrorCodes.ScopeMissing, "This token is for some homes only; the account itself is not among them.")
                : new Passed(who, null);
        }
        if (!HomeId.TryParse(context.GetRouteValue("home") as string, null, out var home) || !who.Reaches(home)) return NoHome();
        var caller = new Caller(who.Account, who.Scopes, who.Through(context.Request),
            Confirmed: context.Request.Headers["X-Kith-Confirm"] == "1");
        var view = await homes.HomeAsync(home, caller);
        if (view.Fault is { } fault) return fault.Error == ErrorCodes.NotFound ? NoHome() : fault;
        return new Passed(who, new Visit(who, home, caller, view.Value));
    }

    private static Fault NoHome() => new(ErrorCodes.NotFound, "There is no such home.");
}
