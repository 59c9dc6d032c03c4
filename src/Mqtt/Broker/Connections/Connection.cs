using System.Buffers;
using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Sessions;
using Kith.Mqtt.Broker.Tailing;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;
using Microsoft.Extensions.Logging;

namespace Kith.Mqtt.Broker.Connections;

internal enum ReceiveStatus
{
    /// <summary>All whole packets are eaten: read on.</summary>
    More,
    /// <summary>Do not read before <see cref="Wire.Resume"/>; unread bytes come again.</summary>
    Paused,
    Ended,
}

/// <summary>
/// One network connection, without its transport: bytes come in by <see cref="Receive"/> on one thread at a time, packets go out by
/// the <see cref="Outbox"/> from any thread. It ends once, by <see cref="End"/>, whoever calls it first.
/// </summary>
internal sealed partial class Connection
{
    private WillPacket? _will;
    private long _lastReceived;
    private int _silenceMs = int.MaxValue;
    private bool _isConnecting;
    private bool _isAnnounced;
    private volatile bool _isAdmitting;
    private volatile bool _hasEnded;
    private volatile bool _isHeld;

    public Connection(BrokerContext context, Outbox outbox)
    {
        Context = context;
        Outbox = outbox;
        _lastReceived = context.Clock.NowMs;
        PacketLimit = context.Options.MaxPacketSize;
        outbox.Belongs(this);
    }

    public BrokerContext Context { get; }
    public Outbox Outbox { get; }
    public ProtocolVersion Version { get; set; } = ProtocolVersion.V311;

    /// <summary>Place in the list of all connections.</summary>
    public int Position { get; set; }
    public Session? Session { get; private set; }

    /// <summary>See <see cref="Admission.IsKept"/>.</summary>
    public bool IsKept { get; set; }

    public object Principal { get; private set; } = "";
    public bool HasEnded => _hasEnded;

    /// <summary>A CONNACK told it that it may not come in.</summary>
    public bool IsRefused { get; set; }

    /// <summary>Bytes of its largest packet; strangers have the common limit, whoever is admitted may be given another.</summary>
    public int PacketLimit { get; set; }

    /// <summary>QoS 1 and 2 messages the client takes at once (its receive maximum, within ours).</summary>
    public int SendMaximum { get; private set; }

    /// <summary>Bytes of the largest packet the client takes.</summary>
    public uint LargestForClient { get; private set; }

    /// <summary>The topic aliases we use towards the client; null when it allows none. Under the wall's lock.</summary>
    public OutboundAliases? OutboundAliases { get; private set; }

    /// <summary>The topics of the aliases that the client uses; the reading thread's.</summary>
    public byte[]?[]? InboundAliases { get; set; }

    public bool CanRead => !_isAdmitting && !_isHeld && !Outbox.IsBlocked && !(Version == ProtocolVersion.V311 && Session is { IsInboundFull: true });

    /// <summary>It said something that has not been answered yet.</summary>
    public bool AwaitsAnswer => !_hasEnded && Session is { AwaitsAnswer: true };

    /// <summary>Not read until <see cref="Continue"/>. Under the wall's lock; false = it is held already.</summary>
    public bool Hold() => !_isHeld && (_isHeld = true);

    public void Continue()
    {
        _isHeld = false;
        Outbox.Resume();
    }

    /// <summary>Takes all whole packets from the front of the buffer and sends what they bring about.</summary>
    public ReceiveStatus Receive(ref ReadOnlySequence<byte> buffer)
    {
        var batch = Context.RentBatch();
        var status = ReceiveWith(batch, ref buffer);
        Context.Return(batch);
        return status;
    }

    /// <summary>The same for a transport that reads several connections before it sends.</summary>
    public ReceiveStatus ReceiveWith(Batch batch, ref ReadOnlySequence<byte> buffer)
    {
        try
        {
            return ReceiveAll(ref buffer, batch);
        }
        catch (Exception exception)
        {
            // The connection's edge: an owner that fails on this client's packet costs it its connection, nobody else anything.
            LogPacketFailed(Context.Log, exception, Session?.ClientId);
            return Fail(ReasonCode.ImplementationSpecificError);
        }
    }

    private ReceiveStatus ReceiveAll(ref ReadOnlySequence<byte> buffer, Batch batch)
    {
        if (Session is not null)
        {
            // Before that the time since the accept counts, so that a CONNECT in single bytes does not last for ever.
            Volatile.Write(ref _lastReceived, Context.Clock.NowMs);
        }
        var status = ReceiveStatus.More;
        while (status == ReceiveStatus.More)
        {
            if (_hasEnded)
            {
                status = ReceiveStatus.Ended;
                break;
            }
            if (!CanRead)
            {
                status = ReceiveStatus.Paused;
                break;
            }
            var before = buffer.Length;
            var frame = FrameReader.TryRead(ref buffer, PacketLimit, out var header, out var body);
            if (frame == FrameStatus.Incomplete)
            {
                break;
            }
            batch.BytesIn += before - buffer.Length;
            status = frame == FrameStatus.Complete
                ? Dispatch(header, Contiguous(body, batch), batch)
                : Fail(frame == FrameStatus.TooLarge ? ReasonCode.PacketTooLarge : ReasonCode.MalformedPacket);
        }
        return status;
    }

