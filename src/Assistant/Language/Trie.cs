namespace Kith.Assistant.Language;

/// <summary>
/// All phrases of a house and of the lexicon as one tree over characters, in flat arrays. Built once, then read by any number of threads.
/// </summary>
internal sealed class Trie
{
    private readonly Dictionary<long, int> _next = [];
    private readonly List<List<Sense>?> _senses = [null];

    internal void Add(string phrase, Sense sense)
    {
        if (phrase.Length == 0) return;
        var node = 0;
        foreach (var letter in phrase)
        {
            var key = (long)node << 16 | letter;
            if (!_next.TryGetValue(key, out var next))
            {
                next = _senses.Count;
                _senses.Add(null);
                _next[key] = next;
            }
            node = next;
        }
        var senses = _senses[node] ??= [];
        var same = senses.FindIndex(known => known.Role == sense.Role && known.Id == sense.Id);
        if (same < 0) senses.Add(sense);
        else if (sense.Things is not null)
            senses[same] = senses[same] with { Things = sense.Things.Or(senses[same].Things), Also = sense.Also?.Or(senses[same].Also) ?? senses[same].Also };
    }

    internal const int Root = 0;

    /// <summary>The node after one more character; -1 where no phrase goes on so.</summary>
    internal int Step(int node, char letter) => _next.TryGetValue((long)node << 16 | letter, out var next) ? next : -1;

    internal IReadOnlyList<Sense>? At(int node) => _senses[node];

    internal IReadOnlyList<Sense>? Find(string phrase)
    {
        var node = 0;
        foreach (var letter in phrase)
            if ((node = Step(node, letter)) < 0) return null;
        return _senses[node];
    }
}
