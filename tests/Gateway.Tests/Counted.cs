using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Kith.Gateway.Tests;

/// <summary>What one gateway's meter counted, by the value of each counter's tag.</summary>
internal sealed class Counted : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counts = new();

    internal Counted(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == meter) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => _counts.AddOrUpdate((string)tags[0].Value!, count, (_, before) => before + count));
        _listener.Start();
    }

    internal long Of(string tag) => _counts.GetValueOrDefault(tag);

    public void Dispose() => _listener.Dispose();
}
