namespace Kith.Mqtt.Broker.Walls;

/// <summary>
/// A tree by topic level. Holding filters it answers which match a name; holding names it answers which a filter matches.
/// Nodes without a value or children are cut off, so its size follows what it holds.
/// </summary>
internal sealed class TopicTree<T>
    where T : class
{
    private static ReadOnlySpan<byte> Plus => "+"u8;
    private static ReadOnlySpan<byte> Hash => "#"u8;
    private readonly Node _root = new(null, []);

    public bool IsEmpty => _root.IsBare;

    public Node GetOrAdd(ReadOnlySpan<byte> path)
    {
        var node = _root;
        while (true)
        {
            var level = FirstLevel(path, out var rest, out var last);
            node = node.GetOrAddChild(level);
            if (last)
            {
                return node;
            }
            path = rest;
        }
    }

    public Node? Find(ReadOnlySpan<byte> path)
    {
        var node = _root;
        while (true)
        {
            var level = FirstLevel(path, out var rest, out var last);
            if (node.Child(level) is not { } child)
            {
                return null;
            }
            node = child;
            if (last)
            {
                return node;
            }
            path = rest;
        }
    }

    /// <summary>
    /// Values of the filters that match a name. First-level wildcards do not match names that begin with $ (MQTT-4.7.2-1).
    /// </summary>
    public void MatchName(ReadOnlySpan<byte> name, List<T> found) => MatchName(_root, name, name[0] != (byte)'$', found);

    /// <summary>Values of the names that a filter matches.</summary>
    public void MatchFilter(ReadOnlySpan<byte> filter, List<T> found) => MatchFilter(_root, filter, true, found);

    private static void MatchName(Node node, ReadOnlySpan<byte> name, bool wildcards, List<T> found)
    {
        if (wildcards && node.Hash?.Value is { } all)
        {
            found.Add(all);
        }
        var level = FirstLevel(name, out var rest, out var last);
        if (wildcards && node.Plus is { } plus)
        {
            Step(plus, rest, last, found);
        }
        if (node.NamedChild(level) is { } child)
        {
            Step(child, rest, last, found);
        }
    }

    private static void Step(Node node, ReadOnlySpan<byte> rest, bool last, List<T> found)
    {
        if (!last)
        {
            MatchName(node, rest, true, found);
            return;
        }
        if (node.Value is { } value)
        {
            found.Add(value);
        }
        if (node.Hash?.Value is { } parentToo)
        {
            found.Add(parentToo);
        }
    }

    private static void MatchFilter(Node node, ReadOnlySpan<byte> filter, bool first, List<T> found)
    {
        var level = FirstLevel(filter, out var rest, out var last);
        if (level.SequenceEqual(Hash))
        {
            if (!first && node.Value is { } parentToo)
            {
                found.Add(parentToo);
            }
            CollectBelow(node, first, found);
        }
        else if (level.SequenceEqual(Plus))
        {
            foreach (var child in node.Children)
            {
                if (!first || !child.IsSystem)
                {
                    FilterStep(child, rest, last, found);
                }
            }
        }
        else if (node.NamedChild(level) is { } child)
        {
            FilterStep(child, rest, last, found);
        }
    }

    private static void FilterStep(Node node, ReadOnlySpan<byte> rest, bool last, List<T> found)
    {
        if (!last)
        {
            MatchFilter(node, rest, false, found);
        }
        else if (node.Value is { } value)
        {
            found.Add(value);
        }
    }

    /// <summary>Every value, also of topics that begin with $.</summary>
    public void All(List<T> found) => CollectBelow(_root, false, found);

    private static void CollectBelow(Node node, bool first, List<T> found)
    {
        foreach (var child in node.Children)
        {
            if (first && child.IsSystem)
            {
                continue;
            }
            if (child.Value is { } value)
            {
                found.Add(value);
            }
            CollectBelow(child, false, found);
        }
    }

    private static ReadOnlySpan<byte> FirstLevel(ReadOnlySpan<byte> path, out ReadOnlySpan<byte> rest, out bool last)
    {
        var end = path.IndexOf((byte)'/');
        last = end < 0;
        rest = last ? default : path[(end + 1)..];
        return last ? path : path[..end];
    }

    internal sealed class Node(Node? parent, byte[] level)
    {
        private Dictionary<byte[], Node>? _children;

        public T? Value { get; set; }
        public Node? Plus { get; private set; }
        public Node? Hash { get; private set; }
        public bool IsSystem => level is [(byte)'$', ..];
        public bool IsBare => Value is null && _children is null && Plus is null && Hash is null;
        public IEnumerable<Node> Children => _children?.Values ?? Enumerable.Empty<Node>();

        public Node? Child(ReadOnlySpan<byte> name) => name is [(byte)'+'] ? Plus : name is [(byte)'#'] ? Hash : NamedChild(name);

        public Node? NamedChild(ReadOnlySpan<byte> name)
            => _children is not null && _children.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out var child) ? child : null;

        public Node GetOrAddChild(ReadOnlySpan<byte> name)
        {
            if (name is [(byte)'+'])
            {
                return Plus ??= new Node(this, "+"u8.ToArray());
            }
            if (name is [(byte)'#'])
            {
                return Hash ??= new Node(this, "#"u8.ToArray());
            }
            if (NamedChild(name) is { } child)
            {
                return child;
            }
            var added = new Node(this, name.ToArray());
            (_children ??= new Dictionary<byte[], Node>(Utf8Comparer.Instance)).Add(added.Level, added);
            return added;
        }

        /// <summary>Empties this node and cuts off what became bare above it.</summary>
        public void Clear()
        {
            Value = null;
            for (var node = this; node is { IsBare: true, Parent: { } above }; node = above)
            {
                above.RemoveChild(node);
            }
        }

        private void RemoveChild(Node child)
        {
            if (ReferenceEquals(child, Plus))
            {
                Plus = null;
            }
            else if (ReferenceEquals(child, Hash))
            {
                Hash = null;
            }
            else
            {
                _children!.Remove(child.Level);
                _children = _children.Count == 0 ? null : _children;
            }
        }

        private byte[] Level => level;
        private Node? Parent => parent;
    }
}
