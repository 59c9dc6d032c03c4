using Kith.Mqtt.Broker.Connections;
using Kith.Mqtt.Broker.Keeping;
using Kith.Mqtt.Broker.Local;
using Kith.Mqtt.Broker.Metering;
using Kith.Mqtt.Broker.Sessions;
using Kith.Mqtt.Broker.Tailing;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Walls;

/// <summary>
/// Everything in one wall, under one lock: a home has tens of clients, so its messages pass one by one and everybody sees them in one
/// order, while other walls go on beside it. Order of locks: wall, then inbound or outbox; never a wall while holding those,
/// never two walls.
/// </summary>
internal sealed class WallState
{
    private readonly BrokerContext _context;
    private readonly Lock _lock = new();
    private readonly List<LocalClient> _locals = [];
    private readonly List<Connection> _held = [];
    private long _stamp;

    public WallState(Wall wall, BrokerContext context)
    {
        _context = context;
        Wall = wall;
        Journal = context.Journal is { } journal ? new WallJournal(wall, journal) : null;
        Retained = new RetainedMessages(context, Journal);
        Quota = new Quota(context);
    }

    public Wall Wall { get; }
    public SubscriptionIndex Index { get; } = new();
    public RetainedMessages Retained { get; }

    /// <summary>Null for a broker that keeps nothing.</summary>
    public WallJournal? Journal { get; }

    public SessionTable Sessions { get; } = new();

    /// <summary>Who watches clients of this wall; null while nobody does, and that is all that a message pays for it. Replaced as a whole, under the lock.</summary>
    public TrafficTail[]? Tails { get => Volatile.Read(ref _tails); set => Volatile.Write(ref _tails, value); }

    private TrafficTail[]? _tails;

    /// <summary>Messages that wait for the clients of this wall, absent or slow. Under the lock.</summary>
    public long QueuedMessages { get; private set; }

    /// <summary>Bytes that they hold.</summary>
    public long QueuedBytes { get; private set; }

    public void Queued(int messages, int bytes)
    {
        QueuedMessages += messages;
        QueuedBytes += bytes;
    }

    /// <summary>PUBLISH packets to the clients of this wall, and their bytes. Under the lock.</summary>
    public void Sent(int bytes)
    {
        MessagesOut++;
        BytesOut += bytes;
    }

    public long MessagesOut { get; private set; }

    public long BytesOut { get; private set; }

    /// <summary>Whether there is room to retain this.</summary>
    public bool MayRetain(in PublishPacket packet)
    {
        using (Enter())
        {
            return Retained.HasRoom(packet.Topic, packet.Topic.Length + packet.Properties.Length + packet.Payload.Length);
        }
    }

    /// <summary>How much is in it now, and was since the start.</summary>
    public WallFigures Figures()
    {
        using (Enter())
        {
            return new WallFigures(
                Quota.Connections, Sessions.All.Count(session => !session.IsWillOnly), Sessions.All.Sum(session => (long)session.Subscriptions.Count), Retained.Count, Retained.Bytes,
                QueuedMessages, QueuedBytes, Quota.Messages, Quota.Bytes, MessagesOut, BytesOut, Quota.Pauses);
        }
    }

    /// <summary>The wall was removed while somebody still held it: nothing enters any more.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>In-process subscriptions that are more than half full. Under the lock.</summary>
    public int Flooded { get; set; }

    /// <summary>A client that publishes faster than its wall is served is not read for a while: nothing is lost, and only it waits.</summary>
    public void Hold(Connection connection)
    {
        using (Enter())
        {
            if (Flooded > 0 && connection.Hold())
            {
                _held.Add(connection);
            }
        }
    }

    /// <summary>A subscription has caught up. Under the lock; who is answered must be told to continue outside of it.</summary>
    public IReadOnlyList<Connection> Eased()
    {
        if (--Flooded > 0)
        {
            return [];
        }
        Connection[] held = [.. _held];
        _held.Clear();
        return held;
    }

    /// <summary>What the clients of this wall have used of their share.</summary>
    public Quota Quota { get; }

    public Lock.Scope Enter() => _lock.EnterScope();

    public void Add(LocalClient local) => _locals.Add(local);

    public void Remove(LocalClient local) => _locals.Remove(local);

    public LocalClient[] Locals()
    {
        using (Enter())
        {
            return [.. _locals];
        }
    }

