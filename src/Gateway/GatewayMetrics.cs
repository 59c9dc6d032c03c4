using System.Diagnostics.Metrics;

namespace Kith.Gateway;

/// <summary>What is turned away at the gate, for /metrics.</summary>
internal sealed class GatewayMetrics : IDisposable
{
    private readonly Counter<long> _refused;
    private readonly Counter<long> _faults;

    internal GatewayMetrics()
    {
        _refused = Meter.CreateCounter<long>("kith.gateway.refused", "{connection}", "Connections refused, by reason");
        _faults = Meter.CreateCounter<long>("kith.gateway.faults", "{message}", "What was wrong with what devices said, by code");
    }

    internal Meter Meter { get; } = new("Kith.Gateway");

    internal void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    internal void Faulty(string code) => _faults.Add(1, new KeyValuePair<string, object?>("code", code));

    public void Dispose() => Meter.Dispose();
}
