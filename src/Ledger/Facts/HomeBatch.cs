using Kith.Ledger.Records;
using Kith.Model.Ids;

namespace Kith.Ledger.Facts;

/// <summary>One home's part of a commit: all of it becomes durable or nothing.</summary>
/// <param name="Home">The home.</param>
/// <param name="Facts">In the order of their sequence; not changed by the caller until the append has completed.</param>
/// <param name="Records">Run in order, in the same transaction.</param>
public sealed record HomeBatch(HomeId Home, IReadOnlyList<Fact> Facts, IReadOnlyList<RecordWrite> Records)
{
    /// <summary>Facts alone.</summary>
    public HomeBatch(HomeId home, IReadOnlyList<Fact> facts) : this(home, facts, []) { }
}
