using System.Diagnostics;
using System.Diagnostics.Metrics;
using Kith.Homes.Actor;

namespace Kith.Homes;

/// <summary>What the homes of this machine do, for /metrics.</summary>
internal sealed class HomesMetrics : IDisposable
{
    private readonly Meter _meter = new("Kith.Homes");
    private readonly Counter<long> _facts;
    private readonly Histogram<double> _commit;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _command;

    internal HomesMetrics(Func<int> waiting)
    {
        _facts = _meter.CreateCounter<long>("kith.homes.facts", "{fact}", "Facts committed");
        _commit = _meter.CreateHistogram<double>("kith.homes.commit.duration", "ms", "Time from hand-over to durable");
        _refused = _meter.CreateCounter<long>("kith.homes.refused", "{value}", "Values, events and commands refused, by code");
        _command = _meter.CreateHistogram<double>("kith.homes.command.duration", "ms", "Time from command to outcome");
        _meter.CreateObservableGauge("kith.homes.mailbox", waiting, "{message}", "Messages that wait in all partitions");
    }

    internal void Committed(TimeSpan took, int facts)
    {
        _facts.Add(facts);
        _commit.Record(took.TotalMilliseconds);
    }

    internal void Refused(string code) => _refused.Add(1, new TagList { { "code", code } });

    internal ReportVerdict Count(in ReportVerdict verdict)
    {
        foreach (var fault in verdict.Faults ?? []) Refused(fault.Error.Code);
        return verdict;
    }

    internal void Commanded(TimeSpan took, string outcome) => _command.Record(took.TotalMilliseconds, new TagList { { "outcome", outcome } });

    public void Dispose() => _meter.Dispose();
}