    private static ReadOnlySpan<byte> Contiguous(in ReadOnlySequence<byte> body, Batch batch)
    {
        if (body.IsSingleSegment)
        {
            return body.FirstSpan;
        }
        var copy = batch.Scratch((int)body.Length).AsSpan(0, (int)body.Length);
        body.CopyTo(copy);
        return copy;
    }

    private ReceiveStatus Dispatch(byte header, ReadOnlySpan<byte> body, Batch batch)
    {
        var type = (PacketType)(header >> 4);
        if (Session is not { } session)
        {
            if (_isConnecting)
            {
                return AuthIntake.OnAnswer(this, header, body, batch);
            }
            // MQTT-3.1.0-1: CONNECT comes first.
            return header == 0x10 ? OnConnect(body, batch) : Fail(ReasonCode.ProtocolError);
        }
        return type switch
        {
            PacketType.Publish => PublishIntake.OnPublish(this, session, header, body, batch),
            PacketType.Puback or PacketType.Pubrec or PacketType.Pubrel or PacketType.Pubcomp
                => AckIntake.OnAck(this, session, header, body, batch),
            PacketType.Subscribe => SubscribeIntake.OnSubscribe(this, session, header, body, batch),
            PacketType.Unsubscribe => SubscribeIntake.OnUnsubscribe(this, session, header, body, batch),
            PacketType.Pingreq when header == 0xC0 && body.IsEmpty => OnPing(batch),
            PacketType.Pingreq => Fail(ReasonCode.MalformedPacket),
            PacketType.Disconnect => OnDisconnect(session, header, body),
            PacketType.Auth when Version == ProtocolVersion.V5 => AuthIntake.OnAuth(this, header, body),
            // MQTT-3.1.0-2: a second CONNECT is a protocol error.
            _ => Fail(type == 0 ? ReasonCode.MalformedPacket : ReasonCode.ProtocolError),
        };
    }

    /// <summary>Ends the connection because of what the client sent.</summary>
    public ReceiveStatus Fail(ReasonCode reason)
    {
        if (Session is { } session && !_hasEnded)
        {
            foreach (var local in session.Wall.Locals())
            {
                Farewell.Tell(Context, () => local.Tell(session.ClientId, reason));
            }
        }
        End(Session is null ? null : reason, DisconnectCause.ProtocolError);
        return ReceiveStatus.Ended;
    }

    private ReceiveStatus OnConnect(ReadOnlySpan<byte> body, Batch batch)
    {
        var error = ConnectPacket.Parse(body, out var packet);
        Version = packet.Version;
        _isConnecting = true;
        if (error != ReasonCode.Success)
        {
            // A malformed CONNECT of MQTT 3.1.1 gets no answer (MQTT-3.1.4-1); an unknown version does.
            if (Version == ProtocolVersion.V5 || error == ReasonCode.UnsupportedProtocolVersion)
            {
                Handshake.Refuse(this, error, packet.MaximumPacketSize, batch);
            }
            return Fail(error);
        }
        return Admit(packet, static (its, packet) => Handshake.RunAsync(its, packet));
    }

    /// <summary>Reads nothing more until <see cref="Admitted"/>.</summary>
    public ReceiveStatus Admit<TState>(TState state, Func<Connection, TState, Task> handshake)
    {
        _isAdmitting = true;
        var admitted = handshake(this, state);
        // Nearly always done already; when not, it ends by itself and wakes the transport.
        return admitted.IsCompleted && _hasEnded ? ReceiveStatus.Ended : ReceiveStatus.More;
    }

    /// <summary>The handshake is over, one way or the other: packets after CONNECT may be read.</summary>
    public void Admitted()
    {
        _isAdmitting = false;
        Outbox.Resume();
    }

    /// <summary>Under the wall's lock: from here on messages reach this connection.</summary>
    /// <param name="silenceMs">After how much of it the client is gone.</param>
    public void Bind(Session session, object principal, ConnectPacket connect, int silenceMs)
    {
        Principal = principal;
        _silenceMs = silenceMs;
        _will = connect.Will;
        SendMaximum = Math.Min(connect.ReceiveMaximum, Context.Options.MaxInflight);
        LargestForClient = connect.MaximumPacketSize == 0 ? uint.MaxValue : connect.MaximumPacketSize;
        OutboundAliases = OutboundAliases.Create(Math.Min(connect.TopicAliasMaximum, Context.Options.OutboundTopicAliasMaximum));
        _lastReceived = Context.Clock.NowMs;
        session.Bind(this);
        Session = session;
    }

