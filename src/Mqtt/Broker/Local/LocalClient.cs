using System.Text;
using Kith.Mqtt.Broker.Walls;
using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Local;

/// <summary>
/// A client inside the process, in one wall: no socket, no admission, no interception. Publishing is safe from any thread and returns
/// when the message is with the subscribers' queues. Handlers run one at a time, in order, on the thread pool.
/// </summary>
public sealed class LocalClient : IDisposable
{
    private readonly WallState _wall;
    private readonly BrokerContext _context;
    private readonly List<LocalSubscriber> _subscribers = [];

    internal LocalClient(WallState wall, string name, BrokerContext context)
    {
        _wall = wall;
        _context = context;
        Name = name;
    }

    public string Name { get; }

    public Wall Wall => _wall.Wall;

    /// <summary>
    /// A network client of the wall is cut for what it sent (too large, malformed): its client id and the reason. Called on its reading
    /// thread; must be quick.
    /// </summary>
    public event Action<string, ReasonCode>? ClientFailed;

    internal void Tell(string clientId, ReasonCode reason) => ClientFailed?.Invoke(clientId, reason);

    /// <summary>
    /// False = nobody in the wall is subscribed (it is retained all the same). An invalid topic name is a bug: ArgumentException.
    /// </summary>
    public bool Publish(
        string topic, ReadOnlySpan<byte> payload, Qos qos = Qos.AtMostOnce, bool retain = false, MessageProperties? properties = null)
    {
        ArgumentNullException.ThrowIfNull(topic);
        var utf8 = Encoding.UTF8.GetByteCount(topic);
        Span<byte> name = utf8 <= 256 ? stackalloc byte[utf8] : new byte[utf8];
        Encoding.UTF8.GetBytes(topic, name);
        if (!Topics.IsName(name) || utf8 > _context.Options.MaxTopicLength || !PacketReader.IsText(name))
        {
            throw new ArgumentException("Not a topic name", nameof(topic));
        }
        var publication = new Publication
        {
            Topic = name,
            Payload = payload,
            Properties = properties?.Encode(),
            Qos = qos,
            Retain = retain,
            ExpiresAt = properties?.ExpirySeconds is { } seconds ? _context.Clock.After(seconds) : Clock.Never,
            PublisherId = Name,
        };
        var batch = _context.RentBatch();
        var delivered = _wall.Publish(ref publication, batch);
        _context.Return(batch, later: true);
        return delivered;
    }

    public bool Publish(string topic, string payload, Qos qos = Qos.AtMostOnce, bool retain = false, MessageProperties? properties = null)
        => Publish(topic, Encoding.UTF8.GetBytes(payload), qos, retain, properties);

    /// <summary>
    /// Retained messages come first, then live ones, also this client's own. The handler must not block; what it throws is logged.
    /// When it falls behind <see cref="BrokerOptions.MaxQueuedLocal"/> messages the oldest is dropped and counted. Dispose to unsubscribe.
    /// </summary>
    public IDisposable Subscribe(string filter, Action<LocalMessage> handler)
    {
        var utf8 = Encoding.UTF8.GetBytes(filter);
        if (Topics.IsShared(utf8) || !Topics.IsFilter(utf8))
        {
            throw new ArgumentException("Not a topic filter", nameof(filter));
        }
        var subscriber = new LocalSubscriber(Name, _wall, _context, handler, utf8, _subscribers);
        var batch = _context.RentBatch();
        using (_wall.Enter())
        {
            _subscribers.Add(subscriber);
            _wall.Subscribe(subscriber, utf8, new SubscribeOptions((byte)Qos.ExactlyOnce), 0, batch);
        }
        _context.Return(batch, later: true);
        return subscriber;
    }

    /// <summary>The retained message of a topic now, or null.</summary>
    public LocalMessage? Retained(string topic)
    {
        var found = new List<Message>();
        using (_wall.Enter())
        {
            _wall.Retained.Match(Encoding.UTF8.GetBytes(topic), _context.Clock.NowMs, found);
        }
        return found.Count == 0 ? null : new LocalMessage(found[0], found[0].Qos, true, _context.Clock);
    }

    public void Dispose()
    {
        LocalSubscriber[] subscribers;
        using (_wall.Enter())
        {
            subscribers = [.. _subscribers];
            _subscribers.Clear();
            _wall.Remove(this);
        }
        foreach (var subscriber in subscribers)
        {
            subscriber.Dispose();
        }
    }
}
