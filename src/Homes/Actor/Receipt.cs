using Kith.Model.Errors;

namespace Kith.Homes.Actor;

/// <summary>What became of a report or event.</summary>
/// <param name="Accepted">Values (or events) that are on disk now.</param>
/// <param name="Faults">Why the others are not; at most <see cref="MostFaults"/>; null for none.</param>
public readonly record struct ReportVerdict(int Accepted, IReadOnlyList<Fault>? Faults)
{
    /// <summary>A payload full of errors is answered with the first of them only.</summary>
    public const int MostFaults = 10;

    /// <summary>Nothing was taken.</summary>
    public static ReportVerdict Refused(Fault fault) => new(0, [fault]);
}

/// <summary>Where a link wants to hear that its report is on disk; called once, from the home's loop, so it must return at once.</summary>
public abstract class Receipt
{
    public abstract void Settle(in ReportVerdict verdict);
}
