using Kith.Mqtt.Codec;

namespace Kith.Mqtt.Broker.Walls;

/// <summary>
/// Who is subscribed to what in one wall. Plain topics are one hash lookup; only filters with wildcards need the tree. Under the wall's
/// lock.
/// </summary>
internal sealed class SubscriptionIndex
{
    private readonly Dictionary<byte[], SubscriptionSet> _exact = new(Utf8Comparer.Instance);
    private readonly TopicTree<SubscriptionSet> _wildcards = new();

    public void Add(Subscription subscription)
    {
        var filter = Split(subscription.Filter, out var group);
        if (Topics.HasWildcard(filter))
        {
            var node = _wildcards.GetOrAdd(filter);
            (node.Value ??= new SubscriptionSet()).Add(subscription, group);
            return;
        }
        var exact = _exact.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!exact.TryGetValue(filter, out var set))
        {
            set = new SubscriptionSet();
            exact.TryAdd(filter, set);
        }
        set.Add(subscription, group);
    }

    public void Remove(Subscription subscription)
    {
        var filter = Split(subscription.Filter, out var group);
        if (Topics.HasWildcard(filter))
        {
            if (_wildcards.Find(filter) is { Value: { } here } node)
            {
                here.Remove(subscription, group);
                if (here.IsEmpty)
                {
                    node.Clear();
                }
            }
            return;
        }
        var exact = _exact.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (exact.TryGetValue(filter, out var set))
        {
            set.Remove(subscription, group);
            if (set.IsEmpty)
            {
                exact.Remove(filter);
            }
        }
    }

    public void Match(ReadOnlySpan<byte> topic, List<SubscriptionSet> found)
    {
        if (_exact.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(topic, out var set))
        {
            found.Add(set);
        }
        if (!_wildcards.IsEmpty)
        {
            _wildcards.MatchName(topic, found);
        }
    }

    private static ReadOnlySpan<byte> Split(ReadOnlySpan<byte> subscribed, out ReadOnlySpan<byte> group)
    {
        group = default;
        return Topics.IsShared(subscribed) && Topics.TrySplitShared(subscribed, out group, out var filter) ? filter : subscribed;
    }
}
