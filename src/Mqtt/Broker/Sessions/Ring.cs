using System.Numerics;

namespace Kith.Mqtt.Broker.Sessions;

/// <summary>
/// A queue whose elements can be looked at and taken from the middle; cheap near the front. Until something is in it, it is one null
/// reference: most sessions never have anything waiting.
/// </summary>
internal struct Ring<T>
{
    private const int FirstSize = 4;
    private Store? _store;

    public readonly int Count => _store is null ? 0 : _store.Count;

    public readonly ref T this[int index] => ref _store![index];

    public void Add(in T item)
    {
        _store ??= new Store();
        if (_store.Count == _store.Items.Length)
        {
            _store.Grow();
        }
        _store[_store.Count++] = item;
    }

    /// <summary>Moves the elements before it back by one.</summary>
    public readonly void RemoveAt(int index)
    {
        var store = _store!;
        for (var i = index; i > 0; i--)
        {
            store[i] = store[i - 1];
        }
        store[0] = default!;
        store.Head = (store.Head + 1) & (store.Items.Length - 1);
        store.Count--;
    }

    public void Clear() => _store = null;

    private sealed class Store
    {
        public T[] Items = new T[FirstSize];
        public int Head;
        public int Count;

        public ref T this[int index] => ref Items[(Head + index) & (Items.Length - 1)];

        public void Grow()
        {
            var larger = new T[(int)BitOperations.RoundUpToPowerOf2((uint)Items.Length * 2)];
            for (var i = 0; i < Count; i++)
            {
                larger[i] = this[i];
            }
            (Items, Head) = (larger, 0);
        }
    }
}
