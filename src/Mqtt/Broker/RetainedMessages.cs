namespace Kith.Mqtt.Broker;

/// <summary>
/// The last retained message of each topic of one wall (§3.3.1.3). The only place that holds them: a durable store goes behind these
/// verbs. Under the wall's lock.
/// </summary>
internal sealed class RetainedMessages(BrokerOptions options)
{
    private readonly TopicTree<Message> _byTopic = new();

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>An empty payload clears (MQTT-3.3.1-6). False when the wall is full: the message is delivered but not kept.</summary>
    public bool Store(ref Publication publication)
    {
        if (publication.Payload.IsEmpty)
        {
            Clear(publication.Topic);
            return true;
        }
        var size = publication.Topic.Length + publication.Properties.Length + publication.Payload.Length;
        var old = _byTopic.Find(publication.Topic)?.Value;
        if ((old is null && Count >= options.MaxRetainedPerWall) || Bytes + size - (old?.Size ?? 0) > options.MaxRetainedBytesPerWall)
        {
            return false;
        }
        var message = publication.Keep();
        _byTopic.GetOrAdd(publication.Topic).Value = message;
        Bytes += message.Size - (old?.Size ?? 0);
        Count += old is null ? 1 : 0;
        return true;
    }

    public void Clear(ReadOnlySpan<byte> topic)
    {
        if (_byTopic.Find(topic) is { Value: { } old } node)
        {
            node.Clear();
            Count--;
            Bytes -= old.Size;
        }
    }

    /// <summary>Adds the unexpired messages that a filter matches; forgets the expired ones it meets (MQTT-3.3.2-5).</summary>
    public void Match(ReadOnlySpan<byte> filter, long nowMs, List<Message> found)
    {
        var first = found.Count;
        _byTopic.MatchFilter(filter, found);
        for (var i = found.Count - 1; i >= first; i--)
        {
            if (found[i].ExpiresAt <= nowMs)
            {
                Clear(found[i].Topic);
                found.RemoveAt(i);
            }
        }
    }
}
