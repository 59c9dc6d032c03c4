using Kith.Model.Ids;

namespace Kith.Homes.Rules;

/// <summary>The way by which rules call programs outside; implemented by Server, which decides what may be reached.</summary>
public interface IOutside
{
    /// <summary>Posts once, within a time limit of its own; never throws for what the other side does.</summary>
    /// <returns>done, http.503 and the like, or what kept it from being reached.</returns>
    Task<string> PostAsync(HomeId home, Uri address, string json, CancellationToken cancel);
}

/// <summary>A call that leaves the home with the commit at hand.</summary>
/// <param name="Operation">By which the run finds its answer.</param>
internal sealed record OutsideCall(OperationId Operation, Uri Address, string Json);
