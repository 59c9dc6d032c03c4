using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Broker.Sessions;
using Kith.Mqtt.Broker.Tailing;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Connections;

internal enum SendOutcome
{
    Sent,
    /// <summary>The peer is slow: keep the message.</summary>
    Blocked,
    /// <summary>Not for this client; counted.</summary>
    Dropped,
}

/// <summary>Encodes messages for a client: its version, its largest packet, its topic aliases. Under the wall's lock.</summary>
internal static class Sender
{
    public static SendOutcome TrySend(Connection connection, ref Publication publication, ref Flight flight, bool duplicate, Batch batch)
    {
        var (context, aliases) = (connection.Context, connection.OutboundAliases);
        var writer = new PublishWriter
        {
            Topic = publication.Topic,
            Payload = publication.Payload,
            Properties = publication.Properties,
            PacketId = flight.PacketId,
            Qos = flight.Qos,
            Retain = flight.Retain,
            Duplicate = duplicate && flight.Qos > 0,
            SubscriptionId = flight.Identifier,
            MoreSubscriptionIds = flight.MoreIdentifiers,
            Expiry = publication.ExpiresAt == Clock.Never ? null : SecondsLeft(context.Clock, publication.ExpiresAt),
        };
        var isNewAlias = aliases is not null && aliases.Use(ref writer);
        var size = writer.Measure(connection.Version);
        if (size > connection.LargestForClient)
        {
            context.Counters.Drop(DropReason.PacketTooLarge);
            return SendOutcome.Dropped;
        }
        if (!connection.Outbox.TryPublish(ref writer, size, connection.Version, batch))
        {
            return SendOutcome.Blocked;
        }
        if (isNewAlias)
        {
            aliases!.Learn(publication.Topic);
        }
        var session = connection.Session!;
        foreach (var tail in session.Wall.Tails ?? [])
        {
            tail.Message(TrafficKind.Hears, session.ClientId, publication.Topic, publication.Payload, flight.Qos, flight.Retain, duplicate && flight.Qos > 0);
        }
        session.Wall.Sent(size);
        batch.MessagesOut.Add(flight.Qos);
        batch.BytesOut += size;
        return SendOutcome.Sent;
    }

    /// <summary>Rounded up: a message that is still sent has at least a second (MQTT-3.3.2-6).</summary>
    private static uint SecondsLeft(Clock clock, long expiresAt) => (uint)Math.Max(0, (expiresAt - clock.NowMs + 999) / 1000);
}
