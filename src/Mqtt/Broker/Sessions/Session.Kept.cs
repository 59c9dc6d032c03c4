using Kith.Mqtt.Broker.Keeping;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Sessions;

// What a session that outlives this process does besides.
internal sealed partial class Session
{
    /// <summary>Null for a session that ends with this process.</summary>
    public SessionNotes? Notes { get; private set; }

    /// <summary>From here on what the session is and has is kept. Once, before anybody uses it.</summary>
    public void Keep(WallJournal journal) => Notes = new SessionNotes(this, journal, context.Clock);

    /// <summary>QoS 1 may leave before it is on disk, since it may come twice; QoS 2 may not.</summary>
    private void DeliverKept(Waiting waiting, Batch batch)
    {
        waiting = waiting with { Ticket = Notes!.Outgoing(waiting) };
        batch.Ticket = Math.Max(batch.Ticket, waiting.Ticket);
        Enqueue(waiting, batch);
        if (waiting.Qos == Qos.ExactlyOnce)
        {
            Notes.After(waiting.Ticket, DrainLater);
        }
        else
        {
            Drain(batch);
        }
    }

    private void DrainLater()
    {
        var batch = context.RentBatch();
        using (Wall.Enter())
        {
            Drain(batch);
        }
        context.Return(batch, later: true);
    }

    /// <summary>Messages that an earlier process had not brought to the client.</summary>
    public void Restore(List<(long Order, Waiting Waiting)> messages)
    {
        messages.Sort((a, b) => a.Order.CompareTo(b.Order));
        foreach (var (_, waiting) in messages)
        {
            if (waiting.IsReceived)
            {
                _inflight.Add(FlightOf(waiting) with { IsReceived = true });
            }
            else
            {
                _queue.Add(waiting, Wall);
            }
        }
        _inflight.Continue(messages[^1].Waiting.PacketId);
        Notes!.Continue(messages[^1].Order);
    }

    /// <summary>The session is over: nothing of it is kept.</summary>
    public void Forget()
    {
        for (; _queue.Count > 0; _queue.RemoveFirst(Wall))
        {
            Forget(_queue.First.PacketId);
        }
        if (Notes is not { } notes)
        {
            return;
        }
        foreach (var subscription in Subscriptions)
        {
            notes.Unsubscribed(subscription.Filter);
        }
        for (var i = 0; i < _inflight.Count; i++)
        {
            notes.Delivered(_inflight[i].PacketId, _inflight[i].IsReceived);
        }
        _inbound?.Forget();
        if (Will is not null)
        {
            Farewell.NoteWill(context, this, null);
        }
        notes.End();
    }

    private void Forget(ushort packetId, bool wasReceived = false)
    {
        if (packetId != 0)
        {
            Notes?.Delivered(packetId, wasReceived);
        }
    }
}
