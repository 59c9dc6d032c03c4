using Kith.Homes.People;
using Kith.Server.Accounts;

namespace Kith.Server.Api;

/// <summary>What a route belongs to, and therefore what the gate asks of a request before its handler runs.</summary>
internal enum Door : byte
{
    /// <summary>Nobody's: it tells nothing of any home or account.</summary>
    Public,
    /// <summary>The account that is signed in.</summary>
    Account,
    /// <summary>The home named in the path.</summary>
    Home,
}

/// <summary>Stands on every route; a route without it is refused by the gate, so that forgetting it opens nothing.</summary>
/// <param name="IsForAgents">A token for agents opens it.</param>
internal sealed record Access(Door Door, Scopes Scope, bool IsForAgents = false);

/// <summary>How routes say what they belong to.</summary>
internal static class AccessExtensions
{
    internal static TBuilder Public<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Access(Door.Public, Scopes.None));

    internal static TBuilder ForAccount<TBuilder>(this TBuilder builder, Scopes scope) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Access(Door.Account, scope));

    internal static TBuilder ForHome<TBuilder>(this TBuilder builder, Scopes scope) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Access(Door.Home, scope));

    internal static TBuilder ForAgents<TBuilder>(this TBuilder builder, Scopes scope) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Access(Door.Home, scope, IsForAgents: true));

    /// <summary>What the API description says of a route: its own short name, one line, and what else a caller should know.</summary>
    internal static RouteHandlerBuilder Described(this RouteHandlerBuilder builder, string name, string summary, string description) =>
        builder.WithName(name).WithSummary(summary).WithDescription(description);

    /// <summary>The name of the way a request came, as operations and activity show it.</summary>
    internal static string Through(this SignedIn who, HttpRequest request) =>
        who.Kind is SessionKind.Panel ? "panel" : who.Way is SignInWay.Cookie ? "app" : request.Headers["X-Kith-Through"] == "cli" ? "cli" : "api";
}