    /// <summary>Tells the owner. A connection that ended while it was bound did not know its session then: it leaves it now.</summary>
    public void Announce()
    {
        lock (this)
        {
            if (_hasEnded)
            {
                Farewell.Detach(this, Session!, _will, DisconnectCause.Io);
                return;
            }
            _isAnnounced = true;
            Tell(TrafficKind.Comes);
            Farewell.Tell(Context, () => Context.Admission.Connected(Principal, Session!.ClientId));
        }
    }

    /// <summary>Whoever watches this client.</summary>
    private void Tell(TrafficKind kind, DisconnectCause? cause = null)
    {
        foreach (var tail in Session!.Wall.Tails ?? [])
        {
            tail.Presence(kind, Session.ClientId, cause);
        }
    }

    private ReceiveStatus OnPing(Batch batch)
    {
        Outbox.Write(0, static (output, _) => output.Write<byte>([0xD0, 0]), batch);
        return ReceiveStatus.More;
    }

    private ReceiveStatus OnDisconnect(Session session, byte header, ReadOnlySpan<byte> body)
    {
        var error = DisconnectPacket.Parse(header, body, Version, out var packet);
        if (error != ReasonCode.Success)
        {
            return Fail(error);
        }
        if (packet.SessionExpiry is { } expiry)
        {
            if (session.Expiry == 0 && expiry != 0)
            {
                // MQTT-3.1.2.11.2: a session that was to end cannot be kept at the last moment.
                return Fail(ReasonCode.ProtocolError);
            }
            session.Expiry = Handshake.Limit(expiry, Context.Options);
        }
        End(null, packet.Reason == ReasonCode.Success ? DisconnectCause.Normal : DisconnectCause.Will);
        return ReceiveStatus.Ended;
    }

    public void Acknowledge(PacketType type, ushort packetId, ReasonCode reason, Batch? batch)
        => Outbox.Acknowledge(type, packetId, reason, Version, batch, Context.FlushQueue);

    /// <summary>Encodes a message towards the client. Under the wall's lock.</summary>
    public SendOutcome TrySend(ref Publication publication, ref Flight flight, bool duplicate, Batch batch)
        => Sender.TrySend(this, ref publication, ref flight, duplicate, batch);

    /// <summary>What the sweep does: gives up the silent, and those that never said CONNECT or never finish ending.</summary>
    public void Sweep(long nowMs, Batch batch)
    {
        var silence = nowMs - Volatile.Read(ref _lastReceived);
        if (Session is null)
        {
            if (silence >= Context.Options.ConnectTimeout.TotalMilliseconds && !_isAdmitting)
            {
                batch.End(this, null, DisconnectCause.ProtocolError);
            }
        }
        else if (silence >= _silenceMs && _silenceMs != int.MaxValue && (CanRead || Outbox.IsBlocked))
        {
            // Not while we are the ones who do not read because the owner has not acknowledged yet.
            batch.End(this, ReasonCode.KeepAliveTimeout, DisconnectCause.KeepAlive);
        }
    }

    /// <summary>Ends the connection once: will, session, owner, then the transport. No lock may be held.</summary>
    public void End(ReasonCode? farewell, DisconnectCause cause)
    {
        lock (this)
        {
            if (_hasEnded)
            {
                return;
            }
            _hasEnded = true;
            if (Session is { } session)
            {
                Farewell.Detach(this, session, _will, cause);
            }
            if (_isAnnounced)
            {
                Context.Counters.End(cause);
                Tell(TrafficKind.Goes, cause);
                Farewell.Tell(Context, () => Context.Admission.Disconnected(Principal, Session!.ClientId, cause));
            }
        }
        // MQTT 3.1.1 knows no DISCONNECT from a server, and nobody hears one before CONNACK (MQTT-3.14.0-1): they see the socket end.
        var says = Version == ProtocolVersion.V5 && Session is not null ? farewell : null;
        // Who stops has left something unread: closing at once would take back the answers that are on their way.
        Outbox.Close(says, linger: says is not null || IsRefused || cause == DisconnectCause.ShuttingDown, LargestForClient);
    }

    public void OnWritable()
    {
        if (Session is { } session && !_hasEnded)
        {
            var batch = Context.RentBatch();
            using (session.Wall.Enter())
            {
                if (ReferenceEquals(session.Connection, this))
                {
                    session.Drain(batch);
                }
            }
            Context.Return(batch);
        }
        Outbox.Resume();
    }

    [LoggerMessage(1004, LogLevel.Error, "A packet of client {ClientId} failed")]
    private static partial void LogPacketFailed(ILogger log, Exception exception, string? clientId);
}
