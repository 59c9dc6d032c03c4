using Kith.Mqtt.Broker.Admittance;
using Kith.Mqtt.Broker.Connections;
using Kith.Mqtt.Broker.Keeping;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Sessions;

/// <summary>
/// QoS 1 and 2 publishes of one session that await our answer. A ring keeps the order of the answers (MQTT-4.6.0-2, -3); the QoS 2
/// identifiers stay until PUBREL, so that a repeated PUBLISH is not delivered twice (MQTT-4.3.3-10). It outlives a connection: a taken
/// QoS 2 message completed meanwhile is not taken again. Own lock; completed from any thread.
/// </summary>
internal sealed class Inbound(BrokerOptions options, SessionNotes? notes)
{
    private Ring<Slot> _slots;
    private Dictionary<ushort, Unreleased>? _unreleased;
    private Connection? _connection;
    // Token of the first slot; tokens rise for the life of the session, so that a late completion of a lost slot is recognised.
    private uint _first;

    /// <summary>As many publishes await us as we allow: read no more.</summary>
    public bool IsFull => Volatile.Read(ref _waiting) >= options.ReceiveMaximum;
    private int _waiting;

    /// <summary>Something awaits our answer.</summary>
    public bool IsWaiting => Volatile.Read(ref _waiting) > 0;

    /// <summary>A client that keeps to our receive maximum never has as many unanswered (QoS 1) and unreleased (QoS 2).</summary>
    public bool IsOverrun
    {
        get
        {
            lock (this)
            {
                var held = _unreleased?.Count ?? 0;
                for (var i = 0; i < _slots.Count && held < options.ReceiveMaximum; i++)
                {
                    held += _slots[i].Qos == Qos.AtLeastOnce ? 1 : 0;
                }
                return held >= options.ReceiveMaximum;
            }
        }
    }

    public int UnreleasedCount => _unreleased?.Count ?? 0;

    /// <summary>A new connection continues the session; what awaited an answer on the old one will be sent again by the client.</summary>
    public void Bind(Connection connection)
    {
        lock (this)
        {
            _connection = connection;
            _first += (uint)_slots.Count;
            _slots.Clear();
            _waiting = 0;
            foreach (var (id, entry) in _unreleased ?? [])
            {
                // Pending ones have no slot until the client repeats them.
                _unreleased![id] = entry with { Slot = null };
            }
        }
    }

    /// <summary>
    /// Keeps a place in the order. False = do not route it: a QoS 2 repeat, whose answer is on the way, or the last packet of a
    /// connection whose session has been taken over, which the client will repeat.
    /// </summary>
    public bool Reserve(Connection connection, ushort packetId, Qos qos, out uint token, Batch batch)
    {
        lock (this)
        {
            token = _first + (uint)_slots.Count;
            if (!ReferenceEquals(connection, _connection))
            {
                return false;
            }
            var known = default(Unreleased);
            var repeated = qos == Qos.ExactlyOnce && _unreleased is not null && _unreleased.TryGetValue(packetId, out known);
            _slots.Add(new Slot { PacketId = packetId, Qos = qos, IsDone = repeated && known.IsDone });
            _waiting = _slots.Count;
            if (qos == Qos.ExactlyOnce)
            {
                (_unreleased ??= [])[packetId] = repeated ? known with { Slot = token } : new Unreleased(token, token, false);
            }
            if (repeated && known.IsDone)
            {
                Advance(batch);
            }
            return !repeated;
        }
    }

    /// <summary>
    /// The message is safe with its owner, or refused. What the client must never send again is written down before it is told so (PUBREC
    /// of QoS 2).
    /// </summary>
    public void Complete(uint token, ushort packetId, ReasonCode reason, Batch? batch)
    {
        if (notes is not null && !reason.IsError() && IsUnreleased(token, packetId))
        {
            AnswerLater(notes, token, packetId, reason);
        }
        else
        {
            Answer(token, packetId, reason, batch);
        }
    }

    private void AnswerLater(SessionNotes kept, uint token, ushort packetId, ReasonCode reason)
        => kept.After(kept.Unreleased(packetId), () => Answer(token, packetId, reason, null));

    private bool IsUnreleased(uint token, ushort packetId)
    {
        lock (this)
        {
            return _unreleased is not null && _unreleased.TryGetValue(packetId, out var entry) && entry.Token == token;
        }
    }

    /// <summary>What the answer promises is true already.</summary>
    public void Answer(uint token, ushort packetId, ReasonCode reason, Batch? batch)
    {
        var resume = false;
        lock (this)
        {
            uint? slot = token;
            if (_unreleased is not null && _unreleased.TryGetValue(packetId, out var entry) && entry.Token == token)
            {
                slot = entry.Slot;
                if (reason.IsError())
                {
                    // PUBREC with a failure ends the exchange: no PUBREL follows (§4.3.3).
                    _unreleased.Remove(packetId);
                }
                else
                {
                    _unreleased[packetId] = entry with { IsDone = true };
                }
            }
            var index = slot is { } live ? live - _first : uint.MaxValue;
            if (index < (uint)_slots.Count && !_slots[(int)index].IsDone)
            {
                _slots[(int)index].IsDone = true;
                _slots[(int)index].Reason = reason;
                var wasFull = IsFull;
                Advance(batch);
                resume = wasFull && !IsFull;
            }
        }
        if (resume)
        {
            _connection?.Outbox.Resume();
        }
    }

    /// <summary>PUBREL: the identifier is free again. It must be written down before it is told (PUBCOMP): <paramref name="ticket"/>.</summary>
    public bool Release(ushort packetId, out long ticket)
    {
        lock (this)
        {
            var known = _unreleased is not null && _unreleased.Remove(packetId);
            ticket = known && notes is not null ? notes.Released(packetId) : 0;
            return known;
        }
    }

    /// <summary>An earlier process has this message of the client.</summary>
    public void Restore(ushort packetId)
    {
        lock (this)
        {
            // No token is that of a slot: those begin with 0 and rise.
            (_unreleased ??= [])[packetId] = new Unreleased(uint.MaxValue, null, true);
        }
    }

    /// <summary>The session is over: nothing of it is kept.</summary>
    public void Forget()
    {
        lock (this)
        {
            foreach (var (packetId, _) in _unreleased ?? [])
            {
                notes?.Released(packetId);
            }
        }
    }

    private void Advance(Batch? batch)
    {
        while (_slots.Count > 0 && _slots[0].IsDone)
        {
            var slot = _slots[0];
            _slots.RemoveAt(0);
            _first++;
            var type = slot.Qos == Qos.AtLeastOnce ? PacketType.Puback : PacketType.Pubrec;
            _connection?.Acknowledge(type, slot.PacketId, slot.Reason, batch);
        }
        _waiting = _slots.Count;
    }

    private struct Slot
    {
        public ushort PacketId;
        public Qos Qos;
        public bool IsDone;
        public ReasonCode Reason;
    }

    /// <summary>
    /// Token: of the slot it was first received in, which its <see cref="Acknowledgement"/> names.
    /// Slot: where its answer waits now; null = nowhere until the client repeats it.
    /// </summary>
    private readonly record struct Unreleased(uint Token, uint? Slot, bool IsDone);
}
