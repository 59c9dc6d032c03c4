using System.Numerics;

namespace Kith.Assistant.Language;

/// <summary>A set of devices of one house by their index; small, and joined in a few instructions.</summary>
internal sealed class Bits(int size) : IEquatable<Bits>
{
    private readonly ulong[] _words = new ulong[(size + 63) / 64];

    internal int Size => size;

    internal Bits Add(int index)
    {
        _words[index >> 6] |= 1UL << (index & 63);
        return this;
    }

    internal bool Has(int index) => (_words[index >> 6] >> (index & 63) & 1) != 0;

    internal bool Any => Array.Exists(_words, word => word != 0);

    internal int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _words) count += BitOperations.PopCount(word);
            return count;
        }
    }

    internal Bits Copy()
    {
        var copy = new Bits(size);
        _words.CopyTo(copy._words, 0);
        return copy;
    }

    internal Bits And(Bits other)
    {
        var both = new Bits(size);
        for (var index = 0; index < _words.Length; index++) both._words[index] = _words[index] & other._words[index];
        return both;
    }

    internal Bits Or(Bits? other)
    {
        if (other is null) return this;
        var either = new Bits(size);
        for (var index = 0; index < _words.Length; index++) either._words[index] = _words[index] | other._words[index];
        return either;
    }

    internal Bits Less(Bits? other)
    {
        if (other is null) return this;
        var rest = new Bits(size);
        for (var index = 0; index < _words.Length; index++) rest._words[index] = _words[index] & ~other._words[index];
        return rest;
    }

    internal bool Meets(Bits other)
    {
        for (var index = 0; index < _words.Length; index++)
            if ((_words[index] & other._words[index]) != 0) return true;
        return false;
    }

    public bool Equals(Bits? other) => other is not null && _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => Equals(obj as Bits);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var word in _words) hash.Add(word);
        return hash.ToHashCode();
    }

    internal IEnumerable<int> All()
    {
        for (var index = 0; index < _words.Length; index++)
            for (var word = _words[index]; word != 0; word &= word - 1)
                yield return (index << 6) + BitOperations.TrailingZeroCount(word);
    }
}
