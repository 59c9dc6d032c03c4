using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Walls;

/// <summary>Who can hold subscriptions in a wall: a network session or an in-process client. All members under the wall's lock.</summary>
internal abstract class Subscriber(string clientId, WallState wall)
{
    private List<Subscription>? _subscriptions;

    public string ClientId { get; } = clientId;

    public WallState Wall { get; } = wall;

    /// <summary>
    /// The routing pass that met this subscriber last, and where in its match list; merges overlapping subscriptions without a set.
    /// </summary>
    public long Stamp { get; set; }
    public int MatchIndex { get; set; }

    /// <summary>Able to take a message now: preferred within a shared subscription.</summary>
    public abstract bool IsReady { get; }

    public IReadOnlyList<Subscription> Subscriptions => _subscriptions ?? (IReadOnlyList<Subscription>)[];

    public abstract void Deliver(ref Publication publication, in Match match, Batch batch);

    public Subscription? Find(ReadOnlySpan<byte> filter)
    {
        foreach (var subscription in _subscriptions ?? [])
        {
            if (filter.SequenceEqual(subscription.Filter))
            {
                return subscription;
            }
        }
        return null;
    }

    public void Add(Subscription subscription) => (_subscriptions ??= []).Add(subscription);

    public void Remove(Subscription subscription) => _subscriptions?.Remove(subscription);

    public void RemoveAllSubscriptions()
    {
        foreach (var subscription in _subscriptions ?? [])
        {
            Wall.Index.Remove(subscription);
        }
        _subscriptions = null;
    }
}

/// <summary>One subscriber found for a message; overlapping subscriptions are merged: highest QoS, all identifiers.</summary>
internal struct Match
{
    public Subscriber Subscriber;
    public Qos Qos;
    public bool RetainAsPublished;
    /// <summary>A retained message sent because of a new subscription carries the flag always (MQTT-3.3.1-8).</summary>
    public bool IsRetained;
    public uint Identifier;
    public uint[]? MoreIdentifiers;
}
