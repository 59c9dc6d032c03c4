using System.Text;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Connections;
using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Sessions;

/// <summary>
/// What a wall keeps of one network client, with or without a connection (§4.1): subscriptions, messages in flight and waiting, the
/// will. All members under the wall's lock, except <see cref="Inbound"/>, which has its own.
/// </summary>
internal sealed partial class Session(string clientId, WallState wall, BrokerContext context) : Subscriber(clientId, wall)
{
    private OutboundQueue _queue;
    private Inflight _inflight;
    private Inbound? _inbound;
    private bool _isResending;

    public Connection? Connection { get; set; }

    /// <summary>A new connection continues it.</summary>
    public void Bind(Connection connection)
    {
        Connection = connection;
        _inbound?.Bind(connection);
    }

    /// <summary>Seconds after the end of the connection.</summary>
    public uint Expiry { get; set; }

    /// <summary>On the clock; meaningful without a connection.</summary>
    public long ExpiresAt { get; set; } = Clock.Never;

    /// <summary>Where <see cref="Deadlines"/> holds this session; <see cref="Clock.Never"/> = nowhere.</summary>
    public long DeadlineAt { get; set; } = Clock.Never;

    /// <summary>A will that waits for its delay or the session's end (MQTT-3.1.3-9).</summary>
    public PendingWill? Will { get; set; }

    /// <summary>Comes to be with the first QoS 1 or 2 message of the client: most sessions are silent most of the time.</summary>
    public Inbound Inbound => Volatile.Read(ref _inbound) ?? BeginInbound();

    /// <summary>Nothing is left of it but the will that <see cref="Keeping.Restoring"/> found: its client has not come back after a restart.</summary>
    public bool IsWillOnly { get; init; }

    public bool AwaitsAnswer => Volatile.Read(ref _inbound) is { IsWaiting: true };

    public bool IsInboundFull => Volatile.Read(ref _inbound) is { IsFull: true };

    private Inbound BeginInbound()
    {
        using (Wall.Enter())
        {
            if (_inbound is null)
            {
                var inbound = new Inbound(context.Options, Notes);
                if (Connection is not null)
                {
                    inbound.Bind(Connection);
                }
                Volatile.Write(ref _inbound, inbound);
            }
            return _inbound;
        }
    }

    public override bool IsReady => Connection is { Outbox.IsBlocked: false } && _queue.Count == 0;

    /// <summary>Messages waiting, not yet in flight.</summary>
    public int Queued => _queue.Count;

    public ClientView View()
    {
        var peer = Connection?.Outbox.Peer ?? default;
        return new ClientView(
            ClientId, peer.Address, Connection is not null, peer.Tls, Connection?.Version, [.. Subscriptions.Select(its => Encoding.UTF8.GetString(its.Filter))], Queued,
            Connection is not null || ExpiresAt == Clock.Never ? null : DateTimeOffset.FromUnixTimeMilliseconds(context.Clock.ToUnix(ExpiresAt)));
    }

    public override void Deliver(ref Publication publication, in Match match, Batch batch)
    {
        var qos = (Qos)Math.Min((byte)publication.Qos, (byte)match.Qos);
        var retain = match.IsRetained || (match.RetainAsPublished && publication.Retain);
        if (Connection is null && qos == Qos.AtMostOnce)
        {
            return;
        }
        if (Notes is not null && qos != Qos.AtMostOnce)
        {
            DeliverKept(new Waiting(publication.Keep(), qos, retain, match.Identifier, match.MoreIdentifiers) { PacketId = _inflight.NextId() }, batch);
            return;
        }
        var isFirst = _queue.Count == 0 && !_isResending;
        if (isFirst && Connection is { } connection && (qos == Qos.AtMostOnce || _inflight.Count < connection.SendMaximum))
        {
            var flight = new Flight { Qos = qos, Retain = retain, Identifier = match.Identifier, MoreIdentifiers = match.MoreIdentifiers };
            if (TrySend(connection, ref publication, ref flight, batch))
            {
                return;
            }
        }
        Enqueue(new Waiting(publication.Keep(), qos, retain, match.Identifier, match.MoreIdentifiers), batch);
    }

    private static Flight FlightOf(in Waiting waiting) => new()
    {
        Message = waiting.Message,
        Qos = waiting.Qos,
        Retain = waiting.Retain,
        Identifier = waiting.Identifier,
        MoreIdentifiers = waiting.MoreIdentifiers,
        PacketId = waiting.PacketId,
    };

    /// <summary>PUBACK, or PUBREC with a failure, or PUBCOMP: one message less in flight.</summary>
    public bool Acknowledged(ushort packetId, PacketType type, Batch batch)
    {
        var index = _inflight.IndexOf(packetId);
        if (index < 0 || (type == PacketType.Puback) != (_inflight[index].Qos == Qos.AtLeastOnce))
        {
            return false;
        }
        Forget(packetId, _inflight[index].IsReceived);
        _inflight.RemoveAt(index);
        Drain(batch);
        return true;
    }

    /// <summary>PUBREC: the message itself is never sent again (MQTT-4.3.3-4). PUBREL is said after <paramref name="ticket"/>.</summary>
    public bool Received(ushort packetId, out long ticket)
    {
        ticket = 0;
        var index = _inflight.IndexOf(packetId);
        if (index < 0 || _inflight[index].Qos != Qos.ExactlyOnce)
        {
            return false;
        }
        _inflight[index].IsReceived = true;
        ticket = Notes?.Received(packetId) ?? 0;
        return true;
    }

