using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Broker.Sessions;
using Kith.Mqtt.Broker.Tailing;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Connections;

/// <summary>
/// A PUBLISH from a client: resolve its alias, check it, keep its place in the order of answers, ask the owner, route it; answer when what
/// must be kept of it is on disk. Nothing is allocated here; a <see cref="Message"/> comes to be only where somebody must keep it.
/// </summary>
internal static class PublishIntake
{
    /// <summary>
    /// QoS 2 identifiers an MQTT 3.1.1 client may leave unreleased: it cannot be told our receive maximum. 1,024: far above any
    /// client's window.
    /// </summary>
    private const int MaxUnreleased = 1024;

    private static bool IsTooLong(ReadOnlySpan<byte> topic, BrokerOptions options)
        => topic.Length > options.MaxTopicLength || Topics.Levels(topic) > options.MaxTopicLevels;

    public static ReceiveStatus OnPublish(Connection connection, Session session, byte header, ReadOnlySpan<byte> body, Batch batch)
    {
        var error = PublishPacket.Parse(header, body, connection.Version, PropertySet.Publish, out var packet);
        if (error == ReasonCode.Success && packet.Alias != 0)
        {
            error = ResolveAlias(connection, ref packet);
        }
        if (error == ReasonCode.Success && IsTooLong(packet.Topic, connection.Context.Options))
        {
            error = ReasonCode.TopicNameInvalid;
        }
        if (error == ReasonCode.Success && packet.Qos > 0 && IsOverrun(connection, session))
        {
            error = ReasonCode.ReceiveMaximumExceeded;
        }
        if (error != ReasonCode.Success)
        {
            return connection.Fail(error);
        }
        batch.MessagesIn.Add(packet.Qos);
        session.Wall.Quota.Spend(connection, body.Length);
        batch.Ticket = 0;
        var acknowledgement = default(Acknowledgement);
        uint token = 0;
        if (packet.Qos > 0)
        {
            if (!session.Inbound.Reserve(connection, packet.PacketId, packet.Qos, out token, batch))
            {
                return ReceiveStatus.More;
            }
            acknowledgement = new Acknowledgement(session.Inbound, token, packet.PacketId);
        }
        var reason = ReasonCode.Success;
        var isAllowed = connection.Context.Admission.MayPublish(connection.Principal, packet.Topic);
        foreach (var tail in session.Wall.Tails ?? [])
        {
            tail.Message(TrafficKind.Says, session.ClientId, packet.Topic, packet.Payload, packet.Qos, packet.Retain, packet.Duplicate, !isAllowed);
        }
        if (!isAllowed)
        {
            connection.Context.Counters.Drop(DropReason.NotAuthorized);
            reason = connection.Version == ProtocolVersion.V5 ? ReasonCode.NotAuthorized : ReasonCode.Success;
        }
        else if (Route(connection, session, ref packet, acknowledgement, batch, ref reason) == Routing.Taken)
        {
            return ReceiveStatus.More;
        }
        if (packet.Qos > 0 && batch.Ticket != 0)
        {
            AnswerLater(session, batch.Ticket, token, packet.PacketId);
        }
        else if (packet.Qos > 0)
        {
            session.Inbound.Complete(token, packet.PacketId, reason, batch);
        }
        return ReceiveStatus.More;
    }

    private static void AnswerLater(Session session, long ticket, uint token, ushort packetId)
    {
        var inbound = session.Inbound;
        session.Wall.Journal!.After(ticket, () => inbound.Answer(token, packetId, ReasonCode.Success, null));
    }

    private static Routing Route(Connection connection, Session session, ref PublishPacket packet, Acknowledgement acknowledgement, Batch batch, ref ReasonCode reason)
    {
        uint? expiry = packet.Seen.Has(PropertyId.MessageExpiryInterval) ? packet.Expiry : null;
        var inbound = new InboundPublish
        {
            Wall = session.Wall.Wall,
            Principal = connection.Principal,
            ClientId = session.ClientId,
            Topic = packet.Topic,
            Payload = packet.Payload,
            Qos = packet.Qos,
            Retain = packet.Retain,
            Duplicate = packet.Duplicate,
            Version = connection.Version,
            Acknowledgement = acknowledgement,
            PropertyBlock = packet.Properties,
            ExpirySeconds = expiry,
        };
        if (connection.Context.Admission.Intercept(inbound) == Routing.Taken)
        {
            return Routing.Taken;
        }
        if (packet.Retain && packet.Qos > 0 && connection.Version == ProtocolVersion.V5 && !packet.Payload.IsEmpty && !session.Wall.MayRetain(packet))
        {
            // It can be told, so nobody gets what cannot be kept. To MQTT 3.1.1, which cannot, it is delivered and not kept.
            connection.Context.Counters.Drop(DropReason.RetainedFull);
            reason = ReasonCode.QuotaExceeded;
            return Routing.Deliver;
        }
        var publication = new Publication
        {
            Topic = packet.Topic,
            Payload = packet.Payload,
            Properties = PropertyBlock.IsForwardable(packet.Seen)
                ? packet.Properties
                : PropertyBlock.Forwardable(packet.Properties, PropertySet.Publish),
            Qos = packet.Qos,
            Retain = packet.Retain,
            ExpiresAt = expiry is { } seconds ? connection.Context.Clock.After(seconds) : Clock.Never,
            PublisherId = session.ClientId,
            IsKept = connection.IsKept,
            Publisher = session,
        };
        Publish(session, packet, ref publication, batch);
        if (session.Wall.Flooded > 0)
        {
            session.Wall.Hold(connection);
        }
        return Routing.Deliver;
    }

    /// <summary>
    /// Of a session that is kept, a QoS 2 message and the note that we have it go in one write: either alone would double it or lose it.
    /// </summary>
    private static void Publish(Session session, in PublishPacket packet, ref Publication publication, Batch batch)
    {
        if (packet.Qos != Qos.ExactlyOnce || session.Notes is not { } notes)
        {
            session.Wall.Publish(ref publication, batch);
            return;
        }
        using (session.Wall.Enter())
        using (session.Wall.Journal!.Enter())
        {
            session.Wall.Publish(ref publication, batch);
            batch.Ticket = notes.Unreleased(packet.PacketId);
        }
    }

    /// <summary>
    /// MQTT 5: more unanswered than our receive maximum is an error (MQTT-3.3.4-9). MQTT 3.1.1 is not read while as many taken ones
    /// wait, so only its unreleased QoS 2 identifiers can grow.
    /// </summary>
    private static bool IsOverrun(Connection connection, Session session) => connection.Version == ProtocolVersion.V5
        ? session.Inbound.IsOverrun
        : session.Inbound.UnreleasedCount >= MaxUnreleased;

    private static ReasonCode ResolveAlias(Connection connection, ref PublishPacket packet)
    {
        if (packet.Alias > connection.Context.Options.TopicAliasMaximum)
        {
            return ReasonCode.TopicAliasInvalid;
        }
        var aliases = connection.InboundAliases ??= new byte[]?[connection.Context.Options.TopicAliasMaximum];
        ref var known = ref aliases[packet.Alias - 1];
        if (packet.Topic.IsEmpty)
        {
            packet.Topic = known;
            return known is null ? ReasonCode.ProtocolError : ReasonCode.Success;
        }
        if (packet.Topic.Length <= connection.Context.Options.MaxTopicLength && !packet.Topic.SequenceEqual(known))
        {
            known = packet.Topic.ToArray();
        }
        return ReasonCode.Success;
    }
}
