using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker;

internal enum SendOutcome
{
    Sent,
    /// <summary>The peer is slow: keep the message.</summary>
    Blocked,
    /// <summary>Not for this client; counted.</summary>
    Dropped,
}

/// <summary>Encodes messages for one client: its version, its largest packet, its topic aliases. Under the wall's lock.</summary>
internal sealed class Sender(BrokerContext context, Outbox outbox, ConnectPacket connect)
{
    private readonly long _maxPacket = connect.MaximumPacketSize == 0 ? long.MaxValue : connect.MaximumPacketSize;
    private readonly ProtocolVersion _version = connect.Version;
    private readonly OutboundAliases? _aliases
        = OutboundAliases.Create(Math.Min(connect.TopicAliasMaximum, context.Options.OutboundTopicAliasMaximum));

    public SendOutcome TrySend(ref Publication publication, ref Flight flight, bool duplicate, Batch batch)
    {
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
            Expiry = publication.ExpiresAt == Clock.Never ? null : SecondsLeft(publication.ExpiresAt),
        };
        var isNewAlias = _aliases is not null && _aliases.Use(ref writer);
        var size = writer.Measure(_version);
        if (size > _maxPacket)
        {
            context.Counters.Drop(DropReason.PacketTooLarge);
            return SendOutcome.Dropped;
        }
        if (!outbox.TryPublish(ref writer, size, _version, batch))
        {
            return SendOutcome.Blocked;
        }
        if (isNewAlias)
        {
            _aliases!.Learn(publication.Topic);
        }
        batch.MessagesOut++;
        batch.BytesOut += size;
        return SendOutcome.Sent;
    }

    /// <summary>Rounded up: a message that is still sent has at least a second (MQTT-3.3.2-6).</summary>
    private uint SecondsLeft(long expiresAt) => (uint)Math.Max(0, (expiresAt - context.Clock.NowMs + 999) / 1000);
}
