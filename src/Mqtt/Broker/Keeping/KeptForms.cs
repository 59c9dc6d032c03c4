using Kith.Mqtt.Broker.Sessions;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Keeping;

/// <summary>
/// The bytes that things are kept as; each begins with the version of its form. Times are milliseconds since 1970, because the broker's
/// clock begins anew with each process; <see cref="Clock.Never"/> stays what it is. Reading says null for what is not of this form.
/// </summary>
internal static class KeptForms
{
    private const byte Form = 1;

    /// <summary>Seconds of life after the connection, and when they end; never while it is connected.</summary>
    public static byte[] Write(Session session, Clock clock) => Make(body =>
    {
        body.UInt32(session.Expiry);
        body.Int64(session.Connection is null ? clock.ToUnix(session.ExpiresAt) : Clock.Never);
    });

    public static (uint Expiry, long ExpiresAt)? ReadSession(ReadOnlySpan<byte> bytes)
    {
        var reader = new PacketReader(bytes);
        return IsForm(ref reader) && reader.TryUInt32(out var expiry) && reader.TryInt64(out var at) ? (expiry, at) : null;
    }

    public static byte[] Write(Subscription subscription) => Make(body =>
    {
        body.Byte(subscription.Options.Bits);
        body.UInt32(subscription.Identifier);
    });

    public static (SubscribeOptions Options, uint Identifier)? ReadSubscription(ReadOnlySpan<byte> bytes)
    {
        var reader = new PacketReader(bytes);
        return IsForm(ref reader) && reader.TryByte(out var options) && reader.TryUInt32(out var identifier) ? (new SubscribeOptions(options), identifier) : null;
    }

    /// <param name="order">Of all messages to this client.</param>
    public static byte[] Write(in Waiting waiting, long order, Clock clock)
    {
        var copy = waiting;
        return Make(body =>
        {
            body.Int64(order);
            body.Byte((byte)((byte)copy.Qos | (copy.Retain ? 4 : 0)));
            uint[] identifiers = copy.Identifier == 0 ? [] : [copy.Identifier, .. copy.MoreIdentifiers ?? []];
            body.UInt16((ushort)identifiers.Length);
            foreach (var identifier in identifiers)
            {
                body.UInt32(identifier);
            }
            Put(body, copy.Message, clock);
        });
    }

    public static (long Order, Waiting Waiting)? ReadOutgoing(ReadOnlySpan<byte> bytes, ushort packetId, Clock clock)
    {
        var reader = new PacketReader(bytes);
        if (!IsForm(ref reader) || !reader.TryInt64(out var order) || !reader.TryByte(out var flags) || !reader.TryUInt16(out var count))
        {
            return null;
        }
        var identifiers = new uint[count];
        foreach (ref var identifier in identifiers.AsSpan())
        {
            if (!reader.TryUInt32(out identifier))
            {
                return null;
            }
        }
        return Take(ref reader, clock) is { } message
            ? (order, new Waiting(message, (Qos)(flags & 3), (flags & 4) != 0, identifiers is [var first, ..] ? first : 0, identifiers.Length > 1 ? identifiers[1..] : null) { PacketId = packetId, IsRepeat = true })
            : null;
    }

    public static byte[] Write(Message message, Clock clock) => Make(body => Put(body, message, clock));

    public static Message? ReadMessage(ReadOnlySpan<byte> bytes, Clock clock)
    {
        var reader = new PacketReader(bytes);
        return IsForm(ref reader) ? Take(ref reader, clock) : null;
    }

    /// <param name="dueAt">On the broker's clock; <see cref="Clock.Never"/> while its client is connected.</param>
    public static byte[] Write(WillPacket will, long dueAt, Clock clock) => Make(body =>
    {
        body.Int64(clock.ToUnix(dueAt));
        body.UInt32(will.Delay);
        body.Byte((byte)((byte)will.Qos | (will.Retain ? 4 : 0) | (will.Expiry is null ? 0 : 8)));
        body.UInt32(will.Expiry ?? 0);
        body.Binary(will.Topic);
        body.Binary(will.Properties);
        body.Raw(will.Payload);
    });

    public static (WillPacket Will, long DueAt)? ReadWill(ReadOnlySpan<byte> bytes)
    {
        var reader = new PacketReader(bytes);
        if (!IsForm(ref reader) || !reader.TryInt64(out var due) || !reader.TryUInt32(out var delay) || !reader.TryByte(out var flags)
            || !reader.TryUInt32(out var expiry) || !reader.TryBinary(out var topic) || !reader.TryBinary(out var properties))
        {
            return null;
        }
        var will = new WillPacket
        {
            Topic = topic.ToArray(), Properties = properties.ToArray(), Payload = reader.Rest.ToArray(), Delay = delay,
            Qos = (Qos)(flags & 3), Retain = (flags & 4) != 0, Expiry = (flags & 8) != 0 ? expiry : null,
        };
        return (will, due);
    }

    private static void Put(BodyWriter body, Message message, Clock clock)
    {
        body.Byte((byte)message.Qos);
        body.Int64(clock.ToUnix(message.ExpiresAt));
        body.Text(message.PublisherId ?? "");
        body.Binary(message.Topic);
        body.Variable(message.Properties.Length);
        body.Raw(message.Properties);
        body.Raw(message.Payload.Span);
    }

    private static Message? Take(ref PacketReader reader, Clock clock)
    {
        if (!reader.TryByte(out var qos) || !reader.TryInt64(out var expiresAt) || !reader.TryText(out var publisher)
            || !reader.TryBinary(out var topic) || !reader.TryVariable(out var length) || !reader.TryTake(length, out var properties))
        {
            return null;
        }
        return new Message(new Publication
        {
            Topic = topic,
            Properties = properties,
            Payload = reader.Rest,
            Qos = (Qos)qos,
            ExpiresAt = clock.OfUnix(expiresAt),
            PublisherId = publisher.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(publisher),
            IsKept = true,
        });
    }

    private static bool IsForm(ref PacketReader reader) => reader.TryByte(out var form) && form == Form;

    private static byte[] Make(Action<BodyWriter> write)
    {
        using var body = new BodyWriter();
        body.Byte(Form);
        write(body);
        return body.Written.ToArray();
    }
}
