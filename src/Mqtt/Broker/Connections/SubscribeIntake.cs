using System.Text;
using Kith.Mqtt.Broker.Sessions;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Connections;

/// <summary>SUBSCRIBE and UNSUBSCRIBE of a client (§3.8, 3.10). The answer is written before the retained messages it brings, unless it has to wait for the disk.</summary>
internal static class SubscribeIntake
{
    public static ReceiveStatus OnSubscribe(Connection connection, Session session, byte header, ReadOnlySpan<byte> body, Batch batch)
    {
        var context = connection.Context;
        var error = SubscribePacket.Parse(header, body, connection.Version, out var packet);
        // All filters are looked at before the first takes effect: a malformed packet changes nothing.
        var codes = new List<ReasonCode>();
        var check = packet;
        while (error == ReasonCode.Success && codes.Count <= context.Options.MaxFiltersPerPacket && check.Next())
        {
            codes.Add(Judge(connection, session, check, codes.Count));
        }
        error = error == ReasonCode.Success ? check.Error : error;
        if (error == ReasonCode.Success && codes.Count > context.Options.MaxFiltersPerPacket)
        {
            error = ReasonCode.QuotaExceeded;
        }
        if (error == ReasonCode.Success && SubackPacket.Measure(codes.Count) > connection.LargestForClient)
        {
            error = ReasonCode.PacketTooLarge;
        }
        if (error != ReasonCode.Success)
        {
            return connection.Fail(error);
        }
        using (session.Wall.Enter())
        {
            if (session.Notes is null)
            {
                Answer(connection, PacketType.Suback, packet.PacketId, codes, batch);
            }
            long ticket = 0;
            for (var i = 0; packet.Next(); i++)
            {
                if (!codes[i].IsError())
                {
                    session.Wall.Subscribe(session, packet.Filter, packet.Options, packet.SubscriptionId, batch);
                    ticket = session.Notes?.Subscribed(session.Find(packet.Filter)!) ?? 0;
                }
            }
            AnswerLater(connection, session, PacketType.Suback, packet.PacketId, codes, ticket);
        }
        return ReceiveStatus.More;
    }

    public static ReceiveStatus OnUnsubscribe(Connection connection, Session session, byte header, ReadOnlySpan<byte> body, Batch batch)
    {
        var error = UnsubscribePacket.Parse(header, body, connection.Version, out var packet);
        if (error != ReasonCode.Success)
        {
            return connection.Fail(error);
        }
        var codes = new List<ReasonCode>();
        long ticket = 0;
        using (session.Wall.Enter())
        {
            while (codes.Count <= connection.Context.Options.MaxFiltersPerPacket && packet.Next())
            {
                var known = session.Wall.Unsubscribe(session, packet.Filter);
                ticket = known ? session.Notes?.Unsubscribed(packet.Filter) ?? 0 : ticket;
                codes.Add(known ? ReasonCode.Success : ReasonCode.NoSubscriptionExisted);
            }
            error = packet.Error != ReasonCode.Success ? packet.Error
                : codes.Count > connection.Context.Options.MaxFiltersPerPacket ? ReasonCode.QuotaExceeded
                : SubackPacket.Measure(codes.Count) > connection.LargestForClient ? ReasonCode.PacketTooLarge
                : ReasonCode.Success;
            if (error == ReasonCode.Success)
            {
                if (session.Notes is null)
                {
                    Answer(connection, PacketType.Unsuback, packet.PacketId, codes, batch);
                }
                AnswerLater(connection, session, PacketType.Unsuback, packet.PacketId, codes, ticket);
                return ReceiveStatus.More;
            }
        }
        return connection.Fail(error);
    }

    /// <summary>Granted QoS, or why not.</summary>
    private static ReasonCode Judge(Connection connection, Session session, SubscribePacket packet, int earlier)
    {
        var options = connection.Context.Options;
        var filter = packet.Filter;
        if (Topics.IsShared(filter) && !Topics.TrySplitShared(filter, out _, out filter))
        {
            return ReasonCode.TopicFilterInvalid;
        }
        var isTooLong = packet.Filter.Length > options.MaxTopicLength || Topics.Levels(packet.Filter) > options.MaxTopicLevels;
        if (isTooLong || !Topics.IsFilter(filter))
        {
            return ReasonCode.TopicFilterInvalid;
        }
        if (!connection.Context.Admission.MaySubscribe(connection.Principal, Encoding.UTF8.GetString(filter)))
        {
            return options.SubscribeRefusal;
        }
        return session.Subscriptions.Count + earlier >= options.MaxSubscriptionsPerClient && session.Find(packet.Filter) is null
            ? ReasonCode.QuotaExceeded
            : (ReasonCode)(byte)packet.Options.Qos;
    }

    /// <summary>For a session that is kept: when what it asked for is on disk. Its retained messages may come before (§3.8.4).</summary>
    private static void AnswerLater(Connection connection, Session session, PacketType type, ushort packetId, List<ReasonCode> codes, long ticket)
        => session.Notes?.After(ticket, () =>
        {
            var batch = connection.Context.RentBatch();
            Answer(connection, type, packetId, codes, batch);
            connection.Context.Return(batch, later: true);
        });

    private static void Answer(Connection connection, PacketType type, ushort packetId, List<ReasonCode> codes, Batch batch)
        => connection.Outbox.Write(
            (type, packetId, codes, connection.Version),
            static (output, answer) => SubackPacket.Write(output, answer.type, answer.packetId, [.. answer.codes], answer.Version),
            batch);
}