    public LocalClient[] TakeLocals()
    {
        var taken = _locals.ToArray();
        _locals.Clear();
        return taken;
    }

    /// <summary>Keeps it when retained, hands it to everybody subscribed. False = nobody was.</summary>
    public bool Publish(ref Publication publication, Batch batch)
    {
        using (Enter())
        {
            if (IsRemoved)
            {
                return false;
            }
            if (publication.Retain && !Retained.Store(ref publication, batch))
            {
                _context.Counters.Drop(DropReason.RetainedFull);
            }
            return Route(ref publication, batch);
        }
    }

    private bool Route(ref Publication publication, Batch batch)
    {
        var sets = batch.Sets;
        var matches = batch.Matches;
        sets.Clear();
        matches.Clear();
        Index.Match(publication.Topic, sets);
        if (sets.Count == 0)
        {
            return false;
        }
        _stamp++;
        foreach (var set in sets)
        {
            foreach (var subscription in set.Members)
            {
                if (!subscription.Options.NoLocal || !ReferenceEquals(subscription.Owner, publication.Publisher))
                {
                    AddMatch(matches, subscription);
                }
            }
            if (set.HasGroups)
            {
                foreach (var group in set.Groups)
                {
                    matches.Add(group.Choose().ToMatch());
                }
            }
        }
        for (var i = 0; i < matches.Count; i++)
        {
            var match = matches[i];
            match.Subscriber.Deliver(ref publication, match, batch);
        }
        return matches.Count > 0;
    }

    /// <summary>
    /// Overlapping subscriptions of one client give one message with the highest QoS and all identifiers (MQTT-3.3.4-2, -4).
    /// </summary>
    private void AddMatch(List<Match> matches, Subscription subscription)
    {
        var owner = subscription.Owner;
        if (owner.Stamp != _stamp)
        {
            owner.Stamp = _stamp;
            owner.MatchIndex = matches.Count;
            matches.Add(subscription.ToMatch());
            return;
        }
        var match = matches[owner.MatchIndex];
        match.Qos = (Qos)Math.Max((byte)match.Qos, (byte)subscription.Options.Qos);
        match.RetainAsPublished |= subscription.Options.RetainAsPublished;
        if (subscription.Identifier != 0)
        {
            if (match.Identifier == 0)
            {
                match.Identifier = subscription.Identifier;
            }
            else
            {
                match.MoreIdentifiers = [.. match.MoreIdentifiers ?? [], subscription.Identifier];
            }
        }
        matches[owner.MatchIndex] = match;
    }

    /// <summary>
    /// Adds or replaces a subscription and sends the retained messages its handling asks for (§3.8.3.1), inside one hold of the lock:
    /// a newer message cannot overtake them.
    /// </summary>
    public void Subscribe(Subscriber subscriber, ReadOnlySpan<byte> filter, SubscribeOptions options, uint identifier, Batch batch)
    {
        var subscription = subscriber.Find(filter);
        var isNew = subscription is null;
        if (subscription is null)
        {
            subscription = new Subscription(subscriber, filter.ToArray(), options, identifier);
            subscriber.Add(subscription);
            Index.Add(subscription);
        }
        else
        {
            subscription.Options = options;
            subscription.Identifier = identifier;
        }
        // Shared subscriptions get no retained messages (§4.8.2).
        if (!subscription.IsShared && (options.RetainHandling == 0 || (options.RetainHandling == 1 && isNew)))
        {
            SendRetained(subscription, batch);
        }
    }

    private void SendRetained(Subscription subscription, Batch batch)
    {
        var found = batch.Retained;
        found.Clear();
        Retained.Match(subscription.Filter, _context.Clock.NowMs, found);
        foreach (var message in found)
        {
            if (subscription.Options.NoLocal && message.PublisherId == subscription.Owner.ClientId)
            {
                continue;
            }
            var publication = Publication.Of(message);
            subscription.Owner.Deliver(ref publication, subscription.ToMatch() with { IsRetained = true }, batch);
        }
    }

    /// <summary>What an earlier process kept.</summary>
    public void Restore(Subscription subscription)
    {
        subscription.Owner.Add(subscription);
        Index.Add(subscription);
    }

    public bool Unsubscribe(Subscriber subscriber, ReadOnlySpan<byte> filter)
    {
        if (subscriber.Find(filter) is not { } subscription)
        {
            return false;
        }
        subscriber.Remove(subscription);
        Index.Remove(subscription);
        return true;
    }
}
