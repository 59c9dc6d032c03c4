using System.Diagnostics.Metrics;
using Kith.Ledger.Homes;

namespace Kith.Ledger.Engine;

/// <summary>What can be watched from outside.</summary>
internal sealed class LedgerMetrics : IDisposable
{
    private readonly Meter _meter = new("Kith.Ledger");
    private readonly Counter<long> _facts, _failed;
    private readonly Histogram<double> _commit;

    public LedgerMetrics(Shelf shelf)
    {
        _facts = _meter.CreateCounter<long>("kith.ledger.facts", "{fact}", "Facts committed");
        _failed = _meter.CreateCounter<long>("kith.ledger.failed", "{append}", "Appends that failed");
        _commit = _meter.CreateHistogram<double>("kith.ledger.commit.duration", "s", "From taking a group to its synced commit");
        _meter.CreateObservableGauge("kith.ledger.waiting", () => shelf.TailFacts, "{fact}", "Facts in memory that wait for folding");
        _meter.CreateObservableGauge("kith.ledger.homes", () => shelf.OpenCount, "{home}", "Homes in memory");
    }

    public void Committed(List<Request> group, TimeSpan took)
    {
        _commit.Record(took.TotalSeconds);
        foreach (var request in group)
            if (request.Failure is null) _facts.Add(request.FactCount);
            else _failed.Add(1);
    }

    public void Dispose() => _meter.Dispose();
}
