using System.Numerics;

namespace Kith.Assistant.Language;

/// <summary>
/// Phrases as a tree over characters, in flat arrays; a house's tree is small and grows beside the one of the lexicon, which all houses share.
/// Built once, then read by any number of threads.
/// </summary>
internal sealed class Trie(Trie? shared = null)
{
    /// <summary>Where a reader stands in both trees; -1 where a tree has no phrase that goes on so.</summary>
    internal readonly record struct Place(int Own, int Shared)
    {
        internal bool Ends => Own < 0 && Shared < 0;
    }

    internal static readonly Place Root = new(0, 0);

    // Edges in one table, open addressing: (node, character) + 1 to the next node.
    private long[] _edges = new long[256];
    private int[] _nodes = new int[256];
    private int _count;
    private readonly List<List<Sense>?> _senses = [null];

    internal void Add(string phrase, Sense sense)
    {
        if (phrase.Length == 0) return;
        var node = 0;
        foreach (var letter in phrase)
        {
            var next = Next(node, letter);
            if (next < 0)
            {
                next = _senses.Count;
                _senses.Add(null);
                Join(node, letter, next);
            }
            node = next;
        }
        // What the lexicon says of the phrase comes first.
        var senses = _senses[node] ??= shared?.Find(phrase) is { } known ? [.. known] : [];
        var same = senses.FindIndex(known => known.Role == sense.Role && known.Id == sense.Id);
        if (same < 0) senses.Add(sense);
        else if (sense.Things is not null)
            senses[same] = senses[same] with { Things = sense.Things.Or(senses[same].Things), Also = sense.Also?.Or(senses[same].Also) ?? senses[same].Also };
    }

    /// <summary>The place after one more character; it ends where no phrase goes on so.</summary>
    internal Place Step(Place at, char letter) => new(at.Own < 0 ? -1 : Next(at.Own, letter), at.Shared < 0 || shared is null ? -1 : shared.Next(at.Shared, letter));

    internal IReadOnlyList<Sense>? At(Place at) => (at.Own < 0 ? null : _senses[at.Own]) ?? (at.Shared < 0 ? null : shared?._senses[at.Shared]);

    internal IReadOnlyList<Sense>? Find(string phrase)
    {
        var at = Root;
        foreach (var letter in phrase)
            if ((at = Step(at, letter)).Ends) return null;
        return At(at);
    }

    private int Next(int node, char letter)
    {
        var (edge, edges) = (Edge(node, letter), _edges);
        for (var slot = Slot(edge); ; slot = slot + 1 & edges.Length - 1)
        {
            if (edges[slot] == edge) return _nodes[slot];
            if (edges[slot] == 0) return -1;
        }
    }

    private void Join(int node, char letter, int next)
    {
        if (++_count * 2 > _edges.Length) Grow();
        Put(Edge(node, letter), next);
    }

    private void Grow()
    {
        var (edges, nodes) = (_edges, _nodes);
        (_edges, _nodes) = (new long[edges.Length * 2], new int[edges.Length * 2]);
        for (var slot = 0; slot < edges.Length; slot++)
            if (edges[slot] != 0) Put(edges[slot], nodes[slot]);
    }

    private void Put(long edge, int next)
    {
        var slot = Slot(edge);
        while (_edges[slot] != 0) slot = slot + 1 & _edges.Length - 1;
        (_edges[slot], _nodes[slot]) = (edge, next);
    }

    private static long Edge(int node, char letter) => ((long)node << 16 | letter) + 1;

    // Fibonacci hashing: the upper bits of the product are well mixed.
    private int Slot(long edge) => (int)((ulong)edge * 11400714819323198485UL >> 64 - BitOperations.Log2((uint)_edges.Length));
}
