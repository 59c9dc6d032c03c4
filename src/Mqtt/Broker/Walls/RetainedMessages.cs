using Kith.Mqtt.Broker.Keeping;

namespace Kith.Mqtt.Broker.Walls;

/// <summary>
/// The last retained message of each topic of one wall (§3.3.1.3). Under the wall's lock. What clients inside the process retain is not
/// kept: they say it again.
/// </summary>
internal sealed class RetainedMessages(BrokerContext context, WallJournal? journal)
{
    private readonly TopicTree<Message> _byTopic = new();

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>An empty payload clears (MQTT-3.3.1-6). False when the wall is full: the message is delivered but not kept.</summary>
    public bool Store(ref Publication publication, Batch batch)
    {
        if (publication.Payload.IsEmpty)
        {
            batch.Ticket = Math.Max(batch.Ticket, Clear(publication.Topic));
            return true;
        }
        if (!HasRoom(publication.Topic, publication.Topic.Length + publication.Properties.Length + publication.Payload.Length))
        {
            return false;
        }
        var old = _byTopic.Find(publication.Topic)?.Value;
        var message = publication.Keep();
        _byTopic.GetOrAdd(publication.Topic).Value = message;
        Bytes += message.Size - (old?.Size ?? 0);
        Count += old is null ? 1 : 0;
        batch.Ticket = Math.Max(batch.Ticket, Keep(message, old));
        return true;
    }

    /// <param name="size">Bytes of topic, properties and payload.</param>
    public bool HasRoom(ReadOnlySpan<byte> topic, int size)
    {
        var (options, old) = (context.Options, _byTopic.Find(topic)?.Value);
        return (old is not null || Count < options.MaxRetainedPerWall) && Bytes + size - (old?.Size ?? 0) <= options.MaxRetainedBytesPerWall;
    }

    /// <summary>The ticket of its forgetting; 0 when nothing was kept.</summary>
    public long Clear(ReadOnlySpan<byte> topic)
    {
        if (_byTopic.Find(topic) is not { Value: { } old } node)
        {
            return 0;
        }
        node.Clear();
        Count--;
        Bytes -= old.Size;
        return old.IsKept && journal is not null ? journal.Drop(KeptKey.OfRetained(topic)) : 0;
    }

    /// <summary>Clears what clients published whose ids begin so.</summary>
    public void ClearOf(string clientIdPrefix)
    {
        var found = new List<Message>();
        _byTopic.All(found);
        foreach (var message in found)
        {
            if (message.PublisherId?.StartsWith(clientIdPrefix, StringComparison.Ordinal) == true)
            {
                Clear(message.Topic);
            }
        }
    }

    /// <summary>What an earlier process kept.</summary>
    public bool Restore(Message message)
    {
        _byTopic.GetOrAdd(message.Topic).Value = message;
        Bytes += message.Size;
        Count++;
        return true;
    }

    private long Keep(Message message, Message? old) =>
        journal is null ? 0
        : message.IsKept ? journal.Put(KeptKey.OfRetained(message.Topic), KeptForms.Write(message, context.Clock), isNew: old is null)
        : old is { IsKept: true } ? journal.Drop(KeptKey.OfRetained(message.Topic))
        : 0;

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
