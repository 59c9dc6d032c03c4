namespace Kith.Mqtt.Broker.Walls;

/// <summary>Everybody subscribed with one filter: members each get a message, of each shared group one member does.</summary>
internal sealed class SubscriptionSet
{
    private List<SharedGroup>? _groups;

    public List<Subscription> Members { get; } = [];

    public IReadOnlyList<SharedGroup> Groups => _groups ?? (IReadOnlyList<SharedGroup>)[];

    public bool HasGroups => _groups is not null;

    public bool IsEmpty => Members.Count == 0 && _groups is null;

    public void Add(Subscription subscription, ReadOnlySpan<byte> group)
    {
        if (group.IsEmpty)
        {
            Put(Members, subscription);
            return;
        }
        var shared = FindGroup(group);
        if (shared is null)
        {
            shared = new SharedGroup(group.ToArray());
            (_groups ??= []).Add(shared);
        }
        Put(shared.Members, subscription);
    }

    public void Remove(Subscription subscription, ReadOnlySpan<byte> group)
    {
        if (group.IsEmpty)
        {
            Take(Members, subscription);
            return;
        }
        if (FindGroup(group) is not { } shared)
        {
            return;
        }
        Take(shared.Members, subscription);
        if (shared.Members.Count == 0)
        {
            _groups!.Remove(shared);
            _groups = _groups.Count == 0 ? null : _groups;
        }
    }

    private SharedGroup? FindGroup(ReadOnlySpan<byte> name)
    {
        foreach (var group in _groups ?? [])
        {
            if (name.SequenceEqual(group.Name))
            {
                return group;
            }
        }
        return null;
    }

    private static void Put(List<Subscription> list, Subscription subscription)
    {
        subscription.Position = list.Count;
        list.Add(subscription);
    }

    private static void Take(List<Subscription> list, Subscription subscription)
    {
        var last = list[^1];
        list[subscription.Position] = last;
        last.Position = subscription.Position;
        list.RemoveAt(list.Count - 1);
    }
}

/// <summary>The members of $share/name/filter; they take turns (§4.8.2).</summary>
internal sealed class SharedGroup(byte[] name)
{
    private int _turn;

    public byte[] Name { get; } = name;

    public List<Subscription> Members { get; } = [];

    /// <summary>The next member that can take a message now, or the next in turn when none can.</summary>
    public Subscription Choose()
    {
        for (var i = 0; i < Members.Count; i++)
        {
            _turn = (_turn + 1) % Members.Count;
            if (Members[_turn].Owner.IsReady)
            {
                return Members[_turn];
            }
        }
        _turn = (_turn + 1) % Members.Count;
        return Members[_turn];
    }
}
