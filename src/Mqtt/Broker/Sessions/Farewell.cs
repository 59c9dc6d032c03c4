using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Connections;
using Kith.Mqtt.Broker.Keeping;
using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Microsoft.Extensions.Logging;

namespace Kith.Mqtt.Broker.Sessions;

/// <summary>What happens to a session and its will when its connection ends (§3.1.2.5, 4.1).</summary>
internal static partial class Farewell
{
    public static void Detach(Connection connection, Session session, WillPacket? will, DisconnectCause cause)
    {
        var context = connection.Context;
        PendingWill? now = null;
        using (session.Wall.Enter())
        {
            if (!ReferenceEquals(session.Connection, connection))
            {
                return;
            }
            session.Connection = null;
            session.Wall.Quota.Connections--;
            session.ExpiresAt = context.Clock.After(session.Expiry);
            // Who stops says nobody's will: those who do not come back after the restart get theirs then (§3.1.2.5, informative).
            var stays = cause == DisconnectCause.ShuttingDown;
            if (will is not null && cause != DisconnectCause.Normal && !stays)
            {
                // The session's end brings the will forward (MQTT-3.1.3-9).
                var due = Math.Min(context.Clock.After(will.Delay), session.ExpiresAt);
                var pending = new PendingWill(will, due, connection.Principal, connection.Version, connection.IsKept);
                now = will.Delay == 0 || session.Expiry == 0 ? pending : null;
                session.Will = now is null ? pending : null;
            }
            if (will is not null && connection.IsKept && !stays)
            {
                NoteWill(context, session, session.Will);
            }
            if (session.Expiry == 0)
            {
                session.Wall.Sessions.End(session);
            }
            else
            {
                session.Notes?.Header();
                context.Deadlines.Set(session, Math.Min(session.Will?.DueAt ?? Clock.Never, session.ExpiresAt));
            }
        }
        if (now is not null)
        {
            Tell(context, () => PublishWill(context, session.Wall, session.ClientId, now));
        }
    }

    /// <summary>A session without a connection came to its will's time or its end. Nothing happens when it is connected again.</summary>
    public static void Due(BrokerContext context, Session session)
    {
        PendingWill? will = null;
        using (session.Wall.Enter())
        {
            var now = context.Clock.NowMs;
            if (session.Connection is not null)
            {
                return;
            }
            if (session.Will is { } pending && pending.DueAt <= now)
            {
                will = pending;
                session.Will = null;
                NoteWill(context, session, null);
            }
            if (session.ExpiresAt <= now)
            {
                session.Wall.Sessions.End(session);
            }
            else
            {
                context.Deadlines.Set(session, Math.Min(session.Will?.DueAt ?? Clock.Never, session.ExpiresAt));
            }
        }
        if (will is not null)
        {
            Tell(context, () => PublishWill(context, session.Wall, session.ClientId, will));
        }
    }

    /// <summary>An owner that fails when told of an end must not keep the connection from ending.</summary>
    public static void Tell(BrokerContext context, Action tell)
    {
        try
        {
            tell();
        }
        catch (Exception exception)
        {
            LogOwnerFailed(context.Log, exception);
        }
    }

    [LoggerMessage(1005, LogLevel.Error, "The owner failed when told that a connection came or went")]
    private static partial void LogOwnerFailed(ILogger log, Exception exception);

    /// <summary>Writes down that a will waits, or that it does not any more.</summary>
    public static void NoteWill(BrokerContext context, Session session, PendingWill? will)
    {
        var key = KeptKey.OfWill(session.ClientId);
        _ = will is null ? session.Wall.Journal?.Drop(key) : session.Wall.Journal?.Put(key, KeptForms.Write(will.Will, will.DueAt, context.Clock));
    }

    /// <summary>Like a publish of the client itself: the owner may refuse or take it.</summary>
    public static void PublishWill(BrokerContext context, WallState wall, string clientId, PendingWill pending)
    {
        var will = pending.Will;
        if (pending.Principal is { } principal && IsRefusedOrTaken(context, wall, clientId, pending, principal))
        {
            return;
        }
        var publication = new Publication
        {
            Topic = will.Topic,
            Payload = will.Payload,
            Properties = will.Properties,
            Qos = will.Qos,
            Retain = will.Retain,
            ExpiresAt = will.Expiry is { } seconds ? context.Clock.After(seconds) : Clock.Never,
            PublisherId = clientId,
            IsKept = pending.IsKept,
        };
        var batch = context.RentBatch();
        wall.Publish(ref publication, batch);
        context.Return(batch);
    }

    private static bool IsRefusedOrTaken(BrokerContext context, WallState wall, string clientId, PendingWill pending, object principal)
    {
        var will = pending.Will;
        if (!context.Admission.MayPublish(principal, will.Topic))
        {
            context.Counters.Drop(DropReason.NotAuthorized);
            return true;
        }
        var inbound = new InboundPublish
        {
            Wall = wall.Wall,
            Principal = principal,
            ClientId = clientId,
            Topic = will.Topic,
            Payload = will.Payload,
            Qos = will.Qos,
            Retain = will.Retain,
            IsWill = true,
            Version = pending.Version,
            PropertyBlock = will.Properties,
            ExpirySeconds = will.Expiry,
        };
        return context.Admission.Intercept(inbound) == Routing.Taken;
    }
}
