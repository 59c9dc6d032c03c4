using System.Reflection;
using Kith.Homes;
using Kith.Homes.People;
using Kith.Model.Ids;
using Kith.Server.Accounts;

namespace Kith.Server.Api;

/// <summary>A request that the gate let into a home. A handler takes its home from here and from nowhere else.</summary>
/// <param name="View">The home as this caller sees it.</param>
internal sealed record Visit(SignedIn Who, HomeId Home, Caller Caller, HomeView View)
{
    public static ValueTask<Visit?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Of(context).Home);

    internal static Passed Of(HttpContext context) =>
        context.Features.Get<Passed>() ?? throw new InvalidOperationException("This route is public: it has no visitor.");
}

/// <summary>A request that the gate let through to an account's own things.</summary>
internal sealed record Visitor(SignedIn Who)
{
    public static ValueTask<Visitor?> BindAsync(HttpContext context, ParameterInfo parameter) => new(new Visitor(Visit.Of(context).Who));
}

/// <summary>What the gate found out.</summary>
internal sealed record Passed(SignedIn Who, Visit? Home);
