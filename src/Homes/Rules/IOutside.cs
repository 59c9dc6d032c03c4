using System.Text.Json.Serialization;
using Kith.Homes.Rules.Steps;
using Kith.Model.Ids;

namespace Kith.Homes.Rules;

/// <summary>The way by which rules call programs outside; implemented by Server, which decides what may be reached.</summary>
public interface IOutside
{
    /// <summary>Calls once, within a time limit of its own; never throws for what the other side does.</summary>
    /// <returns>done, http.503 and the like, or what kept it from being reached.</returns>
    /// <param name="json">What it is sent; null for a call that carries nothing.</param>
    Task<string> CallAsync(HomeId home, HookMethod method, Uri address, string? json, CancellationToken cancel);
}

/// <summary>A call that leaves the home with the commit at hand; kept until its outcome is.</summary>
/// <param name="Operation">By which the run finds its answer.</param>
/// <param name="HasBegun">It was under way when the server stopped: whether it arrived is not known, and nobody may make it again.</param>
internal sealed record OutsideCall(OperationId Operation, Uri Address, string? Json, HookMethod Method = HookMethod.Post, [property: JsonIgnore] bool HasBegun = false)
{
    /// <summary>What became of a call that was under way when the server stopped.</summary>
    internal const string Unknown = "unknown";
}
