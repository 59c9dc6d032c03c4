using System.Diagnostics.Metrics;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Metering;

/// <summary>The counters as instruments of the meter "Kith.Mqtt"; observed, so the paths that count pay nothing for it.</summary>
internal sealed class BrokerMetrics : IDisposable
{
    private readonly Meter _meter = new("Kith.Mqtt");

    public BrokerMetrics(BrokerCounters counters, Func<IEnumerable<(Wall Wall, WallFigures Figures)>> walls)
    {
        _meter.CreateObservableUpDownCounter("mqtt.connections", () => counters.Connections, "{connection}", "Open connections");
        _meter.CreateObservableCounter("mqtt.connections.accepted", () => counters.Accepted, "{connection}", "Connections since the start");
        _meter.CreateObservableCounter(
            "mqtt.transport.troubles", () => counters.TransportTroubles, "{trouble}", "No descriptor or memory for a connection");
        _meter.CreateObservableCounter("mqtt.connections.throttled", () => counters.Throttled, "{pause}", "Clients not read for a moment: their home used up its share");
        _meter.CreateObservableCounter("mqtt.messages.received", () => ByQos(counters.MessagesInBy), "{message}", "PUBLISH from clients");
        _meter.CreateObservableCounter("mqtt.messages.sent", () => ByQos(counters.MessagesOutBy), "{message}", "PUBLISH to clients");
        _meter.CreateObservableCounter("mqtt.connections.ended", () => Enum.GetValues<DisconnectCause>().Select(cause =>
            Of(counters.Ended(cause), cause)), "{connection}", "Admitted connections that ended, by cause");
        _meter.CreateObservableCounter("mqtt.storms", () => counters.Storms, "{storm}", "Times that thousands connected in one go");
        _meter.CreateObservableUpDownCounter("mqtt.kept", () => Kept(walls), "{thing}", "Sessions, subscriptions, retained and waiting messages, and their bytes");
        _meter.CreateObservableCounter("mqtt.bytes.received", () => counters.BytesIn, "By", "Bytes of packets from clients");
        _meter.CreateObservableCounter("mqtt.bytes.sent", () => counters.BytesOut, "By", "Bytes of PUBLISH to clients");
        _meter.CreateObservableCounter("mqtt.messages.dropped", () => Enum.GetValues<DropReason>().Select(reason =>
            Of(counters.Dropped(reason), reason)), "{message}", "Messages that did not reach a subscriber");
        _meter.CreateObservableCounter("mqtt.connects.refused", () => counters.Refused.Select(refused =>
            Of(refused.Value, refused.Key)), "{connect}", "CONNECT refused");
    }

    /// <summary>One walk over the walls for all of them.</summary>
    private static IEnumerable<Measurement<long>> Kept(Func<IEnumerable<(Wall Wall, WallFigures Figures)>> walls)
    {
        var all = walls().Select(wall => wall.Figures).ToList();
        return
        [
            Kept("walls", all.Count), Kept("sessions", all.Sum(its => its.Sessions)), Kept("subscriptions", all.Sum(its => its.Subscriptions)),
            Kept("retained", all.Sum(its => its.Retained)), Kept("retained_bytes", all.Sum(its => its.RetainedBytes)),
            Kept("queued", all.Sum(its => its.Queued)), Kept("queued_bytes", all.Sum(its => its.QueuedBytes)),
        ];
    }

    private static Measurement<long> Kept(string what, long count) => new(count, new KeyValuePair<string, object?>("what", what));

    private static IEnumerable<Measurement<long>> ByQos(Func<Qos, long> count) =>
        Enum.GetValues<Qos>().Select(qos => new Measurement<long>(count(qos), new KeyValuePair<string, object?>("qos", (int)qos)));

    private static Measurement<long> Of<TReason>(long count, TReason reason)
        where TReason : struct, Enum
        => new(count, new KeyValuePair<string, object?>("reason", reason.ToString()));

    public void Dispose() => _meter.Dispose();
}
