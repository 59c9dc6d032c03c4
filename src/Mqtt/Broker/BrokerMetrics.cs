using System.Diagnostics.Metrics;

namespace Kith.Mqtt.Broker;

/// <summary>The counters as instruments of the meter "Kith.Mqtt"; observed, so the paths that count pay nothing for it.</summary>
internal sealed class BrokerMetrics : IDisposable
{
    private readonly Meter _meter = new("Kith.Mqtt");

    public BrokerMetrics(BrokerCounters counters)
    {
        _meter.CreateObservableUpDownCounter("mqtt.connections", () => counters.Connections, "{connection}", "Open connections");
        _meter.CreateObservableCounter("mqtt.connections.accepted", () => counters.Accepted, "{connection}", "Connections since the start");
        _meter.CreateObservableCounter(
            "mqtt.transport.troubles", () => counters.TransportTroubles, "{trouble}", "No descriptor or memory for a connection");
        _meter.CreateObservableCounter("mqtt.connections.throttled", () => counters.Throttled, "{pause}", "Clients not read for a moment: their home used up its share");
        _meter.CreateObservableCounter("mqtt.messages.received", () => counters.MessagesIn, "{message}", "PUBLISH from clients");
        _meter.CreateObservableCounter("mqtt.messages.sent", () => counters.MessagesOut, "{message}", "PUBLISH to clients");
        _meter.CreateObservableCounter("mqtt.bytes.received", () => counters.BytesIn, "By", "Bytes of packets from clients");
        _meter.CreateObservableCounter("mqtt.bytes.sent", () => counters.BytesOut, "By", "Bytes of PUBLISH to clients");
        _meter.CreateObservableCounter("mqtt.messages.dropped", () => Enum.GetValues<DropReason>().Select(reason =>
            Of(counters.Dropped(reason), reason)), "{message}", "Messages that did not reach a subscriber");
        _meter.CreateObservableCounter("mqtt.connects.refused", () => counters.Refused.Select(refused =>
            Of(refused.Value, refused.Key)), "{connect}", "CONNECT refused");
    }

    private static Measurement<long> Of<TReason>(long count, TReason reason)
        where TReason : struct, Enum
        => new(count, new KeyValuePair<string, object?>("reason", reason.ToString()));

    public void Dispose() => _meter.Dispose();
}
