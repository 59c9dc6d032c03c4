using Kith.Mqtt.Codec;
using Microsoft.Extensions.Logging;

namespace Kith.Mqtt.Broker;

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
            session.ExpiresAt = context.Clock.After(session.Expiry);
            if (will is not null && cause != DisconnectCause.Normal)
            {
                // The session's end brings the will forward (MQTT-3.1.3-9).
                var due = Math.Min(context.Clock.After(will.Delay), session.ExpiresAt);
                var pending = new PendingWill(will, due, connection.Principal, connection.Version);
                now = will.Delay == 0 || session.Expiry == 0 ? pending : null;
                session.Will = now is null ? pending : null;
            }
            if (session.Expiry == 0)
            {
                session.Wall.Sessions.End(session);
            }
            else
            {
                context.Deadlines.Set(session, Math.Min(session.Will?.DueAt ?? Clock.Never, session.ExpiresAt));
            }
        }
        if (now is not null)
        {
            Tell(context, () => PublishWill(context, session, now));
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
            Tell(context, () => PublishWill(context, session, will));
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

    /// <summary>Like a publish of the client itself: the owner may refuse or take it.</summary>
    public static void PublishWill(BrokerContext context, Session session, PendingWill pending)
    {
        var will = pending.Will;
        if (!context.Admission.MayPublish(pending.Principal, will.Topic))
        {
            context.Counters.Drop(DropReason.NotAuthorized);
            return;
        }
        var inbound = new InboundPublish
        {
            Wall = session.Wall.Wall,
            Principal = pending.Principal,
            ClientId = session.ClientId,
            Topic = will.Topic,
            Payload = will.Payload,
            Qos = will.Qos,
            Retain = will.Retain,
            IsWill = true,
            Version = pending.Version,
            PropertyBlock = will.Properties,
            ExpirySeconds = will.Expiry,
        };
        if (context.Admission.Intercept(inbound) == Routing.Taken)
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
            PublisherId = session.ClientId,
        };
        var batch = context.RentBatch();
        session.Wall.Publish(ref publication, batch);
        context.Return(batch);
    }
}
