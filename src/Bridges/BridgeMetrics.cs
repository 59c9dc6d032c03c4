using System.Diagnostics.Metrics;

namespace Kith.Bridges;

/// <summary>What bridges count.</summary>
internal sealed class BridgeMetrics : IDisposable
{
    private readonly Meter _meter = new("Kith.Bridges");
    private readonly Counter<long> _messages, _malformed, _refused, _failed;

    internal BridgeMetrics()
    {
        _messages = _meter.CreateCounter<long>("kith.bridges.messages", "{message}", "Messages of bridged programs that were used");
        _malformed = _meter.CreateCounter<long>("kith.bridges.malformed", "{message}", "Messages of bridged programs that could not be read, by what");
        _refused = _meter.CreateCounter<long>("kith.bridges.refused", "{value}", "Values that the home did not take");
        _failed = _meter.CreateCounter<long>("kith.bridges.requests_failed", "{request}", "Requests to bridged programs that failed, by error");
    }

    internal void Used() => _messages.Add(1);

    internal void Malformed(string what) => _malformed.Add(1, new KeyValuePair<string, object?>("what", what));

    internal void Refused(int values) => _refused.Add(values);

    internal void Failed(string code) => _failed.Add(1, new KeyValuePair<string, object?>("error", code));

    public void Dispose() => _meter.Dispose();
}