    /// <summary>On a new connection: what was in flight goes again, in order (MQTT-4.4.0-1), then what waited.</summary>
    public void Resend(Batch batch)
    {
        for (var i = 0; i < _inflight.Count; i++)
        {
            _inflight[i].IsDue = true;
        }
        _isResending = _inflight.Count > 0;
        Drain(batch);
    }

    private bool TryResend(Connection connection, Batch batch)
    {
        for (var i = 0; i < _inflight.Count; i++)
        {
            ref var flight = ref _inflight[i];
            if (!flight.IsDue)
            {
                continue;
            }
            if (flight.IsReceived)
            {
                connection.Acknowledge(PacketType.Pubrel, flight.PacketId, ReasonCode.Success, batch);
            }
            else
            {
                var publication = Publication.Of(flight.Message);
                var outcome = connection.TrySend(ref publication, ref flight, true, batch);
                if (outcome == SendOutcome.Blocked)
                {
                    return false;
                }
                if (outcome == SendOutcome.Dropped)
                {
                    // Too large for what this connection takes: done with (MQTT-3.1.2-25).
                    Forget(flight.PacketId);
                    _inflight.RemoveAt(i--);
                    continue;
                }
            }
            flight.IsDue = false;
        }
        _isResending = false;
        return true;
    }

    /// <summary>Sends what waits, as far as the client's receive maximum and its socket allow.</summary>
    public void Drain(Batch batch)
    {
        if (_isResending && Connection is { } resumed && !TryResend(resumed, batch))
        {
            return;
        }
        while (_queue.Count > 0 && Connection is { } connection)
        {
            ref var waiting = ref _queue.First;
            if (waiting.Qos > 0 && _inflight.Count >= connection.SendMaximum)
            {
                return;
            }
            if (waiting.Qos == Qos.ExactlyOnce && waiting.Ticket != 0 && !Notes!.IsWritten(waiting.Ticket))
            {
                return;
            }
            if (waiting.Message.ExpiresAt <= context.Clock.NowMs)
            {
                context.Counters.Drop(DropReason.Expired);
                Forget(waiting.PacketId);
            }
            else
            {
                var publication = Publication.Of(waiting.Message);
                var flight = FlightOf(waiting);
                if (!TrySend(connection, ref publication, ref flight, batch, waiting.IsRepeat))
                {
                    return;
                }
            }
            _queue.RemoveFirst(Wall);
        }
    }

    private bool TrySend(Connection connection, ref Publication publication, ref Flight flight, Batch batch, bool isRepeat = false)
    {
        if (flight.Qos > 0 && flight.PacketId == 0)
        {
            flight.PacketId = _inflight.NextId();
        }
        switch (connection.TrySend(ref publication, ref flight, isRepeat, batch))
        {
            case SendOutcome.Blocked:
                return false;
            case SendOutcome.Sent when flight.Qos > 0:
                flight.Message = publication.Keep();
                _inflight.Add(flight);
                return true;
            default:
                if (flight.Qos > 0)
                {
                    Forget(flight.PacketId);
                }
                return true;
        }
    }

    private void Enqueue(in Waiting waiting, Batch batch)
    {
        var isWallFull = IsWallFull;
        if (isWallFull || !_queue.HasRoom(context.Options))
        {
            if (_queue.HasAtMostOnce)
            {
                _queue.RemoveOldestAtMostOnce(Wall);
                context.Counters.Drop(DropReason.SlowConsumer);
            }
            else if (waiting.Qos == Qos.AtMostOnce)
            {
                context.Counters.Drop(DropReason.SlowConsumer);
                return;
            }
            else
            {
                context.Counters.Drop(isWallFull ? DropReason.WallFull : DropReason.QueueFull);
                if (Connection is { } slow)
                {
                    batch.End(slow, ReasonCode.QuotaExceeded, DisconnectCause.TooSlow);
                }
                if (_queue.Count == 0)
                {
                    // Others filled the wall: nothing of its own can make room.
                    Forget(waiting.PacketId);
                    return;
                }
                Forget(_queue.First.PacketId);
                _queue.RemoveFirst(Wall);
            }
        }
        _queue.Add(waiting, Wall);
    }

    /// <summary>Who is there and has nothing waiting is served whatever waits for others.</summary>
    private bool IsWallFull => Connection is null
        ? Wall.QueuedBytes >= context.Options.MaxQueuedBytesPerWall / 2
        : _queue.Count > 0 && Wall.QueuedBytes >= context.Options.MaxQueuedBytesPerWall;
}

/// <summary>A will whose connection has ended.</summary>
/// <param name="Principal">Null when it outlived the process that admitted its client: nobody is asked about it again.</param>
/// <param name="IsKept">See <see cref="Admission.IsKept"/>.</param>
internal sealed record PendingWill(WillPacket Will, long DueAt, object? Principal, ProtocolVersion Version, bool IsKept)
{
    /// <summary>Its client went because this server did: coming back in time takes it back, also with a clean start.</summary>
    public bool EndsOnReturn { get; init; }
}
